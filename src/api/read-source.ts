/** Reads source files as text; a file that is not UTF-8 is reported, never guessed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SkipReason } from '../model/workspace.js';

export type ReadResult = { readonly text: string } | { readonly skipped: SkipReason };

/** UTF-8 with or without a byte order mark; UTF-16 with one. */
export function readSource(root: string, path: string): ReadResult {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(root, path));
  } catch {
    return { skipped: 'unreadable' };
  }
  try {
    if (bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le', { fatal: true }).decode(bytes) };
    if (bytes.includes(0)) return { skipped: 'binary' };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { skipped: 'not-utf8' };
  }
}
