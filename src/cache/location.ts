/** Where the cache lies by default: in the user's cache folder, never in the scanned code. */
import { createHash } from 'node:crypto';
import { readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { PACK_ENDING, UNFINISHED_ENDING } from './pack-writer.js';
import { LIMITS } from './prune.js';

export interface CacheHome {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** All projects' folders together. */
const MAX_TOTAL_BYTES = 1024 * 1024 * 1024;

/** @returns the user's folder for Waybill's caches; undefined where there is no home */
export function userCacheFolder({ platform, env }: CacheHome): string | undefined {
  const xdg = env['XDG_CACHE_HOME'];
  const local = env['LOCALAPPDATA'];
  // The specification says: a relative one is to be ignored.
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'waybill');
  if (platform === 'win32' && local !== undefined && isAbsolute(local)) return join(local, 'waybill', 'Cache');
  const home = homeFolder();
  if (home === undefined) return undefined;
  if (platform === 'win32') return join(home, 'AppData', 'Local', 'waybill', 'Cache');
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'waybill') : join(home, '.cache', 'waybill');
}

function homeFolder(): string | undefined {
  try {
    const home = homedir();
    return isAbsolute(home) ? home : undefined;
  } catch {
    return undefined;
  }
}

/** A project's folder, named by a digest of where the project lies. */
export function projectCacheFolder(userFolder: string, root: string): string {
  return join(userFolder, createHash('sha256').update(root).digest('hex').slice(0, 16));
}

const PROJECT_FOLDER = /^[0-9a-f]{16}$/;

/** Takes away the folders of projects that were not scanned for long, and the oldest when all are too large. Never throws. */
export function sweepProjects(userFolder: string, now: number, maxBytes = MAX_TOTAL_BYTES): void {
  try {
    const folders = readdirSync(userFolder)
      .filter((name) => PROJECT_FOLDER.test(name))
      .map((name) => contentsOf(join(userFolder, name)));
    let total = 0;
    for (const { folder, files, usedAt, bytes } of folders.sort((a, b) => b.usedAt - a.usedAt)) {
      total += bytes;
      if (total <= maxBytes && now - usedAt <= LIMITS.ageMs) continue;
      for (const file of files) rmSync(file, { force: true });
      rmdirSync(folder);
    }
  } catch {
    // Another process is at it, or the folder can't be written: the next run tries again.
  }
}

function contentsOf(folder: string): { folder: string; files: readonly string[]; usedAt: number; bytes: number } {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(PACK_ENDING) || name.endsWith(UNFINISHED_ENDING))
    .map((name) => join(folder, name));
  let usedAt = statSync(folder).mtimeMs;
  let bytes = 0;
  for (const file of files) {
    const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
    bytes += size;
    usedAt = Math.max(usedAt, mtimeMs);
  }
  return { folder, files, usedAt, bytes };
}
