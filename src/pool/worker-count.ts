/** How many threads extract: decided by the bytes to parse and by the processors that are free for it. */
import { availableParallelism } from 'node:os';

/** A thread of its own loads the parser, runs cold code and sends what it finds: as much CPU as parsing 10 MB. */
const BYTES_PER_WORKER = 10_000_000;
/** One thread keeps two processors busy: V8 compiles and collects beside it. docs/decisions/workers.md has the figures. */
const PROCESSORS_PER_WORKER = 2;
const MAX_WORKERS = 8;

/** @param bytes of the files that have to be parsed */
export function workerCount(bytes: number, processors = availableParallelism()): number {
  const free = Math.floor(processors / PROCESSORS_PER_WORKER);
  return Math.max(1, Math.min(free, MAX_WORKERS, Math.floor(bytes / BYTES_PER_WORKER)));
}
