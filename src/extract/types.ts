/** Type syntax as {@link TypeExpr}: as it is written, nothing resolved. */
import type { Span } from '../model/facts.js';
import type { Primitive, TypeExpr, TypeMember, TypeParam } from '../model/type-expr.js';
import { MAX_DEPTH, tooDeep, typeNesting } from './depth.js';
import { Kind, type TS } from './load-typescript.js';
import { dottedName, staticKey } from './names.js';
import { spanOf } from './positions.js';

const UNKNOWN: TypeExpr = { t: 'prim', name: 'unknown' };
const BOOLEAN: TypeExpr = { t: 'prim', name: 'boolean' };

const PRIMITIVES = new Map<TS.SyntaxKind, Primitive>([
  [Kind.StringKeyword, 'string'],
  [Kind.NumberKeyword, 'number'],
  [Kind.BooleanKeyword, 'boolean'],
  [Kind.BigIntKeyword, 'bigint'],
  [Kind.SymbolKeyword, 'symbol'],
  [Kind.UndefinedKeyword, 'undefined'],
  [Kind.VoidKeyword, 'void'],
  [Kind.NeverKeyword, 'never'],
  [Kind.ObjectKeyword, 'object'],
  [Kind.AnyKeyword, 'any'],
  [Kind.UnknownKeyword, 'unknown'],
  [Kind.IntrinsicKeyword, 'string'],
]);

/** @param text the source, for members' places */
export function typeExpr(node: TS.Node, text: string): TypeExpr {
  const primitive = PRIMITIVES.get(node.kind);
  if (primitive !== undefined) return { t: 'prim', name: primitive };
  const convert = CONVERTERS[node.kind];
  if (convert === undefined) return UNKNOWN;
  if (++typeNesting.depth > MAX_DEPTH) throw tooDeep();
  const made = convert(node as never, text);
  typeNesting.depth--;
  return made;
}

function typeList(nodes: readonly TS.Node[], text: string): TypeExpr[] {
  return nodes.map((node) => typeExpr(node, text));
}

/** `{ args }` for a list of type arguments, `{}` for none. */
function typeArgs(nodes: readonly TS.Node[] | undefined, text: string): { args?: TypeExpr[] } {
  return nodes === undefined || nodes.length === 0 ? {} : { args: typeList(nodes, text) };
}

/** Type parameters of a declaration; `undefined` when it has none. */
export function typeParams(nodes: readonly TS.TypeParameterDeclaration[] | undefined, text: string): TypeParam[] | undefined {
  if (nodes === undefined || nodes.length === 0) return undefined;
  return nodes.map((node) => ({
    name: node.name.text,
    ...(node.constraint === undefined ? {} : { constraint: typeExpr(node.constraint, text) }),
    ...(node.default === undefined ? {} : { default: typeExpr(node.default, text) }),
  }));
}

/** The type of a function by its signature. */
export function signatureType(node: TS.SignatureDeclarationBase, text: string): TypeExpr {
  const params = node.parameters.map((param) => ({
    name: param.name.kind === Kind.Identifier ? param.name.text : '',
    ...(param.type === undefined ? {} : { type: typeExpr(param.type, text) }),
  }));
  const generics = typeParams(node.typeParameters, text);
  return {
    t: 'function',
    params,
    returns: node.type === undefined ? { t: 'prim', name: 'any' } : typeExpr(node.type, text),
    ...(generics === undefined ? {} : { typeParams: generics }),
  };
}

/** Members of an interface or object type, with its index and call signatures. */
export function typeMembers(nodes: readonly TS.TypeElement[], text: string): { members: TypeMember[]; index?: TypeExpr; call?: TypeExpr } {
  const members: TypeMember[] = [];
  let index: TypeExpr | undefined;
  let call: TypeExpr | undefined;
  for (const node of nodes) {
    if (node.kind === Kind.IndexSignature) index = typeExpr((node as TS.IndexSignatureDeclaration).type, text);
    else if (node.kind === Kind.CallSignature || node.kind === Kind.ConstructSignature)
      call ??= signatureType(node as TS.CallSignatureDeclaration | TS.ConstructSignatureDeclaration, text);
    else if (node.name !== undefined) {
      const key = staticKey(node.name);
      if (key !== undefined) members.push(typeMember(node, key, spanOf(text, node.name), text));
    }
  }
  return { members, ...(index === undefined ? {} : { index }), ...(call === undefined ? {} : { call }) };
}

