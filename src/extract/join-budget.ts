/**
 * Where control flow joins, each reassigned variable is looked at for each branch: the one part of extraction that can grow
 * with the square of a file. All else is bounded by the file's size.
 */
import { LimitReached, TOO_MANY_JOINS } from './problems.js';

/** Variables looked at where branches of one function join. Hand-written functions need hundreds. */
export const MAX_FUNCTION_JOINS = 200_000;
/** The same for all functions of a file. */
export const MAX_FILE_JOINS = 1_000_000;

export class JoinBudget {
  constructor(
    private left: number,
    private readonly outer?: JoinBudget,
  ) {}

  /** @throws LimitReached when nothing is left, here or around */
  spend(variables: number): void {
    this.left -= variables;
    if (this.left < 0) throw new LimitReached(TOO_MANY_JOINS);
    this.outer?.spend(variables);
  }
}
