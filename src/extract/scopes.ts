/** Scopes and variables of a file, filled by the scan and read when values are built. */
import type { CellId, FunctionId, ValueId } from '../model/facts.js';
import type { TypeExpr } from '../model/type-expr.js';

/** What the scan learns of a variable. */
export const Use = {
  /** Used in another function than the one that declares it, or exported. */
  Captured: 1,
  /** Assigned again after its initialisation. */
  Written: 2,
  /** `x.k = v` or `delete x.k`: may be rebound by a strong update. */
  Rebound: 4,
  /** Declared with `var`: may be read where its declaration has not run. */
  Var: 8,
  Exported: 16,
} as const;

export class Variable {
  uses = 0;
  /** The value it stands for everywhere, when it is never reassigned. */
  value: ValueId | undefined;
  cell: CellId | undefined;
  /** Declared without initialiser: what is assigned later is cast to it. */
  type: TypeExpr | undefined;
  /** Index into the file's imports; -1 when it is no import. */
  importIndex = -1;

  constructor(
    readonly name: string,
    readonly owner: FunctionScope,
  ) {}

  /** Captured and reassigned: neither one value nor local. */
  get isCell(): boolean {
    return (this.uses & Use.Captured) !== 0 && (this.uses & Use.Written) !== 0;
  }

  /** Its value depends on the point of the function at which it is read. */
  get isMutable(): boolean {
    return (this.uses & Use.Captured) === 0 && (this.uses & (Use.Written | Use.Rebound | Use.Var)) !== 0;
  }
}

export class Scope {
  readonly variables = new Map<string, Variable>();
  /** Names used inside and not resolved yet, with how. */
  pending = new Map<string, number>();
  readonly owner: FunctionScope;

  constructor(
    readonly parent: Scope | undefined,
    owner?: FunctionScope,
  ) {
    this.owner = owner ?? (this as unknown as FunctionScope);
  }

  lookup(name: string): Variable | undefined {
    const own = this.variables.get(name);
    if (own !== undefined) return own;
    for (let scope = this.parent; scope !== undefined; scope = scope.parent) {
      const found = scope.variables.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

export class FunctionScope extends Scope {
  functionId: FunctionId = -1;
  /** Arrow functions inside use `this`, `super` or `arguments` of this function. */
  capturesThis = false;
  capturesSuper = false;
  capturesArguments = false;
  /** It, or an arrow function inside, reads `arguments`. */
  usesArguments = false;
  /** Something inside may be strongly updated, so escapes must be watched. */
  rebinds = false;
  /** Its value ids, when arrow functions use them. */
  thisValue: ValueId | undefined;
  superValue: ValueId | undefined;
  argumentsValue: ValueId | undefined;
  /** Nested too deep for the stack: its body is not extracted. */
  failed = false;

  constructor(
    parent: Scope | undefined,
    readonly isArrow: boolean,
  ) {
    super(parent);
  }

  /** The function whose `this` is meant inside. */
  get receiverOwner(): FunctionScope {
    return this.isArrow && this.parent !== undefined ? this.parent.owner.receiverOwner : this;
  }
}
