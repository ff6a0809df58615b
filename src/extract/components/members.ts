/** Names in the markup that no script declares: members of the instance. */
import { ts, Kind, type TS } from '../load-typescript.js';
import { boundNames } from '../names.js';
import { PROPS } from './markup-code.js';

/** A name and where it is first used. */
export interface MemberName {
  readonly name: string;
  readonly at: TS.TextRange;
}

/** Names that generated code binds, and what markup may use of the language. Source: the list of Vue's compiler. */
const NO_MEMBERS = new Set([
  PROPS,
  '$event',
  '$input',
  '$list',
  '$item',
  '$value',
  '$error',
  'Component',
  'undefined',
  'arguments',
  'require',
  'window',
  'document',
  ...'Infinity NaN isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI encodeURIComponent Math Number Date Array'.split(
    ' ',
  ),
  ...'Object Boolean String RegExp Map Set JSON Intl BigInt console Error Symbol'.split(' '),
]);

/** In order of first use. */
export function memberNames(markup: readonly TS.Statement[], declared: ReadonlySet<string>): MemberName[] {
  const found = new Map<string, TS.TextRange>();
  const bound = new Set<string>();
  const visit = (node: TS.Node): void => {
    switch (node.kind) {
      case Kind.Identifier: {
        const { text, pos, end } = node as TS.Identifier;
        if (!found.has(text) && !declared.has(text) && !NO_MEMBERS.has(text)) found.set(text, { pos, end });
        return;
      }
      case Kind.PropertyAccessExpression:
        return visit((node as TS.PropertyAccessExpression).expression);
      case Kind.PropertyAssignment: {
        const { name, initializer } = node as TS.PropertyAssignment;
        if (name.kind === Kind.ComputedPropertyName) visit(name);
        return visit(initializer);
      }
      case Kind.JsxAttribute:
        return void ((node as TS.JsxAttribute).initializer !== undefined && visit((node as TS.JsxAttribute).initializer as TS.Node));
      case Kind.JsxSelfClosingElement:
        return visit((node as TS.JsxSelfClosingElement).attributes);
      case Kind.JsxElement:
        visit((node as TS.JsxElement).openingElement.attributes);
        return (node as TS.JsxElement).children.forEach(visit);
      case Kind.VariableDeclaration:
      case Kind.Parameter: {
        const { name, initializer } = node as TS.VariableDeclaration;
        for (const one of boundNames(name)) bound.add(one.text);
        if (initializer !== undefined) visit(initializer);
        return;
      }
      default:
        if (node.kind < Kind.FirstTypeNode || node.kind > Kind.LastTypeNode) ts.forEachChild(node, visit);
    }
  };
  markup.forEach(visit);
  return [...found].filter(([name]) => !bound.has(name)).map(([name, at]) => ({ name, at }));
}

/** `const { a, b } = $props`. */
export function propsPattern(members: readonly MemberName[]): TS.Statement {
  const { factory } = ts;
  const first = members[0]?.at ?? { pos: 0, end: 0 };
  const here = <N extends TS.TextRange>(node: N, at: TS.TextRange = first): N => ts.setTextRange(node, at);
  const elements = members.map(({ name, at }) =>
    here(factory.createBindingElement(undefined, undefined, here(factory.createIdentifier(name), at)), at),
  );
  const declaration = factory.createVariableDeclaration(
    here(factory.createObjectBindingPattern(elements)),
    undefined,
    undefined,
    here(factory.createIdentifier(PROPS)),
  );
  const list = factory.createVariableDeclarationList([here(declaration)], ts.NodeFlags.Const);
  return here(factory.createVariableStatement(undefined, here(list)));
}
