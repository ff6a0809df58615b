/** Options of every command that scans. */
import type { ScanOptions } from '../model/options.js';
import { configOption, type ConfigFlags } from './config-flags.js';
import type { CliIo } from './io.js';

export interface RunOptions extends ConfigFlags {
  readonly policy?: string;
  readonly workers?: number;
  /** Absent or true: the cache is used. */
  readonly cache?: boolean;
  readonly cacheDir?: string;
  /** False: none; a text: a file. */
  readonly baseline?: string | boolean;
  /** The paths are changed files that a git hook hands over. */
  readonly hook?: boolean;
}

export function scanOptions(paths: readonly string[], options: RunOptions, io: CliIo): ScanOptions {
  return {
    paths,
    cwd: io.cwd,
    ...configOption(options),
    ...(options.policy === undefined ? {} : { policy: options.policy }),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    ...(options.cache === false ? { noCache: true } : {}),
    ...(options.cacheDir === undefined ? {} : { cacheDir: options.cacheDir }),
    ...(options.baseline === undefined || options.baseline === true ? {} : { baseline: options.baseline }),
    ...(options.hook === true ? { filesAreChanges: true } : {}),
    ...(io.signal === undefined ? {} : { signal: io.signal }),
  };
}
