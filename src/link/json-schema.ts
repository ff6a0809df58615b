/** Types that JSON Schema literals describe: https://json-schema.org/draft/2020-12/json-schema-validation */
import type { MemberInfo, TypeId } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { constantKeys, elementsOf, literalOf, memberRef, type ValueRef } from './call-places.js';
import type { ValueResolver } from './resolve-value.js';

/** Nesting of schemas that is read. */
const MAX_DEPTH = 12;

/** @returns the unknown type when the value is no literal; an open object for a schema that does not say more */
export function jsonSchemaType(resolver: ValueResolver, ref: ValueRef, depth = 0): TypeId {
  const { types } = resolver;
  if (depth > MAX_DEPTH || !literalOf(resolver, ref)) return UNKNOWN_TYPE;
  const below = (of: ValueRef): TypeId => jsonSchemaType(resolver, of, depth + 1);
  const properties = memberRef(resolver, ref, 'properties');
  if (properties) return objectType(resolver, properties, below);
  if (memberRef(resolver, ref, 'enum') ?? memberRef(resolver, ref, 'const')) return types.primitive('literal');
  for (const key of ['anyOf', 'oneOf', 'allOf']) {
    const branches = memberRef(resolver, ref, key);
    if (branches) return types.union(elementsOf(resolver, branches).map(below));
  }
  const items = memberRef(resolver, ref, 'items');
  if (items) return types.array(below(items));
  const type = memberRef(resolver, ref, 'type');
  switch (type && constantKeys(resolver, type)[0]) {
    case 'string':
      return types.primitive('string');
    case 'number':
    case 'integer':
      return types.primitive('number');
    case 'boolean':
      return types.primitive('boolean');
    default:
      return types.object([], '', false);
  }
}

function objectType(resolver: ValueResolver, properties: ValueRef, below: (ref: ValueRef) => TypeId): TypeId {
  const found = literalOf(resolver, properties);
  if (!found) return UNKNOWN_TYPE;
  const members = found.entries.flatMap((entry): MemberInfo[] => {
    if (!('key' in entry)) return [];
    const type = below({ file: found.file, function: found.function, value: entry.value });
    return [{ key: entry.key, type, optional: false, owner: '', file: found.file, at: entry.at }];
  });
  // Further members may be there unless a schema forbids them.
  return resolver.types.object(members, '', false);
}
