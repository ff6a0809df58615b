/** How many threads extract: decided by the bytes to parse. */
import { availableParallelism } from 'node:os';

/** Below, a second thread costs more than it takes off: it loads the parser and runs cold code. */
const BYTES_PER_WORKER = 4 * 1024 * 1024;
const MAX_WORKERS = 8;

/** @param bytes of the files that have to be parsed */
export function workerCount(bytes: number, processors = availableParallelism()): number {
  return Math.max(1, Math.min(processors, MAX_WORKERS, Math.floor(bytes / BYTES_PER_WORKER)));
}
