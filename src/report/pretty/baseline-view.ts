/** What a baseline holds, and how one differs from the one before. */
import type { Finding, ScanResult } from '../../model/report.js';
import type { BaselineEntry } from '../../model/triage.js';
import { byText, worstFirst } from '../order.js';
import { neutraliseSentence } from '../safe-text.js';
import type { ReportStyle } from '../reporter.js';
import { count, pad } from './layout.js';
import { createTheme } from './theme.js';

const MAX_PATHS = 20;

/** Counts by rule and file, what newer rules see, what is gone. */
export function baselineView({ findings, triage }: ScanResult, style: ReportStyle): string {
  const theme = createTheme(style);
  const baseline = triage?.baseline;
  if (!baseline) return 'There is no baseline. waybill baseline write makes one.\n';
  const old = findings.filter(({ status }) => status === 'baselined');
  const newer = findings.filter(({ status }) => status === 'newer-rules').sort(worstFirst);
  const say = (text: string): string => neutraliseSentence(text, theme.unicode);
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', theme.strong(title), ...lines.map((line) => `  ${say(line)}`)];
  return `${[
    `${say(baseline.path)}: ${count(baseline.entries, 'entry', 'entries')}, ${count(baseline.baselined, 'finding')} covered${baseline.otherRules ? '; written by other rules or another version' : ''}`,
    ...section(
      'By rule',
      counted(old, ({ rule }) => rule),
    ),
    ...section(
      'By file',
      counted(old, ({ location }) => location.path),
    ),
    ...section('Only newer rules see (waybill baseline update takes them in)', newer.map(placeOf)),
    ...section('Gone (waybill baseline update removes them)', baseline.gone.map(entryText)),
  ].join('\n')}\n`;
}

function counted(findings: readonly Finding[], keyOf: (finding: Finding) => string): string[] {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  const rows = [...counts].sort(([a, n], [b, m]) => m - n || byText(a, b));
  const left = rows.length - MAX_PATHS;
  const width = String(rows[0]?.[1] ?? 0).length;
  return [
    ...rows.slice(0, MAX_PATHS).map(([key, n]) => `${pad('', width - String(n).length)}${n}  ${key}`),
    ...(left > 0 ? [count(left, 'more', 'more')] : []),
  ];
}

function placeOf({ location, severity, rule, message }: Finding): string {
  return `${location.path}:${location.line} ${severity} ${rule}: ${message}`;
}

function entryText({ path, symbol, sink, dataTypes }: BaselineEntry): string {
  return `${path}${symbol === '' ? '' : ` in ${symbol}`}: ${dataTypes.join(', ')} to ${sink}`;
}

/** `+` what comes in, `-` what goes. */
export function changeLines(added: readonly BaselineEntry[], removed: readonly BaselineEntry[], style: ReportStyle): string[] {
  const theme = createTheme(style);
  const say = (text: string): string => neutraliseSentence(text, theme.unicode);
  return [
    ...removed.map((entry) => theme.passed(`- ${say(entryText(entry))}`)),
    ...added.map((entry) => theme.failed(`+ ${say(entryText(entry))}`)),
  ];
}
