/** What a module gives away: export declarations and the CommonJS forms. */
import type { ArgFact, ExportFact, ValueId } from '../model/facts.js';
import type { FunctionBuilder } from './function-builder.js';
import { Kind, type TS } from './load-typescript.js';
import { boundNames, dottedName, hasModifier } from './names.js';

/** `export { a as b }`, `export … from 'x'`. */
export function exportDeclaration(builder: FunctionBuilder, node: TS.ExportDeclaration): void {
  const { file } = builder;
  const clause = node.exportClause;
  const source = node.moduleSpecifier;
  const specifier = source !== undefined && source.kind === Kind.StringLiteral ? (source as TS.StringLiteral).text : undefined;
  if (clause === undefined) {
    if (specifier !== undefined) file.exports.push({ name: '*', from: { specifier, name: '*' } });
  } else if (clause.kind === Kind.NamespaceExport) {
    if (specifier !== undefined) file.exports.push({ name: clause.name.text, from: { specifier, name: '*' } });
  } else {
    for (const element of clause.elements) {
      const local = (element.propertyName ?? element.name).text;
      if (specifier !== undefined) file.exports.push({ name: element.name.text, from: { specifier, name: local } });
      else file.localExports.push({ name: element.name.text, local, typeOnly: node.isTypeOnly || element.isTypeOnly });
    }
  }
}

/** Exports the name of a declaration that carries `export`, as `default` when it says so. */
export function exportDeclared(
  builder: FunctionBuilder,
  node: { readonly modifiers?: readonly TS.Node[] | undefined },
  local: string,
  typeOnly = false,
): void {
  if (!builder.isModule || builder.namespace !== '' || !hasModifier(node, Kind.ExportKeyword)) return;
  builder.file.localExports.push({ name: hasModifier(node, Kind.DefaultKeyword) ? 'default' : local, local, typeOnly });
}

/** Exports all the names of a variable statement. */
export function exportVariables(builder: FunctionBuilder, node: TS.VariableStatement): void {
  if (!builder.isModule || !hasModifier(node, Kind.ExportKeyword)) return;
  for (const declaration of node.declarationList.declarations)
    for (const name of boundNames(declaration.name)) exportDeclared(builder, node, name.text);
}

/** Exports a value that has no name. */
export function exportValue(builder: FunctionBuilder, name: string, value: ValueId): void {
  builder.keep(value, (final) => builder.file.exports.push({ name, value: final }));
}

/** `export default x`, `export = x`. */
export function exportAssignment(builder: FunctionBuilder, node: TS.ExportAssignment): void {
  const name = node.isExportEquals === true ? '=' : 'default';
  builder.role = { parent: undefined, name: 'default' };
  const value = builder.expression(node.expression);
  if (!builder.isModule) return;
  // A plain name also exports a type of that name.
  if (node.expression.kind === Kind.Identifier)
    builder.file.localExports.push({ name, local: (node.expression as TS.Identifier).text, typeOnly: false });
  else exportValue(builder, name, value);
}

/** `module.exports = v`, `exports.k = v`, `module.exports.k = v` in the module's body. */
export function recordExportAssignment(builder: FunctionBuilder, target: TS.Node, value: ValueId): void {
  if (!builder.isModule || (target.kind !== Kind.PropertyAccessExpression && target.kind !== Kind.ElementAccessExpression)) return;
  if (isModuleExports(builder, target)) {
    exportValue(builder, '=', value);
    exportEntries(builder, value);
    return;
  }
  const { expression } = target as TS.PropertyAccessExpression;
  const key = memberKey(target);
  if (key !== undefined && isExportsObject(builder, expression)) exportValue(builder, key, value);
}

/** `Object.assign(module.exports, { … })` in the module's body. */
export function recordExportCall(builder: FunctionBuilder, node: TS.CallExpression, args: readonly ArgFact[]): void {
  if (!builder.isModule || node.arguments.length < 2 || dottedName(node.expression) !== 'Object.assign') return;
  if (!isExportsObject(builder, node.arguments[0] as TS.Node)) return;
  for (const arg of args.slice(1)) exportEntries(builder, arg.value);
}

/** Each constant key of an object literal is an exported name. */
function exportEntries(builder: FunctionBuilder, value: ValueId): void {
  const made = builder.values[value];
  if (made === undefined || made.op !== 'object') return;
  for (const entry of made.entries) if ('key' in entry) exportValue(builder, entry.key, entry.value);
}

function memberKey(node: TS.Node): string | undefined {
  if (node.kind === Kind.PropertyAccessExpression) return (node as TS.PropertyAccessExpression).name.text;
  const argument = (node as TS.ElementAccessExpression).argumentExpression;
  return argument.kind === Kind.StringLiteral ? (argument as TS.StringLiteral).text : undefined;
}

function isModuleExports(builder: FunctionBuilder, node: TS.Node): boolean {
  return dottedName(node) === 'module.exports' && builder.scope.lookup('module') === undefined;
}

function isExportsObject(builder: FunctionBuilder, node: TS.Node): boolean {
  if (node.kind === Kind.Identifier) return (node as TS.Identifier).text === 'exports' && builder.scope.lookup('exports') === undefined;
  return node.kind === Kind.PropertyAccessExpression && isModuleExports(builder, node);
}

/** The exports by name, when the module's values are final. */
export function resolveExports(builder: FunctionBuilder): ExportFact[] {
  const { file } = builder;
  const types = new Set<string>();
  for (const declaration of file.types) if (declaration.function === 0) types.add(declaration.name);
  const facts: ExportFact[] = [];
  for (const { name, local, typeOnly } of file.localExports) {
    const variable = typeOnly ? undefined : builder.functionScope.variables.get(local);
    const imported = builder.functionScope.variables.get(local)?.importIndex ?? -1;
    const source = file.imports[imported];
    const type = types.has(local) ? { type: local } : {};
    if (source !== undefined) facts.push({ name, from: { specifier: source.specifier, name: source.name } });
    else if (variable?.isCell === true) facts.push({ name, cell: file.cellOf(variable), ...type });
    else if (variable?.value !== undefined) facts.push({ name, value: variable.value, ...type });
    else facts.push({ name, type: local });
  }
  return facts;
}
