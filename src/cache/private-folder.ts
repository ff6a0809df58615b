/** The cache's folder: made for its owner alone, and used only when nobody else can write there. */
import { chmodSync, mkdirSync, statSync } from 'node:fs';

/** Others may write. */
const OTHERS_WRITE = 0o022;
const OTHERS = 0o077;

/**
 * Makes the folder when it is missing.
 *
 * @returns why it can't be used; undefined when it can
 */
export function preparePrivateFolder(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { mode, uid } = statSync(folder);
    // Where there are no owners (Windows), the user's cache folder is private by its place.
    if (process.getuid === undefined) return undefined;
    if (uid !== process.getuid()) return 'the cache folder belongs to another user';
    if ((mode & OTHERS_WRITE) !== 0) return 'the cache folder can be written by other users';
    if ((mode & OTHERS) !== 0) chmodSync(folder, 0o700);
    return undefined;
  } catch (error) {
    return cacheTrouble(error);
  }
}

/** What a failed file operation means for the cache, without a path. */
export function cacheTrouble(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return "the cache can't be written: the disk is full";
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return "the cache folder can't be written";
  return `the cache can't be used (${code ?? (error instanceof Error ? error.message : String(error))})`;
}
