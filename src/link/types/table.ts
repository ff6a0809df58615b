/** The type table: the questions of the contract, answered by the resolver. */
import type { TypeId, TypeTable } from '../../model/program.js';
import type { TypeExpr } from '../../model/type-expr.js';
import { createHierarchy, type ClassRef, type DeclarationsOf } from '../hierarchy.js';
import type { LinkedModuleGraph } from '../module-graph.js';
import type { TypeCut } from './budgets.js';
import { argumentsOf } from './conditional.js';
import { parametersOf, returnOf } from './functions.js';
import { instanceOf, instantiate } from './instances.js';
import { isLanguageType } from './language.js';
import { meaningOf, ofTarget } from './names.js';
import { BOOLEAN, DATE, NUMBER, STRING, UNKNOWN, type ValueOrigin } from './nodes.js';
import { at, awaited, branchesOf, elementOf, partial, pick, unionOf } from './operators.js';
import { classesOf, declaredBehind, externalsOf, formatOf, nameOf, shapeOf, literalsOf } from './queries.js';
import type { TypeTableOptions } from './options.js';
import { TypeResolver } from './resolver.js';

export type { AliasContext, TypeTableOptions } from './options.js';
export type { ValueOrigin } from './nodes.js';

/** A type table with what rules and reports ask beside the contract. */
export interface LinkedTypeTable extends TypeTable {
  /** Type arguments of a declared or outside generic type. */
  typeArguments(type: TypeId): readonly TypeId[];
  /** The value that a `typeof` type was asked of, through aliases. */
  origin(type: TypeId): ValueOrigin | undefined;
  partial(type: TypeId): TypeId;
  /** What the limits cut, by cause. */
  readonly cuts: Readonly<Partial<Record<TypeCut, number>>>;
}

const PRIMITIVES = { string: STRING, number: NUMBER, boolean: BOOLEAN, date: DATE } as const;

/** Makes the table. Types are resolved when they are asked for; equal types have equal numbers. */
export function createTypeTable(graph: LinkedModuleGraph, options: TypeTableOptions = {}): LinkedTypeTable {
  const types = new TypeResolver(graph, options);
  const hierarchy = createHierarchy(graph, declarations(types));
  const place = (type: TypeId) => {
    const first = types.listing(type).members[0];
    return { file: first?.file ?? 0, at: first?.at ?? ([0, 0] as const) };
  };
  return {
    cuts: types.cuts,
    resolve: (file, fn, expr) => types.resolve(expr, types.scopeOf(file, fn)),
    shape: (type) => shapeOf(types, type),
    name: (type) => nameOf(types, type),
    members: (type) => types.listing(type).members,
    member: (type, key) => types.listing(type).byKey.get(key),
    closed: (type) => isClosed(types, type),
    branches: (type) => branchesOf(types, type),
    element: (type) => elementOf(types, type),
    at: (type, key) => at(types, type, key),
    awaited: (type) => awaited(types, type),
    returns: (type) => returnOf(types, type),
    params: (type) => parametersOf(types, type),
    literals: (type) => literalsOf(types, type),
    classes: (type) => classesOf(types, type),
    implementers: (type) => implementers(types, type),
    externals: (type) => externalsOf(types, type),
    instance: (file, cls) => instanceOf(types, file, cls),
    schemaType: (name) => schemaType(types, name),
    object: (members, name, closed) => types.store.add({ k: 'object', name, source: { s: 'given', members, closed } }),
    array: (element) => types.store.array(element),
    promise: (of) => types.store.promise(of),
    union: (of) => unionOf(types, of),
    pick: (type, keys) => pick(types, type, keys, 'pick', place(type)),
    omit: (type, keys) => pick(types, type, keys, 'omit', place(type)),
    partial: (type) => partial(types, type),
    primitive: (shape) => (shape === 'literal' ? types.store.literal(['']) : PRIMITIVES[shape]),
    formatted: (format) => types.store.formatted(format),
    format: (type) => formatOf(types, type),
    typeArguments: (type) => argumentsOf(types, type),
    origin: (type) => types.values.origin(type),
  };

  function implementers(of: TypeResolver, type: TypeId): readonly ClassRef[] {
    const found = new Map<string, ClassRef>();
    for (const id of declaredBehind(of, type)) {
      const node = of.store.nodes[id]!;
      if (node.k !== 'object') continue;
      const { source } = node;
      const refs =
        source.s === 'class'
          ? hierarchy.belowClass(source)
          : source.s === 'declared'
            ? source.decls.flatMap((decl) => hierarchy.below(decl))
            : [];
      for (const ref of refs) found.set(`${ref.file}:${ref.class}`, { file: ref.file, class: ref.class });
    }
    return [...found.values()];
  }
}

/** Only types whose members are listed can be closed; of a union, all branches must be. */
function isClosed(types: TypeResolver, type: TypeId): boolean {
  const node = types.node(type);
  if (node.k === 'unknown' || node.k === 'external') return false;
  const listing = types.listing(type);
  return !listing.open && listing.index === UNKNOWN;
}

function schemaType(types: TypeResolver, name: string): TypeId {
  const decls = types.graph
    .globalTypes(name)
    .flatMap((target) => (target.kind === 'decl' ? [{ file: target.file, decl: target.decl }] : []));
  const tables = decls.filter(({ file, decl }) => types.graph.files[file]!.types[decl]!.kind === 'table');
  if (tables.length > 0) return instantiate(types, tables, []);
  const enums = decls.filter(({ file, decl }) => {
    const declared = types.graph.files[file]!.types;
    return declared[decl]!.kind === 'enum' && declared.some((other) => other.kind === 'table');
  });
  return enums.length > 0 ? instantiate(types, enums, []) : UNKNOWN;
}

/** Names in `extends` and `implements`, through aliases of a plain name. */
function declarations(types: TypeResolver): DeclarationsOf {
  return (file, fn, expr: TypeExpr) => {
    if (expr.t !== 'name' && expr.t !== 'import') return [];
    const target = expr.t === 'import' ? types.graph.namedType(file, expr.specifier, expr.name) : undefined;
    if (expr.t === 'import' && !target) return [];
    const meaning = target ? ofTarget(types.graph, target) : meaningOf(types.graph, types.scopeOf(file, fn), expr.name, isLanguageType);
    if (meaning.m !== 'declared') return [];
    const first = meaning.decls[0]!;
    const decl = types.graph.files[first.file]!.types[first.decl]!;
    if (decl.kind !== 'alias') return meaning.decls;
    const behind = types.node(types.resolve(expr, types.scopeOf(file, fn)));
    if (behind.k !== 'object' || behind.source.s !== 'declared') return [];
    return behind.source.decls;
  };
}
