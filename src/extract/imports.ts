/** Import declarations as facts. */
import type { ImportFact, Span } from '../model/facts.js';
import { Kind, type TS } from './load-typescript.js';

/** A local name and the import it stands for. */
export interface ImportedName {
  readonly name: string;
  readonly index: number;
}

type Place = (node: TS.Node) => Span;

/** Adds the imports of a declaration to `imports` and gives the names they bind. */
export function declareImport(node: TS.ImportDeclaration, imports: ImportFact[], place: Place): ImportedName[] {
  if (node.moduleSpecifier.kind !== Kind.StringLiteral) return [];
  const specifier = (node.moduleSpecifier as TS.StringLiteral).text;
  const bound: ImportedName[] = [];
  const clause = node.importClause;
  const add = (name: string, local: TS.Identifier, typeOnly: boolean): void => {
    const fact: ImportFact = { specifier, name, local: local.text, style: 'esm', ...(typeOnly ? { typeOnly } : {}), at: place(local) };
    bound.push({ name: local.text, index: imports.push(fact) - 1 });
  };
  if (clause === undefined) {
    imports.push({ specifier, name: '*', style: 'esm', at: place(node.moduleSpecifier) });
    return bound;
  }
  const typeOnly = clause.phaseModifier === Kind.TypeKeyword;
  if (clause.name !== undefined) add('default', clause.name, typeOnly);
  const bindings = clause.namedBindings;
  if (bindings?.kind === Kind.NamespaceImport) add('*', bindings.name, typeOnly);
  else if (bindings !== undefined) {
    for (const element of bindings.elements) add((element.propertyName ?? element.name).text, element.name, typeOnly || element.isTypeOnly);
  }
  return bound;
}

/** `import x = require('y')`: the index of its fact; nothing for `import x = A.B`. */
export function declareImportEquals(node: TS.ImportEqualsDeclaration, imports: ImportFact[], place: Place): number | undefined {
  const reference = node.moduleReference;
  if (reference.kind !== Kind.ExternalModuleReference) return undefined;
  const target = reference.expression;
  if (target.kind !== Kind.StringLiteral) return undefined;
  const fact: ImportFact = {
    specifier: (target as TS.StringLiteral).text,
    name: '*',
    local: node.name.text,
    style: 'require',
    ...(node.isTypeOnly ? { typeOnly: true as const } : {}),
    at: place(node.name),
  };
  return imports.push(fact) - 1;
}
