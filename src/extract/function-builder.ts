/**
 * Builds the facts of one function: its values, and what its calls, stores, returns and throws do with them.
 * The handlers (expressions, statements …) walk the syntax and call this.
 */
import type { ClassId, FunctionFacts, FunctionId, ParamFact, Span, StoreFact, ThrowFact, Value, ValueId } from '../model/facts.js';
import type { TypeExpr, TypeParam } from '../model/type-expr.js';
import { MAX_DEPTH, tooDeep } from './depth.js';
import type { CallDraft, GuardDraft, ParamDraft, StoreDraft, ThrowDraft } from './drafts.js';
import { Escapes } from './escapes.js';
import type { FileBuilder, FunctionHeader } from './file-builder.js';
import type { GuardChain } from './guard-chain.js';
import { isTestedByKey } from './key-tests.js';
import { isTestedByKind } from './kind-tests.js';
import type { TS } from './load-typescript.js';
import { JoinBudget, MAX_FUNCTION_JOINS } from './join-budget.js';
import { startOf } from './positions.js';
import type { Role } from './roles.js';
import type { FunctionScope, Scope, Variable } from './scopes.js';
import { Environment } from './ssa.js';
import { ValueTable } from './value-table.js';

export class FunctionBuilder extends ValueTable {
  readonly names = new Map<ValueId, string>();
  readonly calls: CallDraft[] = [];
  readonly params: ParamDraft[] = [];
  readonly returns: { value: ValueId; at: Span }[] = [];
  readonly yields: ValueId[] = [];
  readonly throws: ThrowDraft[] = [];
  readonly stores: StoreDraft[] = [];
  readonly cellWrites: { cell: number; value: ValueId; at: Span }[] = [];
  readonly guards: GuardDraft[] = [];
  readonly regions: { parent?: number }[] = [];
  /** Values that stay although nothing in the function uses them, with who must learn their final id. */
  readonly kept: { value: ValueId; tell: (final: ValueId) => void }[] = [];
  /** Run when the function is whole (not when it failed). */
  readonly completions: (() => void)[] = [];
  typeParams: readonly TypeParam[] | undefined;
  returnType: TypeExpr | undefined;

  readonly environment: Environment;
  readonly escapes = new Escapes(this.values);
  scope: Scope;
  /** Guards that hold here. */
  guard: GuardChain | undefined;
  /** The try region around here. */
  region: number | undefined;
  /** What the next expression is for: names functions without a name of their own. Taken by {@link expression}. */
  role: Role | undefined;
  /** Dotted prefix inside namespaces. */
  namespace = '';
  /** The node whose comment speaks of the function met next (plain JavaScript). */
  comment: TS.Node | undefined;
  /** Inside `declare global` or an ambient script. */
  inGlobal = false;
  /** Inside `declare module 'x'`. */
  ambientModule: string | undefined;

  /** Expressions and statements around the present one. */
  private depth = 0;

  constructor(
    readonly file: FileBuilder,
    readonly id: FunctionId,
    readonly header: FunctionHeader,
    readonly functionScope: FunctionScope,
  ) {
    super();
    this.scope = functionScope;
    const joins = new JoinBudget(MAX_FUNCTION_JOINS, file.joins);
    this.environment = new Environment({
      spend: (variables) => joins.spend(variables),
      phi: (inputs) => this.phi(inputs),
      emptyPhi: () => this.addPhi([]),
      completePhi: (phi, inputs) => {
        (this.values[phi] as { inputs: readonly ValueId[] }).inputs = inputs;
      },
      undefinedValue: () => this.constant(undefined),
    });
  }

  get isModule(): boolean {
    return this.id === 0;
  }

  get classId(): ClassId | undefined {
    return this.header.class;
  }

  // --- walking -------------------------------------------------------------------------------------------------

  /** The value of an expression. */
  expression(node: TS.Node): ValueId {
    const handler = this.file.handlers.expressions[node.kind];
    if (handler === undefined) {
      this.role = undefined;
      return this.unknown();
    }
    if (++this.depth > MAX_DEPTH) throw tooDeep();
    const value = handler(this, node as never);
    this.depth--;
    return value;
  }

