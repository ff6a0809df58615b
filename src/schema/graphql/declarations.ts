/** Types of a GraphQL schema as type declarations, with the names that generators give to arguments. */
import type { ConstDirectiveNode, DefinitionNode, FieldDefinitionNode, InputValueDefinitionNode, NameNode, StringValueNode } from 'graphql';
import { Kind } from 'graphql/language/kinds.js';
import type { Span } from '../../model/facts.js';
import { schemaTypeName } from '../../model/schema-language.js';
import type { TypeDecl, TypeMember } from '../../model/type-expr.js';
import { pascal } from './names.js';
import { namedType, ownTypeName, scalarType, typeExpr } from './type-exprs.js';

/** Longer descriptions tell of more than what a field holds. */
const MAX_DESCRIPTION = 60;

/** @returns nothing for what declares no type: operations, fragments, directives */
export function declarationsOf(node: DefinitionNode, offset: number): readonly TypeDecl[] {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      return fieldsOf(node.name, node.fields ?? [], offset);
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      return [declared('interface', node.name, offset, { members: (node.fields ?? []).map((field) => member(field, offset)) })];
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      return [
        declared('enum', node.name, offset, {
          members: (node.values ?? []).map(({ name }) => ({ key: name.value, at: placeOf(name, offset) })),
        }),
      ];
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.UNION_TYPE_EXTENSION:
      return [declared('alias', node.name, offset, { type: { t: 'union', of: (node.types ?? []).map((t) => namedType(t.name.value)) } })];
    case Kind.SCALAR_TYPE_DEFINITION:
      return [declared('alias', node.name, offset, { type: scalarType(node.name.value) })];
    case Kind.SCHEMA_DEFINITION:
    case Kind.SCHEMA_EXTENSION:
      return (node.operationTypes ?? []).flatMap(({ operation, type }): TypeDecl[] => {
        const root = pascal(operation);
        return root === type.name.value ? [] : [declared('alias', type.name, offset, { type: namedType(type.name.value) }, root)];
      });
    default:
      return [];
  }
}

/** A type with fields, and the arguments of each field as a type of its own: `UserPostsArgs`. */
function fieldsOf(name: NameNode, fields: readonly FieldDefinitionNode[], offset: number): TypeDecl[] {
  const args = fields.flatMap((field): TypeDecl[] => {
    if (!field.arguments?.length) return [];
    const members = field.arguments.map((argument) => member(argument, offset));
    return [declared('interface', field.name, offset, { members }, `${name.value}${pascal(field.name.value)}Args`)];
  });
  return [declared('interface', name, offset, { members: fields.map((field) => member(field, offset)) }), ...args];
}

function declared(
  kind: TypeDecl['kind'],
  name: NameNode,
  offset: number,
  body: Pick<TypeDecl, 'members' | 'type'>,
  called = name.value,
): TypeDecl {
  return { name: schemaTypeName('graphql', called), kind, at: placeOf(name, offset), function: 0, ...body, global: true };
}

function member(field: FieldDefinitionNode | InputValueDefinitionNode, offset: number): TypeMember {
  const says = saidOf(field);
  return {
    key: field.name.value,
    type: typeExpr(field.type),
    ...(field.type.kind === Kind.NON_NULL_TYPE ? {} : { optional: true as const }),
    at: placeOf(field.name, offset),
    ...(says.length === 0 ? {} : { says }),
  };
}

/** What stands beside the name: its own scalar, directives, a short description. */
function saidOf({ type, directives, description }: FieldDefinitionNode | InputValueDefinitionNode): string[] {
  const scalar = ownTypeName(type);
  const text = description?.value.trim() ?? '';
  return [
    ...(scalar === undefined ? [] : [`format:${scalar}`]),
    ...(directives ?? []).flatMap(annotations),
    ...(text === '' || text.length > MAX_DESCRIPTION ? [] : [`description:${text}`]),
  ];
}

/** `@personal`, and `@personal=email` for `@personal(type: "email")`. */
function annotations({ name, arguments: args = [] }: ConstDirectiveNode): string[] {
  const texts = args.map(({ value }) => value).filter((value): value is StringValueNode => value.kind === Kind.STRING);
  return [`annotation:${name.value}`, ...texts.map(({ value }) => `annotation:${name.value}=${value}`)];
}

export function placeOf({ loc }: NameNode, offset: number): Span {
  return [(loc?.start ?? 0) + offset, (loc?.end ?? 0) + offset];
}
