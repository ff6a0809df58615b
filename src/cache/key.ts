/** Keys of entries: a digest of everything that decides the content. */
import { createHash } from 'node:crypto';

/** SHA-256 in base64url. */
export type Key = string;

export const KEY_BYTES = 32;

/**
 * @param context what holds for a whole run: versions of the tool and its rules
 * @returns a function from what is particular to a file (its language, options) and its bytes to its key
 */
export function keysFor(context: readonly string[]): (particular: string, content: Uint8Array) => Key {
  const start = createHash('sha256').update(JSON.stringify(context));
  return (particular, content) =>
    start
      .copy()
      .update(`${JSON.stringify(particular)}\n`)
      .update(content)
      .digest('base64url');
}
