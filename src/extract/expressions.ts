/** Expressions that are neither calls nor operators. */
import type { ObjectEntry, ValueId } from '../model/facts.js';
import { increment } from './assignments.js';
import type { FunctionBuilder } from './function-builder.js';
import { declareFunction, symbolIn } from './functions.js';
import { condition } from './guards.js';
import { commentFunction } from './jsdoc.js';
import { Kind, type TS } from './load-typescript.js';
import { staticKey } from './names.js';
import { PROTOTYPE_KEY } from './prototypes.js';
import { renderRole, type Role } from './roles.js';
import { typeExpr } from './types.js';

export function identifier(builder: FunctionBuilder, node: TS.Identifier): ValueId {
  builder.role = undefined;
  return builder.name(node.text);
}

/** Parentheses, `await`, `!`, `satisfies`: the value itself. The role passes through. */
export function identity(
  builder: FunctionBuilder,
  node: TS.ParenthesizedExpression | TS.AwaitExpression | TS.NonNullExpression | TS.SatisfiesExpression,
): ValueId {
  return builder.expression(node.expression);
}

export function cast(builder: FunctionBuilder, node: TS.AsExpression | TS.TypeAssertion): ValueId {
  const value = builder.expression(node.expression);
  if (isConstCast(node.type)) return value;
  return builder.add({ op: 'cast', value, type: typeExpr(node.type, builder.file.text) });
}

function isConstCast(type: TS.TypeNode): boolean {
  if (type.kind !== Kind.TypeReference) return false;
  const name = (type as TS.TypeReferenceNode).typeName;
  return name.kind === Kind.Identifier && name.text === 'const';
}

export function prefix(builder: FunctionBuilder, node: TS.PrefixUnaryExpression): ValueId {
  switch (node.operator) {
    case Kind.ExclamationToken:
      return condition(builder, node).value;
    case Kind.PlusPlusToken:
    case Kind.MinusMinusToken:
      builder.takeRole();
      return increment(builder, node.operand);
    default: {
      builder.takeRole();
      const operand = builder.expression(node.operand);
      const constant = builder.constantOf(operand);
      if (node.operator === Kind.MinusToken && typeof constant === 'number') return builder.constant(-constant);
      return builder.add({ op: 'arith', operands: [operand] });
    }
  }
}

/** `x++`; the value before is taken for the new one: both are numbers. */
export function postfix(builder: FunctionBuilder, node: TS.PostfixUnaryExpression): ValueId {
  builder.takeRole();
  return increment(builder, node.operand);
}

export function typeofTest(builder: FunctionBuilder, node: TS.TypeOfExpression): ValueId {
  builder.takeRole();
  return builder.add({ op: 'test', operator: 'typeof', operands: [builder.expression(node.expression)] });
}

export function voidTest(builder: FunctionBuilder, node: TS.VoidExpression): ValueId {
  return builder.add({ op: 'test', operator: 'void', operands: [builder.expression(node.expression)] });
}

export function yieldExpression(builder: FunctionBuilder, node: TS.YieldExpression): ValueId {
  builder.takeRole();
  if (node.expression !== undefined) {
    const value = builder.expression(node.expression);
    builder.escapes.escape(value);
    builder.yields.push(node.asteriskToken === undefined ? value : builder.add({ op: 'element', object: value }));
  }
  return builder.unknown();
}

export function metaProperty(builder: FunctionBuilder, node: TS.MetaProperty): ValueId {
  builder.takeRole();
  return node.keywordToken === Kind.ImportKeyword ? builder.global('import.meta') : builder.unknown();
}

export function regularExpression(builder: FunctionBuilder, node: TS.RegularExpressionLiteral): ValueId {
  builder.takeRole();
  const end = node.text.lastIndexOf('/');
  return regex(builder, node.text.slice(1, end), node.text.slice(end + 1));
}

function regex(builder: FunctionBuilder, source: string, flags: string): ValueId {
  return builder.add({ op: 'regex', source: source.slice(0, 300), ...(flags ? { flags } : {}) });
}