  statement(node: TS.Node): void {
    this.role = undefined;
    const handler = this.file.handlers.statements[node.kind];
    if (handler === undefined || this.file.failed.has(node)) return;
    if (++this.depth > MAX_DEPTH) throw tooDeep();
    handler(this, node as never);
    this.depth--;
  }

  /** Statements of one block or body. */
  block(statements: readonly TS.Statement[]): void {
    this.file.handlers.block(this, statements);
  }

  /** The role set for the present expression; parts of it have roles of their own. */
  takeRole(): Role | undefined {
    const role = this.role;
    this.role = undefined;
    return role;
  }

  span(node: TS.Node): Span {
    return [startOf(this.file.text, node), node.end];
  }

  /** Runs `body` in the scope that belongs to `node`, when it has one. */
  inScope(node: TS.Node, body: () => void): void {
    const scope = this.file.scopes.get(node);
    if (scope === undefined) return body();
    const outer = this.scope;
    this.scope = scope;
    body();
    this.scope = outer;
  }

  // --- variables -----------------------------------------------------------------------------------------------

  /** Reads a name. */
  name(name: string): ValueId {
    const variable = this.scope.lookup(name);
    if (variable !== undefined) return this.read(variable);
    if (name === 'undefined') return this.constant(undefined);
    if (name === 'arguments' && this.id !== 0) return this.argumentsValue();
    return this.global(name);
  }

  read(variable: Variable): ValueId {
    if (variable.importIndex >= 0) return this.importValue(variable.importIndex);
    if (variable.isCell) return this.cell(variable);
    if (variable.owner !== this.functionScope) return this.outer(variable.owner, variable.value);
    const value = variable.isMutable ? this.environment.read(variable) : variable.value;
    return value ?? this.constant(undefined);
  }

  private cell(variable: Variable): ValueId {
    const cell = this.file.cellOf(variable);
    return this.intern(`c${cell}`, { op: 'cell', cell });
  }

  /** A value of a function around this one. Constants and imports are copied: they are the same everywhere. */
  outer(owner: FunctionScope, value: ValueId | undefined): ValueId {
    if (value === undefined || owner.functionId < 0) return this.unknown();
    const made = (this.file.functions[owner.functionId] as FunctionFacts).values[value];
    if (made === undefined) return this.unknown();
    if (made.op === 'const') return this.constant(made.value);
    if (made.op === 'import') return this.importValue(made.import);
    if (made.op === 'global') return this.global(made.name);
    if (made.op === 'outer') return this.intern(`o${made.function}:${made.value}`, { ...made });
    return this.intern(`o${owner.functionId}:${value}`, { op: 'outer', function: owner.functionId, value });
  }

  /** Binds a variable to a value, by declaration or assignment. */
  bind(variable: Variable, value: ValueId, at: Span): void {
    const typed = variable.type === undefined ? value : this.add({ op: 'cast', value, type: variable.type, annotation: true });
    this.nameValue(typed, variable.name);
    if (variable.isCell) {
      this.cellWrites.push({ cell: this.file.cellOf(variable), value: typed, at });
      this.escapes.escape(typed);
      return;
    }
    if (variable.owner !== this.functionScope) return;
    if (this.functionScope.rebinds) this.escapes.hold(typed, variable);
    if (variable.isMutable) this.environment.write(variable, typed);
    else this.setValue(variable, typed);
  }

  /** Rebinds a variable to a changed version of what it holds. */
  rebind(variable: Variable, value: ValueId): void {
    this.escapes.hold(value, variable);
    this.environment.write(variable, value);
  }

  private setValue(variable: Variable, value: ValueId): void {
    if (variable.value !== undefined) return;
    variable.value = value;
    if ((variable.uses & 1) !== 0) this.keep(value, (final) => (variable.value = final));
  }

  /** Keeps a value that something outside the function's own facts refers to. */
  keep(value: ValueId, tell: (final: ValueId) => void): void {
    this.kept.push({ value, tell });
  }

  nameValue(value: ValueId, name: string): void {
    let made = this.values[value];
    let id = value;
    while (made !== undefined && made.op === 'cast') {
      id = made.value;
      made = this.values[id];
    }
    if (made !== undefined && isOrigin(made.op) && !this.names.has(id)) this.names.set(id, name);
  }

