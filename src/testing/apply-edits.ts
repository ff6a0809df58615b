/** Applies edits to source text, as somebody would who follows the advice. */
import type { MendEdit } from '../model/explanation.js';

/** @returns the files with each edit made at its place */
export function withEdits(files: Readonly<Record<string, string>>, edits: readonly MendEdit[]): Record<string, string> {
  const out = { ...files };
  const offset = (text: string, line: number, column: number): number =>
    text
      .split('\n')
      .slice(0, line - 1)
      .reduce((sum, one) => sum + one.length + 1, 0) +
    column -
    1;
  const fromEnd = [...edits].sort((a, b) => b.location.line - a.location.line || b.location.column - a.location.column);
  for (const { location: at, after } of fromEnd) {
    const text = out[at.path]!;
    out[at.path] = text.slice(0, offset(text, at.line, at.column)) + after + text.slice(offset(text, at.endLine, at.endColumn));
  }
  return out;
}
