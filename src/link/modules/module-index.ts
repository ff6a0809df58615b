/** Look-ups inside single files that resolving across files needs: by name instead of by search. */
import { posix } from 'node:path';
import type { ExportFact, FileFacts, ImportFact } from '../../model/facts.js';
import type { FileId } from '../../model/program.js';
import type { TypeDecl } from '../../model/type-expr.js';
import type { ModuleResolver } from '../../model/workspace.js';

/** Where a specifier leads: a file of the program, or a module outside. */
export type Destination = { readonly file: FileId } | { readonly module: string };

/** One file's names. */
export interface FileNames {
  /** Exports by name; a name may have several facts (a value and a type). `export *` is in {@link stars}. */
  readonly exports: ReadonlyMap<string, readonly ExportFact[]>;
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
  /** Imports by local name: indices into `imports`. */
  readonly imports: ReadonlyMap<string, number>;
  /** Type declarations by name: indices into `types`, all functions together; not those of `declare module`. */
  readonly types: ReadonlyMap<string, readonly number[]>;
  /** Declaration of each class: index into `types`. */
  readonly classDecls: ReadonlyMap<number, number>;
}

export interface ModuleIndex {
  /** How often a search for an export was ended by a limit. */
  readonly cut: { searches: number };
  readonly files: readonly FileFacts[];
  fileId(path: string): FileId | undefined;
  names(file: FileId): FileNames;
  /** Where a specifier written in `file` leads; nothing when it leads nowhere. */
  destination(file: FileId, specifier: string): Destination | undefined;
  /** Files that a specifier with `*` may mean, in file order; none where too many fit. */
  fitting(file: FileId, pattern: string): readonly FileId[];
}

/** Files that one specifier with `*` may mean; of more nothing is known. */
const MAX_FITTING = 100;

/** Builds the look-ups of each file when they are first asked for. */
export function createModuleIndex(files: readonly FileFacts[], resolver: ModuleResolver): ModuleIndex {
  const ids = new Map(files.map((file, id) => [file.path, id] as const));
  const names: (FileNames | undefined)[] = [];
  const destinations: (Map<string, Destination | undefined> | undefined)[] = [];
  const fitting = new Map<string, readonly FileId[]>();

  function resolve(file: FileId, specifier: string): Destination | undefined {
    const found = resolver.resolve(specifier, files[file]!.path);
    if (!found) return undefined;
    if ('module' in found) return found;
    const id = ids.get(found.file);
    return id === undefined ? undefined : { file: id };
  }

  return {
    cut: { searches: 0 },
    files,
    fileId: (path) => ids.get(path),
    names: (file) => (names[file] ??= collectNames(files[file]!)),
    destination(file, specifier) {
      const known = (destinations[file] ??= new Map<string, Destination | undefined>());
      if (known.has(specifier)) return known.get(specifier);
      const found = resolve(file, specifier);
      known.set(specifier, found);
      return found;
    },
    fitting(file, pattern) {
      const key = `${file}:${pattern}`;
      let found = fitting.get(key);
      if (!found) fitting.set(key, (found = filesThatFit(files, file, pattern)));
      return found;
    },
  };
}

/** Endings that a specifier leaves out, and the file that stands for its folder (Node.js, CommonJS modules). */
const LEFT_OUT = /(?:\/index)?\.[cm]?[jt]sx?$/;

function filesThatFit(files: readonly FileFacts[], from: FileId, pattern: string): readonly FileId[] {
  const wanted = posix.join(posix.dirname(files[from]!.path), pattern);
  const beginning = wanted.slice(0, wanted.indexOf('*'));
  const form = new RegExp(`^${wanted.split('*').map(escaped).join('[^/]*')}$`);
  const out: FileId[] = [];
  for (const [id, { path, schema }] of files.entries()) {
    if (id === from || schema !== undefined || !path.startsWith(beginning) || path.endsWith('.d.ts')) continue;
    if (!form.test(path) && !form.test(path.replace(LEFT_OUT, ''))) continue;
    if (out.length === MAX_FITTING) return [];
    out.push(id);
  }
  return out;
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}

function collectNames(facts: FileFacts): FileNames {
  const exports = new Map<string, ExportFact[]>();
  const stars: string[] = [];
  for (const fact of facts.exports) {
    if (fact.name === '*') {
      if (fact.from && !stars.includes(fact.from.specifier)) stars.push(fact.from.specifier);
    } else push(exports, fact.name, fact);
  }
  const types = new Map<string, number[]>();
  const classDecls = new Map<number, number>();
  facts.types.forEach((decl: TypeDecl, index) => {
    if (decl.module === undefined) push(types, decl.name, index);
    if (decl.class !== undefined && !classDecls.has(decl.class)) classDecls.set(decl.class, index);
  });
  return { exports, stars, imports: importsByLocal(facts.imports), types, classDecls };
}

/** A local name imported twice (a type and a value) is its first import. */
function importsByLocal(imports: readonly ImportFact[]): Map<string, number> {
  const out = new Map<string, number>();
  imports.forEach((fact, index) => {
    if (fact.local !== undefined && !out.has(fact.local)) out.set(fact.local, index);
  });
  return out;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
