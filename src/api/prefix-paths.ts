/** Paths of one root as seen from the folder that holds all roots of a run. */
import { dirname, relative, sep } from 'node:path';
import type { Place, Survey } from '../model/inventory.js';
import { placedBelow } from '../model/placed.js';
import type { RootResult } from './root-result.js';

/** @param prefix ends with `/`, or is empty where there is only one root */
export function withPrefix(root: RootResult, prefix: string): RootResult {
  if (!prefix) return root;
  return {
    ...root,
    findings: root.findings.map((finding) => placedBelow(prefix, finding)),
    sinks: root.sinks.map((sink) => placedBelow(prefix, sink)),
    comments: root.comments.map((c) => ({ ...c, path: prefix + c.path })),
    coverage: { ...root.coverage, problems: root.coverage.problems.map((p) => ({ ...p, path: prefix + p.path })) },
    ...(root.survey ? { survey: surveyWithPrefix(root.survey, prefix) } : {}),
    sources: Object.fromEntries(Object.entries(root.sources).map(([path, text]) => [prefix + path, text])),
  };
}

function surveyWithPrefix({ entities, entries }: Survey, prefix: string): Survey {
  const placed = <T extends { readonly place: Place }>(x: T): T => ({ ...x, place: { ...x.place, path: prefix + x.place.path } });
  return { entities: entities.map((e) => ({ ...placed(e), personal: e.personal.map(placed) })), entries: entries.map(placed) };
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
