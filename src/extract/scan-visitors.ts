/** What the first walk does at each kind of syntax. */
import { declareImport, declareImportEquals } from './imports.js';
import { Kind, ts, type TS } from './load-typescript.js';
import { hasModifier, isAssignment, isIntrinsicTag, staticKey, STYLE_ATTRIBUTES } from './names.js';
import { spanOf } from './positions.js';
import type { Scan, Visitor } from './scan.js';
import {
  declaresLexically,
  EXPORTED,
  exportUses,
  visitClass,
  visitFor,
  visitFunction,
  visitNamespace,
  visitVariableList,
} from './scan-declarations.js';

/** Member chains and calls: along the spine by a loop, as chains get long. */
function visitChain(scan: Scan, start: TS.Node): void {
  let node = start;
  for (;;) {
    switch (node.kind) {
      case Kind.CallExpression:
        for (const arg of (node as TS.CallExpression).arguments) scan.visitNamed(undefined, arg);
        node = (node as TS.CallExpression).expression;
        break;
      case Kind.ElementAccessExpression:
        scan.visit((node as TS.ElementAccessExpression).argumentExpression);
        node = (node as TS.ElementAccessExpression).expression;
        break;
      case Kind.TaggedTemplateExpression:
        scan.visit((node as TS.TaggedTemplateExpression).template);
        node = (node as TS.TaggedTemplateExpression).tag;
        break;
      case Kind.PropertyAccessExpression:
      case Kind.NonNullExpression:
      case Kind.ParenthesizedExpression:
        node = (node as TS.ParenthesizedExpression).expression;
        break;
      default:
        return scan.visit(node);
    }
  }
}

function visitBinary(scan: Scan, start: TS.BinaryExpression): void {
  let node: TS.Node = start;
  while (node.kind === Kind.BinaryExpression) {
    const { left, operatorToken, right } = node as TS.BinaryExpression;
    if (isAssignment(operatorToken.kind)) {
      scan.target(left);
      return scan.visitNamed(targetName(left), right, targetOwner(left));
    }
    scan.visit(right);
    node = left;
  }
  scan.visit(node);
}

function targetOwner(target: TS.Node): string | undefined {
  if (target.kind !== Kind.PropertyAccessExpression) return undefined;
  const object = (target as TS.PropertyAccessExpression).expression;
  if (object.kind === Kind.Identifier) return (object as TS.Identifier).text;
  return object.kind === Kind.PropertyAccessExpression ? (object as TS.PropertyAccessExpression).name.text : undefined;
}

function targetName(target: TS.Node): string | undefined {
  if (target.kind === Kind.Identifier) return (target as TS.Identifier).text;
  return target.kind === Kind.PropertyAccessExpression ? (target as TS.PropertyAccessExpression).name.text : undefined;
}

/** By syntax kind. */
export const VISITORS: (Visitor | undefined)[] = [];

function on<N extends TS.Node>(kinds: readonly TS.SyntaxKind[], visitor: (scan: Scan, node: N) => void): void {
  for (const kind of kinds) VISITORS[kind] = visitor;
}

const nothing = (): void => undefined;