/** `new RegExp('\\d', 'g')` is what its literal would be; nothing where a part is no constant. */
export function constructedRegex(builder: FunctionBuilder, node: TS.NewExpression): ValueId | undefined {
  const { expression, arguments: args } = node;
  if (expression.kind !== Kind.Identifier || (expression as TS.Identifier).text !== 'RegExp' || !args) return undefined;
  if (builder.scope.lookup('RegExp') !== undefined) return undefined;
  const texts = args.map((arg) =>
    arg.kind === Kind.StringLiteral || arg.kind === Kind.NoSubstitutionTemplateLiteral ? (arg as TS.StringLiteral).text : undefined,
  );
  const [source, flags = ''] = texts;
  return source === undefined || texts.includes(undefined) ? undefined : regex(builder, source, flags);
}

export function arrayLiteral(builder: FunctionBuilder, node: TS.ArrayLiteralExpression): ValueId {
  const role = builder.takeRole();
  const elements: { value: ValueId; spread?: true }[] = [];
  node.elements.forEach((element, index) => {
    if (element.kind === Kind.OmittedExpression) elements.push({ value: builder.constant(undefined) });
    else if (element.kind === Kind.SpreadElement)
      elements.push({ value: builder.expression((element as TS.SpreadElement).expression), spread: true });
    else {
      builder.role = { parent: role, name: String(index) };
      const value = builder.expression(element);
      builder.escapes.escape(value);
      elements.push({ value: builder.ofKind(value) });
    }
  });
  builder.role = undefined;
  return builder.add({ op: 'array', elements });
}

export function objectLiteral(builder: FunctionBuilder, node: TS.ObjectLiteralExpression): ValueId {
  const role = builder.takeRole();
  const entries: ObjectEntry[] = [];
  for (const property of node.properties) {
    const entry = objectEntry(builder, property, role);
    if (entry !== undefined) entries.push(entry);
  }
  builder.role = undefined;
  return builder.add({ op: 'object', entries, at: builder.span(node) });
}

function objectEntry(builder: FunctionBuilder, property: TS.ObjectLiteralElementLike, role: Role | undefined): ObjectEntry | undefined {
  if (property.kind === Kind.SpreadAssignment) return { spread: builder.expression(property.expression) };
  const { name } = property;
  const at = builder.span(name);
  let key = staticKey(name);
  let computed: ValueId | undefined;
  if (key === undefined) {
    computed = builder.expression((name as TS.ComputedPropertyName).expression);
    key = builder.keyOf(computed);
  }
  const value = entryValue(builder, property, { parent: role, name: key ?? '[]' });
  if (key === PROTOTYPE_KEY && property.kind === Kind.PropertyAssignment) return { spread: value };
  // A getter of the key is what reads see.
  if (property.kind === Kind.SetAccessor) return undefined;
  builder.escapes.escape(value);
  return key === undefined ? { computed: computed as ValueId, value: builder.known(value), at } : { key, value: builder.ofKind(value), at };
}

function entryValue(
  builder: FunctionBuilder,
  property: Exclude<TS.ObjectLiteralElementLike, TS.SpreadAssignment>,
  role: Role & { name: string },
): ValueId {
  switch (property.kind) {
    case Kind.PropertyAssignment:
      builder.role = role;
      if (builder.file.hasJsDoc) commentFunction(builder, property.initializer, property);
      return builder.expression(property.initializer);
    case Kind.ShorthandPropertyAssignment:
      return builder.name(property.name.text);
    default: {
      const kind = property.kind === Kind.GetAccessor ? 'getter' : property.kind === Kind.SetAccessor ? 'setter' : 'method';
      const id = declareFunction(builder, property, { name: role.name, symbol: symbolIn(builder, renderRole(role)), kind });
      return id === undefined ? builder.unknown() : builder.add({ op: 'function', function: id });
    }
  }
}
