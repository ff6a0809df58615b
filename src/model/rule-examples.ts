/** What became of the examples in a project's own rule files. */

export interface RuleExamplesQuery {
  /** Folder whose configuration names the rules, relative to `cwd` or absolute. */
  readonly path: string;
  /** Absolute. */
  readonly cwd: string;
  readonly config?: string | false;
}

/** The examples of one library. */
export interface RuleExamplesResult {
  /** The rule file, as the user names it. */
  readonly file: string;
  readonly library: string;
  readonly examples: number;
  /** `leaks 1, line 3: no finding, expected outbound-direct email`. */
  readonly faults: readonly string[];
}
