/** What a caller asks of a scan. */
import type { Inventory } from './inventory.js';
import type { IgnoreEntry, RunSettings } from './project-config.js';
import type { Confidence, RunInfo, ScanResult } from './report.js';
import type { BaselineEntry } from './triage.js';

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
  /**
   * Policies of rules/policies or of the project, by name; several (a list, or joined by commas) judge together. Default: the
   * configuration's, else `default`.
   */
  readonly policy?: string | readonly string[];
  /** Worker threads; default: decided by the amount of code. */
  readonly workers?: number;
  /** Folder of the cache; default: a folder of the user's cache directory. */
  readonly cacheDir?: string;
  /** Neither reads nor writes the cache. */
  readonly noCache?: boolean;
  /** File of the baseline; false: none. Default: `waybill-baseline.json` in the root or in `cwd`, when there is one. */
  readonly baseline?: string | false;
  /** Findings that the project's configuration accepts. */
  readonly ignore?: readonly IgnoreEntry[];
  /** `YYYY-MM-DD`, for `until`; default: today's date of this machine. */
  readonly today?: string;
  /** Also surveys tables, declared types and entries: what an inventory needs beside the flows. */
  readonly survey?: boolean;
  /** Hears of each stage that begins, and of files that were read. Results do not depend on it. */
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Ends the scan; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Runs what keeps the thread busy, so that no signal can abort it: a process lets signals end it meanwhile. Nothing is half written then. */
  readonly blocking?: <T>(work: () => T) => T;
}

/** How far a scan is. */
export interface ScanProgress {
  /** `workspace`, `extract`, `link`, `flow`, `policy`, `triage` … */
  readonly stage: string;
  /** Files read, and files of this root. */
  readonly done?: number;
  readonly of?: number;
}

export interface ScanOutcome {
  readonly result: ScanResult;
  readonly run: RunInfo;
  /** What the configuration says of the run; absent where there is none. */
  readonly settings?: RunSettings;
}

/** The API's scan, as the command line calls it. */
export type Scan = (options: ScanOptions) => Promise<ScanOutcome>;

export interface BaselineOptions extends ScanOptions {
  /** All findings of now, whatever a baseline says that is there. */
  readonly anew?: boolean;
  /** Replaces one that is there; else that is an error. */
  readonly force?: boolean;
  /** New findings get no entry; those that only newer rules see do. */
  readonly noNew?: boolean;
}

/** A baseline that is to be written. */
export interface BaselinePlan extends ScanOutcome {
  /** Absolute. */
  readonly file: string;
  /** The file as users know it. */
  readonly shown: string;
  readonly text: string;
  /** The file says so already. */
  readonly unchanged: boolean;
  readonly entries: number;
  /** How it differs from what is there. */
  readonly added: readonly BaselineEntry[];
  readonly removed: readonly BaselineEntry[];
}

export interface InventoryOptions extends Omit<ScanOptions, 'survey'> {
  /** Ids of data types; none: all. */
  readonly dataTypes?: readonly string[];
  /** Ids of recipients; none: all. With some, only what goes to them is told. */
  readonly recipients?: readonly string[];
  /** What is less sure is left out; default `medium`. */
  readonly confidence?: Confidence;
}

export interface InventoryOutcome {
  readonly inventory: Inventory;
  readonly run: RunInfo;
}

export interface ExplainOptions extends Omit<ScanOptions, 'paths' | 'survey'> {
  /** A print (or its beginning, from six characters on), or `path:line[:column]`. */
  readonly what: string;
  /** Folders to scan; default: the workspace around the file, or `cwd`. */
  readonly paths?: readonly string[];
}
