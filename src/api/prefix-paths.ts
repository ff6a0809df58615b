/** Paths of one root as seen from the folder that holds all roots of a run. */
import { dirname, relative, sep } from 'node:path';
import type { Finding, Flow, Location, SinkRecord } from '../model/report.js';
import type { RootResult } from './scan-root.js';

/** @param prefix ends with `/`, or is empty where there is only one root */
export function withPrefix(root: RootResult, prefix: string): RootResult {
  if (!prefix) return root;
  const at = (l: Location): Location => ({ ...l, path: prefix + l.path });
  const flow = (f: Flow): Flow => ({ ...f, steps: f.steps.map((s) => ({ ...s, location: at(s.location) })) });
  const placed = <T extends Finding | SinkRecord>(x: T): T => ({
    ...x,
    location: at(x.location),
    callLocation: at(x.callLocation),
    flows: x.flows.map(flow),
  });
  return {
    ...root,
    findings: root.findings.map(placed),
    sinks: root.sinks.map(placed),
    coverage: { ...root.coverage, problems: root.coverage.problems.map((p) => ({ ...p, path: prefix + p.path })) },
    sources: Object.fromEntries(Object.entries(root.sources).map(([path, text]) => [prefix + path, text])),
  };
}

/** The deepest folder that holds all of these. */
export function commonFolder(roots: readonly string[]): string {
  let base = roots[0]!;
  for (const root of roots)
    while (root !== base && !root.startsWith(base.endsWith(sep) ? base : base + sep) && dirname(base) !== base) base = dirname(base);
  return base;
}

/** A root's path below the common folder, with `/` at its end; empty where they are the same. */
export function prefixOf(root: string, base: string): string {
  const below = relative(base, root).split(sep).join('/');
  return below ? `${below}/` : '';
}