function typeMember(node: TS.TypeElement, key: string, at: Span, text: string): TypeMember {
  const optional = node.questionToken === undefined ? {} : { optional: true as const };
  switch (node.kind) {
    case Kind.MethodSignature:
      return { key, type: signatureType(node as TS.MethodSignature, text), ...optional, at, kind: 'method' };
    case Kind.GetAccessor:
      return { key, ...typeOf((node as TS.GetAccessorDeclaration).type, text), at, kind: 'getter' };
    case Kind.SetAccessor:
      return { key, ...typeOf((node as TS.SetAccessorDeclaration).parameters[0]?.type, text), at, kind: 'setter' };
    default:
      return { key, ...typeOf((node as TS.PropertySignature).type, text), ...optional, at };
  }
}

/** `{ type }` of an annotation, `{}` without one. */
export function typeOf(node: TS.TypeNode | undefined, text: string): { type?: TypeExpr } {
  return node === undefined ? {} : { type: typeExpr(node, text) };
}

function literalType(node: TS.LiteralTypeNode): TypeExpr {
  const literal = node.literal;
  switch (literal.kind) {
    case Kind.NullKeyword:
      return { t: 'prim', name: 'null' };
    case Kind.TrueKeyword:
      return { t: 'lit', value: true };
    case Kind.FalseKeyword:
      return { t: 'lit', value: false };
    case Kind.NumericLiteral:
      return { t: 'lit', value: Number((literal as TS.NumericLiteral).text) };
    case Kind.PrefixUnaryExpression: {
      const operand = (literal as TS.PrefixUnaryExpression).operand;
      return operand.kind === Kind.NumericLiteral
        ? { t: 'lit', value: -Number((operand as TS.NumericLiteral).text) }
        : { t: 'prim', name: 'bigint' };
    }
    case Kind.BigIntLiteral:
      return { t: 'prim', name: 'bigint' };
    default:
      return { t: 'lit', value: (literal as TS.StringLiteral).text };
  }
}

function importType(node: TS.ImportTypeNode, text: string): TypeExpr {
  const argument = node.argument.kind === Kind.LiteralType ? (node.argument as TS.LiteralTypeNode).literal : undefined;
  const specifier = argument?.kind === Kind.StringLiteral ? (argument as TS.StringLiteral).text : '';
  const name = node.qualifier === undefined ? '*' : dottedName(node.qualifier);
  return { t: 'import', specifier, name, ...typeArgs(node.typeArguments, text) };
}

function mappedType(node: TS.MappedTypeNode, text: string): TypeExpr {
  return {
    t: 'mapped',
    param: node.typeParameter.name.text,
    keys: node.typeParameter.constraint === undefined ? UNKNOWN : typeExpr(node.typeParameter.constraint, text),
    ...(node.type === undefined ? {} : { value: typeExpr(node.type, text) }),
    ...(node.nameType === undefined ? {} : { as: typeExpr(node.nameType, text) }),
  };
}

function operatorType(node: TS.TypeOperatorNode, text: string): TypeExpr {
  const of = typeExpr(node.type, text);
  if (node.operator === Kind.KeyOfKeyword) return { t: 'keyof', of };
  return node.operator === Kind.UniqueKeyword ? { t: 'prim', name: 'symbol' } : of;
}

type Converter = (node: never, text: string) => TypeExpr;
const CONVERTERS: (Converter | undefined)[] = [];

function on<N extends TS.Node>(kind: TS.SyntaxKind, convert: (node: N, text: string) => TypeExpr): void {
  CONVERTERS[kind] = convert;
}

