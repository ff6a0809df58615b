/** Bytes of a source file → text; what is not UTF-8 is reported, never guessed. */
import type { TextFault } from './task.js';

/** UTF-8 with or without a byte order mark; UTF-16 with one. */
export function sourceText(bytes: Uint8Array): { readonly text: string } | { readonly skipped: TextFault } {
  try {
    if (bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe)
      return { text: new TextDecoder('utf-16le', { fatal: true }).decode(bytes) };
    if (bytes.length >= 2 && bytes[0] === 0xfe && bytes[1] === 0xff)
      return { text: new TextDecoder('utf-16be', { fatal: true }).decode(bytes) };
    if (bytes.includes(0)) return { skipped: 'binary' };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { skipped: 'not-utf8' };
  }
}
