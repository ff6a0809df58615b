/** GraphQL's references to types as type expressions. */
import type { TypeNode } from 'graphql';
import { Kind } from 'graphql/language/kinds.js';
import { schemaTypeName } from '../../model/schema-language.js';
import type { TypeExpr } from '../../model/type-expr.js';

const SCALARS: ReadonlyMap<string, TypeExpr> = new Map([
  ['String', { t: 'prim', name: 'string' }],
  ['ID', { t: 'prim', name: 'string' }],
  ['Int', { t: 'prim', name: 'number' }],
  ['Float', { t: 'prim', name: 'number' }],
  ['Boolean', { t: 'prim', name: 'boolean' }],
] as const);
/** Scalars that schemas declare themselves and all write alike. */
const DATES = new Set(['Date', 'DateTime', 'Timestamp', 'LocalDate', 'LocalDateTime']);

export function namedType(name: string): TypeExpr {
  return { t: 'name', name: schemaTypeName('graphql', name) };
}

/** What a scalar that a schema declares holds: a text, a number, anything. */
export function scalarType(name: string): TypeExpr {
  return DATES.has(name) ? { t: 'name', name: 'Date' } : { t: 'prim', name: 'any' };
}

export function typeExpr(node: TypeNode): TypeExpr {
  if (node.kind === Kind.NON_NULL_TYPE) return typeExpr(node.type);
  if (node.kind === Kind.LIST_TYPE) return { t: 'array', element: typeExpr(node.type) };
  return SCALARS.get(node.name.value) ?? namedType(node.name.value);
}

/** The name at the bottom of a type that is no built-in scalar. */
export function ownTypeName(node: TypeNode): string | undefined {
  if (node.kind !== Kind.NAMED_TYPE) return ownTypeName(node.type);
  return SCALARS.has(node.name.value) ? undefined : node.name.value;
}
