/** Where configurations lie: upwards from the scanned folder to the top of its repository, and below it. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Names of the file, the one that `waybill init` writes first. */
export const CONFIG_NAMES = ['waybill.yml', 'waybill.yaml', 'waybill.json'] as const;
const MANIFEST = 'package.json';
/** The key of a manifest that holds the configuration. */
export const MANIFEST_KEY = 'waybill';

/**
 * Folders that are searched, from the given one upwards: to the top of the git work tree; without one, to the top of the
 * file system. Neither the home directory nor what lies above it is searched from below: what lies there is of no project.
 */
export function foldersUpwards(start: string, home: string = homedir()): readonly string[] {
  const folders: string[] = [];
  for (let dir = resolve(start); ;) {
    folders.push(dir);
    const parent = dirname(dir);
    if (parent === dir || existsSync(join(dir, '.git')) || parent === resolve(home)) return folders;
    dir = parent;
  }
}

/** Files of one folder that hold a configuration. More than one is a mistake, which the reader tells. */
export function configsIn(dir: string): readonly string[] {
  const files = CONFIG_NAMES.map((name) => join(dir, name)).filter((file) => existsSync(file));
  const manifest = join(dir, MANIFEST);
  return hasManifestKey(manifest) ? [...files, manifest] : files;
}

/** Whether a manifest has the key: told by its text first, as most have not. */
function hasManifestKey(manifest: string): boolean {
  let text: string;
  try {
    text = readFileSync(manifest, 'utf8');
  } catch {
    return false;
  }
  if (!text.includes(`"${MANIFEST_KEY}"`)) return false;
  try {
    const data: unknown = JSON.parse(text);
    return (
      typeof data === 'object' &&
      data !== null &&
      Object.hasOwn(data, MANIFEST_KEY) &&
      isObject((data as Record<string, unknown>)[MANIFEST_KEY])
    );
  } catch {
    return false; // the workspace tells what is wrong with it
  }
}

/** Any other value of the key is not ours: a manifest may name a script or an entry so. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a path is that of a manifest. */
export function isManifest(file: string): boolean {
  return file.endsWith(`/${MANIFEST}`) || file.endsWith(`\\${MANIFEST}`) || file === MANIFEST;
}
