/** `T extends U ? A : B`: one branch when the check is cheap to decide, else both. */
import type { TypeId } from '../../model/program.js';
import type { TypeExpr } from '../../model/type-expr.js';
import { parametersOf, returnOf } from './functions.js';
import { BOOLEAN, DATE, NULL, NUMBER, STRING, UNKNOWN, type ObjectSource } from './nodes.js';
import { at, branchesOf, unionOf } from './operators.js';
import type { TypeResolver } from './resolver.js';
import { bind, type Scope } from './scope.js';

type Conditional = Extract<TypeExpr, { t: 'conditional' }>;
/** Undefined when it can't be decided cheaply. */
type Verdict = boolean | undefined;

export function expandConditional(types: TypeResolver, expr: Conditional, scope: Scope): TypeId {
  const check = types.resolve(expr.check, scope);
  const branches = expr.check.t === 'name' && scope.bound?.has(expr.check.name) ? branchesOf(types, check) : [check];
  if (expr.check.t !== 'name' || branches.length === 1) return decide(types, expr, check, scope);
  const param = expr.check.name;
  return unionOf(
    types,
    branches.map((branch) => decide(types, expr, branch, bind(scope, [[param, branch]]))),
  );
}

function decide(types: TypeResolver, expr: Conditional, check: TypeId, scope: Scope): TypeId {
  const inferred = new Map<string, TypeId>();
  for (const name of inferredNames(expr.extends)) inferred.set(name, UNKNOWN);
  const verdict = matches(types, check, expr.extends, scope, inferred);
  const inner = inferred.size > 0 ? bind(scope, inferred) : scope;
  if (verdict === true) return types.resolve(expr.then, inner);
  if (verdict === false) return types.resolve(expr.else, scope);
  return unionOf(types, [types.resolve(expr.then, inner), types.resolve(expr.else, scope)]);
}

/** Whether the type is assignable to the pattern; binds the pattern's `infer` names. */
export function matches(types: TypeResolver, type: TypeId, pattern: TypeExpr, scope: Scope, inferred: Map<string, TypeId>): Verdict {
  const node = types.node(type);
  switch (pattern.t) {
    case 'infer':
      inferred.set(pattern.name, type);
      return true;
    case 'union':
      return any(pattern.of.map((part) => matches(types, type, part, scope, inferred)));
    case 'intersection':
      return all(pattern.of.map((part) => matches(types, type, part, scope, inferred)));
    case 'array':
      if (node.k === 'array')
        return matches(types, node.items ? unionOf(types, node.items) : node.element, pattern.element, scope, inferred);
      return node.k === 'unknown' ? undefined : false;
    case 'tuple':
      if (node.k !== 'array') return node.k === 'unknown' ? undefined : false;
      if (!node.items || node.items.length !== pattern.elements.length) return undefined;
      return all(node.items.map((item, i) => matches(types, item, pattern.elements[i]!, scope, inferred)));
    case 'function':
      return matchesFunction(types, type, pattern, scope, inferred);
    case 'object':
      return matchesObject(types, type, pattern, scope, inferred);
    case 'name':
      return matchesName(types, type, pattern, scope, inferred);
    case 'prim':
      if (pattern.name === 'any' || pattern.name === 'unknown') return true;
      if (pattern.name === 'object') return node.k === 'unknown' || node.k === 'union' ? undefined : !PRIMITIVE.has(node.k);
      return matchesType(types, type, types.resolve(pattern, scope));
    default:
      return inferredNames(pattern).length > 0 ? undefined : matchesType(types, type, types.resolve(pattern, scope));
  }
}

const PRIMITIVE: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'null', 'literal', 'enum']);

function matchesType(types: TypeResolver, type: TypeId, wanted: TypeId): Verdict {
  const a = types.expand(type);
  const b = types.expand(wanted);
  if (a === b) return a === UNKNOWN ? undefined : true;
  const from = types.store.nodes[a]!;
  const to = types.store.nodes[b]!;
  if (to.k === 'unknown' || OPEN.has(from.k)) return undefined;
  if (to.k === 'union') return any(to.of.map((branch) => matchesType(types, a, branch)));
  if (from.k === 'literal') {
    if (to.k === 'literal') return from.values.every((value) => to.values.includes(value));
    return b === (typeof from.values[0] === 'number' ? NUMBER : STRING);
  }
  if (SIMPLE.has(a) || SIMPLE.has(b)) return from.k === 'enum' ? undefined : false;
  if (from.k !== to.k) return from.k === 'object' || to.k === 'object' ? undefined : false;
  return from.k === 'object' ? lacksMember(types, a, b) : undefined;
}

const OPEN: ReadonlySet<string> = new Set(['unknown', 'union', 'external']);
const SIMPLE: ReadonlySet<TypeId> = new Set([NULL, BOOLEAN, DATE, NUMBER, STRING]);

/** An object without a required member does not match; one with all of them may. */
function lacksMember(types: TypeResolver, type: TypeId, wanted: TypeId): Verdict {
  const listing = types.listing(type);
  if (listing.open) return undefined;
  return types.listing(wanted).members.some((member) => !member.optional && !listing.byKey.has(member.key)) ? false : undefined;
}

