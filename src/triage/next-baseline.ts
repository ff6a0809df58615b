/** The baseline that fits a scan, and how it differs from the one before. */
import type { Finding, ScanResult } from '../model/report.js';
import type { Baseline, BaselineEntry, CodeView } from '../model/triage.js';
import { byEntry, entryOf } from './baseline-entry.js';

export interface BaselineChange {
  readonly baseline: Baseline;
  readonly added: readonly BaselineEntry[];
  readonly removed: readonly BaselineEntry[];
}

/**
 * @param findings triaged; those that are suppressed need no entry
 * @param takes which findings that are in no baseline get an entry
 * @param before with paths as findings have them
 * @param policies that judged; absent: the default alone
 */
export function nextBaseline(
  tool: ScanResult['tool'],
  findings: readonly Finding[],
  code: Pick<CodeView, 'paths' | 'digest' | 'isLost'>,
  takes: (finding: Finding) => boolean,
  before?: Baseline,
  policies?: readonly string[],
): BaselineChange {
  const kept = findings.filter((f) => f.status === 'baselined' || (f.status !== 'suppressed' && takes(f)));
  const held = new Set(kept);
  // What could not be read now is as it was, until somebody can look.
  const unseen = (before?.findings ?? []).filter(({ path }) => code.isLost(path));
  const entries = [...entriesOf(kept), ...unseen].sort(byEntry);
  const open = new Set(findings.filter((f) => !held.has(f) && mayComeBack(f)).map((f) => f.location.path));
  const digests = code.paths.filter((path) => !open.has(path)).map((path) => [path, code.digest(path)] as const);
  const unseenFiles = Object.entries(before?.files ?? {}).filter(([path]) => code.isLost(path));
  const files = Object.fromEntries([...digests.filter(([, digest]) => digest !== ''), ...unseenFiles]);
  return {
    baseline: { waybill: tool.version, rulesVersion: tool.rulesVersion, ...(policies ? { policies } : {}), findings: entries, files },
    added: without(entries, before?.findings ?? []),
    removed: without(before?.findings ?? [], entries),
  };
}

/**
 * A finding without an entry in code that need not change: with a digest of that code, later rules would be said to
 * have brought it. What a comment accepts for good stays accepted as long as the text is the same.
 */
function mayComeBack({ status, suppressions = [] }: Finding): boolean {
  return status !== 'suppressed' || suppressions.some(({ origin, until }) => origin === 'config' || until !== undefined);
}

/** A finding that stands in two parts, old and taken now, is one entry. */
function entriesOf(findings: readonly Finding[]): readonly BaselineEntry[] {
  const byCall = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    const key = `${finding.location.path}\0${finding.print}`;
    const [entry, other] = [entryOf(finding), byCall.get(key)];
    byCall.set(key, other ? { ...other, dataTypes: [...new Set([...other.dataTypes, ...entry.dataTypes])].sort() } : entry);
  }
  return [...byCall.values()].sort(byEntry);
}

/** Entries of one list that the other has not; equals count. */
function without(these: readonly BaselineEntry[], those: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const keyOf = ({ path, print, dataTypes }: BaselineEntry): string => `${path}\0${print}\0${[...dataTypes].sort().join(' ')}`;
  const left = new Map<string, number>();
  for (const entry of those) left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) + 1);
  return these.filter((entry) => {
    const n = left.get(keyOf(entry)) ?? 0;
    if (n > 0) left.set(keyOf(entry), n - 1);
    return n === 0;
  });
}
