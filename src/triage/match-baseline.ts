/**
 * Which data types of which findings were there when the baseline was written. Every data type of an entry covers one:
 * n equal entries cover n findings, and no new leak hides behind an old one that is still there.
 */
import type { Finding, FindingDataType } from '../model/report.js';
import type { BaselineEntry, CodeView } from '../model/triage.js';
import { sinkOf } from './baseline-entry.js';
import { renames } from './renames.js';

export interface Matched {
  /** By finding: ids of data types. */
  readonly covered: ReadonlyMap<Finding, ReadonlySet<string>>;
  /** What no finding was found for: entries with the data types that are left of them. */
  readonly gone: readonly BaselineEntry[];
}

interface Open {
  readonly finding: Finding;
  /** Data types that an entry can cover. */
  readonly types: readonly string[];
  readonly covered: Set<string>;
}

interface Entry {
  readonly entry: BaselineEntry;
  readonly left: Set<string>;
}

/**
 * @param findings not suppressed, in their order
 * @param entries with paths as findings have them
 * @param covers which data types of a finding the baseline can speak of
 */
export function matchBaseline(
  findings: readonly Finding[],
  entries: readonly BaselineEntry[],
  code: Pick<CodeView, 'has' | 'hasSymbol'>,
  covers: (type: FindingDataType) => boolean = () => true,
): Matched {
  const open = findings.map((finding): Open => ({
    finding,
    types: finding.dataTypes.filter(covers).map(({ id }) => id),
    covered: new Set(),
  }));
  const all = entries.map((entry): Entry => ({ entry, left: new Set(entry.dataTypes) }));
  pair(
    open,
    all,
    ({ location, stem }) => `${location.path}\0${stem ?? ''}`,
    ({ path, print }) => `${path}\0${print}`,
  );
  const orphans = all.filter(({ entry, left }) => left.size === entry.dataTypes.length && isOrphan(entry, code));
  if (orphans.length > 0) {
    pair(
      open,
      orphans,
      ({ stem }) => stem ?? '',
      ({ print }) => print,
    );
    pairRenamed(
      open,
      orphans.filter(({ entry, left }) => left.size === entry.dataTypes.length && code.has(entry.path)),
      entries,
    );
  }
  return {
    covered: new Map(open.filter(({ covered }) => covered.size > 0).map(({ finding, covered }) => [finding, covered])),
    gone: all
      .filter(({ left }) => left.size > 0)
      .map(({ entry, left }) => ({ ...entry, dataTypes: entry.dataTypes.filter((id) => left.has(id)) })),
  };
}

/** The code it spoke of stands there no more: moved to another place, or deleted. */
function isOrphan({ path, symbol, sink }: BaselineEntry, code: Pick<CodeView, 'has' | 'hasSymbol'>): boolean {
  if (!code.has(path)) return true;
  return symbol !== '' && !sink.startsWith('literal') && !code.hasSymbol(path, symbol);
}

/** Equals first: of two calls that are alike, the one with the same data is the old one. Then data type by data type. */
function pair(
  open: readonly Open[],
  entries: readonly Entry[],
  keyOf: (finding: Finding) => string,
  entryKeyOf: (entry: BaselineEntry) => string,
): void {
  const byKey = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = entryKeyOf(entry.entry);
    const list = byKey.get(key);
    if (list) list.push(entry);
    else byKey.set(key, [entry]);
  }
  const candidates = open.flatMap((one) => {
    const list = byKey.get(keyOf(one.finding));
    return list && one.covered.size < one.types.length ? [[one, list] as const] : [];
  });
  for (const [one, list] of candidates) {
    const ids = one.types;
    const same = one.covered.size > 0 ? undefined : list.find(({ left }) => left.size === ids.length && ids.every((id) => left.has(id)));
    if (same) take(one, same, ids);
  }
  for (const [one, list] of candidates)
    for (const id of one.types) {
      const entry = one.covered.has(id) ? undefined : list.find(({ left }) => left.has(id));
      if (entry) take(one, entry, [id]);
    }
}

function take({ covered }: Open, { left }: Entry, ids: readonly string[]): void {
  for (const id of ids) {
    covered.add(id);
    left.delete(id);
  }
}

/** Functions that have another name now. */
function pairRenamed(open: readonly Open[], orphans: readonly Entry[], entries: readonly BaselineEntry[]): void {
  const known = new Set(entries.map(({ path, symbol }) => `${path}\0${symbol}`));
  const fresh = open.filter(({ finding, covered }) => covered.size === 0 && !known.has(`${finding.location.path}\0${finding.symbol}`));
  const pairs = renames(
    orphans.map((item) => ({
      item,
      path: item.entry.path,
      symbol: item.entry.symbol,
      likeness: likeness(item.entry.sink, item.entry.dataTypes),
    })),
    fresh.map((item) => ({
      item,
      path: item.finding.location.path,
      symbol: item.finding.symbol,
      likeness: likeness(sinkOf(item.finding), item.types),
    })),
  );
  for (const [entry, one] of pairs) take(one, entry, entry.entry.dataTypes);
}

function likeness(sink: string, dataTypes: readonly string[]): string {
  return `${sink}\0${[...dataTypes].sort().join(' ')}`;
}
