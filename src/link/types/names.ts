/** What a type's name means where it is written. */
import type { FunctionId } from '../../model/facts.js';
import type { FileId, TypeId, TypeTarget } from '../../model/program.js';
import type { TypeParam } from '../../model/type-expr.js';
import type { LinkedModuleGraph } from '../module-graph.js';
import type { DeclPlace } from './nodes.js';
import { isSchemaTypeName, isSharedTypeName } from '../../model/schema-language.js';
import { generatedFrom } from '../generated-types.js';
import type { Scope } from './scope.js';

export type Meaning =
  | { readonly m: 'bound'; readonly type: TypeId }
  /** A type parameter of a function or class that is not bound here. */
  | { readonly m: 'parameter'; readonly param: TypeParam }
  /** Declarations that are merged under the name. `generated`: code made of a schema, whose rows hold no other tables' rows. */
  | { readonly m: 'declared'; readonly decls: readonly DeclPlace[]; readonly generated?: true }
  | { readonly m: 'external'; readonly module: string; readonly name: string }
  /** Bound nowhere: a type of the language or its environment. */
  | { readonly m: 'language'; readonly name: string };

/** Parameters, then declarations from inside out, imports, `declare global`, the language, tables of schema files. */
export function meaningOf(graph: LinkedModuleGraph, scope: Scope, name: string, isLanguage: (name: string) => boolean): Meaning {
  const bound = scope.bound?.get(name);
  if (bound !== undefined) return { m: 'bound', type: bound };
  const param = typeParameter(graph, scope.file, scope.function, name);
  if (param) return { m: 'parameter', param };
  const local = localDeclarations(graph, scope, name);
  if (local && !isAugmentation(graph, local, name, isLanguage)) return { m: 'declared', decls: local };
  const imported = graph.importType(scope.file, name);
  if (imported) return ofTarget(graph, imported);
  return (
    enumMember(graph, scope, name) ??
    missingImport(graph, scope.file, name) ??
    classParameter(graph, scope, name) ??
    globalMeaning(graph, scope.file, name, isLanguage)
  );
}

/** A field's type is asked for in the function around its class, where the class's own parameters are not in sight. */
function classParameter(graph: LinkedModuleGraph, scope: Scope, name: string): Meaning | undefined {
  for (const cls of graph.files[scope.file]!.classes) {
    const param = cls.function === scope.function ? cls.typeParams?.find((p) => p.name === name) : undefined;
    if (param) return { m: 'parameter', param };
  }
  return undefined;
}

/** A name imported from a file that is not there (a generated one): what a schema says of the name, or a type known by name only. */
function missingImport(graph: LinkedModuleGraph, file: FileId, name: string): Meaning | undefined {
  const { imports } = graph.index.names(file);
  const index = imports.get(name) ?? imports.get(name.slice(0, Math.max(0, name.indexOf('.'))));
  if (index === undefined) return undefined;
  const fact = graph.files[file]!.imports[index]!;
  const exported = imports.has(name) && fact.name !== 'default' && fact.name !== '*' ? fact.name : name.slice(name.lastIndexOf('.') + 1);
  const decls = generatedFrom(graph, file, fact.specifier, exported);
  return decls.length > 0 ? { m: 'declared', decls, generated: true } : { m: 'external', module: fact.specifier, name: exported };
}

function isSchema(graph: LinkedModuleGraph, file: FileId): boolean {
  return graph.files[file]!.schema !== undefined;
}

/** What an import or export target means: all declarations that are merged with the one it names. */
export function ofTarget(graph: LinkedModuleGraph, target: TypeTarget): Meaning {
  if (target.kind === 'external') return { m: 'external', module: target.module, name: target.name };
  const { types } = graph.files[target.file]!;
  const { name, function: fn } = types[target.decl]!;
  return { m: 'declared', decls: sameFunction(graph, target.file, name, fn) };
}

