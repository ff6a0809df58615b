/** Bindings across files: imports to exports, through re-exports, barrels, namespaces and CommonJS. */
import type { FileFacts } from '../model/facts.js';
import type { FileId, ModuleGraph, TypeTarget } from '../model/program.js';
import type { ModuleResolver } from '../model/workspace.js';
import { createModuleIndex, type ModuleIndex } from './modules/module-index.js';
import { TypeExports } from './modules/type-exports.js';
import { ValueExports } from './modules/value-exports.js';

/** A module graph with what the type table asks beside the contract. */
export interface LinkedModuleGraph extends ModuleGraph {
  readonly index: ModuleIndex;
  /** `import('x').Name` written in `file`. */
  namedType(file: FileId, specifier: string, name: string): TypeTarget | undefined;
  /** All declarations of a name that is visible everywhere: they are merged. */
  globalTypes(name: string): readonly DeclTarget[];
  /** What `declare module` adds to a type of an outside module. */
  augmentations(module: string, name: string): readonly DeclTarget[];
}

/** A type name that leads to a declaration of the program. */
export type DeclTarget = Extract<TypeTarget, { kind: 'decl' }>;

/**
 * Joins files by their imports and exports. Nothing is resolved before it is asked for; every answer is kept.
 *
 * @param files Facts of all files, schema files included; the index in this list is the {@link FileId}.
 * @param resolver Where a specifier leads.
 */
export function createModuleGraph(files: readonly FileFacts[], resolver: ModuleResolver): LinkedModuleGraph {
  const index = createModuleIndex(files, resolver);
  const values = new ValueExports(index);
  const types = new TypeExports(index, values);
  const globals = collectGlobals(files);
  const augmentations = collectAugmentations(files);
  const importsOf: (readonly FileId[] | undefined)[] = [];
  const exportNames: (readonly string[] | undefined)[] = [];
  return {
    files,
    index,
    fileId: (path) => index.fileId(path),
    importValue: (file, importIndex) => values.ofImport(file, importIndex),
    importType: (file, localName) => types.ofImport(file, localName),
    exportValue: (file, name) => values.find(file, name),
    exportType: (file, name) => types.find(file, name),
    exportNames: (file) => (exportNames[file] ??= collectExportNames(index, file)),
    importsOf: (file) => (importsOf[file] ??= collectImports(index, file)),
    globalType: (name) => globals.get(name)?.[0],
    globalTypes: (name) => globals.get(name) ?? [],
    augmentations: (module, name) => augmentations.get(`${module}\n${name}`) ?? [],
    namedType: (file, specifier, name) => types.named(file, specifier, name),
  };
}

/** Declarations of source files come before those of schema files: `declare global` speaks of the code itself. */
function collectGlobals(files: readonly FileFacts[]): Map<string, DeclTarget[]> {
  const out = new Map<string, DeclTarget[]>();
  for (const fromSchema of [false, true]) {
    files.forEach((facts, file) => {
      if ((facts.schema !== undefined) !== fromSchema) return;
      facts.types.forEach((decl, index) => {
        if (decl.global && decl.module === undefined) push(out, decl.name, { kind: 'decl', file, decl: index });
      });
    });
  }
  return out;
}

function collectAugmentations(files: readonly FileFacts[]): Map<string, DeclTarget[]> {
  const out = new Map<string, DeclTarget[]>();
  files.forEach((facts, file) => {
    facts.types.forEach((decl, index) => {
      if (decl.module !== undefined) push(out, `${decl.module}\n${decl.name}`, { kind: 'decl', file, decl: index });
    });
  });
  return out;
}

function push(map: Map<string, DeclTarget[]>, key: string, target: DeclTarget): void {
  const list = map.get(key);
  if (list) list.push(target);
  else map.set(key, [target]);
}

/** Names in order of the source, a module's own before those of its `export *`; `default` does not pass a star. */
function collectExportNames(index: ModuleIndex, root: FileId): string[] {
  const out = new Set<string>();
  const seen = new Set<FileId>([root]);
  const queue = [root];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { exports, stars } = index.names(next);
    for (const name of exports.keys()) {
      if (next === root || (name !== 'default' && name !== '=')) out.add(name);
    }
    for (const specifier of stars) {
      const to = index.destination(next, specifier);
      if (!to || 'module' in to || seen.has(to.file)) continue;
      seen.add(to.file);
      queue.push(to.file);
    }
  }
  return [...out];
}

function collectImports(index: ModuleIndex, file: FileId): FileId[] {
  const facts = index.files[file]!;
  const out = new Set<FileId>();
  const add = (specifier: string): void => {
    const to = index.destination(file, specifier);
    if (to && 'file' in to) out.add(to.file);
  };
  for (const { specifier, pattern } of facts.imports) {
    if (pattern) for (const id of index.fitting(file, specifier)) out.add(id);
    else add(specifier);
  }
  for (const fact of facts.exports) if (fact.from) add(fact.from.specifier);
  return [...out];
}
