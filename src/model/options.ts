/** What a caller asks of a scan. */
import type { RunInfo, ScanResult } from './report.js';

export interface ScanOptions {
  /** Folders and files, relative to `cwd` or absolute. A folder is a root of the analysis. */
  readonly paths: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /**
   * Files are named because they changed, and only limit what is reported: a test stays a test, and one that is gone, left
   * out or no code is passed over.
   */
  readonly filesAreChanges?: boolean;
  /** Id of a policy of rules/policies; default `default`. */
  readonly policy?: string;
  /** Worker threads; default: decided by the amount of code. */
  readonly workers?: number;
  /** Folder of the cache; default: a folder of the user's cache directory. */
  readonly cacheDir?: string;
  /** Neither reads nor writes the cache. */
  readonly noCache?: boolean;
  /** Ends the scan; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Runs what keeps the thread busy, so that no signal can abort it: a process lets signals end it meanwhile. Nothing is half written then. */
  readonly blocking?: <T>(work: () => T) => T;
}

export interface ScanOutcome {
  readonly result: ScanResult;
  readonly run: RunInfo;
}

/** The API's scan, as the command line calls it. */
export type Scan = (options: ScanOptions) => Promise<ScanOutcome>;
