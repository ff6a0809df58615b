/** What helps a reader who sees more findings than fit a screen: where most of them are, and how to go on. */
import type { Finding, ScanResult } from '../../model/report.js';
import { SEVERITIES, type Selection } from '../../model/selection.js';
import { byText } from '../order.js';
import { count } from './layout.js';

/** Fewer are seen at a glance. */
const MIN_FINDINGS = 20;
const MIN_FILES = 6;
const MAX_FILES = 5;
/** What nobody mends in one go. */
const MANY_FINDINGS = 50;

/** The files with the most findings; nothing when there are few. */
export function fileTexts(shown: readonly Finding[]): string[] {
  if (shown.length < MIN_FINDINGS) return [];
  const counts = new Map<string, number>();
  for (const { location } of shown) counts.set(location.path, (counts.get(location.path) ?? 0) + 1);
  if (counts.size < MIN_FILES) return [];
  const most = [...counts].sort(([a, n], [b, m]) => m - n || byText(a, b)).slice(0, MAX_FILES);
  return [`${count(counts.size, 'file')} with findings, most in`, ...most.map(([path, number]) => `${path} ${number}`)];
}

/** How to begin with a code base that has many findings, unless it has begun; for those that the exit code is about. */
export function nextTexts({ failing, shown, thresholds }: Selection, { triage }: ScanResult): string[] {
  if (failing.length < MANY_FINDINGS || triage?.baseline !== undefined) return [];
  const worst = SEVERITIES.find((severity) => shown.some((finding) => finding.severity === severity));
  const narrower = shown.some(({ severity }) => severity !== worst) && worst !== undefined && thresholds.severity !== worst;
  return [
    '`waybill baseline write` accepts the findings of today: from then on only new ones fail',
    ...(narrower ? [`\`--severity ${worst}\` shows the worst alone`] : []),
  ];
}