function globalMeaning(graph: LinkedModuleGraph, file: FileId, name: string, isLanguage: (name: string) => boolean): Meaning {
  const found = graph.globalTypes(name);
  const first = found[0];
  if (!first || isAugmentation(graph, found, name, isLanguage)) return { m: 'language', name };
  if (isSchemaTypeName(name)) return { m: 'declared', decls: found };
  const isTable = isSchema(graph, first.file);
  // A table may be called like a type of the environment (`Document`): only other schema files mean the table by it.
  if (isTable && isLanguage(name) && !isSchema(graph, file)) return { m: 'language', name };
  return { m: 'declared', decls: found.filter((place) => isSchema(graph, place.file) === isTable) };
}

/** `declare global { interface Window { … } }` adds to a type of the environment; so does a namespace there. */
function isAugmentation(
  graph: LinkedModuleGraph,
  decls: readonly DeclPlace[],
  name: string,
  isLanguage: (name: string) => boolean,
): boolean {
  const { kind, global } = graph.files[decls[0]!.file]!.types[decls[0]!.decl]!;
  return global === true && kind === 'interface' && (isLanguage(name) || (name.includes('.') && !isSchemaTypeName(name)));
}

function localDeclarations(graph: LinkedModuleGraph, scope: Scope, name: string): readonly DeclPlace[] | undefined {
  const { types } = graph.index.names(scope.file);
  if (isSharedTypeName(name) && !(types.get(name) ?? []).some((decl) => graph.files[scope.file]!.types[decl]!.kind === 'alias'))
    return undefined;
  for (let prefix = scope.prefix; prefix; prefix = prefix.slice(0, prefix.lastIndexOf('.', prefix.length - 2) + 1)) {
    if (types.has(prefix + name)) return nearest(graph, scope.file, scope.function, prefix + name);
  }
  return types.has(name) ? nearest(graph, scope.file, scope.function, name) : undefined;
}

function nearest(graph: LinkedModuleGraph, file: FileId, from: FunctionId, name: string): readonly DeclPlace[] | undefined {
  const { functions } = graph.files[file]!;
  for (let fn = from; ; fn = functions[fn]?.parent ?? -1) {
    const found = sameFunction(graph, file, name, fn < 0 ? 0 : fn);
    if (found.length > 0) return found;
    if (fn <= 0) return undefined;
  }
}

function sameFunction(graph: LinkedModuleGraph, file: FileId, name: string, fn: FunctionId): DeclPlace[] {
  const { types } = graph.files[file]!;
  const out: DeclPlace[] = [];
  for (const decl of graph.index.names(file).types.get(name) ?? []) if (types[decl]!.function === fn) out.push({ file, decl });
  return out;
}

/** `Role.ADMIN` is of the enum `Role`. */
function enumMember(graph: LinkedModuleGraph, scope: Scope, name: string): Meaning | undefined {
  const dot = name.lastIndexOf('.');
  if (dot < 0) return undefined;
  const head = name.slice(0, dot);
  const target = graph.importType(scope.file, head);
  const decls = localDeclarations(graph, scope, head) ?? (target?.kind === 'decl' ? [{ file: target.file, decl: target.decl }] : []);
  const found = decls.find((place) => graph.files[place.file]!.types[place.decl]!.kind === 'enum');
  return found && { m: 'declared', decls: [found] };
}

function typeParameter(graph: LinkedModuleGraph, file: FileId, from: FunctionId, name: string): TypeParam | undefined {
  const { functions, classes } = graph.files[file]!;
  for (let fn = from; fn > 0; fn = functions[fn]?.parent ?? -1) {
    const facts = functions[fn];
    if (!facts) return undefined;
    const cls = facts.class === undefined ? undefined : classes[facts.class];
    const found = facts.typeParams?.find((p) => p.name === name) ?? cls?.typeParams?.find((p) => p.name === name);
    if (found) return found;
  }
  return undefined;
}