on<TS.TypeReferenceNode>(Kind.TypeReference, (node, text) => ({
  t: 'name',
  name: dottedName(node.typeName),
  ...typeArgs(node.typeArguments, text),
}));
on<TS.ExpressionWithTypeArguments>(Kind.ExpressionWithTypeArguments, (node, text) => ({
  t: 'name',
  name: dottedName(node.expression),
  ...typeArgs(node.typeArguments, text),
}));
on<TS.LiteralTypeNode>(Kind.LiteralType, literalType);
on<TS.TypeLiteralNode>(Kind.TypeLiteral, (node, text) => ({ t: 'object', ...typeMembers(node.members, text) }));
on<TS.ArrayTypeNode>(Kind.ArrayType, (node, text) => ({ t: 'array', element: typeExpr(node.elementType, text) }));
on<TS.TupleTypeNode>(Kind.TupleType, (node, text) => ({ t: 'tuple', elements: typeList(node.elements, text) }));
on<TS.NamedTupleMember>(Kind.NamedTupleMember, (node, text) => typeExpr(node.type, text));
on<TS.OptionalTypeNode>(Kind.OptionalType, (node, text) => typeExpr(node.type, text));
on<TS.RestTypeNode>(Kind.RestType, (node, text) => typeExpr(node.type, text));
on<TS.UnionTypeNode>(Kind.UnionType, (node, text) => ({ t: 'union', of: typeList(node.types, text) }));
on<TS.IntersectionTypeNode>(Kind.IntersectionType, (node, text) => ({ t: 'intersection', of: typeList(node.types, text) }));
on<TS.FunctionTypeNode>(Kind.FunctionType, signatureType);
on<TS.ConstructorTypeNode>(Kind.ConstructorType, signatureType);
on<TS.TypeQueryNode>(Kind.TypeQuery, (node, text) => ({
  t: 'typeof',
  name: dottedName(node.exprName),
  ...typeArgs(node.typeArguments, text),
}));
on<TS.TypeOperatorNode>(Kind.TypeOperator, operatorType);
on<TS.IndexedAccessTypeNode>(Kind.IndexedAccessType, (node, text) => ({
  t: 'index',
  object: typeExpr(node.objectType, text),
  index: typeExpr(node.indexType, text),
}));
on<TS.MappedTypeNode>(Kind.MappedType, mappedType);
on<TS.ConditionalTypeNode>(Kind.ConditionalType, (node, text) => ({
  t: 'conditional',
  check: typeExpr(node.checkType, text),
  extends: typeExpr(node.extendsType, text),
  then: typeExpr(node.trueType, text),
  else: typeExpr(node.falseType, text),
}));
on<TS.ImportTypeNode>(Kind.ImportType, importType);
on<TS.TemplateLiteralTypeNode>(Kind.TemplateLiteralType, () => ({ t: 'template' }));
on<TS.InferTypeNode>(Kind.InferType, (node) => ({ t: 'infer', name: node.typeParameter.name.text }));
on(Kind.ThisType, () => ({ t: 'this' }));
on<TS.ParenthesizedTypeNode>(Kind.ParenthesizedType, (node, text) => typeExpr(node.type, text));
on<TS.TypePredicateNode>(Kind.TypePredicate, ({ parameterName, assertsModifier, type }, text) =>
  parameterName.kind === Kind.Identifier && assertsModifier === undefined && type !== undefined
    ? { t: 'predicate', param: parameterName.text, type: typeExpr(type, text) }
    : BOOLEAN,
);
on<TS.JSDocNullableType>(Kind.JSDocNullableType, (node, text) => typeExpr(node.type, text));
on<TS.JSDocNonNullableType>(Kind.JSDocNonNullableType, (node, text) => typeExpr(node.type, text));
on<TS.JSDocOptionalType>(Kind.JSDocOptionalType, (node, text) => typeExpr(node.type, text));
on<TS.JSDocVariadicType>(Kind.JSDocVariadicType, (node, text) => ({ t: 'array', element: typeExpr(node.type, text) }));
on(Kind.JSDocAllType, () => ({ t: 'prim', name: 'any' }));
on<TS.JSDocTypeLiteral>(Kind.JSDocTypeLiteral, (node, text) => ({
  t: 'object',
  members: (node.jsDocPropertyTags ?? []).map((tag) => ({
    key: dottedName(tag.name),
    ...jsDocType(tag.typeExpression, text),
    at: spanOf(text, tag.name),
  })),
}));

/** `{ type }` of a tag's `{T}`. */
export function jsDocType(node: TS.JSDocTypeExpression | TS.JSDocTypeLiteral | undefined, text: string): { type?: TypeExpr } {
  if (node === undefined) return {};
  return { type: typeExpr(node.kind === Kind.JSDocTypeExpression ? node.type : node, text) };
}
