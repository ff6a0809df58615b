/** What queries and fragments of a document ask for, under the names that generators give to it. */
import type { DefinitionNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode, VariableDefinitionNode } from 'graphql';
import { Kind } from 'graphql/language/kinds.js';
import type { Span } from '../../model/facts.js';
import { schemaTypeName } from '../../model/schema-language.js';
import type { TypeDecl, TypeExpr, TypeMember, TypeSelection } from '../../model/type-expr.js';
import { placeOf } from './declarations.js';
import { pascal } from './names.js';
import { namedType, typeExpr } from './type-exprs.js';

/** Nesting of selections that is read. */
const MAX_DEPTH = 30;

/** An operation or a fragment as a value that code may import. */
export interface NamedDocument {
  /** '' when it has no name. */
  readonly name: string;
  /** The type of what it gives. */
  readonly gives: string;
  readonly isOperation: boolean;
}

export interface Asked {
  readonly types: readonly TypeDecl[];
  readonly document: NamedDocument;
}

/** @returns nothing for what asks for nothing: types */
export function askedBy(node: DefinitionNode, offset: number): Asked | undefined {
  if (node.kind === Kind.OPERATION_DEFINITION) return operation(node, offset);
  return node.kind === Kind.FRAGMENT_DEFINITION ? fragment(node, offset) : undefined;
}

function operation(node: OperationDefinitionNode, offset: number): Asked {
  const { start = 0, end = 0 } = node.loc ?? {};
  const kind = pascal(node.operation);
  const name = node.name?.value ?? '';
  const at: Span = node.name ? placeOf(node.name, offset) : [start + offset, start + offset];
  // Without a name, no code can ask for it by one.
  const base = name === '' ? `#${start + offset}` : pascal(name);
  const gives = `${base}${kind}`;
  const result: TypeDecl = {
    ...alias(gives, at, { t: 'selected', of: namedType(kind), what: selection(node.selectionSet, offset, 0) }),
    document: [start + offset, end + offset],
  };
  if (name === '') return { types: [result], document: { name, gives, isOperation: true } };
  const variables: TypeDecl = {
    name: schemaTypeName('graphql', `${gives}Variables`),
    kind: 'interface',
    at,
    function: 0,
    members: (node.variableDefinitions ?? []).map((variable) => variableMember(variable, offset)),
    global: true,
  };
  const types = [result, variables, alias(`${base}Document`, at, documentOf(gives)), ...hooks(base, kind, at)];
  return { types, document: { name, gives, isOperation: true } };
}

function fragment(node: FragmentDefinitionNode, offset: number): Asked {
  const { start = 0, end = 0 } = node.loc ?? {};
  const name = pascal(node.name.value);
  const at = placeOf(node.name, offset);
  const gives = `${name}Fragment`;
  const what = selection(node.selectionSet, offset, 0);
  const types: readonly TypeDecl[] = [
    {
      ...alias(gives, at, { t: 'selected', of: namedType(node.typeCondition.name.value), what }),
      document: [start + offset, end + offset],
    },
    alias(`${name}FragmentDoc`, at, documentOf(gives)),
  ];
  return { types, document: { name: node.name.value, gives, isOperation: false } };
}

/** A value that describes what the document gives, and is nothing of it. */
export function documentOf(gives: string): TypeExpr {
  return { t: 'import', specifier: 'schema:document', name: 'Document', args: [namedType(gives)] };
}

function alias(name: string, at: Span, type: TypeExpr): TypeDecl {
  return { name: schemaTypeName('graphql', name), kind: 'alias', at, function: 0, type, global: true };
}

function selection({ selections }: SelectionSetNode, offset: number, depth: number): TypeSelection {
  const fields: TypeSelection['fields'][number][] = [];
  const parts: TypeExpr[] = [];
  for (const one of depth > MAX_DEPTH ? [] : selections) {
    if (one.kind === Kind.FIELD) {
      const below = one.selectionSet && selection(one.selectionSet, offset, depth + 1);
      const key = (one.alias ?? one.name).value;
      fields.push({ key, name: one.name.value, at: placeOf(one.name, offset), ...(below && { below }) });
    } else if (one.kind === Kind.FRAGMENT_SPREAD) parts.push(namedType(`${pascal(one.name.value)}Fragment`));
    else {
      const what = selection(one.selectionSet, offset, depth + 1);
      if (one.typeCondition) parts.push({ t: 'selected', of: namedType(one.typeCondition.name.value), what });
      else {
        fields.push(...what.fields);
        parts.push(...(what.parts ?? []));
      }
    }
  }
  return { fields, ...(parts.length === 0 ? {} : { parts }) };
}

function variableMember({ variable, type }: VariableDefinitionNode, offset: number): TypeMember {
  const optional = type.kind === Kind.NON_NULL_TYPE ? {} : { optional: true as const };
  return { key: variable.name.value, type: typeExpr(type), ...optional, at: placeOf(variable.name, offset) };
}

/** Functions that generators write for an operation: `useGetUserQuery`. */
function hooks(base: string, kind: string, at: Span): TypeDecl[] {
  const result: TypeExpr = { t: 'object', members: [{ key: 'data', type: namedType(`${base}${kind}`), at }] };
  const promised: TypeExpr = { t: 'name', name: 'Promise', args: [result] };
  const called = (returns: TypeExpr): TypeExpr => ({ t: 'function', params: [], returns });
  const pair = (): TypeExpr => ({ t: 'tuple', elements: [called(promised), result] });
  if (kind === 'Mutation') return [alias(`use${base}Mutation`, at, called(pair()))];
  const plain = alias(`use${base}${kind}`, at, called(result));
  if (kind === 'Subscription') return [plain];
  return [plain, alias(`use${base}LazyQuery`, at, called(pair())), alias(`use${base}SuspenseQuery`, at, called(result))];
}
