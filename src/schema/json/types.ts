/** JSON Schema as type expressions: https://json-schema.org/draft/2020-12/json-schema-validation, and what OpenAPI adds to it. */
import type { TypeExpr, TypeMember } from '../../model/type-expr.js';
import { at, listAt, mapAt, textAt, type Entry, type Tree, type TreeMap } from './tree.js';

/** Nesting of schemas that is read. */
const MAX_DEPTH = 40;
/** Longer descriptions tell of more than what a field holds. */
const MAX_DESCRIPTION = 60;

const ANY: TypeExpr = { t: 'prim', name: 'any' };

/** What a reference leads to, by its text. */
export type NameOfReference = (reference: string) => TypeExpr;

/** @param named gives the type that a `$ref` stands for */
export function schemaType(schema: Tree | undefined, named: NameOfReference, depth = 0): TypeExpr {
  if (schema?.t !== 'map' || depth > MAX_DEPTH) return ANY;
  const below = (inner: Tree | undefined): TypeExpr => schemaType(inner, named, depth + 1);
  const reference = textAt(schema, '$ref');
  if (reference !== undefined) return named(reference);
  const all = listAt(schema, 'allOf').map(below);
  const either = [...listAt(schema, 'oneOf'), ...listAt(schema, 'anyOf')].map(below);
  const own = ownType(schema, named, depth);
  const parts = [...all, ...(either.length === 0 ? [] : [one('union', either)]), ...(own ? [own] : [])];
  return parts.length === 0 ? ANY : one('intersection', parts);
}

function one(t: 'union' | 'intersection', of: readonly TypeExpr[]): TypeExpr {
  return of.length === 1 ? of[0]! : { t, of };
}

/** What the schema says without those that it is put together of. */
function ownType(schema: TreeMap, named: NameOfReference, depth: number): TypeExpr | undefined {
  const below = (inner: Tree | undefined): TypeExpr => schemaType(inner, named, depth + 1);
  if (at(schema, 'enum') ?? at(schema, 'const')) return literals(schema);
  if (mapAt(schema, 'properties') ?? mapAt(schema, 'additionalProperties'))
    return {
      t: 'object',
      members: membersOf(schema, named, depth),
      ...(mapAt(schema, 'additionalProperties') && { index: below(at(schema, 'additionalProperties')) }),
    };
  if (at(schema, 'items')) return { t: 'array', element: below(at(schema, 'items')) };
  const list = listAt(schema, 'type').flatMap((type) => primitive(type) ?? []);
  return list.length > 0 ? one('union', list) : primitive(at(schema, 'type'));
}

function primitive(type: Tree | undefined): TypeExpr | undefined {
  switch (type?.t === 'scalar' ? type.value : undefined) {
    case 'string':
      return { t: 'prim', name: 'string' };
    case 'number':
    case 'integer':
      return { t: 'prim', name: 'number' };
    case 'boolean':
      return { t: 'prim', name: 'boolean' };
    case 'array':
      return { t: 'array', element: ANY };
    default:
      return undefined;
  }
}

/** Fixed words; which ones does not matter, and one of them may be somebody's. */
function literals(schema: TreeMap): TypeExpr {
  const values = at(schema, 'enum') ? listAt(schema, 'enum') : [at(schema, 'const')!];
  const isNumber = values.every((value) => value.t === 'scalar' && typeof value.value === 'number');
  return isNumber ? { t: 'prim', name: 'number' } : { t: 'lit', value: '' };
}

export function membersOf(schema: TreeMap, named: NameOfReference, depth = 0): TypeMember[] {
  const required = new Set(listAt(schema, 'required').map((key) => (key.t === 'scalar' ? key.value : undefined)));
  return [...(mapAt(schema, 'properties')?.entries ?? [])].map(([key, entry]) => member(key, entry, required.has(key), named, depth));
}

function member(key: string, { at: place, value }: Entry, isRequired: boolean, named: NameOfReference, depth: number): TypeMember {
  const says = saidOf(value);
  return {
    key,
    type: schemaType(value, named, depth + 1),
    ...(isRequired ? {} : { optional: true as const }),
    at: place,
    ...(says.length === 0 ? {} : { says }),
  };
}

/** Format, keywords that begin with `x-`, a short description. */
function saidOf(schema: Tree): string[] {
  if (schema.t !== 'map') return [];
  const format = textAt(schema, 'format');
  const description = textAt(schema, 'description')?.trim() ?? textAt(schema, 'title')?.trim() ?? '';
  return [
    ...(format === undefined ? [] : [`format:${format}`]),
    ...[...schema.entries].filter(([key]) => key.startsWith('x-')).map(([key, { value }]) => `annotation:${key}${valueOf(value)}`),
    ...(description === '' || description.length > MAX_DESCRIPTION ? [] : [`description:${description}`]),
  ];
}

/** What an annotation is set to, when it is a word. */
function valueOf(value: Tree): string {
  if (value.t !== 'scalar' || value.value === true) return '';
  return `=${String(value.value).slice(0, MAX_DESCRIPTION)}`;
}
