/** A worker thread's entry: batches of files → encoded facts. */
import { performance } from 'node:perf_hooks';
import { workerData } from 'node:worker_threads';
import { encode } from '../codec/index.js';
import type { Taxonomy } from '../model/taxonomy.js';
import { createExtractSource } from './extract-source.js';
import type { ExtractTask, TaskOutcome, TaskResult } from './task.js';

const extract = createExtractSource((workerData as { readonly taxonomy: Taxonomy }).taxonomy);

/** Facts go without the path: the main thread knows it, and moved files have the same entry. */
export function extractBatch({ files, bytes }: ExtractTask): TaskResult {
  const encoded: Uint8Array[] = [];
  const milliseconds: number[] = [];
  let at = 0;
  const outcomes = files.map(({ path, length, literalsOnly }): TaskOutcome => {
    const start = performance.now();
    const outcome = extract(path, bytes.subarray(at, (at += length)), literalsOnly);
    milliseconds.push(performance.now() - start);
    if (!('facts' in outcome)) return outcome;
    const { path: _path, ...facts } = outcome.facts;
    const one = encode(facts);
    encoded.push(one);
    return { length: one.length };
  });
  return { outcomes, facts: Buffer.concat(encoded), milliseconds };
}
