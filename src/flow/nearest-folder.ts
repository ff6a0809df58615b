/** What is configured in several places: each application of a repository configures its own. */
import type { FileId } from '../model/program.js';
import type { Evaluator } from './evaluate.js';

/** A place in the tree of folders. */
export interface InFolder {
  readonly folder: readonly string[];
}

/** @returns those in the folder nearest to a file */
export function nearest<Item extends InFolder>(ev: Evaluator, all: readonly Item[], file: FileId): readonly Item[] {
  if (all.length <= 1) return all;
  const folder = folderOf(ev, file);
  const shared = all.map((one) => commonLength(one.folder, folder));
  const most = Math.max(...shared);
  return all.filter((_, i) => shared[i] === most);
}

/** The names of the folders that a file is in, outermost first. */
export function folderOf(ev: Evaluator, file: FileId): readonly string[] {
  return ev.program.graph.files[file]!.path.split('/').slice(0, -1);
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((part, i) => part !== b[i]);
  return differs < 0 ? a.length : differs;
}
