/** What a project says of itself in `waybill.yml`, validated and with its places: the shape that later stages read. */
import type { Confidence } from './report.js';
import type { FindingKind } from './report.js';
import type { Severity } from './policy.js';
import type { Tier } from './taxonomy.js';

/** Where a value was written: a file relative to the root of the analysis, 1-based line. */
export interface ConfigPlace {
  readonly path: string;
  readonly line: number;
}

/**
 * How the paths of a configuration relate to those of the analysis: entries hold for files below its folder, and their
 * globs begin there. Absent where the configuration lies at the root of the analysis.
 */
export interface ConfigScope {
  /** Folder of the configuration below the root of the analysis; '' where it lies at or above it. */
  readonly below: string;
  /** Path of the root of the analysis from the folder of the configuration; '' where it lies at or below the root. */
  readonly above: string;
}

/** A path of the analysis as the configuration sees it; nothing for a file that it does not hold for. */
export function pathInScope(scope: ConfigScope | undefined, path: string): string | undefined {
  if (!scope) return path;
  if (scope.below !== '') return path.startsWith(`${scope.below}/`) ? path.slice(scope.below.length + 1) : undefined;
  return scope.above === '' ? path : `${scope.above}/${path}`;
}

/** One accepted place of an `ignore:` list. Absent selectors select all; at least one is given. */
export interface IgnoreEntry {
  /** Globs in the form of .gitignore, relative to the folder of the configuration: see {@link pathInScope}. */
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
  readonly scope?: ConfigScope;
}

/** `failOn:`: the first entry whose selectors all match decides from which severity a finding fails the run. */
export interface FailOnEntry {
  readonly level: Severity | 'never';
  readonly kinds?: readonly FindingKind[];
  readonly tiers?: readonly (Tier | 'unclassified')[];
  readonly paths?: readonly string[];
  readonly place: ConfigPlace;
  readonly scope?: ConfigScope;
}

/** What the configuration says of a run beside the analysis itself. What is absent, it does not say. */
export interface RunSettings {
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Innermost first; where no entry fits, the default holds. */
  readonly failOn?: readonly FailOnEntry[];
  readonly ignore: readonly IgnoreEntry[];
}
