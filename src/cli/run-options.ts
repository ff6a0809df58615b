/** Options that every command which analyses code takes. */
import type { Command } from 'commander';
import type { ScanOptions } from '../model/options.js';
import { errors } from './errors.js';
import type { CliIo } from './io.js';

export interface RunOptions {
  readonly color?: boolean;
  readonly debug?: boolean;
  readonly workers?: number;
  /** Absent or true: the cache is used. */
  readonly cache?: boolean;
  readonly cacheDir?: string;
}

/** Adds them to a command. */
export function addRunOptions(command: Command): Command {
  return command
    .optionsGroup('Run:')
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
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    ...(options.cache === false ? { noCache: true } : {}),
    ...(options.cacheDir === undefined ? {} : { cacheDir: options.cacheDir }),
    ...(io.signal === undefined ? {} : { signal: io.signal }),
  };
}

/** @throws WaybillError not-a-number */
export function wholeNumber(option: string, value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw errors.notANumber(option, value, 1);
  return Number(value);
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
