/** The order in which people read findings. */
import type { Finding } from '../model/report.js';
import { SEVERITIES } from '../model/selection.js';

/** Worst first, then by place; a total order. */
export function worstFirst(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    byText(a.location.path, b.location.path) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    byText(a.rule, b.rule) ||
    byText(a.print, b.print)
  );
}

/** By UTF-16 units, the same on every machine. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
