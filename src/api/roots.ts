/** What was named on the command line → workspaces: a folder is a root, a file is analysed inside its own workspace. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { WaybillError } from '../model/errors.js';
import type { SkipReason, Workspace } from '../model/workspace.js';
import { findEnclosingWorkspace, openWorkspace, type OpenOptions } from '../workspace/index.js';

export interface RootsAsked {
  /** Folders and files, relative to `cwd` or absolute. */
  readonly paths: readonly string[];
  readonly cwd: string;
  /**
   * Whether files are named because they changed: then those that are gone or not analysed are passed over, and a workspace
   * without any of them is not scanned.
   */
  readonly filesAreChanges?: boolean | undefined;
  readonly digest?: OpenOptions['digest'];
}

/** @throws {WaybillError} when a path is not there, or nothing can be analysed */
export async function openRoots({ paths, cwd, filesAreChanges, digest }: RootsAsked): Promise<readonly Workspace[]> {
  const open = (root: string, named: Pick<OpenOptions, 'focus' | 'changed'>): Promise<Workspace> =>
    openWorkspace(root, { ...named, digest });
  if (!filesAreChanges) return openNamed(paths.length ? paths : ['.'], cwd, (root, focus) => open(root, focus ? { focus } : {}));
  const present = paths.filter((path) => existsSync(resolve(cwd, path)));
  const opened = await openNamed(present, cwd, (root, changed) => open(root, changed ? { changed } : {}));
  return opened.filter(({ focus }) => focus?.length !== 0);
}

async function openNamed(
  paths: readonly string[],
  cwd: string,
  openAround: (root: string, files?: string[]) => Promise<Workspace>,
): Promise<readonly Workspace[]> {
  const folders = new Set<string>();
  const files = new Map<string, string[]>();
  for (const path of paths) {
    const named = resolve(cwd, path);
    const kind = kindOf(named, path);
    // Two names of one folder are one root.
    const absolute = realpathSync(named);
    if (kind === 'folder') folders.add(absolute);
    else {
      const root = findEnclosingWorkspace(absolute);
      const file = relative(root, absolute).split(sep).join('/');
      const list = files.get(root);
      if (list) list.push(file);
      else files.set(root, [file]);
    }
  }
  const roots: Workspace[] = [];
  // A folder inside another that is named too is analysed with it.
  for (const root of [...folders].sort())
    if ([...folders].some((other) => other !== root && root.startsWith(other + sep))) folders.delete(root);
  for (const root of [...folders].sort()) roots.push(await openAround(root));
  for (const [root, focus] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (!folders.has(root)) roots.push(await openAround(root, focus.sort()));
  const empty = roots.every((r) => r.files.length === 0 || r.focus?.length === 0);
  if (empty) {
    const left = roots.flatMap(({ root, skipped }) => skipped.filter(({ path }) => files.get(root)?.includes(path)));
    throw new WaybillError({
      code: 'nothing-to-analyse',
      what:
        left.length > 0
          ? `no file could be analysed (${[...new Set(left.map(({ reason }) => WHY_NOT[reason] ?? reason))].join(', ')})`
          : 'no TypeScript or JavaScript file was found',
      where: paths.join(', ') || '.',
      hint:
        left.length > 0
          ? 'check that you may read it, or name other files'
          : 'name the folder that holds the code; files in node_modules, build output and what .gitignore names are left out',
    });
  }
  return roots;
}

/** Why a file that was named was not analysed. */
const WHY_NOT: Readonly<Partial<Record<SkipReason, string>>> = { unreadable: "can't be read", 'too-large': 'too large' };

function kindOf(absolute: string, named: string): 'folder' | 'file' {
  try {
    return statSync(absolute).isDirectory() ? 'folder' : 'file';
  } catch (cause) {
    throw new WaybillError({
      code: 'path-not-found',
      what: 'there is no such file or folder',
      where: named,
      hint: `looked in ${dirname(named) === '.' ? 'the working directory' : dirname(named)}`,
      cause,
    });
  }
}

/** Files that alone were asked for, below the common folder; nothing when a whole root was. */
export function focusOf(workspaces: readonly Workspace[], prefixes: readonly string[]): ReadonlySet<string> | undefined {
  if (workspaces.every(({ focus }) => focus === undefined)) return undefined;
  return new Set(workspaces.flatMap(({ focus, files }, i) => (focus ?? files.map(({ path }) => path)).map((path) => prefixes[i]! + path)));
}
