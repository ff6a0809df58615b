/** Type operators over types that are already resolved. */
import type { TypeId } from '../../model/program.js';
import type { TypeExpr } from '../../model/type-expr.js';
import { MAX_UNION } from './budgets.js';
import { NULL, NUMBER, STRING, UNKNOWN, type Literal, type TypePlace } from './nodes.js';
import type { TypeResolver } from './resolver.js';
import { bind, type Scope } from './scope.js';

/** Without null and repetitions; literals are one branch. Branches keep their aliases' names. */
export function unionOf(types: TypeResolver, of: readonly TypeId[]): TypeId {
  const branches = new Map<TypeId, TypeId>();
  const literals = new Set<Literal>();
  const entered = new Set<TypeId>(); // an alias can lead back into its own union
  const add = (type: TypeId): void => {
    const expanded = types.expand(type);
    const node = types.store.nodes[expanded]!;
    if (expanded === NULL || entered.has(expanded)) return;
    if (node.k === 'union') entered.add(expanded);
    if (node.k === 'union') node.of.forEach(add);
    else if (node.k === 'literal') for (const value of node.values) literals.add(value);
    else if (!branches.has(expanded)) branches.set(expanded, type);
  };
  of.forEach(add);
  // A text of any form says nothing of formats.
  if (branches.has(STRING))
    for (const type of branches.keys()) if (type !== STRING && types.store.nodes[type]!.k === 'string') branches.delete(type);
  const kept = [...literals].filter((value) => !branches.has(typeof value === 'number' ? NUMBER : STRING));
  const all = [...branches.values()];
  if (kept.length > 0) all.push(types.store.literal(kept));
  if (all.length === 0) return NULL;
  if (all.length === 1) return all[0]!;
  if (all.length > MAX_UNION) types.cut('union');
  return types.store.union(all.slice(0, MAX_UNION));
}

/** Branches of a union, each literal for itself. */
export function branchesOf(types: TypeResolver, of: TypeId, entered: ReadonlySet<TypeId> = new Set()): readonly TypeId[] {
  const node = types.node(of);
  if (entered.has(of)) return [];
  if (node.k === 'union') return node.of.flatMap((branch) => branchesOf(types, branch, new Set([...entered, of])));
  if (node.k === 'literal' && node.values.length > 1) return node.values.map((value) => types.store.literal([value]));
  return [of];
}

/** Members of all parts; a primitive with a brand is the primitive. */
export function intersectionOf(types: TypeResolver, of: readonly TypeId[]): TypeId {
  const parts = [...new Set(of)].filter((type) => types.expand(type) !== NULL);
  if (parts.length === 0) return NULL;
  if (parts.length === 1) return parts[0]!;
  const plain = parts.find((type) => !HAS_MEMBERS.has(types.node(type).k));
  if (plain !== undefined) return plain;
  if (parts.every((type) => types.node(type).k === 'unknown')) return UNKNOWN;
  const depth = types.store.deepest(parts);
  return types.store.intern(`i${parts.join(',')}`, () => ({ k: 'object', name: '', source: { s: 'intersection', parts } }), depth);
}

const HAS_MEMBERS: ReadonlySet<string> = new Set(['object', 'external', 'unknown', 'union', 'function', 'constructor']);

/** `keyof T`: the names of its members when no others can be there. */
export function keysOf(types: TypeResolver, of: TypeId): TypeId {
  if (types.node(of).k === 'array') return NUMBER;
  const listing = types.listing(of);
  if (listing.open || listing.index !== UNKNOWN || listing.members.length === 0) return STRING;
  return types.store.literal(listing.members.map((member) => member.key));
}

/** `T[K]`. */
export function indexed(types: TypeResolver, object: TypeId, index: TypeId): TypeId {
  const key = types.node(index);
  if (key.k === 'literal')
    return unionOf(
      types,
      key.values.map((value) => at(types, object, String(value))),
    );
  if (key.k === 'union')
    return unionOf(
      types,
      key.of.map((branch) => indexed(types, object, branch)),
    );
  const element = elementOf(types, object);
  if (element !== UNKNOWN) return element;
  return unionOf(
    types,
    types
      .listing(object)
      .members.map((member) => member.type)
      .concat(UNKNOWN),
  );
}

