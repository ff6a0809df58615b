/** Files grouped so that a batch is worth a message and still small enough to share the work out evenly. */

const BATCH_BYTES = 128 * 1024;
const BATCH_FILES = 64;
/** So many batches for each thread at least, so that none waits long for the last one. */
const BATCHES_PER_THREAD = 4;

/** @returns ranges `[start, end)` over the files, in order */
export function batchesOf(sizes: readonly number[], threads: number): readonly (readonly [start: number, end: number])[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const limit = Math.min(BATCH_BYTES, total / (threads * BATCHES_PER_THREAD));
  const batches: [number, number][] = [];
  let start = 0;
  let bytes = 0;
  sizes.forEach((size, index) => {
    bytes += size;
    if (bytes < limit && index + 1 - start < BATCH_FILES) return;
    batches.push([start, index + 1]);
    start = index + 1;
    bytes = 0;
  });
  if (start < sizes.length) batches.push([start, sizes.length]);
  return batches;
}
