/** What a run uses of several packs → one pack. */
import { setImmediate } from 'node:timers/promises';
import type { Block } from './block.js';
import type { DirectoryEntry } from './directory.js';
import type { Key } from './key.js';
import type { PackReader, PackedBlock } from './pack-reader.js';

/** Takes blocks as they are, and single entries. */
export interface MergeTarget {
  addBlock(block: Block, entries: readonly DirectoryEntry[]): void;
  add(key: Key, bytes: Uint8Array): void;
}

/**
 * A block of which at least half is used goes on whole; of others, and of damaged packs, the used entries are packed anew.
 * So what is no longer used never outweighs what is.
 */
export async function mergePacks(
  packs: readonly PackReader[],
  used: ReadonlyMap<PackReader, ReadonlySet<Key>>,
  target: MergeTarget,
): Promise<void> {
  const done = new Set<Key>();
  for (const pack of packs) {
    const keys = used.get(pack) ?? new Set<Key>();
    for (const block of pack.blocks) {
      const wanted = block.entries.filter(({ key }) => keys.has(key) && !done.has(key));
      for (const { key } of wanted) done.add(key);
      if (wanted.length > 0) mergeBlock(pack, block, wanted, target);
    }
    // Lets compressed blocks be written before more are made.
    await setImmediate();
  }
}

function mergeBlock(pack: PackReader, block: PackedBlock, wanted: readonly DirectoryEntry[], target: MergeTarget): void {
  const bytes = wanted.reduce((sum, { length }) => sum + length, 0);
  const stored = !pack.damaged && bytes * 2 >= block.rawLength ? pack.stored(block) : undefined;
  if (stored !== undefined) {
    target.addBlock(stored, block.entries);
    return;
  }
  for (const { key } of wanted) {
    const entry = pack.read(block, key);
    if (entry !== undefined) target.add(key, entry);
  }
}
