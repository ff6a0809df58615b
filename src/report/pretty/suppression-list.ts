/** All that is accepted in a project, for reviewers. */
import type { Finding, ScanResult } from '../../model/report.js';
import type { Suppression } from '../../model/triage.js';
import { neutraliseSentence } from '../safe-text.js';
import type { ReportStyle } from '../reporter.js';
import { count, wrap } from './layout.js';
import { createTheme, type Theme } from './theme.js';

const MIN_WIDTH = 40;
const MAX_WIDTH = 120;
const INDENT = '    ';

/** @returns text that ends with a newline: by place, what each accepts, why, and what is wrong with it */
export function suppressionList({ findings, triage }: ScanResult, style: ReportStyle): string {
  const suppressions = triage?.suppressions ?? [];
  if (suppressions.length === 0) return 'No comment and no entry of the configuration accepts a finding.\n';
  const theme = createTheme(style);
  const width = Math.min(Math.max(style.width, MIN_WIDTH), MAX_WIDTH) - INDENT.length;
  const suppressed = findings.filter(({ status }) => status === 'suppressed');
  const lines = suppressions.flatMap((one) => [...entryLines(one, suppressed, theme, width), '']);
  return `${[...lines, totals(suppressions, suppressed.length)].join('\n')}\n`;
}

function entryLines(one: Suppression, suppressed: readonly Finding[], theme: Theme, width: number): string[] {
  const say = (text: string): string => neutraliseSentence(text, theme.unicode);
  const state = one.state === 'active' ? one.state : theme.failed(one.state);
  const what = [one.names.join(', '), one.paths ? `in ${one.paths.join(', ')}` : ''].filter((part) => part !== '').join(' ');
  const terms = [
    one.origin,
    one.scope,
    ...(one.until === undefined ? [] : [`until ${one.until}`]),
    ...(one.by === undefined ? [] : [`by ${one.by}`]),
  ];
  const covered = suppressed.filter((f) =>
    f.suppressions?.some(({ path, line, origin }) => path === one.path && line === one.line && origin === one.origin),
  );
  return [
    `${theme.strong(say(`${one.path}:${one.line}`))}  ${state}  ${say(what)}`,
    ...wrap(say(one.reason === '' ? 'no reason' : one.reason), width).map((line) => INDENT + line),
    INDENT + theme.quiet(say(terms.join(` ${theme.symbols.dot} `))),
    ...covered.flatMap(({ location, severity, rule, message }) =>
      wrap(say(`${location.path}:${location.line} ${severity} ${rule}: ${message}`), width - 2).map(
        (line, index) => `${INDENT}${index === 0 ? theme.symbols.arrow : ' '.repeat(theme.symbols.arrow.length)} ${line}`,
      ),
    ),
    ...one.problems.flatMap(({ message, hint }) =>
      wrap(say(`${message}${hint === undefined ? '' : ` (${hint})`}`), width).map((line) => INDENT + theme.failed(line)),
    ),
  ];
}

function totals(suppressions: readonly Suppression[], findings: number): string {
  const by = (['active', 'unused', 'expired', 'invalid'] as const).flatMap((state) => {
    const n = suppressions.filter((one) => one.state === state).length;
    return n === 0 ? [] : [`${n} ${state}`];
  });
  return `${count(suppressions.length, 'suppression')}: ${by.join(', ')}; ${count(findings, 'finding')} accepted`;
}
