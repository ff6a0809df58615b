/** What became of the examples in rule files, and rule files to begin with. */
import type { SinkKind } from './rules.js';

export interface RuleExamplesQuery {
  /**
   * Rule files, folders of rule files, folders of projects whose configuration names some, or names of shipped libraries; relative to
   * `cwd` or absolute. None: the project around `cwd`.
   */
  readonly paths?: readonly string[];
  /** All shipped rules as well. */
  readonly shipped?: boolean;
  /** Absolute. */
  readonly cwd: string;
  readonly config?: string | false;
}

/** The examples of one library. */
export interface RuleExamplesResult {
  /** The rule file, as the user names it; of a shipped one from the rules folder. */
  readonly file: string;
  readonly library: string;
  readonly examples: number;
  readonly differences: readonly ExampleDifference[];
  /** The text of the file with the marks that its examples would need to hold; absent where all hold, and for shipped rules. */
  readonly accepted?: AcceptedMarks;
}

export interface AcceptedMarks {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** Differences that its marks express. */
  readonly accepts: number;
  /** Those that no mark can express, and why, in words. */
  readonly left: readonly ExampleDifference[];
  readonly refused: readonly string[];
}

/** A line of an example of which marks say something else than the scan. */
export interface ExampleDifference {
  readonly kind: 'leaks' | 'clean';
  /** From 1. */
  readonly example: number;
  /** In the example, from 1; 0: the whole of it. */
  readonly line: number;
  /** In the rule file, where it is known. */
  readonly fileLine?: number;
  /** The line, without its mark. */
  readonly code: string;
  /** `log-direct email`, `flow: database email`; empty: nothing. */
  readonly expected: readonly string[];
  readonly found: readonly string[];
}

/** What a rule file to begin with is about. */
export interface RuleDraftQuery {
  /** Of the library, and of the file. */
  readonly name: string;
  /** As it is imported; default: the name. */
  readonly module?: string;
  readonly kind: SinkKind;
  /** The member by which data leaves: `shipments.create`; of what is made, or else of the module. */
  readonly member?: string;
  /** The export that makes a client: a function, or a class. */
  readonly factory?: string;
  readonly class?: string;
  readonly recipient?: string;
  /** An export that masks what it is given. */
  readonly sanitizer?: string;
  /** The option of what makes a client that lists what never leaves. */
  readonly redact?: string;
  /** Absolute. */
  readonly cwd: string;
}

export interface RuleDraft {
  readonly text: string;
}
