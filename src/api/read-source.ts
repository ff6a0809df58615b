/** Reads source files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceText } from '../pool/index.js';
import type { SkipReason } from '../model/workspace.js';

export type ReadResult = { readonly text: string } | { readonly skipped: SkipReason };

/** @returns undefined when the file can't be read */
export function readBytes(root: string, path: string): Uint8Array | undefined {
  try {
    return readFileSync(join(root, path));
  } catch {
    return undefined;
  }
}

/** UTF-8 with or without a byte order mark; UTF-16 with one. */
export function readSource(root: string, path: string): ReadResult {
  const bytes = readBytes(root, path);
  return bytes === undefined ? { skipped: 'unreadable' } : sourceText(bytes);
}
