/** What policies say of a finding, and that it crosses a border, in words. */
import type { CrossBorder, Finding, PolicyStatement, ScanResult } from '../model/report.js';
import { count } from './pretty/layout.js';

/** `gdpr critical: GDPR Art. 9, GDPR Art. 32` */
export function statementWords({ policy, severity, articles }: PolicyStatement): string {
  return articles.length === 0 ? `${policy} ${severity}` : `${policy} ${severity}: ${articles.join(', ')}`;
}

/** The first question of each policy: what is most special to the finding. */
export function firstQuestions({ policies = [] }: Pick<Finding, 'policies'>): readonly string[] {
  return [...new Set(policies.flatMap(({ ask }) => ask.slice(0, 1)))];
}

/** `cross-border: US is outside EU; GDPR ch. V (Art. 44–49)` */
export function crossBorderWords({ country, outside, articles }: CrossBorder): string {
  const border = `cross-border: ${country} is outside ${outside.join(', ')}`;
  return articles.length === 0 ? border : `${border}; ${articles.join(', ')}`;
}

/** Sentences for formats that have one text for a finding; none in a run by the default alone. */
export function policySentences({ policies = [], crossBorder }: Pick<Finding, 'policies' | 'crossBorder'>): readonly string[] {
  return [...policies.map(statementWords), ...(crossBorder ? [crossBorderWords(crossBorder)] : [])];
}

/** For the summary: which policies judged. */
export function policyTexts({ policies = [] }: ScanResult): string[] {
  return policies.map(({ id, title }) => `${id}: ${title}`);
}

/** For the summary: what crosses the border of the jurisdictions that the configuration names, and what is not known of it. */
export function borderTexts({ jurisdictions = [], recipients, sinks }: ScanResult): string[] {
  if (jurisdictions.length === 0) return [];
  const names = jurisdictions.map(({ id }) => id).join(', ');
  const calls = sinks.filter(({ crossBorder }) => crossBorder !== undefined).length;
  const crossing = recipients.filter(({ crossBorder }) => crossBorder !== undefined);
  const unknown = recipients.filter(({ party, country }) => party === 'third' && country === undefined);
  return [
    crossing.length === 0
      ? `no known recipient is outside ${names}`
      : `${count(calls, 'call')} to recipients outside ${names}: ${crossing.map(({ name, country }) => `${name} (${country ?? ''})`).join(', ')}`,
    ...jurisdictions.flatMap(({ transfers }) => (transfers && crossing.length > 0 ? [`${transfers.title}: ${transfers.ask}`] : [])),
    ...(unknown.length > 0
      ? [
          `country not known, so not marked: ${unknown.map(({ id, name }) => (id === 'unknown' ? 'another company that is not named' : name)).join(', ')}`,
        ]
      : []),
  ];
}