on(
  [
    Kind.InterfaceDeclaration,
    Kind.TypeAliasDeclaration,
    Kind.TypeParameter,
    Kind.BreakStatement,
    Kind.ContinueStatement,
    Kind.MetaProperty,
    Kind.JsxClosingElement,
    Kind.NamespaceExportDeclaration,
    Kind.IndexSignature,
    Kind.ImportAttributes,
  ],
  nothing,
);
on<TS.Identifier>([Kind.Identifier], (scan, node) => {
  const name = node.text;
  if (name === 'arguments') scan.receiver('arguments');
  scan.use(name, 0);
});
on([Kind.ThisKeyword], (scan) => scan.receiver('this'));
on([Kind.SuperKeyword], (scan) => scan.receiver('super'));
on(
  [
    Kind.PropertyAccessExpression,
    Kind.CallExpression,
    Kind.ElementAccessExpression,
    Kind.NonNullExpression,
    Kind.ParenthesizedExpression,
    Kind.TaggedTemplateExpression,
  ],
  visitChain,
);
on([Kind.BinaryExpression], visitBinary);
on<TS.PrefixUnaryExpression>([Kind.PrefixUnaryExpression, Kind.PostfixUnaryExpression], (scan, node) => {
  if (node.operator === Kind.PlusPlusToken || node.operator === Kind.MinusMinusToken) scan.target(node.operand);
  else scan.visit(node.operand);
});
on<TS.DeleteExpression>([Kind.DeleteExpression], (scan, node) => scan.member(node.expression));
on<TS.AsExpression>(
  [Kind.AsExpression, Kind.SatisfiesExpression, Kind.TypeAssertionExpression, Kind.ExpressionWithTypeArguments],
  (scan, node) => scan.visit(node.expression),
);
on<TS.LiteralLikeNode>([Kind.StringLiteral, Kind.TemplateHead, Kind.TemplateMiddle, Kind.TemplateTail], (scan, node) => scan.literal(node));
on<TS.NoSubstitutionTemplateLiteral>([Kind.NoSubstitutionTemplateLiteral], (scan, node) => {
  scan.template(node);
  scan.literal(node);
});
on<TS.TemplateExpression>([Kind.TemplateExpression], (scan, node) => {
  scan.template(node);
  ts.forEachChild(node, scan.visit);
});
on<TS.JsxText>([Kind.JsxText], (scan, node) => {
  if (!node.containsOnlyTriviaWhiteSpaces) scan.literal(node);
});
on<TS.PropertyAssignment>([Kind.PropertyAssignment], (scan, node) => {
  if (node.name.kind === Kind.ComputedPropertyName) scan.visit(node.name);
  scan.visitNamed(staticKey(node.name), node.initializer);
});
on<TS.ComputedPropertyName>([Kind.ComputedPropertyName], (scan, node) => scan.visitNamed(undefined, node.expression));
on<TS.ShorthandPropertyAssignment>([Kind.ShorthandPropertyAssignment], (scan, node) => {
  scan.use(node.name.text, 0);
  if (node.objectAssignmentInitializer !== undefined) scan.visit(node.objectAssignmentInitializer);
});
on<TS.JsxAttribute>([Kind.JsxAttribute], (scan, node) => {
  const name = node.name.kind === Kind.Identifier ? node.name.text : undefined;
  if (node.initializer === undefined || (name !== undefined && STYLE_ATTRIBUTES.has(name) && node.initializer.kind === Kind.StringLiteral))
    return;
  scan.visitNamed(name, node.initializer);
});
on<TS.JsxOpeningLikeElement>([Kind.JsxOpeningElement, Kind.JsxSelfClosingElement], (scan, node) => {
  if (!isIntrinsicTag(node.tagName)) scan.visit(node.tagName);
  scan.visitAll(node.attributes.properties);
});
on<TS.JsxElement>([Kind.JsxElement], (scan, node) => {
  scan.visit(node.openingElement);
  for (const child of node.children) scan.visitNamed(undefined, child);
});
on<TS.FunctionDeclaration>([Kind.FunctionDeclaration], (scan, node) => {
  if (node.name !== undefined && (node.body !== undefined || hasModifier(node, Kind.DeclareKeyword)))
    scan.declare(scan.scope, node.name.text, node.body !== undefined, exportUses(node));
  visitFunction(scan, node);
});
on(
  [Kind.FunctionExpression, Kind.ArrowFunction, Kind.MethodDeclaration, Kind.GetAccessor, Kind.SetAccessor, Kind.Constructor],
  visitFunction,
);
on<TS.ClassLikeDeclaration>([Kind.ClassDeclaration, Kind.ClassExpression], (scan, node) => {
  visitClass(scan, node);
  if (node.name !== undefined && exportUses(node) !== 0) scan.use(node.name.text, EXPORTED);
});
on<TS.VariableStatement>([Kind.VariableStatement], (scan, node) => {
  if (hasModifier(node, Kind.DeclareKeyword)) {
    for (const declaration of node.declarationList.declarations) scan.bindingName(declaration.name, scan.scope, true, exportUses(node));
  } else visitVariableList(scan, node.declarationList, exportUses(node));
});
on<TS.VariableDeclarationList>([Kind.VariableDeclarationList], (scan, node) => visitVariableList(scan, node, 0));
on<TS.Block>([Kind.Block], (scan, node) => {
  if (declaresLexically(node.statements)) scan.inScope(node, () => scan.visitAll(node.statements));
  else scan.visitAll(node.statements);
});
on<TS.CaseBlock>([Kind.CaseBlock], (scan, node) => scan.inScope(node, () => ts.forEachChild(node, scan.visit)));
on<TS.CatchClause>([Kind.CatchClause], (scan, node) =>
  scan.inScope(node, () => {
    if (node.variableDeclaration !== undefined) scan.bindingName(node.variableDeclaration.name, scan.scope, false, 0);
    scan.visit(node.block);
  }),
);
on([Kind.ForStatement, Kind.ForInStatement, Kind.ForOfStatement], visitFor);
on<TS.LabeledStatement>([Kind.LabeledStatement], (scan, node) => scan.visit(node.statement));
on<TS.EnumDeclaration>([Kind.EnumDeclaration], (scan, node) => {
  scan.declare(scan.scope, node.name.text, false, exportUses(node));
  for (const member of node.members) scan.visitNamed(staticKey(member.name), member.initializer);
});
on([Kind.ModuleDeclaration], visitNamespace);
on<TS.ImportDeclaration>([Kind.ImportDeclaration], (scan, node) => {
  for (const { name, index } of declareImport(node, scan.imports, (one) => spanOf(scan.text, one)))
    scan.declare(scan.scope, name, false).importIndex = index;
});
on<TS.ImportEqualsDeclaration>([Kind.ImportEqualsDeclaration], (scan, node) => {
  const uses = exportUses(node);
  const index = declareImportEquals(node, scan.imports, (one) => spanOf(scan.text, one));
  const variable = scan.declare(scan.scope, node.name.text, false, uses);
  if (index !== undefined) variable.importIndex = index;
  else scan.visit(firstName(node.moduleReference as TS.EntityName));
});
on<TS.ExportDeclaration>([Kind.ExportDeclaration], (scan, node) => {
  if (node.moduleSpecifier !== undefined || node.exportClause === undefined || node.exportClause.kind !== Kind.NamedExports) return;
  for (const element of node.exportClause.elements) scan.use((element.propertyName ?? element.name).text, EXPORTED);
});

function firstName(name: TS.EntityName): TS.Identifier {
  let node = name;
  while (node.kind === Kind.QualifiedName) node = node.left;
  return node;
}