function matchesName(
  types: TypeResolver,
  type: TypeId,
  pattern: Extract<TypeExpr, { t: 'name' }>,
  scope: Scope,
  inferred: Map<string, TypeId>,
): Verdict {
  if (inferredNames(pattern).length === 0) return matchesType(types, type, types.resolve(pattern, scope));
  const args = pattern.args ?? [];
  const node = types.node(type);
  const open = types.node(types.resolve(pattern, bind(scope, inferred)));
  if (open.k === 'unknown' || node.k === 'unknown') return undefined;
  const inner = (of: TypeId, index: number): Verdict => (args[index] ? matches(types, of, args[index], scope, inferred) : true);
  if (open.k === 'promise') return node.k === 'promise' ? inner(node.of, 0) : false;
  if (open.k === 'array') return node.k === 'array' ? inner(node.items ? unionOf(types, node.items) : node.element, 0) : false;
  if (open.k === 'map') return node.k === 'map' ? all([inner(node.key, 0), inner(node.value, 1)]) : false;
  const mine = argumentsOf(types, type);
  if (open.k === 'external' && node.k === 'external' && open.module === node.module && open.name === node.name) {
    return all(node.args.map((arg, i) => inner(arg, i)));
  }
  if (open.k !== 'object' || node.k !== 'object' || !sameDeclaration(open.source, node.source)) return undefined;
  return all(mine.map((arg, i) => inner(arg, i)));
}

/** Type arguments that a declared or outside type is used with. */
export function argumentsOf(types: TypeResolver, type: TypeId): readonly TypeId[] {
  const node = types.node(type);
  if (node.k === 'external') return node.args;
  if (node.k !== 'object') return [];
  return node.source.s === 'declared' || node.source.s === 'class' ? node.source.args : [];
}

function sameDeclaration(a: ObjectSource, b: ObjectSource): boolean {
  if (a.s === 'class') return b.s === 'class' && a.file === b.file && a.class === b.class;
  if (a.s !== 'declared' || b.s !== 'declared') return false;
  return a.decls[0]?.file === b.decls[0]?.file && a.decls[0]?.decl === b.decls[0]?.decl;
}

function matchesFunction(
  types: TypeResolver,
  type: TypeId,
  pattern: Extract<TypeExpr, { t: 'function' }>,
  scope: Scope,
  inferred: Map<string, TypeId>,
): Verdict {
  const node = types.node(type);
  if (node.k !== 'function' && node.k !== 'constructor')
    return node.k === 'unknown' || node.k === 'object' || node.k === 'external' ? undefined : false;
  const params = parametersOf(types, type);
  pattern.params.forEach((param, i) => {
    if (!param.type) return;
    if (param.type.t === 'infer' && param.rest) inferred.set(param.type.name, types.store.tuple(params.slice(i)));
    else if (params[i] !== undefined) matches(types, params[i], param.type, scope, inferred);
  });
  if (inferredNames(pattern.returns).length > 0) matches(types, returnOf(types, type), pattern.returns, scope, inferred);
  return true;
}

function matchesObject(
  types: TypeResolver,
  type: TypeId,
  pattern: Extract<TypeExpr, { t: 'object' }>,
  scope: Scope,
  inferred: Map<string, TypeId>,
): Verdict {
  const node = types.node(type);
  if (PRIMITIVE.has(node.k)) return false;
  if (node.k === 'unknown' || node.k === 'external') return undefined;
  const listing = types.listing(type);
  return all(
    pattern.members.map((member) => {
      const has = listing.byKey.has(member.key) || node.k === 'array';
      if (!has) return listing.open ? undefined : member.optional ? true : false;
      return member.type ? matches(types, at(types, type, member.key), member.type, scope, inferred) : true;
    }),
  );
}

function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

function any(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

const inferredMemo = new WeakMap<TypeExpr, readonly string[]>();

/** Names that a pattern binds with `infer`. */
function inferredNames(expr: TypeExpr): readonly string[] {
  const known = inferredMemo.get(expr);
  if (known) return known;
  const found = collectInferred(expr);
  inferredMemo.set(expr, found);
  return found;
}

function collectInferred(expr: TypeExpr): readonly string[] {
  switch (expr.t) {
    case 'infer':
      return [expr.name];
    case 'name':
    case 'import':
      return (expr.args ?? []).flatMap(inferredNames);
    case 'array':
      return inferredNames(expr.element);
    case 'tuple':
      return expr.elements.flatMap(inferredNames);
    case 'union':
    case 'intersection':
      return expr.of.flatMap(inferredNames);
    case 'function':
      return [...expr.params.flatMap((p) => (p.type ? inferredNames(p.type) : [])), ...inferredNames(expr.returns)];
    case 'object':
      return [
        ...expr.members.flatMap((m) => (m.type ? inferredNames(m.type) : [])),
        ...(expr.index ? inferredNames(expr.index) : []),
        ...(expr.call ? inferredNames(expr.call) : []),
      ];
    case 'index':
      return [...inferredNames(expr.object), ...inferredNames(expr.index)];
    case 'keyof':
      return inferredNames(expr.of);
    default:
      return [];
  }
}
