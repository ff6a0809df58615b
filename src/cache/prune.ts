/** Which packs go: by number and size, least recently used by a run first. */

export interface PruneLimits {
  /** Packs in a folder: each run that finds something new writes one. */
  readonly packs: number;
  readonly bytes: number;
  readonly ageMs: number;
}

export const LIMITS: PruneLimits = { packs: 8, bytes: 256 * 1024 * 1024, ageMs: 30 * 24 * 60 * 60 * 1000 };

export interface PackUse {
  readonly file: string;
  readonly size: number;
  /** Of the last run that used an entry of it. */
  readonly mtimeMs: number;
  /** By this run. */
  readonly used: boolean;
  readonly damaged: boolean;
}

/** Whether what this run uses is written together anew: its packs are too many, too large, or damaged. */
export function needsMerge(packs: readonly PackUse[], limits: PruneLimits): boolean {
  const used = packs.filter((pack) => pack.used);
  if (packs.some((pack) => pack.damaged)) return true;
  return used.length >= limits.packs || (used.length > 1 && sizeOf(used) > limits.bytes);
}

/** The packs that this run does not use and that are too old, or too many or too large beside those that it uses. */
export function superfluous(packs: readonly PackUse[], limits: PruneLimits, now: number): readonly PackUse[] {
  const used = packs.filter((pack) => pack.used);
  const newestFirst = packs.filter((pack) => !pack.used).sort((a, b) => b.mtimeMs - a.mtimeMs || (a.file < b.file ? -1 : 1));
  let bytes = sizeOf(used);
  const kept = newestFirst.findIndex(({ size, mtimeMs }, index) => {
    bytes += size;
    return used.length + index >= limits.packs || bytes > limits.bytes || now - mtimeMs > limits.ageMs;
  });
  return kept < 0 ? [] : newestFirst.slice(kept);
}

function sizeOf(packs: readonly PackUse[]): number {
  return packs.reduce((sum, { size }) => sum + size, 0);
}