/** Type of the member, tuple position or record value under a constant key. */
export function at(types: TypeResolver, object: TypeId, key: string): TypeId {
  const node = types.node(object);
  switch (node.k) {
    case 'string':
      return key === 'length' ? NUMBER : UNKNOWN;
    case 'array':
      if (/^\d+$/.test(key)) return node.items ? (node.items[Number(key)] ?? UNKNOWN) : node.element;
      return key === 'length' ? NUMBER : UNKNOWN;
    case 'map':
      return node.value;
    case 'promise':
      return at(types, node.of, key);
    case 'union': {
      const found = node.of.map((branch) => at(types, branch, key)).filter((type) => type !== UNKNOWN);
      return found.length > 0 ? unionOf(types, found) : UNKNOWN;
    }
    default: {
      const listing = types.listing(object);
      return listing.byKey.get(key)?.type ?? listing.index;
    }
  }
}

export function elementOf(types: TypeResolver, type: TypeId): TypeId {
  const node = types.node(type);
  switch (node.k) {
    case 'array':
      return node.items ? unionOf(types, node.items) : node.element;
    case 'map':
      return node.value;
    case 'object':
      return types.listing(type).index;
    case 'promise':
      return elementOf(types, node.of);
    case 'union': {
      const found = node.of.map((branch) => elementOf(types, branch)).filter((element) => element !== UNKNOWN);
      return found.length > 0 ? unionOf(types, found) : UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}

export function awaited(types: TypeResolver, type: TypeId): TypeId {
  const node = types.node(type);
  if (node.k === 'promise') return awaited(types, node.of);
  if (node.k === 'external') {
    const carried = types.options.carriedBy?.(node.module, node.name, node.args) ?? UNKNOWN;
    return carried === UNKNOWN ? type : awaited(types, carried);
  }
  if (node.k !== 'union') return type;
  const branches = node.of.map((branch) => awaited(types, branch));
  return branches.some((branch, i) => branch !== node.of[i]) ? unionOf(types, branches) : type;
}

/** `{ [P in keys]: value }`. Keys that `as` renames are not known. */
export function mapped(types: TypeResolver, expr: Extract<TypeExpr, { t: 'mapped' }>, scope: Scope): TypeId {
  const base = expr.keys.t === 'keyof' ? types.resolve(expr.keys.of, scope) : UNKNOWN;
  if (expr.as) return types.store.add({ k: 'object', name: '', source: { s: 'given', members: [], closed: false } });
  if (base !== UNKNOWN) {
    if (types.expand(base) === UNKNOWN) return UNKNOWN;
    const keys = types.listing(base).members.map((member) => member.key);
    return types.store.add({ k: 'object', name: '', source: { s: 'mapped', expr, keys, base, scope } });
  }
  const keys = types.resolve(expr.keys, scope);
  const node = types.node(keys);
  if (node.k === 'literal') {
    return types.store.add({ k: 'object', name: '', source: { s: 'mapped', expr, keys: node.values.map(String), base: UNKNOWN, scope } });
  }
  const value = expr.value ? types.resolve(expr.value, bind(scope, [[expr.param, keys]])) : UNKNOWN;
  return types.store.add({ k: 'object', name: '', source: { s: 'index', value } });
}

/** `Record<K, V>`. */
export function record(types: TypeResolver, keys: TypeId, value: TypeId, scope: Scope): TypeId {
  const node = types.node(keys);
  if (node.k === 'literal')
    return types.store.add({ k: 'object', name: '', source: { s: 'record', keys: node.values.map(String), value, scope } });
  return types.store.intern(`r${value}`, () => ({ k: 'object', name: '', source: { s: 'index', value } }), types.store.depth(value) + 1);
}

export function pick(types: TypeResolver, of: TypeId, keys: readonly string[], mode: 'pick' | 'omit', place: TypePlace): TypeId {
  const sorted = [...new Set(keys)].sort();
  const key = `${mode}${of}:${sorted.map((k) => JSON.stringify(k)).join(',')}`;
  return types.store.intern(
    key,
    () => ({ k: 'object', name: '', source: { s: mode, of, keys: new Set(sorted), place } }),
    types.store.depth(of),
  );
}

export function partial(types: TypeResolver, of: TypeId): TypeId {
  const { k } = types.node(of);
  if (k !== 'object' && k !== 'union' && k !== 'external') return of;
  return types.store.intern(`partial${of}`, () => ({ k: 'object', name: '', source: { s: 'partial', of } }), types.store.depth(of));
}

/** Of a table, or of a list of them. */
export function isTable(types: TypeResolver, type: TypeId): boolean {
  const node = types.node(type);
  if (node.k === 'array') return isTable(types, node.element);
  if (node.k !== 'object' || node.source.s !== 'declared') return false;
  return node.source.decls.some(({ file, decl }) => types.graph.files[file]!.types[decl]!.kind === 'table');
}

/** What generated code calls by a table's name: a row of it. */
export function columnsOf(types: TypeResolver, of: TypeId): TypeId {
  return types.store.intern(`columns${of}`, () => ({ k: 'object', name: '', source: { s: 'columns', of } }));
}
