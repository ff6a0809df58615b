/** Keys of entries: a digest of everything that decides the content. */
import { createHash, hash } from 'node:crypto';

/** SHA-256 in base64url. */
export type Key = string;

export const KEY_BYTES = 32;

/** Digest of a file's content. */
export function contentDigest(content: Uint8Array): string {
  return hash('sha256', content, 'base64url');
}

/**
 * @param context what holds for a whole run: versions of the tool and its rules
 * @returns a function from what is particular to a file (its language, options) and the digest of its content to its key
 */
export function keysFor(context: readonly string[]): (particular: string, digest: string) => Key {
  const start = createHash('sha256').update(JSON.stringify(context));
  return (particular, digest) =>
    start
      .copy()
      .update(`${JSON.stringify(particular)}\n${digest}`)
      .digest('base64url');
}