  // --- this, super, arguments ----------------------------------------------------------------------------------

  /** `this` or `super`: an arrow function's are those of the function around it. */
  receiverValue(op: 'this' | 'super'): ValueId {
    const owner = this.functionScope.receiverOwner;
    if (owner === this.functionScope) return this.intern(op === 'this' ? 'this' : op, { op });
    return this.outer(owner, op === 'this' ? owner.thisValue : owner.superValue);
  }

  /** Makes what arrow functions inside will ask for. */
  openReceivers(): void {
    const scope = this.functionScope;
    if (scope.isArrow) return;
    if (scope.capturesThis) this.keep(this.receiverValue('this'), (final) => (scope.thisValue = final));
    if (scope.capturesSuper) this.keep(this.receiverValue('super'), (final) => (scope.superValue = final));
  }

  private argumentsValue(): ValueId {
    const owner = this.functionScope.receiverOwner;
    if (owner === this.functionScope) return owner.argumentsValue ?? this.unknown();
    return this.outer(owner, owner.argumentsValue);
  }

  /** `arguments` is a list of the parameters and of a rest parameter that nobody wrote. To be called when all parameters are there. */
  openArguments(at: Span): void {
    const scope = this.functionScope;
    if (scope.isArrow || !scope.usesArguments) return;
    if (this.params.at(-1)?.rest !== true) this.params.push({ name: 'arguments', at, rest: true });
    const elements = this.params.map(({ rest }, index) => {
      const value = this.add({ op: 'param', index });
      return rest === true ? { value, spread: true as const } : { value };
    });
    const [first, second] = elements;
    const value = second === undefined && first !== undefined ? first.value : this.add({ op: 'array', elements });
    scope.argumentsValue = value;
    if (scope.capturesArguments) this.keep(value, (final) => (scope.argumentsValue = final));
  }

  // --- effects -------------------------------------------------------------------------------------------------

  /** Records a call and gives its result. */
  call(fact: CallDraft): ValueId {
    this.recordCall(fact);
    return this.add({ op: 'call', call: this.calls.length - 1 });
  }

  /** Records a call whose result nothing can use. */
  recordCall(call: CallDraft): number {
    if (this.region !== undefined) call.region = this.region;
    const guards = this.guard?.indices(this.guards);
    if (guards !== undefined) call.guards = guards;
    return this.calls.push(call) - 1;
  }

  store(fact: StoreFact): void {
    if (this.functionScope.rebinds) this.escapes.escape(fact.value);
    this.stores.push(fact);
  }

  /**
   * What is known of a value here: nothing is left of it where it was tested to be empty (`if (!email) return email`); where the key
   * beside it was tested, the conditions stay with it.
   */
  known(value: ValueId): ValueId {
    const { guard } = this;
    if (guard === undefined) return value;
    if (guard.fixes(value)) return this.constant(undefined);
    if (!isTestedByKey(this, value, guard) && !isTestedByKind(this, value, guard)) return value;
    return this.add({ op: 'cast', value, type: { t: 'prim', name: 'unknown' }, guards: guard.indices(this.guards) });
  }

  /** The same of what is handed over, where only a test of its kind counts. */
  ofKind(value: ValueId): ValueId {
    const { guard } = this;
    if (guard === undefined || !isTestedByKind(this, value, guard)) return value;
    return this.add({ op: 'cast', value, type: { t: 'prim', name: 'unknown' }, guards: guard.indices(this.guards) });
  }

  throwValue(value: ValueId, at: Span): void {
    const fact: { -readonly [K in keyof ThrowFact]: ThrowFact[K] } = { value, at };
    if (this.region !== undefined) fact.region = this.region;
    const guards = this.guard?.indices(this.guards);
    if (guards !== undefined) fact.guards = guards;
    this.throws.push(fact);
    this.environment.alive = false;
  }

  param(fact: ParamFact): void {
    this.params.push(fact);
  }
}

/** Values whose variable's name may be evidence for what they hold. */
function isOrigin(op: Value['op']): boolean {
  return op === 'call' || op === 'index' || op === 'element' || op === 'load' || op === 'unknown' || op === 'caught';
}
