/** Names for functions without a name of their own, by what they are for: never by line. */
import { Kind, type TS } from './load-typescript.js';

/** Kept unrendered: most expressions hold no function. */
export type Role =
  | { readonly parent: Role | undefined; readonly name: string }
  | { readonly parent: Role | undefined; readonly callee: TS.Node; readonly args: readonly TS.Node[]; readonly index: number };

const MAX_SEGMENTS = 4;
const MAX_ARGUMENT = 60;

/** `routes.create`, `app.get(/users)>1`. */
export function renderRole(role: Role): string {
  const parts: string[] = [];
  for (let step: Role | undefined = role; step !== undefined; step = step.parent) {
    parts.push('name' in step ? step.name : `${calleePath(step.callee)}${firstConstant(step.args, step.index)}>${step.index}`);
  }
  return parts
    .reverse()
    .filter((part) => part !== '')
    .join('.');
}

function firstConstant(args: readonly TS.Node[], index: number): string {
  const first = args[0];
  if (first === undefined || index === 0) return '';
  if (first.kind !== Kind.StringLiteral && first.kind !== Kind.NoSubstitutionTemplateLiteral) return '';
  return `(${(first as TS.StringLiteral).text.slice(0, MAX_ARGUMENT)})`;
}

/** The callee as a dotted path; calls on the way are `()`. */
export function calleePath(callee: TS.Node): string {
  const segments: string[] = [];
  let node = callee;
  let suffix = '';
  while (segments.length < MAX_SEGMENTS) {
    switch (node.kind) {
      case Kind.Identifier:
        // What a method is called on may be any local's name: the method says what the function is for.
        if (segments.length === 0) segments.push((node as TS.Identifier).text + suffix);
        return segments.reverse().join('.');
      case Kind.PropertyAccessExpression:
        segments.push((node as TS.PropertyAccessExpression).name.text + suffix);
        suffix = '';
        node = (node as TS.PropertyAccessExpression).expression;
        break;
      case Kind.ElementAccessExpression:
        segments.push(`[]${suffix}`);
        suffix = '';
        node = (node as TS.ElementAccessExpression).expression;
        break;
      case Kind.CallExpression:
        // Of a chain of calls (`app.get(…).post(…)`) the last one says what the function is for.
        if (segments.length > 0) return segments.reverse().join('.');
        suffix = `()${suffix}`;
        node = (node as TS.CallExpression).expression;
        break;
      case Kind.NonNullExpression:
      case Kind.ParenthesizedExpression:
      case Kind.AwaitExpression:
        node = (node as TS.NonNullExpression).expression;
        break;
      case Kind.ThisKeyword:
        segments.push(`this${suffix}`);
        return segments.reverse().join('.');
      case Kind.SuperKeyword:
        segments.push('super');
        return segments.reverse().join('.');
      default:
        segments.push(suffix);
        return segments.reverse().join('.').replace(/^\./, '');
    }
  }
  return segments.reverse().join('.');
}

/** Whether an expression may hold a function that needs a role. */
export function mayHoldFunction(node: TS.Node): boolean {
  switch (node.kind) {
    case Kind.ArrowFunction:
    case Kind.FunctionExpression:
    case Kind.ClassExpression:
    case Kind.ObjectLiteralExpression:
    case Kind.ArrayLiteralExpression:
    case Kind.CallExpression:
    case Kind.NewExpression:
    case Kind.ParenthesizedExpression:
    case Kind.AsExpression:
    case Kind.SatisfiesExpression:
    case Kind.AwaitExpression:
    case Kind.ConditionalExpression:
    case Kind.BinaryExpression:
    case Kind.NonNullExpression:
    case Kind.JsxElement:
    case Kind.JsxSelfClosingElement:
      return true;
    default:
      return false;
  }
}
