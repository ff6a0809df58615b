/** Errors that a user can do something about; anything else is a fault of ours. */

/** The run failed, was used wrongly, or could not look. */
export const EXIT_FAILED = 2;

export interface ErrorParts {
  /** Stable, kebab-case: `path-not-found`. */
  readonly code: string;
  /** One sentence, no full stop: "there is no such file or folder". */
  readonly what: string;
  /** The path, option or key it is about. */
  readonly where?: string;
  /** What the user can do. */
  readonly hint?: string;
  /** All places of it, each a line. */
  readonly details?: readonly string[];
  readonly cause?: unknown;
}

/** An error with all that a user needs to mend it. */
export class WaybillError extends Error {
  readonly code: string;
  readonly what: string;
  readonly where: string | undefined;
  readonly hint: string | undefined;
  readonly details: readonly string[];
  readonly exitCode = EXIT_FAILED;

  constructor(parts: ErrorParts) {
    super(parts.where === undefined ? parts.what : `${parts.what}: ${parts.where}`, { cause: parts.cause });
    this.name = 'WaybillError';
    this.code = parts.code;
    this.what = parts.what;
    this.where = parts.where;
    this.hint = parts.hint;
    this.details = parts.details ?? [];
  }
}
