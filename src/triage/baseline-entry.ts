/** Findings → entries of a baseline. */
import type { Finding } from '../model/report.js';
import type { BaselineEntry } from '../model/triage.js';

/** Kind, library, recipient: what of a call does not change when code is moved. */
export function sinkOf({ kind, library = '', recipient }: Finding): string {
  return [kind, library, recipient].filter((part) => part !== '').join(' ');
}

export function entryOf(finding: Finding): BaselineEntry {
  const { location, rule, symbol, dataTypes, stem, print } = finding;
  return {
    path: location.path,
    rule,
    symbol,
    sink: sinkOf(finding),
    dataTypes: dataTypes.map(({ id }) => id).sort(),
    print: stem ?? print,
  };
}

/** A total order: equal entries are the same text. */
export function byEntry(a: BaselineEntry, b: BaselineEntry): number {
  return (
    byText(a.path, b.path) ||
    byText(a.symbol, b.symbol) ||
    byText(a.sink, b.sink) ||
    byText(a.print, b.print) ||
    byText(a.dataTypes.join(' '), b.dataTypes.join(' ')) ||
    byText(a.rule, b.rule)
  );
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
