/** Extracts files in this thread and, when they are many, in worker threads beside it. */
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { FileFacts } from '../model/facts.js';
import type { NameMatcher, Taxonomy } from '../model/taxonomy.js';
import { batchesOf } from './batches.js';
import type { ExtractSource } from './extract-source.js';
import type { TextFault } from './task.js';
import { canStartWorkers, startPool, WorkersUnusable, type WorkerPool } from './worker-pool.js';

export interface Source {
  /** Relative to the root; its ending decides the language. */
  readonly path: string;
  /** About so large: batches are made by it. */
  readonly size: number;
  readonly literalsOnly: boolean;
  /** Called once, when the file's turn has come. */
  readonly read: () => Uint8Array | undefined;
}

export type SourceResult =
  /** Encoded without the path; from a worker. */
  | { readonly encoded: Uint8Array }
  | { readonly facts: FileFacts }
  | { readonly skipped: TextFault | 'unreadable' }
  | { readonly failed: string };

export interface ExtractOptions {
  readonly taxonomy: Taxonomy;
  readonly names: NameMatcher;
  /** Threads that extract, this one among them. */
  readonly workers: number;
  readonly signal?: AbortSignal;
  /** Called once for each file, in no fixed order, with the time that its facts took. */
  readonly onResult: (index: number, result: SourceResult, milliseconds: number) => void;
}

/**
 * @returns how many threads took part
 * @throws the signal's reason when it is aborted
 */
export async function extractSources(sources: readonly Source[], options: ExtractOptions): Promise<number> {
  if (sources.length === 0) return 1;
  const run = new Run(sources, options);
  const beside = canStartWorkers() ? Math.min(options.workers - 1, run.waiting - 1) : 0;
  if (beside < 1) {
    await run.here();
    return 1;
  }
  const { taxonomy, signal } = options;
  const pool = await startPool({ workers: beside, taxonomy, ...(signal ? { signal } : {}) });
  try {
    await Promise.all([run.beside(pool, beside), run.here()]);
    // What no worker could take is left.
    await run.here();
    return beside + 1;
  } finally {
    await pool.close();
  }
}

/** Batches that wait for the next thread that is free. */
class Run {
  readonly #batches: (readonly [start: number, end: number])[];
  #extract: ExtractSource | undefined;

  constructor(
    private readonly sources: readonly Source[],
    private readonly options: ExtractOptions,
  ) {
    this.#batches = [
      ...batchesOf(
        sources.map(({ size }) => size),
        options.workers,
      ),
    ];
  }

  get waiting(): number {
    return this.#batches.length;
  }

  /** Works in this thread until no batch waits. */
  async here(): Promise<void> {
    const { taxonomy, names, signal, onResult } = this.options;
    for (;;) {
      // Messages of workers and signals come in between.
      await setImmediate();
      signal?.throwIfAborted();
      const batch = this.#batches.shift();
      if (batch === undefined) return;
      this.#extract ??= (await import('./extract-source.js')).createExtractSource(taxonomy, names);
      for (let index = batch[0]; index < batch[1]; index++) {
        const { path, literalsOnly, read } = this.sources[index] as Source;
        const bytes = read();
        const start = performance.now();
        const result: SourceResult = bytes === undefined ? { skipped: 'unreadable' } : this.#extract(path, bytes, literalsOnly);
        onResult(index, result, performance.now() - start);
      }
    }
  }

  /** Keeps the workers busy until no batch waits. */
  async beside(pool: WorkerPool, workers: number): Promise<void> {
    const feed = async (): Promise<void> => {
      for (let batch = this.#batches.shift(); batch !== undefined; batch = this.#batches.shift()) await this.#inWorker(pool, batch);
    };
    try {
      await Promise.all(Array.from({ length: workers * 2 }, feed));
    } catch (error) {
      if (!(error instanceof WorkersUnusable)) throw error;
    }
  }

  async #inWorker(pool: WorkerPool, batch: readonly [start: number, end: number]): Promise<void> {
    const { onResult } = this.options;
    const read: { index: number; bytes: Uint8Array }[] = [];
    for (let index = batch[0]; index < batch[1]; index++) {
      const bytes = this.sources[index]?.read();
      if (bytes === undefined) onResult(index, { skipped: 'unreadable' }, 0);
      else read.push({ index, bytes });
    }
    const files = read.map(({ index, bytes }) => {
      const { path, literalsOnly } = this.sources[index] as Source;
      return { path, length: bytes.length, literalsOnly };
    });
    const { outcomes, facts, milliseconds } = await pool
      .run({ files, bytes: Buffer.concat(read.map(({ bytes }) => bytes)) })
      .catch((error: unknown) => {
        if (error instanceof WorkersUnusable) this.#batches.push(batch);
        throw error;
      });
    let at = 0;
    outcomes.forEach((outcome, i) => {
      const { index } = read[i] as { index: number };
      const result = 'length' in outcome ? { encoded: facts.subarray(at, (at += outcome.length)) } : outcome;
      onResult(index, result, milliseconds[i] ?? 0);
    });
  }
}
