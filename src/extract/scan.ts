/**
 * The first walk: declares variables, resolves names to them, and finds which are captured and which reassigned.
 * The second walk needs that before it meets the first use, as functions and variables are hoisted.
 * Literals are matched on the way, as this walk meets every one of them.
 */
import type { ImportFact } from '../model/facts.js';
import { MAX_DEPTH, tooDeep } from './depth.js';
import type { DocumentCollector } from './documents.js';
import type { Beside, LiteralCollector } from './literals.js';
import { Kind, ts, type TS } from './load-typescript.js';
import { bare } from './names.js';
import { limitOf, type Limit } from './problems.js';
import { FunctionScope, Scope, Use, Variable } from './scopes.js';

/** What the walk does at a kind of syntax; others are walked into. */
export type Visitor = (scan: Scan, node: never) => void;

const NAMELESS: Beside = { name: undefined, owner: undefined };

export class Scan {
  readonly scopes = new Map<TS.Node, Scope>();
  readonly fieldScopes = new Map<TS.Node, FunctionScope>();
  readonly imports: ImportFact[] = [];
  readonly module = new FunctionScope(undefined, false);
  readonly failures: { limit: Limit; node: TS.Node }[] = [];
  scope: Scope = this.module;
  /** Names beside the literals met now. */
  private beside: Beside = NAMELESS;
  private depth = 0;
  readonly visit = (node: TS.Node): void => {
    const kind = node.kind;
    if (kind >= Kind.FirstTypeNode && kind <= Kind.LastTypeNode) return;
    if (++this.depth > MAX_DEPTH) throw tooDeep();
    const visitor = this.visitors[kind];
    if (visitor === undefined) ts.forEachChild(node, this.visit);
    else visitor(this, node as never);
    this.depth--;
  };

  constructor(
    readonly text: string,
    private readonly literals: LiteralCollector,
    private readonly documents: DocumentCollector,
    private readonly visitors: readonly (Visitor | undefined)[],
  ) {}

  run(source: TS.SourceFile): void {
    this.scopes.set(source, this.module);
    for (const statement of source.statements) this.visitStatement(statement);
    this.resolve(this.module);
  }

  /** At the file's level, nesting that is too deep costs one statement. */
  private visitStatement(statement: TS.Statement): void {
    const { scope } = this;
    try {
      this.visit(statement);
    } catch (error) {
      const limit = limitOf(error);
      this.scope = scope;
      this.beside = NAMELESS;
      this.depth = 0;
      this.failures.push({ limit, node: statement });
    }
  }

  visitAll(nodes: readonly TS.Node[] | undefined): void {
    if (nodes !== undefined) for (const node of nodes) this.visit(node);
  }

  /** Walks what stands beside a name; `owner` is what the name belongs to, as the name around it is by default. */
  visitNamed(name: string | undefined, node: TS.Node | undefined, owner = this.beside.name): void {
    if (node === undefined) return;
    const outer = this.beside;
    this.beside = name === undefined ? NAMELESS : { name, owner };
    this.visit(node);
    this.beside = outer;
  }

  literal(node: TS.LiteralLikeNode): void {
    this.literals.visit(node, this.beside);
  }

  template(node: TS.NoSubstitutionTemplateLiteral | TS.TemplateExpression): void {
    this.documents.visit(node);
  }

  // --- scopes and names ------------------------------------------------------------------------------------------

  declare(scope: Scope, name: string, initialised: boolean, uses = 0): Variable {
    const known = scope.variables.get(name);
    if (known !== undefined) {
      if (initialised) known.uses |= Use.Written;
      return known;
    }
    const variable = new Variable(name, scope.owner);
    variable.uses = uses;
    scope.variables.set(name, variable);
    return variable;
  }

  use(name: string, uses: number): void {
    const pending = this.scope.pending;
    pending.set(name, (pending.get(name) ?? 0) | uses);
    if ((uses & Use.Rebound) !== 0) this.scope.owner.rebinds = true;
  }

  inScope(node: TS.Node, body: () => void): void {
    const outer = this.scope;
    const inner = new Scope(outer, outer.owner);
    this.scopes.set(node, inner);
    this.scope = inner;
    body();
    this.resolve(inner);
    this.scope = outer;
  }

  /** Runs `body` in the scope of a function; what is nested too deep inside costs that function alone. */
  inFunction(node: TS.Node, isArrow: boolean, body: (scope: FunctionScope) => void): FunctionScope {
    const outer = this.scope;
    const { beside, depth } = this;
    const inner = new FunctionScope(outer, isArrow);
    this.scopes.set(node, inner);
    this.scope = inner;
    this.beside = NAMELESS;
    try {
      body(inner);
    } catch (error) {
      const limit = limitOf(error);
      inner.failed = true;
      this.depth = depth;
      this.failures.push({ limit, node });
    }
    this.resolve(inner);
    this.scope = outer;
    this.beside = beside;
    return inner;
  }

