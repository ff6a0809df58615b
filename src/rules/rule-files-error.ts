/** The error of wrong rule files. */
import { formatProblem, sortProblems, type FileProblem } from '../yaml/problems.js';

/** Thrown when rules cannot be used; holds every problem of every file. */
export class RuleFilesError extends Error {
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    const sorted = sortProblems(problems);
    super(sorted.map(formatProblem).join('\n'));
    this.name = 'RuleFilesError';
    this.problems = sorted;
  }
}
