/** Worker threads that extract: what dies in one costs the file that it was at, and nothing else. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Piscina } from 'piscina';
import type { Taxonomy } from '../model/taxonomy.js';
import type { ExtractTask, TaskResult } from './task.js';

/** Built beside this file; sources that run as they are have none. */
const WORKER_FILE = fileURLToPath(new URL('./worker.js', import.meta.url));
/** A file that needs more costs its worker; Node's own limit would be that of the whole machine. */
const WORKER_HEAP_MB = 2048;
/** The main thread's: nesting that is too deep for one is too deep for the other. (V8 keeps 192 KB of it for itself.) */
const WORKER_STACK_MB = (984 + 192) / 1024;

export interface WorkerPool {
  /** @throws the signal's reason, or an error when no worker can run */
  run(task: ExtractTask): Promise<TaskResult>;
  /** Ends all threads. */
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly workers: number;
  readonly taxonomy: Taxonomy;
  readonly signal?: AbortSignal;
}

/** The fault is not in a file. */
export class WorkersUnusable extends Error {}

export function canStartWorkers(): boolean {
  return existsSync(WORKER_FILE);
}

export async function startPool({ workers, taxonomy, signal }: PoolOptions): Promise<WorkerPool> {
  const { Piscina } = await import('piscina');
  const threads = (count: number, tasksPerThread: number): Threads =>
    new Threads(
      new Piscina<ExtractTask, TaskResult>({
        filename: WORKER_FILE,
        name: 'extractBatch',
        minThreads: count,
        maxThreads: count,
        concurrentTasksPerWorker: tasksPerThread,
        recordTiming: false,
        workerData: { taxonomy },
        resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB, stackSizeMb: WORKER_STACK_MB },
      }),
      signal,
    );
  // The next batch lies ready while the main thread is busy.
  const all = threads(workers, 2);
  // Files of a batch that failed, one after the other: no other file may be in a worker that one of them ends.
  let alone: Threads | undefined;
  return {
    async run(task) {
      try {
        return await all.run(task);
      } catch (error) {
        if (error instanceof WorkersUnusable || signal?.aborted === true) throw signal?.reason ?? error;
        const retries = (alone ??= threads(1, 1));
        const results = await Promise.all(filesOf(task).map((file) => retries.run(file).catch(failed)));
        signal?.throwIfAborted();
        return {
          outcomes: results.flatMap(({ outcomes }) => outcomes),
          facts: Buffer.concat(results.map(({ facts }) => facts)),
          milliseconds: results.flatMap(({ milliseconds }) => milliseconds),
        };
      }
    },
    close: async () => {
      await Promise.all([all.close(), alone?.close()]);
    },
  };
}

/**
 * A pool that notices when no thread of it can start (its tasks would wait for ever), and when the signal is aborted: a task
 * that had a signal of its own would have its thread to itself, and no other would lie ready there.
 */
class Threads {
  readonly #ended: Promise<never>;

  constructor(
    private readonly pool: Piscina<ExtractTask, TaskResult>,
    signal: AbortSignal | undefined,
  ) {
    this.#ended = new Promise((_, reject) => {
      // Here only errors outside of tasks are heard; a thread that could not start is not started again.
      pool.on('error', (cause: unknown) => {
        if (pool.threads.length === 0) reject(new WorkersUnusable('no worker could start', { cause }));
      });
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    this.#ended.catch(() => undefined);
  }

  run(task: ExtractTask): Promise<TaskResult> {
    return Promise.race([this.#ended, this.pool.run(task)]);
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}

/** Each file as a task of its own. */
function filesOf({ files, bytes }: ExtractTask): ExtractTask[] {
  let at = 0;
  return files.map((file) => ({ files: [file], bytes: bytes.slice(at, (at += file.length)) }));
}

/** @throws the error when it is no fault of the file */
function failed(error: unknown): TaskResult {
  if (error instanceof WorkersUnusable) throw error;
  return { outcomes: [{ failed: error instanceof Error ? error.message : String(error) }], facts: new Uint8Array(), milliseconds: [0] };
}
