/** The report in Markdown as GitHub and GitLab read it, for a comment on a change or the summary of a run. */
import type { Finding, Location, RecipientUse, ScanResult } from '../../model/report.js';
import { SEVERITIES } from '../../model/selection.js';
import { byText, worstFirst } from '../order.js';
import { policySentences } from '../policy-words.js';
import { count } from '../pretty/layout.js';
import { acceptedTexts, baselineTexts } from '../pretty/triage-texts.js';
import { analysedTexts, notAnalysedTexts, problemTexts } from '../pretty/summary.js';
import type { ReportInput, Reporter } from '../reporter.js';
import { withoutCommands } from '../safe-text.js';
import { verdict } from '../verdict.js';
import { code, link, paragraph, pathInAddress, plain, sentence } from './text.js';

/** A comment on GitHub holds 65,536 characters. */
export const MAX_COMMENT = 60_000;
const MAX_RECIPIENTS = 15;
const MAX_SOURCES = 3;
const MAX_DATA_TYPES = 6;

const symbols = { critical: '🔴', high: '🟠', medium: '🟡', low: '🔵' } as const;

export const markdownReport: Reporter = (input, { maxBytes = MAX_COMMENT }) => markdownWithin(input, maxBytes);

/**
 * The report in no more bytes: the worst findings, and the number of those that found no room.
 *
 * @param maxBytes  of UTF-8; what stands before and after the findings takes some thousand of it
 */
export function markdownWithin(input: ReportInput, maxBytes: number): string {
  const head = headLines(input);
  const tail = [...recipientLines(input.result), ...coverageLines(input.result)];
  const budget = new Budget(maxBytes - bytesOf([...head, ...tail]) - bytesOf([leftLine(input.selection.shown.length)]));
  const body: string[] = [];
  let listed = 0;
  for (const findings of groupsOf(input.selection.shown)) {
    let opening: readonly string[] = groupLines(findings, input.result);
    const before = listed;
    for (const finding of findings) {
      const lines = [...opening, row(finding, input)];
      if (!budget.takes(lines)) break;
      body.push(...lines);
      opening = [];
      listed++;
    }
    if (listed > before) body.push('');
    if (listed - before < findings.length) break;
  }
  if (listed < input.selection.shown.length) body.push(leftLine(input.selection.shown.length - listed), '');
  return withoutCommands(`${[...head, ...body, ...tail].join('\n').trimEnd()}\n`);
}

/** Counts what has been written. */
class Budget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  takes(lines: readonly string[]): boolean {
    const size = bytesOf(lines);
    if (size > this.#left) return false;
    this.#left -= size;
    return true;
  }
}

/** With a line feed, and an empty line that may follow. */
function bytesOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 2, 0);
}

function leftLine(number: number): string {
  return `_${number} more ${number === 1 ? 'finding is' : 'findings are'} not listed here; the JSON and SARIF reports hold all._`;
}

function headLines({ result, selection, shortfall }: ReportInput): string[] {
  const { shown, belowConfidence, belowSeverity, thresholds } = selection;
  const counts = SEVERITIES.map((severity) => [shown.filter((finding) => finding.severity === severity).length, severity] as const);
  const hidden = [
    ...(belowSeverity > 0 ? [`${belowSeverity} below ${thresholds.severity} severity`] : []),
    ...(belowConfidence > 0 ? [`${belowConfidence} below ${thresholds.confidence} confidence`] : []),
  ];
  return [
    `## ${selection.failing.length > 0 || shortfall !== undefined ? '❌' : '✅'} Waybill: ${sentence(verdict(selection, shortfall))}`,
    '',
    shown.length === 0
      ? nothingShown(result)
      : counts
          .map(([number, severity]) => (number > 0 ? `${symbols[severity]} **${number} ${severity}**` : `${number} ${severity}`))
          .join(' · '),
    '',
    ...(hidden.length > 0 ? [`Not shown: ${hidden.join(', ')}.`, ''] : []),
    ...triageLines(result),
  ];
}

function nothingShown({ triage }: ScanResult): string {
  const hasOld = (triage?.baseline?.entries ?? 0) > 0 || (triage?.suppressions ?? []).some(({ state }) => state === 'active');
  return hasOld ? 'No new finding.' : 'No personal data was seen to leave in a way that is reported.';
}

/** What was accepted, and what was there before. */
function triageLines(result: ScanResult): string[] {
  const lines = [
    ...acceptedTexts(result).map((text) => `- Accepted: ${sentence(text)}`),
    ...baselineTexts(result).map((text) => `- Baseline: ${sentence(text)}`),
  ];
  return lines.length > 0 ? [...lines, ''] : [];
}

