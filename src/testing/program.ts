/** Small programs from source text, for tests of the stages after extraction. */
import { extractFile } from '../extract/index.js';
import { createModuleGraph, type LinkedModuleGraph } from '../link/module-graph.js';
import { createTypeTable, type LinkedTypeTable, type TypeTableOptions } from '../link/types/table.js';
import type { FileFacts } from '../model/facts.js';
import type { FileId, TypeId } from '../model/program.js';
import type { ModuleResolver } from '../model/workspace.js';
import { prismaFacts } from '../schema/prisma.js';

export interface TestProgram {
  readonly files: readonly FileFacts[];
  readonly graph: LinkedModuleGraph;
  readonly types: LinkedTypeTable;
  file(path: string): FileId;
  /** The declared type that an exported or local name of a file stands for. */
  typeOf(path: string, name: string): TypeId;
}

/** Sources by path; `.prisma` files are schemas. Relative specifiers lead to these files, all others outside. */
export function programOf(sources: Readonly<Record<string, string>>, options?: TypeTableOptions): TestProgram {
  const files = Object.entries(sources).map(([path, text]) =>
    path.endsWith('.prisma') ? prismaFacts(path, text) : extractFile({ path, text }),
  );
  const graph = createModuleGraph(files, inMemoryResolver(Object.keys(sources)));
  const types = createTypeTable(graph, options);
  const file = (path: string): FileId => {
    const id = graph.fileId(path);
    if (id === undefined) throw new Error(`no file ${path}`);
    return id;
  };
  return { files, graph, types, file, typeOf: (path, name) => types.resolve(file(path), 0, { t: 'name', name }) };
}

const ENDINGS = ['', '.ts', '.tsx', '.js', '/index.ts', '/index.js'];

/** Resolves relative specifiers among the given paths, with or without an ending; `./nowhere` to nothing. */
export function inMemoryResolver(paths: readonly string[]): ModuleResolver {
  const known = new Set(paths);
  return {
    resolve(specifier, from) {
      if (!specifier.startsWith('.')) return { module: specifier };
      const base = join(from.split('/').slice(0, -1), specifier.split('/'));
      const bare = base.replace(/\.[cm]?js$/, '');
      const found = [...ENDINGS.map((ending) => base + ending), ...ENDINGS.map((ending) => bare + ending)].find((path) =>
        known.has(path.replace(/^\//, '')),
      );
      return found === undefined ? undefined : { file: found.replace(/^\//, '') };
    },
  };
}

function join(folder: readonly string[], steps: readonly string[]): string {
  const out = [...folder];
  for (const step of steps) {
    if (step === '..') out.pop();
    else if (step !== '.') out.push(step);
  }
  return out.join('/');
}
