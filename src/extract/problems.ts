/** What extraction says of what it could not read. */

/** A limit that was reached: what the report says at the place, and under which name it counts. */
export interface Limit {
  readonly message: string;
  readonly cut: string;
}

/** A function, or a file. */
export const TOO_DEEP: Limit = { message: 'Nested too deep to be read', cut: 'code nested too deep' };
/** A function. */
export const TOO_MANY_JOINS: Limit = { message: 'Branches too often to be followed', cut: 'functions that branch too often' };

/** Thrown where a limit is counted; caught where the end of the stack is, which is the last net under the count. */
export class LimitReached extends RangeError {
  constructor(readonly limit: Limit) {
    super(limit.message);
  }
}

/** The limit that an error tells of; the end of the stack is nesting. @throws the error itself when it is another one */
export function limitOf(error: unknown): Limit {
  if (!(error instanceof RangeError)) throw error;
  return error instanceof LimitReached ? error.limit : TOO_DEEP;
}
