/** Parameters and results of function types. */
import type { TypeId } from '../../model/program.js';
import type { TypeExpr } from '../../model/type-expr.js';
import { instanceOf } from './instances.js';
import { UNKNOWN, type FunctionPlace } from './nodes.js';
import { unionOf } from './operators.js';
import type { TypeResolver } from './resolver.js';
import type { Scope } from './scope.js';

/** The type of a function of the program; `scope` binds the type parameters of the class around it. */
export function functionType(types: TypeResolver, place: FunctionPlace, scope?: Scope): TypeId {
  if (scope?.bound)
    return types.store.add({
      k: 'function',
      source: { s: 'facts', place, scope: { ...scope, function: place.function, memo: new Map() } },
    });
  return types.store.intern(`f${place.file}:${place.function}`, () => ({
    k: 'function',
    source: { s: 'facts', place, scope: types.scopeOf(place.file, place.function) },
  }));
}

/** What calling the type gives; of a class, its instance. */
export function returnOf(types: TypeResolver, type: TypeId): TypeId {
  const node = types.node(type);
  if (node.k === 'constructor') return instanceOf(types, node.file, node.class);
  if (node.k === 'union')
    return unionOf(
      types,
      node.of.map((branch) => returnOf(types, branch)),
    );
  if (node.k === 'object') return throughCallable(types, type, (part) => returnOf(types, part)) ?? UNKNOWN;
  if (node.k !== 'function') return UNKNOWN;
  const { source } = node;
  if (source.s === 'opaque') return UNKNOWN;
  return source.s === 'written' ? types.resolve(source.expr.returns, source.scope) : resultOf(types, source.place, source.scope);
}

export function parametersOf(types: TypeResolver, type: TypeId): readonly TypeId[] {
  const node = types.node(type);
  if (node.k === 'constructor') return constructorParameters(types, node.file, node.class);
  if (node.k === 'union') return node.of.map((branch) => parametersOf(types, branch)).find((params) => params.length > 0) ?? [];
  if (node.k === 'object') return throughCallable(types, type, (part) => parametersOf(types, part)) ?? [];
  if (node.k !== 'function' || node.source.s === 'opaque') return [];
  const { source } = node;
  const typed = (expr: TypeExpr | undefined): TypeId => (expr ? types.resolve(expr, source.scope) : UNKNOWN);
  if (source.s === 'written') return source.expr.params.map((param) => typed(param.type));
  return types.graph.files[source.place.file]!.functions[source.place.function]!.params.map((param) => typed(param.type));
}

/** An object type with a call signature, or an intersection with a function in it. */
function throughCallable<T>(types: TypeResolver, type: TypeId, ask: (part: TypeId) => T): T | undefined {
  const node = types.node(type);
  if (node.k !== 'object') return undefined;
  const { source } = node;
  if (source.s === 'written' && source.expr.call) return ask(types.resolve(source.expr.call, source.scope));
  if (source.s !== 'intersection') return undefined;
  const part = source.parts.find((p) => isCallable(types, p));
  return part === undefined ? undefined : ask(part);
}

function isCallable(types: TypeResolver, type: TypeId): boolean {
  const node = types.node(type);
  return (
    node.k === 'function' ||
    node.k === 'constructor' ||
    (node.k === 'object' && node.source.s === 'written' && node.source.expr.call !== undefined)
  );
}

function resultOf(types: TypeResolver, place: FunctionPlace, scope: Scope): TypeId {
  const facts = types.graph.files[place.file]!.functions[place.function]!;
  if (facts.returnType) return types.resolve(facts.returnType, scope);
  const produced = facts.generator ? facts.yields : facts.returns.map((r) => r.value);
  const of = unionOf(
    types,
    produced.map((value) => types.values.ofValue(place.file, place.function, value)),
  );
  if (facts.generator) return types.store.array(of);
  return facts.async ? types.store.promise(of) : of;
}

function constructorParameters(types: TypeResolver, file: number, cls: number): readonly TypeId[] {
  const { classes, functions } = types.graph.files[file]!;
  const made = classes[cls]!.members.find((member) => member.kind === 'constructor' && member.function !== undefined);
  if (made?.function === undefined) return [];
  const scope = types.scopeOf(file, made.function);
  return functions[made.function]!.params.map((param) => (param.type ? types.resolve(param.type, scope) : UNKNOWN));
}
