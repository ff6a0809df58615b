/** What was accepted and what was there before, for the summary. */
import type { Finding, ScanResult } from '../../model/report.js';
import type { FindingStatus } from '../../model/triage.js';
import { worstFirst } from '../order.js';
import { count } from './layout.js';

/** Findings of newer rules that are named; the others as a number. */
const MAX_NEWER = 5;

/** Findings that a comment or the configuration accepts. */
export function acceptedTexts({ findings, triage }: ScanResult): string[] {
  const suppressions = triage?.suppressions ?? [];
  if (suppressions.length === 0) return [];
  const active = suppressions.filter(({ state }) => state === 'active');
  const [comments, entries] = (['comment', 'config'] as const).map((origin) => active.filter((one) => one.origin === origin).length);
  const by = [...(comments ? [count(comments, 'comment')] : []), ...(entries ? [count(entries, 'ignore entry', 'ignore entries')] : [])];
  const idle = (['expired', 'unused', 'invalid'] as const).flatMap((state) => {
    const n = suppressions.filter((one) => one.state === state).length;
    return n === 0 ? [] : [`${n} ${state}`];
  });
  return [
    `${count(withStatus(findings, 'suppressed').length, 'finding')}${by.length > 0 ? ` by ${by.join(' and ')}` : ''}; \`waybill suppressions\` lists them`,
    ...(idle.length > 0 ? [`without effect: ${idle.join(', ')}`] : []),
  ];
}

/** What the baseline covers, what only newer rules see, what is gone. */
export function baselineTexts({ findings, triage }: ScanResult): string[] {
  const baseline = triage?.baseline;
  if (!baseline) return [];
  const { path, baselined, gone } = baseline;
  const newer = withStatus(findings, 'newer-rules').sort(worstFirst);
  return [
    `${count(baselined, 'finding')} of before, in ${path}`,
    ...(newer.length > 0
      ? [
          `${count(newer.length, 'finding')} in unchanged code that only newer rules see; they fail no run until \`waybill baseline update\`:`,
          ...newer
            .slice(0, MAX_NEWER)
            .map(({ location, rule, severity, message }) => `${location.path}:${location.line} ${severity} ${rule}: ${message}`),
          ...(newer.length > MAX_NEWER ? [`${newer.length - MAX_NEWER} more; \`waybill baseline show\` lists them`] : []),
        ]
      : []),
    ...(gone.length > 0 ? [`${count(gone.length, 'entry is', 'entries are')} obsolete; \`waybill baseline update\` removes them`] : []),
  ];
}

function withStatus(findings: readonly Finding[], status: FindingStatus): Finding[] {
  return findings.filter((finding) => finding.status === status);
}
