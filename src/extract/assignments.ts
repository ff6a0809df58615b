/** Assignment: to variables, members and patterns, with strong updates of what only a local variable holds. */
import type { Span, ValueId } from '../model/facts.js';
import { defaultValue, restOfArray, takeProperty, withDefault } from './destructuring.js';
import { recordExportAssignment } from './exports.js';
import type { FunctionBuilder } from './function-builder.js';
import { Kind, type TS } from './load-typescript.js';
import { bare, dottedName } from './names.js';
import { addition } from './operators.js';
import type { Variable } from './scopes.js';

/** `target = value` in all its forms; gives the value of the expression. */
export function assignment(builder: FunctionBuilder, node: TS.BinaryExpression): ValueId {
  const outer = builder.takeRole();
  const operator = node.operatorToken.kind;
  if (operator !== Kind.EqualsToken) return compoundAssignment(builder, node, operator);
  const target = bare(node.left);
  if (target.kind === Kind.ArrayLiteralExpression || target.kind === Kind.ObjectLiteralExpression) {
    const value = builder.expression(node.right);
    assignPattern(builder, target, value);
    return value;
  }
  const place = memberPlace(builder, target);
  builder.role = { parent: outer, name: targetRole(target) };
  const value = builder.expression(node.right);
  writeTarget(builder, target, place, value);
  recordExportAssignment(builder, target, value);
  return value;
}

/** `exports.create` and `module.exports.create` are `create`, `this.run` is `run`. */
function targetRole(target: TS.Node): string {
  const path = dottedName(target);
  return path.replace(/^(?:module\.)?exports\.|^this\./, '').replace(/^module\.exports$/, 'default');
}

function compoundAssignment(builder: FunctionBuilder, node: TS.BinaryExpression, operator: TS.SyntaxKind): ValueId {
  const target = bare(node.left);
  const place = memberPlace(builder, target);
  const before = place === undefined ? builder.expression(target) : readMember(builder, place);
  if (
    operator === Kind.BarBarEqualsToken ||
    operator === Kind.QuestionQuestionEqualsToken ||
    operator === Kind.AmpersandAmpersandEqualsToken
  ) {
    const assigned = defaultValue(builder, node.right, target);
    const value = builder.phi([before, assigned]);
    writeTarget(builder, target, place, value);
    return value;
  }
  const operand = builder.expression(node.right);
  const value =
    operator === Kind.PlusEqualsToken ? addition(builder, [before, operand]) : builder.add({ op: 'arith', operands: [before, operand] });
  writeTarget(builder, target, place, value);
  return value;
}

/** `x++` and its kin; gives the new value. */
export function increment(builder: FunctionBuilder, operand: TS.Node): ValueId {
  const target = bare(operand);
  const place = memberPlace(builder, target);
  const before = place === undefined ? builder.expression(target) : readMember(builder, place);
  const value = builder.add({ op: 'arith', operands: [before, builder.constant(1)] });
  writeTarget(builder, target, place, value);
  return value;
}

/** A member as a target: its object and key, evaluated once. */
interface MemberPlace {
  readonly object: ValueId;
  readonly key: string | undefined;
  readonly computed: ValueId | undefined;
  readonly at: Span;
  /** The local variable that holds the object, or an object around it, when there is one. */
  readonly held: HeldObject | undefined;
}

/** An object by the local variable from which constant members lead to it. */
interface HeldObject {
  readonly variable: Variable;
  /** What the variable holds. */
  readonly value: ValueId;
  /** The members from there to the object, outermost first: `a.b` in `a.b.c = x`. */
  readonly path: readonly { readonly object: ValueId; readonly key: string }[];
}

/** Members of members that are updated with what holds them. */
const MAX_HELD_PATH = 4;

function memberPlace(builder: FunctionBuilder, target: TS.Node): MemberPlace | undefined {
  if (target.kind === Kind.PropertyAccessExpression) {
    const { expression, name } = target as TS.PropertyAccessExpression;
    return { ...objectOf(builder, expression), key: name.text, computed: undefined, at: builder.span(name) };
  }
  if (target.kind !== Kind.ElementAccessExpression) return undefined;
  const { expression, argumentExpression } = target as TS.ElementAccessExpression;
  const place = objectOf(builder, expression);
  const computed = builder.expression(argumentExpression);
  return { ...place, key: builder.keyOf(computed), computed, at: builder.span(argumentExpression) };
}

/** The object of a member, read along plain member names where a local variable holds it. */
function objectOf(builder: FunctionBuilder, node: TS.Expression): Pick<MemberPlace, 'object' | 'held'> {
  const names: (TS.MemberName | TS.LiteralExpression)[] = [];
  let base: TS.Node = bare(node);
  for (let name = memberName(base); name !== undefined && names.length < MAX_HELD_PATH; name = memberName(base)) {
    names.push(name);
    base = bare((base as TS.PropertyAccessExpression | TS.ElementAccessExpression).expression);
  }
  const variable = localVariable(builder, base);
  if (variable === undefined) return { object: builder.expression(node), held: undefined };
  const value = builder.expression(base);
  const path: { object: ValueId; key: string }[] = [];
  let object = value;
  for (const name of names.reverse()) {
    path.push({ object, key: name.text });
    object = builder.load(object, name.text, builder.span(name));
  }
  return { object, held: { variable, value, path } };
}

/** The name or written key of a member: `a.b`, `a[0]`. */
function memberName(node: TS.Node): TS.MemberName | TS.LiteralExpression | undefined {
  if (node.kind === Kind.PropertyAccessExpression) return (node as TS.PropertyAccessExpression).name;
  if (node.kind !== Kind.ElementAccessExpression) return undefined;
  const key = (node as TS.ElementAccessExpression).argumentExpression;
  return key.kind === Kind.NumericLiteral || key.kind === Kind.StringLiteral ? (key as TS.LiteralExpression) : undefined;
}

