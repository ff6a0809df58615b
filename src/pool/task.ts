/** What goes to a worker and what comes back: bytes and numbers only. */

/** Files of one batch; their bytes stand one after the other. */
export interface ExtractTask {
  readonly files: readonly TaskFile[];
  readonly bytes: Uint8Array;
}

export interface TaskFile {
  /** Relative to the root. */
  readonly path: string;
  readonly length: number;
  readonly literalsOnly: boolean;
}

/** Of one file: what it gave, in the order of the batch. */
export type TaskOutcome =
  /** Length of the encoded facts, which stand one after the other in {@link TaskResult.facts}. */
  | { readonly length: number }
  | { readonly skipped: TextFault }
  /** Extraction failed, for a fault of ours. */
  | { readonly failed: string };

export type TextFault = 'not-utf8' | 'binary';

export interface TaskResult {
  readonly outcomes: readonly TaskOutcome[];
  readonly facts: Uint8Array;
  /** What each file took. */
  readonly milliseconds: readonly number[];
}
