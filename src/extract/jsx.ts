/** JSX: an element is a call of its component with one argument, the props. */
import type { ArgFact, ObjectEntry, Span, ValueId } from '../model/facts.js';
import { typeArgsOf } from './calls.js';
import type { CallDraft } from './drafts.js';
import type { FunctionBuilder } from './function-builder.js';
import { Kind, type TS } from './load-typescript.js';
import { dottedName, isIntrinsicTag, STYLE_ATTRIBUTES } from './names.js';
import type { Role } from './roles.js';

/** `<Tag …>children</Tag>`. */
export function jsxElement(builder: FunctionBuilder, node: TS.JsxElement): ValueId {
  return element(builder, node, node.openingElement, node.children);
}

/** `<Tag … />`. */
export function jsxSelfClosing(builder: FunctionBuilder, node: TS.JsxSelfClosingElement): ValueId {
  return element(builder, node, node, []);
}

/** `<>children</>`. */
export function jsxFragment(builder: FunctionBuilder, node: TS.JsxFragment): ValueId {
  builder.takeRole();
  return builder.add({ op: 'array', elements: childValues(builder, node.children, undefined) });
}

function element(builder: FunctionBuilder, node: TS.Node, opening: TS.JsxOpeningLikeElement, children: readonly TS.JsxChild[]): ValueId {
  builder.takeRole();
  const tag = tagName(opening.tagName);
  const component: Role = { parent: undefined, name: tag };
  const callee = isIntrinsicTag(opening.tagName) ? builder.constant(tag) : builder.expression(opening.tagName);
  const entries = opening.attributes.properties.flatMap((property) => attribute(builder, property, component));
  const inside = childValues(builder, children, component);
  if (inside.length > 0) {
    const value =
      inside.length === 1 && inside[0]?.spread !== true
        ? (inside[0] as { value: ValueId }).value
        : builder.add({ op: 'array', elements: inside });
    entries.push({ key: 'children', value, at: childrenSpan(builder, children) });
  }
  const at: Span = builder.span(opening.attributes.properties.length > 0 ? opening.attributes : opening.tagName);
  const props = builder.add({ op: 'object', entries, at });
  const args: ArgFact[] = [{ value: props, at }];
  const call: CallDraft = { kind: 'jsx', callee, args, at: lastNameSpan(builder, opening.tagName), span: builder.span(node) };
  const typeArgs = typeArgsOf(builder, opening.typeArguments);
  if (typeArgs !== undefined) call.typeArgs = typeArgs;
  return builder.call(call);
}

function tagName(tag: TS.JsxTagNameExpression): string {
  if (tag.kind === Kind.JsxNamespacedName) return namespaced(tag);
  return dottedName(tag);
}

function namespaced(name: TS.JsxNamespacedName): string {
  return `${name.namespace.text}:${name.name.text}`;
}

function lastNameSpan(builder: FunctionBuilder, tag: TS.JsxTagNameExpression): Span {
  return builder.span(tag.kind === Kind.PropertyAccessExpression ? (tag as TS.PropertyAccessExpression).name : tag);
}

function attribute(builder: FunctionBuilder, property: TS.JsxAttributeLike, component: Role): ObjectEntry[] {
  if (property.kind === Kind.JsxSpreadAttribute) return [{ spread: builder.expression(property.expression) }];
  const { name, initializer } = property;
  const key = name.kind === Kind.JsxNamespacedName ? namespaced(name) : name.text;
  // Style names carry nothing and would be a tenth of the facts.
  if (initializer?.kind === Kind.StringLiteral && STYLE_ATTRIBUTES.has(key)) return [];
  const at = builder.span(name);
  if (initializer === undefined) return [{ key, value: builder.constant(true), at }];
  builder.role = { parent: component, name: key };
  if (initializer.kind !== Kind.JsxExpression) return [{ key, value: builder.expression(initializer), at }];
  const expression = initializer.expression;
  return expression === undefined ? [] : [{ key, value: builder.expression(expression), at }];
}

function childValues(
  builder: FunctionBuilder,
  children: readonly TS.JsxChild[],
  component: Role | undefined,
): { value: ValueId; spread?: true }[] {
  const values: { value: ValueId; spread?: true }[] = [];
  for (const child of children) {
    if (child.kind === Kind.JsxText) {
      const text = child.containsOnlyTriviaWhiteSpaces ? '' : child.text.replace(/\s+/g, ' ').trim();
      if (text !== '') values.push({ value: builder.constant(text) });
    } else if (child.kind === Kind.JsxExpression) {
      const { expression, dotDotDotToken } = child;
      if (expression === undefined) continue;
      if (component !== undefined) builder.role = { parent: component, name: 'children' };
      const value = builder.expression(expression);
      values.push(dotDotDotToken === undefined ? { value } : { value, spread: true });
    } else {
      if (component !== undefined) builder.role = component;
      values.push({ value: builder.expression(child) });
    }
  }
  builder.role = undefined;
  return values;
}

function childrenSpan(builder: FunctionBuilder, children: readonly TS.JsxChild[]): Span {
  const first = children[0] as TS.JsxChild;
  const last = children[children.length - 1] as TS.JsxChild;
  return [first.kind === Kind.JsxText ? first.pos : builder.span(first)[0], last.end];
}
