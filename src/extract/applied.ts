/** `f.apply(self, list)` and `f.call(self, x)` as calls of `f`, where the form leaves no doubt that `f` is a function. */
import type { ArgFact, Span, ValueId } from '../model/facts.js';
import { Kind, type TS } from './load-typescript.js';

/** What is called in truth. */
export interface Applied {
  /** The expression of the function. */
  readonly callee: TS.Expression;
  readonly receiver: ValueId;
  readonly args: ArgFact[];
}

/**
 * The function may be a library's, of which nothing but its path is known: `console.log.apply(console, list)`. An object of the
 * project with a method of that name (`plugin.apply(compiler)`) is told apart by what is handed over as `this`.
 *
 * @param node a call
 * @param args its arguments as facts
 * @returns `undefined` where it is a call like any other
 */
export function applied(node: TS.CallExpression, args: readonly ArgFact[]): Applied | undefined {
  const method = node.expression;
  if (method.kind !== Kind.PropertyAccessExpression) return undefined;
  const { expression: callee, name } = method as TS.PropertyAccessExpression;
  if (name.text !== 'apply' && name.text !== 'call') return undefined;
  const [self, ...rest] = args;
  if (self === undefined || args.some((arg) => arg.spread) || !isThisOf(node.arguments[0] as TS.Node, callee)) return undefined;
  if (name.text === 'call') return { callee, receiver: self.value, args: rest };
  const [list] = rest;
  return rest.length === 1 && list !== undefined
    ? { callee, receiver: self.value, args: [{ value: list.value, at: list.at, spread: true }] }
    : undefined;
}

/** Whether a function would be handed this as its `this`: `this`, nothing, or the object that the function is read from. */
function isThisOf(self: TS.Node, callee: TS.Expression): boolean {
  if (self.kind === Kind.ThisKeyword || self.kind === Kind.NullKeyword) return true;
  if (self.kind !== Kind.Identifier) return false;
  const name = (self as TS.Identifier).text;
  if (name === 'undefined') return true;
  if (callee.kind !== Kind.PropertyAccessExpression) return false;
  const of = (callee as TS.PropertyAccessExpression).expression;
  return of.kind === Kind.Identifier && (of as TS.Identifier).text === name;
}

/** Where the name of a function stands. */
export function nameSpan(callee: TS.Expression, span: (node: TS.Node) => Span): Span {
  return span(callee.kind === Kind.PropertyAccessExpression ? (callee as TS.PropertyAccessExpression).name : callee);
}
