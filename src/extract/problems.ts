/** What extraction says of what it could not read. */

/** A function, or a file, whose nesting is deeper than the stack. */
export const TOO_DEEP = 'Nested too deep to be read';
