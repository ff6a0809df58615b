/** What is wrong with rule files: one list for all files, each entry with its place. */
import { closest, distance } from 'fastest-levenshtein';

/** 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface RuleProblem extends Position {
  /** As the user named or sees it: relative to the rules folder, with `/`. */
  readonly file: string;
  readonly message: string;
  /** The valid word that is nearest to the wrong one. */
  readonly nearest?: string;
}

/** Thrown when rules cannot be used; holds every problem of every file. */
export class RuleFilesError extends Error {
  readonly problems: readonly RuleProblem[];

  constructor(problems: readonly RuleProblem[]) {
    const sorted = sortProblems(problems);
    super(sorted.map(formatProblem).join('\n'));
    this.name = 'RuleFilesError';
    this.problems = sorted;
  }
}

/** `libraries/pino.yml:4:3: unknown key "sink"; did you mean "sinks"?` */
export function formatProblem(problem: RuleProblem): string {
  const hint = problem.nearest === undefined ? '' : `; did you mean "${problem.nearest}"?`;
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}${hint}`;
}

/** By file, then by place. */
export function sortProblems(problems: readonly RuleProblem[]): readonly RuleProblem[] {
  const order = (a: RuleProblem, b: RuleProblem): number =>
    compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.message, b.message);
  return [...problems].sort(order);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The word that was probably meant: at most a third of its letters are wrong (two changed places in any case), or only their case. */
export function nearestWord(word: string, valid: readonly string[]): string | undefined {
  if (valid.length === 0) return undefined;
  const sameLetters = valid.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
  if (sameLetters !== undefined) return sameLetters;
  const best = closest(word, [...valid]);
  const allowed = Math.max(word.length > 3 ? 2 : 1, Math.floor(Math.max(best.length, word.length) / 3));
  return distance(word, best) <= allowed ? best : undefined;
}
