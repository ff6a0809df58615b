/** Options that every command which analyses code takes. */
import type { Command } from 'commander';
import type { ScanOptions } from '../index.js';
import { addConfigFlags, configOption, POLICY_HELP, type ConfigFlags } from './config-flags.js';
import type { CliIo } from './io.js';
import { wholeNumber } from './numbers.js';

export interface RunOptions extends ConfigFlags {
  readonly color?: boolean;
  readonly debug?: boolean;
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

/** Adds them to a command. */
export function addRunOptions(command: Command): Command {
  return addConfigFlags(command.optionsGroup('Run:'))
    .option('--policy <names>', POLICY_HELP)
    .option('--color', 'colour, whatever the terminal says')
    .option('--no-color', 'no colour; as NO_COLOR')
    .option('--workers <n>', 'threads that read files (default: by the amount of code)', (value) => wholeNumber('--workers', value))
    .option('--no-cache', 'neither read nor write the cache')
    .option('--cache-dir <dir>', "where the cache lies (default: the user's cache folder)")
    .option('--debug', 'stack traces of errors')
    .helpOption('-h, --help', 'print this help');
}

/** What of them the API is told. */
export function apiOptions(options: RunOptions, io: CliIo): Omit<ScanOptions, 'paths'> {
  return {
    cwd: io.cwd,
    ...configOption(options),
    ...(options.policy === undefined ? {} : { policy: options.policy }),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    ...(options.cache === false ? { noCache: true } : {}),
    ...(options.cacheDir === undefined ? {} : { cacheDir: options.cacheDir }),
    ...(options.baseline === undefined || options.baseline === true ? {} : { baseline: options.baseline }),
    ...(options.hook === true ? { filesAreChanges: true } : {}),
    ...(io.signal === undefined ? {} : { signal: io.signal }),
    ...(io.onProgress === undefined ? {} : { onProgress: io.onProgress }),
    ...(io.blocking === undefined ? {} : { blocking: io.blocking }),
  };
}

export function scanOptions(paths: readonly string[], options: RunOptions, io: CliIo): ScanOptions {
  return { paths, ...apiOptions(options, io) };
}

/** Collects the values of an option that may be given several times, or with commas. */
export function collectList(value: string, before: readonly string[] = []): readonly string[] {
  return [
    ...before,
    ...value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ];
}
