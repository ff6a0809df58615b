/** Objects whose prototype is another object: they have its members, where they have none of that name themselves. */
import type { ObjectEntry, ValueId } from '../model/facts.js';
import type { FunctionBuilder } from './function-builder.js';
import { Kind, type TS } from './load-typescript.js';
import { staticKey } from './names.js';

/** The key of a literal that is its prototype (ECMAScript, `__proto__` in object initialisers). */
export const PROTOTYPE_KEY = '__proto__';

/**
 * `Object.create(base)` and `Object.create(base, { email: { value: email } })` as the object that is made.
 *
 * @returns nothing where it is another call, or the prototype of a constructor function, which makes a class of it
 */
export function createdObject(builder: FunctionBuilder, node: TS.CallExpression): ValueId | undefined {
  const { expression, arguments: args } = node;
  if (expression.kind !== Kind.PropertyAccessExpression || (expression as TS.PropertyAccessExpression).name.text !== 'create')
    return undefined;
  const of = (expression as TS.PropertyAccessExpression).expression;
  if (of.kind !== Kind.Identifier || (of as TS.Identifier).text !== 'Object' || builder.scope.lookup('Object') !== undefined)
    return undefined;
  const [base, descriptors] = args;
  if (base === undefined || base.kind === Kind.SpreadElement || isPrototype(base)) return undefined;
  if (descriptors !== undefined && descriptors.kind !== Kind.ObjectLiteralExpression) return undefined;
  const entries: ObjectEntry[] = base.kind === Kind.NullKeyword ? [] : [{ spread: builder.expression(base) }];
  for (const property of descriptors === undefined ? [] : (descriptors as TS.ObjectLiteralExpression).properties) {
    const entry = described(builder, property);
    if (entry) entries.push(entry);
  }
  return builder.add({ op: 'object', entries, at: builder.span(node) });
}

/** What a descriptor says that a member is. */
function described(builder: FunctionBuilder, property: TS.ObjectLiteralElementLike): ObjectEntry | undefined {
  if (property.kind !== Kind.PropertyAssignment) return undefined;
  const { name, initializer } = property;
  const key = staticKey(name);
  if (key === undefined || initializer.kind !== Kind.ObjectLiteralExpression) return undefined;
  for (const one of (initializer as TS.ObjectLiteralExpression).properties) {
    if (one.kind !== Kind.PropertyAssignment || staticKey(one.name) !== 'value') continue;
    return { key, value: builder.expression(one.initializer), at: builder.span(name) };
  }
  return undefined;
}

function isPrototype(node: TS.Node): boolean {
  return node.kind === Kind.PropertyAccessExpression && (node as TS.PropertyAccessExpression).name.text === 'prototype';
}
