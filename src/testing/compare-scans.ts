/** Two scans side by side: what one finds and the other does not. */
import { scan } from '../index.js';
import type { Finding, ScanResult, SinkRecord } from '../model/report.js';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import { jsonReport } from '../report/json.js';
import { select } from '../triage/select.js';
import { temporaryTree } from './temporary-tree.js';

/** Scans without the cache: what was kept of an earlier scan must not stand for this one. */
export async function scanPaths(paths: readonly string[], cwd: string): Promise<ScanResult> {
  return (await scan({ paths, cwd, noCache: true })).result;
}

/** Scans files in a folder of their own. */
export async function scanFiles(files: Readonly<Record<string, unknown>>): Promise<ScanResult> {
  const tree = temporaryTree(files);
  try {
    return await scanPaths(['.'], tree.root);
  } finally {
    tree.remove();
  }
}

/** The JSON report of a result, with the thresholds a run has by itself. */
export function jsonOf(result: ScanResult): string {
  const selection = select(result.findings, DEFAULT_THRESHOLDS);
  return jsonReport({ result, selection }, { width: 80, color: 0, unicode: true, quiet: false });
}

/** A finding without the words of the code in it: where it stands and what is found there. */
export function findingKey(finding: Finding): string {
  const { rule, severity, confidence, recipient, location, callLocation, dataTypes } = finding;
  const types = dataTypes.map(({ id }) => id).sort();
  return `${location.path}:${callLocation.line}:${location.line} ${rule} ${severity} ${confidence} ${recipient} [${types.join(' ')}]`;
}

/** A sink, finding or not, without the words of the code in it. */
export function sinkKey(sink: SinkRecord): string {
  const { location, callLocation, kind, library, recipient, party } = sink;
  const flows = new Set(sink.flows.map((f) => [f.dataType, f.role, ...f.transforms].join('/')));
  return `${location.path}:${callLocation.line}:${location.line} ${kind} ${library} ${recipient} ${party} [${[...flows].sort().join(' ')}]`;
}

export interface Difference {
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

export const NO_DIFFERENCE: Difference = { lost: [], gained: [] };

/** What is in one list and not in the other; equal entries count as often as they stand there. */
export function difference(before: readonly string[], after: readonly string[]): Difference {
  const left = new Map<string, number>();
  for (const key of before) left.set(key, (left.get(key) ?? 0) + 1);
  const gained: string[] = [];
  for (const key of after) {
    const n = left.get(key) ?? 0;
    if (n > 0) left.set(key, n - 1);
    else gained.push(key);
  }
  const lost = [...left].flatMap(([key, n]) => Array<string>(n).fill(key));
  return { lost: lost.sort(), gained: gained.sort() };
}

/** How the findings differ, place by place. */
export function findingDifference(before: ScanResult, after: ScanResult): Difference {
  return difference(before.findings.map(findingKey), after.findings.map(findingKey));
}

/** How everything differs that personal data reaches, place by place. */
export function sinkDifference(before: ScanResult, after: ScanResult): Difference {
  return difference(before.sinks.map(sinkKey), after.sinks.map(sinkKey));
}
