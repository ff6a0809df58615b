/** What a caller asks of a scan. */
import type { RunSettings } from './project-config.js';
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
  /** A configuration that is read instead of those that are found; `false`: none is read. */
  readonly config?: string | false;
  /** Id of a policy of rules/policies; default: the configuration's, else `default`. */
  readonly policy?: string;
  /** Worker threads; default: decided by the amount of code. */
  readonly workers?: number;
  /** Folder of the cache; default: a folder of the user's cache directory. */
  readonly cacheDir?: string;
  /** Neither reads nor writes the cache. */
  readonly noCache?: boolean;
  /** Ends the scan; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface ScanOutcome {
  readonly result: ScanResult;
  readonly run: RunInfo;
  /** What the configuration says of the run; absent where there is none. */
  readonly settings?: RunSettings;
}

/** The API's scan, as the command line calls it. */
export type Scan = (options: ScanOptions) => Promise<ScanOutcome>;
