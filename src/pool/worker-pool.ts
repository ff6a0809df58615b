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

/** No task was ever answered: the fault is not in a file. */
export class WorkersUnusable extends Error {}

export function canStartWorkers(): boolean {
  return existsSync(WORKER_FILE);
}

export async function startPool(options: PoolOptions): Promise<WorkerPool> {
  const { Piscina } = await import('piscina');
  const { taxonomy, signal } = options;
  const start = (threads: number, tasksPerThread: number): Piscina<ExtractTask, TaskResult> => {
    const pool = new Piscina<ExtractTask, TaskResult>({
      filename: WORKER_FILE,
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: tasksPerThread,
      recordTiming: false,
      workerData: { taxonomy },
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB, stackSizeMb: WORKER_STACK_MB },
    });
    // Tasks that such an error concerns are rejected; without a listener it would end the process.
    pool.on('error', () => undefined);
    return pool;
  };
  // The next batch lies ready while the main thread is busy.
  const pool = start(options.workers, 2);
  // Files of a batch that failed, one after the other: no other file may be in a worker that one of them ends.
  let alone: Piscina<ExtractTask, TaskResult> | undefined;
  let answered = false;
  const run = async (on: Piscina<ExtractTask, TaskResult>, task: ExtractTask): Promise<TaskResult> => {
    const result = await on.run(task, signal ? { signal } : {});
    answered = true;
    return result;
  };
  return {
    async run(task) {
      try {
        return await run(pool, task);
      } catch (error) {
        signal?.throwIfAborted();
        const retries = (alone ??= start(1, 1));
        const results = await Promise.all(filesOf(task).map((file) => run(retries, file).catch(failed)));
        signal?.throwIfAborted();
        if (!answered) throw new WorkersUnusable('no worker could run', { cause: error });
        return { outcomes: results.flatMap(({ outcomes }) => outcomes), facts: Buffer.concat(results.map(({ facts }) => facts)) };
      }
    },
    close: async () => {
      await Promise.all([pool.destroy(), alone?.destroy()]);
    },
  };
}

/** Each file as a task of its own. */
function filesOf({ files, bytes }: ExtractTask): ExtractTask[] {
  let at = 0;
  return files.map((file) => ({ files: [file], bytes: bytes.slice(at, (at += file.length)) }));
}

function failed(error: unknown): TaskResult {
  return { outcomes: [{ failed: error instanceof Error ? error.message : String(error) }], facts: new Uint8Array() };
}