function localVariable(builder: FunctionBuilder, node: TS.Node): Variable | undefined {
  if (node.kind !== Kind.Identifier) return undefined;
  const variable = builder.scope.lookup((node as TS.Identifier).text);
  return variable !== undefined && variable.isMutable && variable.owner === builder.functionScope ? variable : undefined;
}

/** Whether only this variable holds the object: the right side may have rebound it or let its value escape. */
function isHeldAlone(builder: FunctionBuilder, held: HeldObject): boolean {
  return builder.read(held.variable) === held.value && builder.escapes.isOwned(held.value);
}

/** The variable holds a version of its object in which the member at the end of the path is `changed`. */
function rebindHeld(builder: FunctionBuilder, held: HeldObject, changed: ValueId): void {
  let value = changed;
  for (let i = held.path.length - 1; i >= 0; i--) {
    const { object, key } = held.path[i]!;
    value = builder.add({ op: 'update', object, key, value });
  }
  builder.rebind(held.variable, value);
}

function readMember(builder: FunctionBuilder, place: MemberPlace): ValueId {
  if (place.key !== undefined) return builder.load(place.object, place.key, place.at);
  return builder.add({ op: 'index', object: place.object, key: place.computed as ValueId, at: place.at });
}

function writeTarget(builder: FunctionBuilder, target: TS.Node, place: MemberPlace | undefined, value: ValueId): void {
  if (place !== undefined) storeMember(builder, place, value);
  else if (target.kind === Kind.Identifier) {
    const variable = builder.scope.lookup((target as TS.Identifier).text);
    if (variable !== undefined) builder.bind(variable, value, builder.span(target));
  }
}

function storeMember(builder: FunctionBuilder, place: MemberPlace, value: ValueId): void {
  const { object, key, at, held } = place;
  if (key === undefined) return builder.store({ object, computed: place.computed as ValueId, value: builder.known(value), at });
  if (held === undefined || !isHeldAlone(builder, held)) return builder.store({ object, key, value, at });
  builder.store({ object, key, value, at, strong: true });
  rebindHeld(builder, held, builder.add({ op: 'update', object, key, value }));
}

/** `delete x.k`. */
export function deletion(builder: FunctionBuilder, node: TS.DeleteExpression): ValueId {
  builder.takeRole();
  const object = clearMember(builder, bare(node.expression));
  return builder.add({ op: 'test', operator: 'delete', operands: [object ?? builder.expression(node.expression)] });
}

/** @returns the object that has the member no more; nothing when the expression is no member */
export function clearMember(builder: FunctionBuilder, member: TS.Node): ValueId | undefined {
  const place = memberPlace(builder, member);
  if (place === undefined) return undefined;
  const { object, key, at, held } = place;
  const value = builder.constant(undefined);
  if (key !== undefined && held !== undefined && isHeldAlone(builder, held)) {
    builder.store({ object, key, value, at, strong: true });
    rebindHeld(builder, held, builder.add({ op: 'omit', object, keys: [key] }));
  } else builder.store(key === undefined ? { object, computed: place.computed as ValueId, value, at } : { object, key, value, at });
  return object;
}

/** Assigns a value to any target, a pattern too. */
export function assignTo(builder: FunctionBuilder, node: TS.Node, value: ValueId): void {
  const target = bare(node);
  if (target.kind === Kind.ArrayLiteralExpression || target.kind === Kind.ObjectLiteralExpression) assignPattern(builder, target, value);
  else writeTarget(builder, target, memberPlace(builder, target), value);
}

function assignPattern(builder: FunctionBuilder, pattern: TS.Node, value: ValueId): void {
  if (pattern.kind === Kind.ArrayLiteralExpression) assignArray(builder, pattern as TS.ArrayLiteralExpression, value);
  else assignObject(builder, pattern as TS.ObjectLiteralExpression, value);
}

function assignArray(builder: FunctionBuilder, pattern: TS.ArrayLiteralExpression, object: ValueId): void {
  pattern.elements.forEach((element, index) => {
    if (element.kind === Kind.OmittedExpression) return;
    if (element.kind === Kind.SpreadElement) assignTo(builder, (element as TS.SpreadElement).expression, restOfArray(builder, object));
    else assignWithDefault(builder, element, builder.load(object, String(index), builder.span(element)));
  });
}

function assignObject(builder: FunctionBuilder, pattern: TS.ObjectLiteralExpression, object: ValueId): void {
  const taken: string[] = [];
  for (const property of pattern.properties) {
    if (property.kind === Kind.SpreadAssignment) assignTo(builder, property.expression, builder.add({ op: 'omit', object, keys: taken }));
    else if (property.kind === Kind.PropertyAssignment)
      assignWithDefault(builder, property.initializer, takeProperty(builder, property.name, object, taken));
    else if (property.kind === Kind.ShorthandPropertyAssignment) {
      const value = takeProperty(builder, property.name, object, taken);
      assignTo(builder, property.name, withDefault(builder, value, property.objectAssignmentInitializer, property.name));
    }
  }
}

function assignWithDefault(builder: FunctionBuilder, target: TS.Node, value: ValueId): void {
  if (target.kind === Kind.BinaryExpression && (target as TS.BinaryExpression).operatorToken.kind === Kind.EqualsToken) {
    const { left, right } = target as TS.BinaryExpression;
    assignTo(builder, left, withDefault(builder, value, right, left));
  } else assignTo(builder, target, value);
}
