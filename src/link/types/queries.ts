/** What is asked of types: their shape, name, and what stands behind them. */
import type { ExternalType, TypeId, TypeShape } from '../../model/program.js';
import type { ClassPlace } from './nodes.js';
import type { TypeResolver } from './resolver.js';

/** Types that stand behind one type (branches, parts, parents) that are looked at. */
const MAX_BEHIND = 200;
/** Lists and alternatives around a text whose format is asked for. */
const MAX_FORMAT_DEPTH = 3;

export function shapeOf(types: TypeResolver, type: TypeId): TypeShape {
  const { k } = types.node(type);
  return k === 'constructor' ? 'function' : k === 'lazy' ? 'unknown' : k;
}

/** The format that a schema states of a text, of one of several, or of the elements of a list. */
export function formatOf(types: TypeResolver, type: TypeId, depth = 0): string | undefined {
  const node = types.node(type);
  if (node.k === 'string') return node.format;
  if (depth > MAX_FORMAT_DEPTH) return undefined;
  if (node.k === 'array') return formatOf(types, node.element, depth + 1);
  if (node.k !== 'union') return undefined;
  for (const part of node.of) {
    const format = formatOf(types, part, depth + 1);
    if (format !== undefined) return format;
  }
  return undefined;
}

/**
 * The declared name. An alias of a declared type has that type's name (`type Payload = User`), a generic alias that only
 * changes members has that of what it changes (`Nullable<User>`), any other alias its own.
 */
export function nameOf(types: TypeResolver, type: TypeId, depth = 0): string {
  const node = types.store.nodes[type]!;
  if (depth > MAX_BEHIND) return '';
  if (node.k === 'lazy') {
    const next = types.step(type);
    const inner = next === undefined ? '' : nameOf(types, next, depth + 1);
    if (!node.name || !inner) return node.name || inner;
    return isDeclared(types, type) || (node.args.length > 0 && isDerived(types, type)) ? inner : node.name;
  }
  if (node.k === 'external') return node.name.slice(node.name.lastIndexOf('.') + 1);
  if (node.k === 'enum') return lastOf(types.graph.files[node.file]!.types[node.decl]!.name);
  if (node.k !== 'object') return '';
  const { source } = node;
  if (source.s === 'pick' || source.s === 'omit' || source.s === 'partial' || source.s === 'columns')
    return nameOf(types, source.of, depth + 1);
  if (source.s === 'mapped') return nameOf(types, source.base, depth + 1);
  if (source.s === 'intersection') return source.parts.map((part) => nameOf(types, part, depth + 1)).find((name) => name !== '') ?? '';
  return node.name;
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function isDeclared(types: TypeResolver, type: TypeId): boolean {
  const node = types.node(type);
  return node.k === 'object' && (node.source.s === 'declared' || node.source.s === 'class');
}

function isDerived(types: TypeResolver, type: TypeId): boolean {
  const node = types.node(type);
  if (node.k !== 'object') return false;
  return node.source.s !== 'written' && node.source.s !== 'record' && node.source.s !== 'index' && node.source.s !== 'given';
}

/** The type and all that it is made of; parents of classes too when `inherited`. */
function behind(types: TypeResolver, type: TypeId, inherited: boolean): readonly TypeId[] {
  const found = new Set<TypeId>();
  const queue = [type];
  for (let next = queue.shift(); next !== undefined && found.size < MAX_BEHIND; next = queue.shift()) {
    const id = types.expand(next);
    if (found.has(id)) continue;
    found.add(id);
    const node = types.store.nodes[id]!;
    if (node.k === 'union') queue.push(...node.of);
    else if (node.k === 'object' && (inherited || !isDeclared(types, id))) queue.push(...types.listing(id).parents);
  }
  return [...found];
}

export function literalsOf(types: TypeResolver, type: TypeId): readonly string[] {
  const node = types.store.nodes[types.expand(type)]!;
  return node.k === 'literal' ? node.values.map(String) : [];
}

export function externalsOf(types: TypeResolver, type: TypeId): readonly ExternalType[] {
  const out: ExternalType[] = [];
  for (const id of behind(types, type, true)) {
    const node = types.store.nodes[id]!;
    if (node.k === 'external')
      out.push({ module: node.module, name: node.name, args: node.args, ...(node.value ? { value: node.value } : {}) });
  }
  return out;
}

export function classesOf(types: TypeResolver, type: TypeId): readonly ClassPlace[] {
  const out: ClassPlace[] = [];
  for (const id of behind(types, type, false)) {
    const node = types.store.nodes[id]!;
    if (node.k === 'object' && node.source.s === 'class') out.push({ file: node.source.file, class: node.source.class });
  }
  return out;
}

/** Declared types behind a type, for the class hierarchy. */
export function declaredBehind(types: TypeResolver, type: TypeId): readonly TypeId[] {
  return behind(types, type, false).filter((id) => isDeclared(types, id));
}