/** Findings with the same rule, severity and remedy stand together: the group with the worst first. */
function groupsOf(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of [...findings].sort(worstFirst)) {
    const key = [finding.severity, finding.rule, finding.remedy].join('\0');
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const rank = (group: readonly Finding[]): number => SEVERITIES.indexOf(group[0]?.severity ?? 'low');
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || b.length - a.length || byText(a[0]?.rule ?? '', b[0]?.rule ?? ''));
}

function groupLines(findings: readonly Finding[], { rules }: ScanResult): string[] {
  const [first] = findings;
  if (!first) return [];
  const title = rules.find(({ id }) => id === first.rule)?.title ?? first.rule;
  return [
    `### ${symbols[first.severity]} ${first.severity}: ${plain(title)} (${findings.length})`,
    '',
    `${paragraph(first.remedy)} ${code(first.rule)}`,
    '',
    '| Place | What leaves |',
    '| :-- | :-- |',
  ];
}

function row(finding: Finding, input: ReportInput): string {
  const inside = finding.symbol === '' ? '' : `<br>in ${code(finding.symbol)}`;
  const sure = finding.confidence === 'high' ? '' : `<br>${finding.confidence} confidence`;
  const laws = policySentences(finding).map((text) => `<br>${sentence(text)}`);
  return `| ${place(finding.location, input)}${inside}${sure} | ${sentence(finding.message)}${sourcesOf(finding, input)}${laws.join('')} |`;
}

/** `path:line`, with a link when the address of the repository is known. */
function place(location: Location, input: ReportInput): string {
  return link(code(`${location.path}:${location.line}`), addressOf(location, input));
}

function addressOf({ path, line }: Location, { repository }: ReportInput): string | undefined {
  return repository?.address === undefined ? undefined : `${repository.address}${pathInAddress(path)}#L${line}`;
}

/** Where the data comes from, when that is another line. */
function sourcesOf(finding: Finding, input: ReportInput): string {
  const places = new Map<string, string>();
  for (const { source, steps } of finding.flows) {
    const first = steps[0]?.location;
    const isNear = first?.path === finding.location.path;
    if (!first || (isNear && first.line === finding.location.line)) continue;
    const at = isNear ? link(`line ${first.line}`, addressOf(first, input)) : place(first, input);
    if (!places.has(at)) places.set(at, `${code(source)} at ${at}`);
  }
  const shown = [...places.values()].slice(0, MAX_SOURCES);
  const more = places.size > shown.length ? ` and ${places.size - shown.length} more` : '';
  return shown.length === 0 ? '' : `<br>from ${shown.join(', ')}${more}`;
}

const partyOrder: readonly RecipientUse['party'][] = ['third', 'unknown', 'first', 'self'];
const parties: Readonly<Record<RecipientUse['party'], string>> = {
  third: 'another company',
  unknown: 'not known',
  first: 'own service',
  self: 'this program',
};

function recipientLines({ recipients, dataTypes, coverage }: ScanResult): string[] {
  const titles = new Map(dataTypes.map(({ id, title }) => [id, title]));
  const sorted = recipients
    .filter(({ id }) => id !== 'unknown')
    .sort((a, b) => partyOrder.indexOf(a.party) - partyOrder.indexOf(b.party) || b.sinks - a.sinks || byText(a.id, b.id));
  if (sorted.length === 0) return [];
  const rows = sorted.slice(0, MAX_RECIPIENTS).map(({ name, country, party, sinks, dataTypes: ids }) => {
    const names = ids.slice(0, MAX_DATA_TYPES).map((id) => plain(titles.get(id) ?? id));
    if (ids.length > MAX_DATA_TYPES) names.push(`${ids.length - MAX_DATA_TYPES} more`);
    return `| ${plain(name)} | ${plain(country ?? '')} | ${parties[party]} | ${sinks} | ${names.join(', ')} |`;
  });
  const more = sorted.length - rows.length;
  const unknown = coverage.unknownRecipients;
  return [
    `<details><summary>Who gets personal data: ${sorted.length}</summary>`,
    '',
    '| Recipient | Country | Who | Calls | Data |',
    '| :-- | :-- | :-- | --: | :-- |',
    ...rows,
    '',
    ...(more > 0 ? [`And ${more} more.`, ''] : []),
    ...(unknown > 0 ? [`${count(unknown, 'call')} to recipients that the code does not name.`, ''] : []),
    '</details>',
    '',
  ];
}

function coverageLines(result: ScanResult): string[] {
  return [
    '<details><summary>What was looked at, and what was not</summary>',
    '',
    ...analysedTexts({ result }).map((text) => `- Analysed: ${sentence(text)}`),
    ...notAnalysedTexts(result.coverage).map((text) => `- Not analysed: ${sentence(text)}`),
    ...problemTexts(result).map((text) => `- Problem: ${sentence(text)}`),
    '',
    '</details>',
  ];
}
