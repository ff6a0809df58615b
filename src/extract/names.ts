/** Names as syntax writes them. */
import { Kind, type TS } from './load-typescript.js';

/** `a.b.c` of an entity name or of a property access; '' for anything else. */
export function dottedName(node: TS.Node): string {
  switch (node.kind) {
    case Kind.Identifier:
    case Kind.PrivateIdentifier:
      return (node as TS.Identifier).text;
    case Kind.QualifiedName:
      return `${dottedName((node as TS.QualifiedName).left)}.${(node as TS.QualifiedName).right.text}`;
    case Kind.PropertyAccessExpression: {
      const left = dottedName((node as TS.PropertyAccessExpression).expression);
      return left === '' ? '' : `${left}.${(node as TS.PropertyAccessExpression).name.text}`;
    }
    case Kind.ThisKeyword:
      return 'this';
    default:
      return '';
  }
}

/** The key a property name stands for, when syntax alone tells. */
export function staticKey(name: TS.Node): string | undefined {
  switch (name.kind) {
    case Kind.Identifier:
    case Kind.PrivateIdentifier:
    case Kind.StringLiteral:
    case Kind.NoSubstitutionTemplateLiteral:
    case Kind.NumericLiteral:
    case Kind.BigIntLiteral:
      return (name as TS.Identifier | TS.StringLiteral).text;
    case Kind.ComputedPropertyName: {
      const inner = (name as TS.ComputedPropertyName).expression;
      return inner.kind === Kind.StringLiteral || inner.kind === Kind.NoSubstitutionTemplateLiteral || inner.kind === Kind.NumericLiteral
        ? (inner as TS.StringLiteral).text
        : undefined;
    }
    default:
      return undefined;
  }
}

/** What is left of an expression without parentheses, casts and `!`. */
export function bare(node: TS.Node): TS.Node {
  let inner = node;
  while (
    inner.kind === Kind.ParenthesizedExpression ||
    inner.kind === Kind.AsExpression ||
    inner.kind === Kind.NonNullExpression ||
    inner.kind === Kind.SatisfiesExpression ||
    inner.kind === Kind.TypeAssertionExpression
  ) {
    inner = (inner as TS.ParenthesizedExpression).expression;
  }
  return inner;
}

/** Whether a declaration carries a modifier. */
export function hasModifier(node: { readonly modifiers?: readonly TS.Node[] | undefined }, kind: TS.SyntaxKind): boolean {
  if (node.modifiers === undefined) return false;
  for (const modifier of node.modifiers) if (modifier.kind === kind) return true;
  return false;
}

/** All identifiers that a binding name declares. */
export function boundNames(name: TS.BindingName, into: TS.Identifier[] = []): TS.Identifier[] {
  if (name.kind === Kind.Identifier) into.push(name);
  else {
    for (const element of name.elements) {
      if (element.kind === Kind.BindingElement) boundNames(element.name, into);
    }
  }
  return into;
}

/** Whether an operator token assigns. */
export function isAssignment(operator: TS.SyntaxKind): boolean {
  return operator >= Kind.FirstAssignment && operator <= Kind.LastAssignment;
}

/** Whether a JSX tag names an element of the page and not a component. */
export function isIntrinsicTag(tag: TS.Node): boolean {
  if (tag.kind === Kind.JsxNamespacedName) return true;
  if (tag.kind !== Kind.Identifier) return false;
  const name = (tag as TS.Identifier).text;
  const first = name.charCodeAt(0);
  return (first >= 97 && first <= 122) || name.includes('-');
}

/** JSX attributes whose strings are style names. */
export const STYLE_ATTRIBUTES: ReadonlySet<string> = new Set(['className', 'class', 'style']);
