/**
 * GitLab's Code Quality report: one JSON array of issues.
 *
 * Source: docs.gitlab.com, "Code Quality report format". GitLab shows an issue as new or resolved by its fingerprint, and
 * of equal fingerprints one.
 */
import { createHash } from 'node:crypto';
import type { Finding } from '../model/report.js';
import type { Severity } from '../model/policy.js';
import { worstFirst } from './order.js';
import { policySentences } from './policy-words.js';
import type { Reporter } from './reporter.js';
import { inertJson, neutraliseSentence } from './safe-text.js';

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

const severities: Readonly<Record<Severity, Issue['severity']>> = { critical: 'blocker', high: 'critical', medium: 'major', low: 'minor' };

export const gitlabCodeQualityReport: Reporter = ({ selection }) => {
  const seen = new Map<string, number>();
  return inertJson([...selection.shown].sort(worstFirst).map((finding) => issueOf(finding, seen)));
};

/** @param seen  how often each identity has come; counted here */
function issueOf(finding: Finding, seen: Map<string, number>): Issue {
  const { location } = finding;
  const identity = [location.path, finding.print, ...finding.dataTypes.map(({ subPrint }) => subPrint).sort()].join('\0');
  const before = seen.get(identity) ?? 0;
  seen.set(identity, before + 1);
  return {
    description: neutraliseSentence([`${finding.message}. ${finding.remedy}`, ...policySentences(finding)].join(' ')),
    check_name: finding.rule,
    fingerprint: digest(before === 0 ? identity : `${identity}\0${before}`),
    severity: severities[finding.severity],
    location: { path: location.path, lines: { begin: location.line, end: location.endLine } },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
