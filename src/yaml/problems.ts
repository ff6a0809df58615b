/** What is wrong with files that people write: one list for all files, each entry with its place. */
import { closest, distance } from 'fastest-levenshtein';

/** 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface FileProblem extends Position {
  /** As the user named or sees it, with `/`. */
  readonly file: string;
  readonly message: string;
  /** The valid word that is nearest to the wrong one. */
  readonly nearest?: string;
}

/** `waybill.yml:4:3: unknown key "sanitizer"; did you mean "sanitizers"?` */
export function formatProblem(problem: FileProblem): string {
  const hint = problem.nearest === undefined ? '' : `; did you mean "${problem.nearest}"?`;
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}${hint}`;
}

/** By file, then by place. */
export function sortProblems(problems: readonly FileProblem[]): readonly FileProblem[] {
  const order = (a: FileProblem, b: FileProblem): number =>
    compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.message, b.message);
  return [...problems].sort(order);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Longer texts are no words that somebody missed. */
const MAX_WORD = 100;

/** The word that was probably meant: at most a third of its letters are wrong (two changed places in any case), or only their case. */
export function nearestWord(word: string, valid: readonly string[]): string | undefined {
  if (valid.length === 0 || word.length > MAX_WORD) return undefined;
  const sameLetters = valid.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
  if (sameLetters !== undefined) return sameLetters;
  const best = closest(word, [...valid]);
  const allowed = Math.max(word.length > 3 ? 2 : 1, Math.floor(Math.max(best.length, word.length) / 3));
  return distance(word, best) <= allowed ? best : undefined;
}
