/** Queries that name the members they want: select, include and omit objects, read from literals and from types. */
import type { MemberInfo, TypeId, TypeTable } from '../model/program.js';
import { literalOf, type ValueRef } from './call-places.js';
import type { ValueResolver } from './resolve-value.js';

/** Keys that are asked for; below a key, what is asked of the member. */
export type Selection = ReadonlyMap<string, Selection | true>;

/** Nesting of queries that is read. */
const MAX_DEPTH = 8;

/** @returns nothing when the value is no literal whose keys are all known */
export function selectionOf(resolver: ValueResolver, ref: ValueRef, depth = 0): Selection | undefined {
  const found = depth > MAX_DEPTH ? undefined : literalOf(resolver, ref);
  if (!found) return undefined;
  const out = new Map<string, Selection | true>();
  for (const entry of found.entries) {
    if ('computed' in entry) return undefined;
    const inner = { file: found.file, function: found.function, value: 'spread' in entry ? entry.spread : entry.value };
    if ('spread' in entry) {
      const spread = selectionOf(resolver, inner, depth + 1);
      if (!spread) return undefined;
      for (const [key, of] of spread) out.set(key, of);
      continue;
    }
    const def = resolver.fn(inner.file, inner.function).values[inner.value];
    if (def?.op === 'const' && !def.value) out.delete(entry.key);
    else out.set(entry.key, selectionOf(resolver, inner, depth + 1) ?? true);
  }
  return out;
}

/** The same of a type: `{ select: { email: true } }`. */
export function selectionOfType(types: TypeTable, type: TypeId, depth = 0): Selection | undefined {
  if (types.shape(type) !== 'object' || depth > MAX_DEPTH) return undefined;
  return new Map(types.members(type).map((m) => [m.key, selectionOfType(types, m.type, depth + 1) ?? true]));
}

/** Only the keys that are asked for. */
export function selected(types: TypeTable, type: TypeId, selection: Selection, depth = 0): TypeId {
  return ofElements(types, type, (element) => {
    const members: MemberInfo[] = [];
    for (const [key, inner] of selection) {
      const member = types.member(element, key);
      if (member) members.push({ ...member, type: nested(types, member.type, inner, depth) });
    }
    return types.object(members, types.name(element), true);
  });
}

/** Relations are kept where they are asked for, all other members always. */
export function included(types: TypeTable, type: TypeId, selection: Selection | undefined, depth = 0): TypeId {
  return ofElements(types, type, (element) => {
    const kept: MemberInfo[] = [];
    for (const member of types.members(element)) {
      const inner = selection?.get(member.key);
      if (!isRelation(types, member.type)) kept.push(member);
      else if (inner) kept.push({ ...member, type: nested(types, member.type, inner, depth) });
    }
    return types.object(kept, types.name(element), true);
  });
}

/** A relation under `{ select, include, omit }`; relations of relations are dropped unless they are asked for. */
function nested(types: TypeTable, type: TypeId, options: Selection | true, depth: number): TypeId {
  if (depth > MAX_DEPTH || !isRelation(types, type)) return type;
  const at = (key: string): Selection | undefined => {
    const found = options === true ? undefined : options.get(key);
    return found === true ? undefined : found;
  };
  const select = at('select');
  if (select) return selected(types, type, select, depth + 1);
  const omit = at('omit');
  const rest = omit ? ofElements(types, type, (element) => types.omit(element, [...omit.keys()])) : type;
  return included(types, rest, at('include'), depth + 1);
}

function isRelation(types: TypeTable, type: TypeId): boolean {
  const element = types.shape(type) === 'array' ? types.element(type) : type;
  return types.shape(element) === 'object' && types.members(element).length > 0;
}

function ofElements(types: TypeTable, type: TypeId, change: (element: TypeId) => TypeId): TypeId {
  if (types.shape(type) === 'array') return types.array(ofElements(types, types.element(type), change));
  return types.shape(type) === 'object' && types.members(type).length > 0 ? change(type) : type;
}