  inFields(node: TS.Node, body: () => void): void {
    const outer = this.scope;
    let fields = this.fieldScopes.get(node);
    if (fields === undefined) {
      fields = new FunctionScope(outer, false);
      this.fieldScopes.set(node, fields);
    }
    this.scope = fields;
    body();
    this.scope = outer;
  }

  /** Hands what is used inside to the variables declared here, and the rest outwards. */
  resolve(scope: Scope): void {
    const isFunction = scope instanceof FunctionScope;
    for (const [name, uses] of scope.pending) {
      const variable = scope.variables.get(name);
      if (variable !== undefined) variable.uses |= uses;
      else if (scope.parent !== undefined) {
        const outward = isFunction ? uses | Use.Captured : uses;
        const pending = scope.parent.pending;
        pending.set(name, (pending.get(name) ?? 0) | outward);
        if ((outward & Use.Rebound) !== 0) scope.parent.owner.rebinds = true;
      }
    }
    scope.pending.clear();
  }

  receiver(op: 'this' | 'super' | 'arguments'): void {
    const owner = this.scope.owner.receiverOwner;
    if (op === 'arguments') owner.usesArguments = true;
    if (!this.scope.owner.isArrow) return;
    if (op === 'this') owner.capturesThis = true;
    else if (op === 'super') owner.capturesSuper = true;
    else owner.capturesArguments = true;
  }

  // --- assignment ------------------------------------------------------------------------------------------------

  target(node: TS.Node): void {
    switch (node.kind) {
      case Kind.Identifier:
        return this.use((node as TS.Identifier).text, Use.Written);
      case Kind.ParenthesizedExpression:
      case Kind.NonNullExpression:
      case Kind.AsExpression:
      case Kind.SatisfiesExpression:
      case Kind.TypeAssertionExpression:
      case Kind.SpreadElement:
      case Kind.SpreadAssignment:
        return this.target((node as TS.ParenthesizedExpression).expression);
      case Kind.ArrayLiteralExpression:
        for (const element of (node as TS.ArrayLiteralExpression).elements) this.target(element);
        return;
      case Kind.ObjectLiteralExpression:
        for (const property of (node as TS.ObjectLiteralExpression).properties) this.target(property);
        return;
      case Kind.PropertyAssignment:
        if ((node as TS.PropertyAssignment).name.kind === Kind.ComputedPropertyName) this.visit((node as TS.PropertyAssignment).name);
        return this.target((node as TS.PropertyAssignment).initializer);
      case Kind.ShorthandPropertyAssignment:
        this.use((node as TS.ShorthandPropertyAssignment).name.text, Use.Written);
        if ((node as TS.ShorthandPropertyAssignment).objectAssignmentInitializer !== undefined) {
          this.visit((node as TS.ShorthandPropertyAssignment).objectAssignmentInitializer as TS.Node);
        }
        return;
      case Kind.BinaryExpression:
        if ((node as TS.BinaryExpression).operatorToken.kind !== Kind.EqualsToken) return this.visit(node);
        this.target((node as TS.BinaryExpression).left);
        return this.visit((node as TS.BinaryExpression).right);
      default:
        this.member(node);
    }
  }

  /** `x.k = v`, `x.a.k = v`, `delete x.k`. */
  member(node: TS.Node): void {
    let object = node;
    while (object.kind === Kind.PropertyAccessExpression || object.kind === Kind.ElementAccessExpression)
      object = bare((object as TS.PropertyAccessExpression).expression);
    if (object !== node && object.kind === Kind.Identifier) this.use((object as TS.Identifier).text, Use.Rebound);
    this.visit(node);
  }

  bindingName(name: TS.BindingName, scope: Scope, initialised: boolean, uses: number): void {
    if (name.kind === Kind.Identifier) {
      this.declare(scope, name.text, initialised, uses);
      return;
    }
    if (++this.depth > MAX_DEPTH) throw tooDeep();
    for (const element of name.elements) {
      if (element.kind !== Kind.BindingElement) continue;
      const binding = element;
      this.bindingName(binding.name, scope, initialised, uses);
      if (binding.propertyName?.kind === Kind.ComputedPropertyName) this.visit(binding.propertyName);
      if (binding.initializer !== undefined) {
        const key = binding.propertyName ?? binding.name;
        this.visitNamed(key.kind === Kind.Identifier ? key.text : undefined, binding.initializer);
      }
    }
    this.depth--;
  }
}
