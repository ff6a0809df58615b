/** Blocks, declarations, and statements that end a way. */
import type { ValueId } from '../model/facts.js';
import { bindName } from './destructuring.js';
import { exportDeclared, exportValue, exportVariables } from './exports.js';
import type { FunctionBuilder } from './function-builder.js';
import { declareFunction, symbolIn } from './functions.js';
import { commentFunction, jsDocTypedefs, jsDocTypes } from './jsdoc.js';
import { Kind, type TS } from './load-typescript.js';
import { boundNames, hasModifier } from './names.js';
import { signatureType, typeExpr } from './types.js';
import { declareEmpty } from './variables.js';

/** Runs statements in order; function declarations first, as they are hoisted. */
export function statementList(builder: FunctionBuilder, statements: readonly TS.Statement[]): void {
  const guard = builder.guard;
  for (const statement of statements)
    if (statement.kind === Kind.FunctionDeclaration) hoistFunction(builder, statement as TS.FunctionDeclaration);
  for (const statement of statements) {
    if (builder.file.hasJsDoc) builder.file.types.push(...jsDocTypedefs(statement, builder.file.text, builder.id));
    builder.statement(statement);
  }
  // What early returns made known ends with the block.
  builder.guard = guard;
}

/** Binds a function declaration before anything of its block runs. */
export function hoistFunction(builder: FunctionBuilder, node: TS.FunctionDeclaration): void {
  const name = node.name?.text ?? '';
  const id = declareFunction(builder, node, { name, symbol: symbolIn(builder, name === '' ? 'default' : name), kind: 'function' });
  if (id === undefined && (node.name === undefined || !hasModifier(node, Kind.DeclareKeyword))) return;
  const value = id === undefined ? ambientFunction(builder, node, name) : builder.add({ op: 'function', function: id });
  if (node.name === undefined) {
    if (builder.isModule) exportValue(builder, 'default', value);
    return;
  }
  const variable = builder.scope.lookup(name);
  if (variable !== undefined) builder.bind(variable, value, builder.span(node.name));
  exportDeclared(builder, node, name);
}

/** `declare function f(): T`: bound outside, of that type. */
function ambientFunction(builder: FunctionBuilder, node: TS.FunctionDeclaration, name: string): ValueId {
  return builder.add({ op: 'cast', value: builder.global(name), type: signatureType(node, builder.file.text), annotation: true });
}

export function block(builder: FunctionBuilder, node: TS.Block): void {
  builder.inScope(node, () => statementList(builder, node.statements));
}

export function variableStatement(builder: FunctionBuilder, node: TS.VariableStatement): void {
  if (hasModifier(node, Kind.DeclareKeyword)) declareAmbient(builder, node.declarationList);
  else variableList(builder, node.declarationList, node);
  exportVariables(builder, node);
}

/** `declare const x: T`: bound outside, of that type. */
function declareAmbient(builder: FunctionBuilder, list: TS.VariableDeclarationList): void {
  for (const declaration of list.declarations) {
    for (const name of boundNames(declaration.name)) {
      const variable = builder.scope.lookup(name.text);
      if (variable === undefined) continue;
      const value = builder.global(name.text);
      const typed =
        declaration.type === undefined
          ? value
          : builder.add({ op: 'cast', value, type: typeExpr(declaration.type, builder.file.text), annotation: true });
      builder.bind(variable, typed, builder.span(name));
    }
  }
}

export function variableList(builder: FunctionBuilder, list: TS.VariableDeclarationList, statement?: TS.Node): void {
  for (const declaration of list.declarations) variableDeclaration(builder, declaration, statement);
}

function variableDeclaration(builder: FunctionBuilder, node: TS.VariableDeclaration, statement: TS.Node | undefined): void {
  const { text, hasJsDoc } = builder.file;
  const comment = hasJsDoc ? (jsDocTypes(node, text) ?? (statement === undefined ? undefined : jsDocTypes(statement, text))) : undefined;
  const type = node.type === undefined ? comment?.type : typeExpr(node.type, text);
  const isName = node.name.kind === Kind.Identifier;
  if (isName && type !== undefined) typeVariable(builder, node.name.text, type, node.initializer === undefined);
  if (node.initializer === undefined) {
    if (isName) declareEmpty(builder, node.name);
    return;
  }
  if (isName) builder.role = { parent: undefined, name: node.name.text };
  if (hasJsDoc) commentFunction(builder, node.initializer, statement ?? node);
  const value = builder.expression(node.initializer);
  builder.role = undefined;
  const variable = isName ? builder.scope.lookup(node.name.text) : undefined;
  bindName(
    builder,
    node.name,
    type === undefined || variable?.type !== undefined ? value : builder.add({ op: 'cast', value, type, annotation: true }),
  );
}

/** What is assigned to a variable later is of its type as well; so is what a cell holds. */
function typeVariable(builder: FunctionBuilder, name: string, type: ReturnType<typeof typeExpr>, isEmpty: boolean): void {
  const variable = builder.scope.lookup(name);
  if (variable === undefined || !(isEmpty || variable.isCell)) return;
  variable.type = type;
  builder.file.typeCell(variable);
}

export function returnStatement(builder: FunctionBuilder, node: TS.ReturnStatement): void {
  if (node.expression !== undefined) {
    builder.role = { parent: undefined, name: 'return' };
    builder.returns.push({ value: builder.known(builder.expression(node.expression)), at: builder.span(node.expression) });
  }
  builder.environment.alive = false;
}

export function throwStatement(builder: FunctionBuilder, node: TS.ThrowStatement): void {
  builder.throwValue(builder.ofKind(builder.expression(node.expression)), builder.span(node.expression));
}

export function importEquals(builder: FunctionBuilder, node: TS.ImportEqualsDeclaration): void {
  exportDeclared(builder, node, node.name.text);
  if (node.moduleReference.kind === Kind.ExternalModuleReference) return;
  const variable = builder.scope.lookup(node.name.text);
  if (variable !== undefined) builder.bind(variable, entityValue(builder, node.moduleReference), builder.span(node.name));
}

function entityValue(builder: FunctionBuilder, name: TS.EntityName): ValueId {
  if (name.kind === Kind.Identifier) return builder.name(name.text);
  const { left, right } = name;
  return builder.load(entityValue(builder, left), right.text, builder.span(right));
}
