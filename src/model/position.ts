/** Offsets in a source text → lines and columns. */
import type { FileFacts } from './facts.js';

/** @returns 1-based line and column of an offset, by binary search in the file's line starts */
export function position(facts: FileFacts, offset: number): { readonly line: number; readonly column: number } {
  const { lineStarts } = facts;
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}
