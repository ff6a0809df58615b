/** Source text in which literals that hold personal data or a secret are masked, at the same length, so that no report can show one. */
import type { LiteralMatch } from '../model/facts.js';
import { sourceText } from '../pool/index.js';

/** A literal as reports may show it. */
export type HiddenLiteral = Pick<LiteralMatch, 'at' | 'preview'>;

/** A file of which reports may show lines. */
export interface QuotedFile {
  readonly path: string;
  readonly hidden: readonly HiddenLiteral[];
}

const QUOTES = new Set(['"', "'", '`']);

/**
 * @param literals of the file; the place may hold the quotes or leave them out
 * @returns the text with each literal's preview written over it; line breaks and all offsets stay
 */
export function maskLiterals(text: string, literals: readonly HiddenLiteral[]): string {
  let out = text;
  for (const { at, preview } of literals) {
    let [start, end] = at;
    if (QUOTES.has(out[start] ?? '')) start++;
    if (end > start && QUOTES.has(out[end - 1] ?? '')) end--;
    const hidden = out.slice(start, end).replace(/[^\r\n\u2028\u2029]/g, '*');
    const shown = preview.length < hidden.length && !/[\r\n]/.test(hidden.slice(0, preview.length)) ? preview : '';
    out = out.slice(0, start) + shown + hidden.slice(shown.length) + out.slice(end);
  }
  return out;
}

/**
 * @param read gives undefined for a file that can't be read
 * @returns path → text; nothing for a file without one
 */
export function maskedTexts(
  files: readonly QuotedFile[],
  read: (path: string) => Uint8Array | undefined,
): Readonly<Record<string, string>> {
  const out: Record<string, string> = {};
  for (const { path, hidden } of files) {
    const bytes = read(path);
    const source = bytes && sourceText(bytes);
    if (source && 'text' in source) out[path] = maskLiterals(source.text, hidden);
  }
  return out;
}
