/** What a project says of itself in `waybill.yml`, validated and with its places: the shape that later stages read. */
import type { Severity, SinkKind } from './rules.js';
import type { Tier } from './taxonomy.js';

/** Where a value was written: a file relative to the root of the analysis, 1-based line. */
export interface ConfigPlace {
  readonly path: string;
  readonly line: number;
}

/** One accepted place of an `ignore:` list. Absent selectors select all; at least one is given. */
export interface IgnoreEntry {
  /** Globs relative to the folder of the configuration. */
  readonly paths?: readonly string[];
  /** Ids of rules: `log-direct`. */
  readonly rules?: readonly string[];
  /** Ids of data types: `email`. */
  readonly dataTypes?: readonly string[];
  /** Prints of findings. */
  readonly prints?: readonly string[];
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly until?: string;
  /** Who accepted it. */
  readonly by?: string;
  readonly place: ConfigPlace;
}

/** `failOn:`: the first entry whose selectors all match decides from which severity a finding fails the run. */
export interface FailOnEntry {
  readonly level: Severity | 'never';
  readonly kinds?: readonly (SinkKind | 'literal')[];
  readonly tiers?: readonly (Tier | 'unclassified')[];
  readonly paths?: readonly string[];
  readonly place: ConfigPlace;
}
