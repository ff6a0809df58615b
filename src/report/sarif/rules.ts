/** Rules in SARIF's form. */
import type { ReportingDescriptor, Result } from 'sarif';
import type { RuleInfo } from '../../model/report.js';
import type { Severity } from '../../model/policy.js';
import { CWE } from './cwe.js';
import { MAX_TAGS } from './limits.js';
import { plainText, shortText } from './text.js';

const levels: Readonly<Record<Severity, Result.level>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note' };

/** The middle of each of GitHub's bands: > 9.0 critical, 7.0–8.9 high, 4.0–6.9 medium, 0.1–3.9 low. */
const scores: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };

export function levelOf(severity: Severity): Result.level {
  return levels[severity];
}

/** @param cweIndex  place of a weakness in the taxonomy of the run */
export function sarifRule(rule: RuleInfo, cweIndex: ReadonlyMap<number, number>): ReportingDescriptor {
  const page = rule.page === undefined ? '' : `\n\nMore: waybill rules show ${rule.id}, or ${rule.page} of the package.`;
  const help = `${rule.help || rule.description || rule.title}${page}`;
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: shortText(plainText(rule.title)) },
    fullDescription: { text: shortText(plainText(rule.description || rule.title)) },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: levelOf(rule.severity) },
    relationships: rule.cwe.map((id) => ({
      target: { id: String(id), index: cweIndex.get(id) ?? -1, toolComponent: { name: CWE, index: 0 } },
      kinds: ['superset'],
    })),
    properties: {
      tags: ['security', 'privacy', ...rule.cwe.map((id) => `external/cwe/cwe-${id}`), rule.kind, rule.tier].slice(0, MAX_TAGS),
      precision: 'high',
      'security-severity': scores[rule.severity],
    },
  };
}

function pascalCase(id: string): string {
  return id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
