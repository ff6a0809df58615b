/** Takes out of findings what a comment or the configuration accepts. */
import type { Finding } from '../model/report.js';
import type { IgnoreEntry } from '../model/project-config.js';
import type { FindingSuppression, SourceComment, Suppression } from '../model/triage.js';
import type { Acceptance } from './acceptance.js';
import { acceptancesOf } from './comments.js';
import { acceptancesOfEntries, reachesBeyond } from './entries.js';
import type { KnownNames } from './known-names.js';

/** The finding with these data types alone; nothing when none of them is reported by itself. */
export type Narrow = (finding: Finding, dataTypes: ReadonlySet<string>) => Finding | undefined;

export interface SuppressInput {
  readonly findings: readonly Finding[];
  readonly comments: readonly SourceComment[];
  readonly entries: readonly IgnoreEntry[];
  readonly known: KnownNames;
  readonly today: string;
  readonly narrow: Narrow;
  /** Whether a file's findings are all there: in a run of named files, only those of these files are. */
  readonly complete: (path: string) => boolean;
  /** Whether all findings of the project are there. */
  readonly whole: boolean;
}

export interface Suppressed {
  /** In the order given; a finding that is covered in part stands twice. */
  readonly findings: readonly Finding[];
  readonly suppressions: readonly Suppression[];
}

export function suppress(input: SuppressInput): Suppressed {
  const comments = acceptancesOf(input.comments, input.known, input.today);
  const entries = acceptancesOfEntries(input.entries, input.known, input.today);
  const findings = input.findings.flatMap((finding) =>
    parted(finding, [...(comments.get(finding.location.path) ?? []), ...entries], input.narrow),
  );
  const suppressions = [
    ...[...comments].flatMap(([path, list]) => list.map((one) => one.result(input.complete(path)))),
    ...entries.map((one, i) => one.result(input.whole && !reachesBeyond(input.entries[i]!))),
  ];
  return { findings, suppressions: suppressions.sort(byPlace) };
}

/** What is accepted, and what is left. */
function parted(finding: Finding, acceptances: readonly Acceptance[], narrow: Narrow): Finding[] {
  const covered = new Set<string>();
  const by: FindingSuppression[] = [];
  for (const acceptance of acceptances) {
    const units = acceptance.covers(finding);
    if (units.length === 0) continue;
    for (const { id } of units) covered.add(id);
    const { origin, path, line, reason, until, by: who } = acceptance.parts;
    by.push({ origin, path, line, reason, ...(until === undefined ? {} : { until }), ...(who === undefined ? {} : { by: who }) });
  }
  if (by.length === 0) return [finding];
  const rest = leftOf(finding, covered, narrow);
  const accepted = rest ? narrow(finding, covered) : finding;
  return [...(rest ? [rest] : []), ...(accepted ? [{ ...accepted, status: 'suppressed' as const, suppressions: by }] : [])];
}

/** The finding without the data types that are covered. */
export function leftOf(finding: Finding, covered: ReadonlySet<string>, narrow: Narrow): Finding | undefined {
  const left = new Set(finding.dataTypes.map(({ id }) => id).filter((id) => !covered.has(id)));
  return left.size > 0 ? narrow(finding, left) : undefined;
}

function byPlace(a: Suppression, b: Suppression): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line;
}
