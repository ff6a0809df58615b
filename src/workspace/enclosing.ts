/** The workspace around a file that was named by itself. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import nodePath from 'node:path';
import { asObject, parseJsonWithComments } from './json.js';

const DEFINITIONS = ['pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'rush.json'];
const PROJECT_FILES = ['package.json', 'tsconfig.json', 'jsconfig.json'];

/**
 * Takes the path of a file or folder, gives the absolute folder to open: the nearest one upward that defines a
 * workspace (npm, yarn, pnpm, Lerna, Nx, Turborepo, Rush), else the nearest with a package.json or tsconfig.json, else
 * the top of the git work tree, else the file's own folder. Never above the work tree's top, and never the home
 * directory or what lies above it (a stray package.json there would open everything).
 */
export function findEnclosingWorkspace(file: string, home: string = homedir()): string {
  const start = folderOf(nodePath.resolve(file));
  const folders = foldersUpward(start, nodePath.resolve(home));
  return (
    folders.find(definesWorkspace) ??
    folders.find((dir) => PROJECT_FILES.some((name) => existsSync(nodePath.join(dir, name)))) ??
    folders.find((dir) => existsSync(nodePath.join(dir, '.git'))) ??
    start
  );
}

function folderOf(absolute: string): string {
  const stats = statSync(absolute, { throwIfNoEntry: false });
  return stats?.isDirectory() === true ? absolute : nodePath.dirname(absolute);
}

function foldersUpward(start: string, home: string): string[] {
  const folders = [start];
  for (let dir = start; !existsSync(nodePath.join(dir, '.git'));) {
    const parent = nodePath.dirname(dir);
    if (parent === dir || parent === home || dir === home || nodePath.dirname(parent) === parent) break;
    folders.push(parent);
    dir = parent;
  }
  return folders;
}

function definesWorkspace(dir: string): boolean {
  if (DEFINITIONS.some((name) => existsSync(nodePath.join(dir, name)))) return true;
  if (readObject(nodePath.join(dir, 'package.json'))?.['workspaces'] != null) return true;
  // A turbo.json with `extends` belongs to one package of the workspace.
  const turbo = readObject(nodePath.join(dir, 'turbo.json')) ?? readObject(nodePath.join(dir, 'turbo.jsonc'));
  return turbo !== undefined && turbo['extends'] === undefined;
}

function readObject(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(parseJsonWithComments(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
