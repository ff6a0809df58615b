/** What concerns the run and not its result: threads and cache. */
import { resolve } from 'node:path';
import type { ScanOptions } from '../model/options.js';
import type { RunInfo } from '../model/report.js';
import type { RootResult } from './root-result.js';
import type { RunChoices } from './scan-root.js';

export function extractChoices({ cwd, workers, noCache, cacheDir, signal, onProgress }: ScanOptions, taxonomyVersion: string): RunChoices {
  return {
    ...(workers === undefined ? {} : { workers }),
    ...(noCache === true ? {} : { cache: { taxonomyVersion, ...(cacheDir === undefined ? {} : { dir: resolve(cwd, cacheDir) }) } }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onFile: (done: number, of: number) => onProgress({ stage: 'extract', done, of }) }),
  };
}

export function runOf(roots: readonly RootResult[]): Omit<RunInfo, 'seconds' | 'root'> {
  const runs = roots.map(({ run }) => run);
  const cacheProblem = runs.find((run) => run.cacheProblem !== undefined)?.cacheProblem;
  return {
    reused: runs.every(({ reused }) => reused),
    workers: Math.max(1, ...runs.map(({ workers }) => workers)),
    facts: {
      parsed: runs.reduce((sum, { count }) => sum + count.parsed, 0),
      cached: runs.reduce((sum, { count }) => sum + count.cached, 0),
    },
    ...(cacheProblem === undefined ? {} : { cacheProblem }),
  };
}
