/** What triage knows: comments and entries that accept a finding, and the findings a code base already had. */

/**
 * `new` makes a run fail; `baselined` was there when the baseline was written; `suppressed` was accepted with a reason;
 * `newer-rules` stands in code that has not changed since the baseline, and only the rules of today see it.
 */
export type FindingStatus = 'new' | 'baselined' | 'suppressed' | 'newer-rules';

/** A comment that speaks to Waybill, by lines. */
export interface SourceComment {
  readonly path: string;
  /** Without the signs that open and close a comment: `waybill-ignore-next-line email -- why`. */
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
  /** Line of the first code after it; absent at the end of a file. */
  readonly nextLine?: number;
  /** Code stands before it on its line. */
  readonly trailing?: true;
}

/** `active` covers findings now; `unused` could and does not; `expired` and `invalid` cover nothing. */
export type SuppressionState = 'active' | 'unused' | 'expired' | 'invalid';

/** Something a person should mend. */
export interface SuppressionProblem {
  /** Goes on from "this comment": "gives no reason". */
  readonly message: string;
  readonly hint?: string;
}

/** One comment or one entry of the configuration that accepts findings. */
export interface Suppression {
  readonly origin: 'comment' | 'config';
  readonly scope: 'line' | 'block' | 'file' | 'project';
  /** Where it is written. */
  readonly path: string;
  readonly line: number;
  /** Rules, data types and prints, as written. */
  readonly names: readonly string[];
  /** Globs of an entry of the configuration. */
  readonly paths?: readonly string[];
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly until?: string;
  readonly by?: string;
  readonly state: SuppressionState;
  /** Findings it covers, whole or in part. */
  readonly findings: number;
  readonly problems: readonly SuppressionProblem[];
}

/** What stands at a suppressed finding. */
export type FindingSuppression = Pick<Suppression, 'origin' | 'path' | 'line' | 'reason' | 'until' | 'by'>;

/** One call, or one literal, that was there when the baseline was written. It covers the data types it lists. */
export interface BaselineEntry {
  readonly path: string;
  /** For people: a finding is the same under another rule. */
  readonly rule: string;
  /** Symbol path of the enclosing function. */
  readonly symbol: string;
  /** Kind, library and recipient. */
  readonly sink: string;
  readonly dataTypes: readonly string[];
  /** A finding's stem: its print without the number among equals. */
  readonly print: string;
}

/** The findings a code base had, and the code they were seen in. */
export interface Baseline {
  /** Version of the program that wrote it. */
  readonly waybill: string;
  readonly rulesVersion: string;
  /** Names of the policies that judged; absent: the default alone. */
  readonly policies?: readonly string[];
  readonly findings: readonly BaselineEntry[];
  /** Path → digest of the text of every file that was analysed. */
  readonly files: Readonly<Record<string, string>>;
}

/** How a scan stands to its baseline. */
export interface BaselineUse {
  /** As seen from the scanned root. */
  readonly path: string;
  readonly entries: number;
  /** Findings it covers, whole or in part. */
  readonly baselined: number;
  /** Findings in unchanged code that only newer rules see. */
  readonly newerRules: number;
  /** Written by other rules, or another version. */
  readonly otherRules: boolean;
  /** What was not found again, with the data types that are gone. */
  readonly gone: readonly BaselineEntry[];
}

export interface Triage {
  /** By place. */
  readonly suppressions: readonly Suppression[];
  readonly baseline?: BaselineUse;
}

/** What triage asks of the code that was analysed; paths as findings have them. */
export interface CodeView {
  has(path: string): boolean;
  /** Whether a function of the file has this symbol path. */
  hasSymbol(path: string, symbol: string): boolean;
  /** Whether a file was to be read and could not be: nobody knows what is in it now. */
  isLost(path: string): boolean;
  /** Files of the program that a file imports. */
  imports(path: string): readonly string[];
  /** Files that speak for all others without being imported: schemas. */
  readonly everywhere: readonly string[];
  /** All analysed files. */
  readonly paths: readonly string[];
  /** Digest of a file's text, the same for all kinds of line ends; '' when it can't be read. */
  digest(path: string): string;
}
