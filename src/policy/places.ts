/** Offsets → lines and columns, and short texts of the source. */
import type { FileFacts, Span } from '../model/facts.js';
import { position } from '../model/position.js';
import type { Location } from '../model/report.js';

export function location(facts: FileFacts, at: Span): Location {
  const start = position(facts, at[0]);
  const end = position(facts, at[1]);
  return { path: facts.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

/** Cut to the first line, so that a review tool shows it where only that line changed. */
export function onOneLine(facts: FileFacts, at: Span): Location {
  const whole = location(facts, at);
  if (whole.endLine === whole.line) return whole;
  const next = facts.lineStarts[whole.line];
  const end = next === undefined ? whole.column + 1 : next - (facts.lineStarts[whole.line - 1] ?? 0);
  return { ...whole, endLine: whole.line, endColumn: Math.max(whole.column + 1, end) };
}

/** Longest piece of source that is shown in a sentence. */
const MAX_TEXT = 60;

/** Source text at a place, on one line and short. */
export function snippet(text: string | undefined, at: Span): string {
  const raw = (text ?? '').slice(at[0], at[1]).replace(/\s+/g, ' ').trim();
  return raw.length > MAX_TEXT ? `${raw.slice(0, MAX_TEXT - 1)}…` : raw;
}
