/** Declarations that make named types, and those that make values beside: enums and namespaces. */
import type { ObjectEntry, ValueId } from '../model/facts.js';
import type { TypeDecl, TypeMember } from '../model/type-expr.js';
import { exportDeclared } from './exports.js';
import type { FunctionBuilder } from './function-builder.js';
import { Kind, ts, type TS } from './load-typescript.js';
import { boundNames, hasModifier, staticKey } from './names.js';
import { typeExpr, typeMembers, typeParams } from './types.js';
import { declareVariable } from './variables.js';

/** Adds a named type with the place at which it is declared. */
export function addType(builder: FunctionBuilder, declaration: Omit<TypeDecl, 'function' | 'global'>): void {
  const { file, namespace } = builder;
  const isGlobal = builder.inGlobal || (builder.isModule && file.isScript && builder.ambientModule === undefined);
  file.types.push({
    ...declaration,
    name: namespace === '' ? declaration.name : `${namespace}.${declaration.name}`,
    function: builder.id,
    ...(isGlobal ? { global: true } : {}),
    ...(builder.ambientModule === undefined ? {} : { module: builder.ambientModule }),
  });
}

export function interfaceDeclaration(builder: FunctionBuilder, node: TS.InterfaceDeclaration): void {
  const { text } = builder.file;
  const generics = typeParams(node.typeParameters, text);
  const parents = node.heritageClauses?.flatMap((clause) => clause.types.map((type) => typeExpr(type, text)));
  const { members, index, call } = typeMembers(node.members, text);
  addType(builder, {
    name: node.name.text,
    kind: 'interface',
    at: builder.span(node.name),
    ...(generics === undefined ? {} : { typeParams: generics }),
    ...(parents === undefined ? {} : { extends: parents }),
    members,
    // An index or call signature stands beside the members, as an object type without any.
    ...(index === undefined && call === undefined
      ? {}
      : { type: { t: 'object', members: [], ...(index === undefined ? {} : { index }), ...(call === undefined ? {} : { call }) } }),
  });
  exportDeclared(builder, node, node.name.text, true);
}

export function aliasDeclaration(builder: FunctionBuilder, node: TS.TypeAliasDeclaration): void {
  const { text } = builder.file;
  const generics = typeParams(node.typeParameters, text);
  addType(builder, {
    name: node.name.text,
    kind: 'alias',
    at: builder.span(node.name),
    ...(generics === undefined ? {} : { typeParams: generics }),
    type: typeExpr(node.type, text),
  });
  exportDeclared(builder, node, node.name.text, true);
}

/** An enum is an object of constants and a type. */
export function enumDeclaration(builder: FunctionBuilder, node: TS.EnumDeclaration): void {
  const entries: ObjectEntry[] = [];
  const members: TypeMember[] = [];
  let next: number | undefined = 0;
  for (const member of node.members) {
    const key = staticKey(member.name);
    if (key === undefined) continue;
    const at = builder.span(member.name);
    const value: ValueId = member.initializer === undefined ? builder.constant(next) : builder.expression(member.initializer);
    const constant = builder.constantOf(value);
    next = typeof constant === 'number' ? constant + 1 : undefined;
    entries.push({ key, value, at });
    members.push({
      key,
      at,
      ...(typeof constant === 'string' || typeof constant === 'number' ? { type: { t: 'lit', value: constant } } : {}),
    });
  }
  declareVariable(builder, node.name, builder.add({ op: 'object', entries, at: builder.span(node) }));
  addType(builder, { name: node.name.text, kind: 'enum', at: builder.span(node.name), members });
  exportDeclared(builder, node, node.name.text);
}

/** `namespace N { … }`, `declare module 'x' { … }`, `declare global { … }`. */
export function moduleDeclaration(builder: FunctionBuilder, node: TS.ModuleDeclaration): void {
  const body = node.body;
  if (body === undefined || body.kind === Kind.Identifier) return;
  const outer = { namespace: builder.namespace, inGlobal: builder.inGlobal, ambientModule: builder.ambientModule };
  if (node.name.kind === Kind.StringLiteral) builder.ambientModule = node.name.text;
  else if ((node.flags & ts.NodeFlags.GlobalAugmentation) !== 0) builder.inGlobal = true;
  else builder.namespace = outer.namespace === '' ? node.name.text : `${outer.namespace}.${node.name.text}`;
  const entries: ObjectEntry[] = [];
  builder.inScope(node, () => {
    if (body.kind === Kind.ModuleBlock) {
      builder.block(body.statements);
      for (const statement of body.statements) exportedEntries(builder, statement, entries);
    } else {
      const inner = body as TS.NamespaceDeclaration;
      moduleDeclaration(builder, inner);
      entries.push({ key: inner.name.text, value: builder.name(inner.name.text), at: builder.span(inner.name) });
    }
  });
  Object.assign(builder, outer);
  if (node.name.kind !== Kind.Identifier) return;
  exportDeclared(builder, node, node.name.text);
  if (hasModifier(node, Kind.DeclareKeyword) || (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0) return;
  bindNamespace(builder, node.name, entries, node);
}

/** Namespaces add to a function, class, enum or namespace of the same name. */
function bindNamespace(builder: FunctionBuilder, name: TS.Identifier, entries: readonly ObjectEntry[], node: TS.Node): void {
  const variable = builder.scope.lookup(name.text);
  if (variable?.value === undefined) return declareVariable(builder, name, builder.add({ op: 'object', entries, at: builder.span(node) }));
  for (const entry of entries)
    if ('key' in entry) builder.store({ object: variable.value, key: entry.key, value: entry.value, at: entry.at });
}

function exportedEntries(builder: FunctionBuilder, statement: TS.Statement, entries: ObjectEntry[]): void {
  if (!hasModifier(statement as { modifiers?: readonly TS.Node[] }, Kind.ExportKeyword)) return;
  for (const name of declaredNames(statement)) {
    if (builder.scope.variables.has(name.text)) entries.push({ key: name.text, value: builder.name(name.text), at: builder.span(name) });
  }
}

function declaredNames(statement: TS.Statement): TS.Identifier[] {
  switch (statement.kind) {
    case Kind.VariableStatement:
      return (statement as TS.VariableStatement).declarationList.declarations.flatMap((declaration) => boundNames(declaration.name));
    case Kind.FunctionDeclaration:
    case Kind.ClassDeclaration:
    case Kind.EnumDeclaration:
    case Kind.ModuleDeclaration: {
      const name = (statement as TS.FunctionDeclaration).name;
      return name?.kind === Kind.Identifier ? [name] : [];
    }
    default:
      return [];
  }
}
