/** Which handler takes which kind of syntax. */
import { assignment, deletion } from './assignments.js';
import { ifStatement, switchStatement, tryStatement } from './branching.js';
import { chain, construction } from './calls.js';
import { classDeclaration, classExpression } from './classes.js';
import { exportAssignment, exportDeclaration } from './exports.js';
import {
  arrayLiteral,
  cast,
  identifier,
  identity,
  metaProperty,
  objectLiteral,
  postfix,
  prefix,
  regularExpression,
  typeofTest,
  voidTest,
  yieldExpression,
} from './expressions.js';
import type { ExpressionHandler, Handlers, StatementHandler } from './file-builder.js';
import type { FunctionBuilder } from './function-builder.js';
import { functionValue } from './functions.js';
import { commentFunction } from './jsdoc.js';
import { jsxElement, jsxFragment, jsxSelfClosing } from './jsx.js';
import { Kind, type TS } from './load-typescript.js';
import { doStatement, forEachStatement, forStatement, labeledStatement, whileStatement } from './loops.js';
import { isAssignment } from './names.js';
import { binary, conditional, template } from './operators.js';
import { block, importEquals, returnStatement, statementList, throwStatement, variableStatement } from './statements.js';
import { aliasDeclaration, enumDeclaration, interfaceDeclaration, moduleDeclaration } from './type-declarations.js';

const expressions: (ExpressionHandler | undefined)[] = [];
const statements: (StatementHandler | undefined)[] = [];

function value<N extends TS.Node>(kinds: readonly TS.SyntaxKind[], handler: (builder: FunctionBuilder, node: N) => number): void {
  for (const kind of kinds) {
    expressions[kind] = (builder, node: N) => handler(builder, node);
  }
}

function run<N extends TS.Node>(kinds: readonly TS.SyntaxKind[], handler: (builder: FunctionBuilder, node: N) => void): void {
  for (const kind of kinds) statements[kind] = (builder, node: N) => handler(builder, node);
}

function constant<N extends TS.Node>(kind: TS.SyntaxKind, read: (node: N) => string | number | boolean | null | undefined): void {
  value<N>([kind], (builder, node) => {
    builder.role = undefined;
    return builder.constant(read(node));
  });
}

constant<TS.StringLiteral>(Kind.StringLiteral, (node) => node.text);
constant<TS.NoSubstitutionTemplateLiteral>(Kind.NoSubstitutionTemplateLiteral, (node) => node.text);
constant<TS.NumericLiteral>(Kind.NumericLiteral, (node) => Number(node.text));
constant<TS.BigIntLiteral>(Kind.BigIntLiteral, (node) => Number(node.text.slice(0, -1)));
constant(Kind.TrueKeyword, () => true);
constant(Kind.FalseKeyword, () => false);
constant(Kind.NullKeyword, () => null);

value([Kind.Identifier], identifier);
value([Kind.ThisKeyword], (builder) => builder.receiverValue('this'));
value([Kind.SuperKeyword], (builder) => builder.receiverValue('super'));
value(
  [
    Kind.ParenthesizedExpression,
    Kind.AwaitExpression,
    Kind.SatisfiesExpression,
    Kind.ExpressionWithTypeArguments,
    Kind.PartiallyEmittedExpression,
  ],
  identity,
);
value(
  [Kind.PropertyAccessExpression, Kind.ElementAccessExpression, Kind.CallExpression, Kind.NonNullExpression, Kind.TaggedTemplateExpression],
  chain,
);
value([Kind.NewExpression], construction);
value([Kind.AsExpression, Kind.TypeAssertionExpression], cast);
value<TS.BinaryExpression>([Kind.BinaryExpression], (builder, node) =>
  isAssignment(node.operatorToken.kind) ? assignment(builder, node) : binary(builder, node),
);
value([Kind.ConditionalExpression], conditional);
value([Kind.PrefixUnaryExpression], prefix);
value([Kind.PostfixUnaryExpression], postfix);
value([Kind.TypeOfExpression], typeofTest);
value([Kind.VoidExpression], voidTest);
value([Kind.DeleteExpression], deletion);
value([Kind.TemplateExpression], template);
value([Kind.ArrayLiteralExpression], arrayLiteral);
value([Kind.ObjectLiteralExpression], objectLiteral);
value([Kind.ArrowFunction, Kind.FunctionExpression], functionValue);
value([Kind.ClassExpression], classExpression);
value([Kind.YieldExpression], yieldExpression);
value([Kind.MetaProperty], metaProperty);
value([Kind.RegularExpressionLiteral], regularExpression);
value([Kind.JsxElement], jsxElement);
value([Kind.JsxSelfClosingElement], jsxSelfClosing);
value([Kind.JsxFragment], jsxFragment);
value<TS.JsxExpression>([Kind.JsxExpression], (builder, node) =>
  node.expression === undefined ? builder.constant(undefined) : builder.expression(node.expression),
);
value([Kind.OmittedExpression], (builder) => builder.constant(undefined));

run<TS.ExpressionStatement>([Kind.ExpressionStatement], (builder, node) => {
  const { expression } = node;
  if (builder.file.hasJsDoc && expression.kind === Kind.BinaryExpression)
    commentFunction(builder, (expression as TS.BinaryExpression).right, node);
  builder.expression(expression);
});
run([Kind.Block], block);
run([Kind.VariableStatement], variableStatement);
run([Kind.IfStatement], ifStatement);
run([Kind.ReturnStatement], returnStatement);
run([Kind.ThrowStatement], throwStatement);
run([Kind.TryStatement], tryStatement);
run<TS.SwitchStatement>([Kind.SwitchStatement], (builder, node) => switchStatement(builder, node));
run<TS.ForStatement>([Kind.ForStatement], (builder, node) => forStatement(builder, node));
run<TS.ForOfStatement>([Kind.ForOfStatement, Kind.ForInStatement], (builder, node) => forEachStatement(builder, node));
run<TS.WhileStatement>([Kind.WhileStatement], (builder, node) => whileStatement(builder, node));
run<TS.DoStatement>([Kind.DoStatement], (builder, node) => doStatement(builder, node));
run([Kind.LabeledStatement], labeledStatement);
run<TS.BreakStatement>([Kind.BreakStatement], (builder, node) => builder.environment.jumpBreak(node.label?.text));
run<TS.ContinueStatement>([Kind.ContinueStatement], (builder, node) => builder.environment.jumpContinue(node.label?.text));
run<TS.WithStatement>([Kind.WithStatement], (builder, node) => {
  builder.expression(node.expression);
  builder.statement(node.statement);
});
run([Kind.ClassDeclaration], classDeclaration);
run([Kind.InterfaceDeclaration], interfaceDeclaration);
run([Kind.TypeAliasDeclaration], aliasDeclaration);
run([Kind.EnumDeclaration], enumDeclaration);
run([Kind.ModuleDeclaration], moduleDeclaration);
run([Kind.ExportDeclaration], exportDeclaration);
run([Kind.ExportAssignment], exportAssignment);
run([Kind.ImportEqualsDeclaration], importEquals);

export const HANDLERS: Handlers = { expressions, statements, block: statementList };
