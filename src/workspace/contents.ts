/** What a code file is, as far as its name, its size and its first lines tell: analysed, or skipped and why. */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { SkipReason } from '../model/workspace.js';

export interface Inspection {
  readonly bytes: number;
  readonly skip?: SkipReason;
  /** Of the content, when it was asked for and all of it was read. */
  readonly digest?: string;
}

/** Above these sizes a file is data or a bundle, and parsing it would cost more than the rest of the tree. */
const MAX_JAVASCRIPT_BYTES = 2_000_000;
const MAX_TYPESCRIPT_BYTES = 5_000_000;
/** Smaller files are not worth the look for minified code. */
const MINIFIED_FROM_BYTES = 20_000;
const MINIFIED_AVERAGE_LINE = 250;
const MINIFIED_LINE = 5_000;
const HEAD_BYTES = 1_024;

const JAVASCRIPT = /\.[cm]?jsx?$/;
const MINIFIED_NAME = /[.-]min\.[cm]?js$/;
const GENERATED_NAME = /(?:\.generated|\.gen|\.pb|_pb)\.(?:d\.)?[cm]?[jt]sx?$|^\.pnp\.(?:loader\.)?[cm]js$/;

/** One whole read tells the size of most files without a stat of their own. */
const buffer = Buffer.allocUnsafe(16_384);

/** Whether the name says that a program wrote the file. */
export function isGeneratedName(name: string): boolean {
  return GENERATED_NAME.test(name);
}

/** Whether parsing a file would cost more than the rest of the tree. */
export function isTooLarge(name: string, bytes: number): boolean {
  return bytes > (JAVASCRIPT.test(name) ? MAX_JAVASCRIPT_BYTES : MAX_TYPESCRIPT_BYTES);
}

/**
 * Takes the place of a code file, gives its size and why it is to be skipped, if it is.
 *
 * @param digest makes that of the content, so that a small file need not be read again for it
 */
export function inspect(absolute: string, name: string, digest?: (content: Uint8Array) => string): Inspection {
  let handle: number;
  try {
    handle = openSync(absolute, 'r');
  } catch {
    return { bytes: 0, skip: 'unreadable' };
  }
  try {
    const read = readSync(handle, buffer, 0, buffer.length, 0);
    const bytes = read < buffer.length ? read : fstatSync(handle).size;
    const skip = skipReason(absolute, name, bytes, buffer.toString('latin1', 0, read));
    if (skip !== undefined) return { bytes, skip };
    return digest === undefined || read === buffer.length ? { bytes } : { bytes, digest: digest(buffer.subarray(0, read)) };
  } catch {
    return { bytes: 0, skip: 'unreadable' };
  } finally {
    closeSync(handle);
  }
}

function skipReason(absolute: string, name: string, bytes: number, beginning: string): SkipReason | undefined {
  const javascript = JAVASCRIPT.test(name);
  if (MINIFIED_NAME.test(name)) return 'minified';
  if (isGeneratedName(name) || isGeneratedHead(beginning.slice(0, HEAD_BYTES))) return 'generated';
  // A bundle of many megabytes is told by its beginning; what was written by hand, or for reading, is named in the report.
  if (isTooLarge(name, bytes)) return javascript && isMinified(beginning) ? 'minified' : 'too-large';
  if (javascript && bytes > MINIFIED_FROM_BYTES && isMinified(readFileSync(absolute, 'latin1'))) return 'minified';
  return undefined;
}

/** Phrases of generators. `auto-generated` alone could speak of passwords, so it must speak of the file or its maker. */
const GENERATED_PHRASES = [
  /@generated\b/,
  /\bDO NOT (?:EDIT|MODIFY|CHANGE)\b/,
  /\bdo not (?:manually )?(?:edit|modify|change)\b[^.\n]{1,40}\b(?:file|manually|by hand|directly)\b/i,
  /\b(?:file|code|module|client|types?|typings|bindings)\b[^.\n]{1,40}\b(?:auto|automatically)[- ]?generated\b/i,
  /\b(?:auto|automatically)[- ]?generated[ -](?:file|code|by|from|with|using|on|at)\b/i,
  /^(?:[^\S\r\n\u2028\u2029]|[/*#!-])*auto-?generated(?:[^\S\r\n\u2028\u2029]|[.!*/-])*$/im,
];

/** Whether the comments at the head of a file say that a program wrote it. */
export function isGeneratedHead(head: string): boolean {
  const comments = leadingComments(head);
  return comments !== '' && GENERATED_PHRASES.some((phrase) => phrase.test(comments));
}

function leadingComments(head: string): string {
  let at = head.startsWith('\xEF\xBB\xBF') ? 3 : 0;
  const start = at;
  for (;;) {
    while (at < head.length && head.charCodeAt(at) <= 32) at++;
    const opener = head.slice(at, at + 2);
    if (opener !== '//' && opener !== '/*' && opener !== '#!') break;
    const end = opener === '/*' ? head.indexOf('*/', at + 2) : head.indexOf('\n', at);
    at = end < 0 ? head.length : end + (opener === '/*' ? 2 : 1);
  }
  return head.slice(start, at);
}

/** Whether the text is machine-packed code: long lines, dense with punctuation (a line of base64 is not). */
export function isMinified(text: string): boolean {
  let lines = 0;
  let packed = 0;
  let packedLines = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    lines++;
    const length = end - start;
    if (length > MINIFIED_AVERAGE_LINE && isDense(text, start, end)) {
      packed += length;
      if (length > MINIFIED_LINE) packedLines += length;
    }
    start = end + 1;
  }
  const half = text.length / 2;
  return packedLines > half || (packed > half && text.length / Math.max(lines, 1) > MINIFIED_AVERAGE_LINE);
}

/** Code without layout: at most one space in ten characters, at least one mark of punctuation in twenty. */
function isDense(text: string, start: number, end: number): boolean {
  let spaces = 0;
  let marks = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9) spaces++;
    // ( ) , . : ; = { }
    else if (
      code === 40 ||
      code === 41 ||
      code === 44 ||
      code === 46 ||
      code === 58 ||
      code === 59 ||
      code === 61 ||
      code === 123 ||
      code === 125
    )
      marks++;
  }
  const length = end - start;
  return spaces * 10 <= length && marks * 20 >= length;
}
