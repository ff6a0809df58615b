/** What was named on the command line: files and folders that are analysed whole. */
import { statSync } from 'node:fs';
import nodePath from 'node:path';
import type { WorkspaceProblem } from '../model/workspace.js';
import { byCodeUnits, isBelow, isInside, nameOf, relativeTo } from './paths.js';
import { roleOf } from './roles.js';
import { schemaLanguageOf } from './schemas.js';
import { isCode, listTree, type Listing } from './walk.js';

export interface Focus {
  /** Paths relative to the root, in order: findings elsewhere are of no interest. */
  readonly files: readonly string[];
  /** The files that were named themselves: analysed even when they are generated or minified. */
  readonly named: ReadonlySet<string>;
  /** The files that are analysed whole. */
  readonly sources: ReadonlySet<string>;
}

/**
 * Takes the names as given (absolute, or relative to the root) and the listing, gives the files they stand for; files
 * that the listing left out (ignored, output) are added to it. In a folder, a file's role is told from the path below
 * that folder. Gives nothing when nothing or the root itself is named.
 */
export function readFocus(root: string, names: readonly string[], listing: Listing, problems: WorkspaceProblem[]): Focus | undefined {
  const named = new Set<string>();
  const sources = new Set<string>();
  const files = new Set<string>();
  let whole = names.length === 0;
  for (const name of names) {
    const absolute = nodePath.resolve(root, name);
    const path = relativeTo(root, absolute);
    const stats = statSync(absolute, { throwIfNoEntry: false });
    const refused = refusal(path, stats);
    if (refused !== undefined) problems.push({ path, ...refused });
    else if (path === '') whole = true;
    else if (stats?.isDirectory() === true) {
      for (const file of filesIn(absolute, path, listing)) {
        files.add(file);
        if (roleOf(file.slice(path.length + 1)) === 'source') sources.add(file);
      }
    } else for (const set of [files, named, sources]) set.add(path);
  }
  if (whole) return undefined;
  const listed = new Set(listing.code);
  for (const file of files) {
    if (isCode(file)) {
      if (!listed.has(file)) listing.code.push(file);
    } else if (!listing.schemas.includes(file)) listing.schemas.push(file);
  }
  return { files: [...files].sort(byCodeUnits), named, sources };
}

function refusal(path: string, stats: { isDirectory(): boolean } | undefined): Omit<WorkspaceProblem, 'path'> | undefined {
  if (!isInside(path)) return { message: 'The path lies outside the folder that is scanned.', hint: 'Name a folder that holds it.' };
  if (stats === undefined) return { message: 'There is no such file or folder.', hint: 'Check the spelling.' };
  if (stats.isDirectory() || isCode(path) || schemaLanguageOf(nameOf(path)) !== undefined) return undefined;
  return { message: 'This kind of file is not analysed.', hint: 'Name a TypeScript or JavaScript file, or a schema.' };
}

/** The listed files below a folder; when the folder was left out as a whole, it is listed for itself. */
function filesIn(absolute: string, dir: string, listing: Listing): string[] {
  const listed = listing.code.filter((file) => isBelow(file, dir));
  if (listed.length > 0) return listed;
  try {
    return listTree(absolute, () => false).code.map((file) => `${dir}/${file}`);
  } catch {
    return [];
  }
}
