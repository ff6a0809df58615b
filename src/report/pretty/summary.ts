/** What was found, what was looked at, what was not, and what the exit code says. */
import type { Unfollowed } from '../../model/flow.js';
import type { Coverage, Finding, RecipientUse, ScanResult } from '../../model/report.js';
import type { Severity } from '../../model/policy.js';
import { SEVERITIES, type Selection } from '../../model/selection.js';
import { byText } from '../order.js';
import { borderTexts, policyTexts } from '../policy-words.js';
import type { ReportInput } from '../reporter.js';
import { neutraliseSentence } from '../safe-text.js';
import { suppressionProblems } from '../suppressions.js';
import { verdict } from '../verdict.js';
import { TEXT_WIDTH } from './finding.js';
import { count, lowerFirst, pad, paintCode, wrap } from './layout.js';
import { fileTexts, nextTexts } from './many-findings.js';
import type { Theme } from './theme.js';
import { acceptedTexts, baselineTexts } from './triage-texts.js';

const LABEL_WIDTH = 14;
const MAX_DATA_TYPES = 8;
const MAX_RECIPIENTS = 8;
const MAX_MODULES = 5;
const MAX_PROBLEMS = 5;
/** Why a symbolic link is not read itself: nothing is left out by it. */
const LINK = 'link';

/** A label, and paragraphs beside it. */
interface Row {
  readonly label: string;
  readonly texts: readonly string[];
  readonly paint?: (line: string) => string;
}

/** @param width  columns */
export function summaryLines(input: ReportInput, theme: Theme, width: number): string[] {
  const textWidth = Math.min(width, TEXT_WIDTH) - LABEL_WIDTH - 2;
  const rows: Row[] = [
    { label: 'Findings', texts: findingTexts(input.selection, theme), paint: (line) => paintSeverities(line, theme) },
    { label: 'Files', texts: fileTexts(input.selection.shown) },
    { label: 'Policies', texts: policyTexts(input.result) },
    { label: 'Accepted', texts: acceptedTexts(input.result) },
    { label: 'Baseline', texts: baselineTexts(input.result) },
    { label: 'Data types', texts: dataTypeTexts(input.result, input.selection.shown) },
    { label: 'Recipients', texts: recipientTexts(input.result.recipients, input.result.coverage.unknownRecipients) },
    { label: 'Cross-border', texts: borderTexts(input.result) },
    { label: 'Analysed', texts: analysedTexts(input) },
    { label: 'Not analysed', texts: notAnalysedTexts(input.result.coverage) },
    { label: 'Problems', texts: problemTexts(input.result) },
    { label: 'Next', texts: nextTexts(input.selection, input.result) },
  ];
  const lines = [theme.quiet(theme.symbols.rule.repeat(width)), ''];
  for (const { label, texts, paint = (line: string) => line } of rows.filter((row) => row.texts.length > 0)) {
    const body = texts.flatMap((text) => paintCode(wrap(neutraliseSentence(text, theme.unicode), textWidth), theme.code));
    lines.push(
      ...body.map((line, index) => `  ${index === 0 ? theme.strong(pad(label, LABEL_WIDTH)) : pad('', LABEL_WIDTH)}${paint(line)}`),
    );
  }
  return [...lines, '', verdictLine(input, theme)];
}

function findingTexts(selection: Selection, theme: Theme): string[] {
  const { shown, belowConfidence, belowSeverity, thresholds } = selection;
  const counts = SEVERITIES.map((severity) => `${shown.filter((finding) => finding.severity === severity).length} ${severity}`);
  const hidden: string[] = [];
  if (belowSeverity > 0) hidden.push(`${belowSeverity} below ${thresholds.severity} severity`);
  if (belowConfidence > 0) hidden.push(`${belowConfidence} below ${thresholds.confidence} confidence`);
  return [
    shown.length === 0 ? 'none' : counts.join(` ${theme.symbols.dot} `),
    ...(hidden.length > 0 ? [`not shown: ${hidden.join(', ')}`] : []),
  ];
}

/** `2 critical` in its colour, `0 low` quietly. */
function paintSeverities(line: string, theme: Theme): string {
  return line.replace(/\b(\d+) (critical|high|medium|low)\b(?! severity| confidence)/g, (text, number: string, severity: Severity) =>
    number === '0' ? theme.quiet(text) : theme.severity[severity](text),
  );
}

/** Those of the findings that are shown; the others as a number. */
function dataTypeTexts({ dataTypes }: ScanResult, shown: readonly Finding[]): string[] {
  if (dataTypes.length === 0) return ['none seen'];
  const found = new Map<string, { title: string; findings: number }>();
  for (const { id, title } of shown.flatMap((finding) => finding.dataTypes)) {
    const entry = found.get(id);
    if (entry) entry.findings++;
    else found.set(id, { title, findings: 1 });
  }
  const sorted = [...found].sort(([idA, a], [idB, b]) => b.findings - a.findings || byText(idA, idB));
  const names = sorted.slice(0, MAX_DATA_TYPES).map(([, { title, findings }]) => `${lowerFirst(title)} ${findings}`);
  if (sorted.length > MAX_DATA_TYPES) names.push(`${sorted.length - MAX_DATA_TYPES} more`);
  const others = dataTypes.filter(({ id }) => !found.has(id)).length;
  const seen = found.size > 0 ? `${others} more seen, without a finding here` : `${count(others, 'type')} seen, none in a finding`;
  return [...(names.length > 0 ? [names.join(', ')] : []), ...(others > 0 ? [seen] : [])];
}

const partyOrder = ['third', 'unknown', 'first', 'self'];

function recipientTexts(recipients: readonly RecipientUse[], unknown: number): string[] {
  const sorted = recipients
    .filter(({ id }) => id !== 'unknown')
    .sort((a, b) => partyOrder.indexOf(a.party) - partyOrder.indexOf(b.party) || b.sinks - a.sinks || byText(a.id, b.id));
  const names = sorted.slice(0, MAX_RECIPIENTS).map((use) => {
    const country = use.country === undefined ? '' : ` (${use.country})`;
    return `${use.name}${country} ${use.sinks}`;
  });
  if (sorted.length > MAX_RECIPIENTS) names.push(`${sorted.length - MAX_RECIPIENTS} more`);
  return [
    ...(names.length > 0 ? [names.join(', ')] : []),
    ...(unknown > 0 ? [`${count(unknown, 'call')} to recipients that the code does not name`] : []),
  ];
}

/** What was looked at; the time only when the run is told. */
export function analysedTexts({ result, run }: Pick<ReportInput, 'result' | 'run'>): string[] {
  const { files, lines, percent } = result.coverage;
  const links = files.skipped[LINK] ?? 0;
  const time = run === undefined ? '' : ` in ${run.seconds.toFixed(1)} s`;
  return [
    `${count(files.analysed, 'file')}, ${count(lines, 'line')}${time}`,
    `${percent.files}% of files, ${percent.calls}% of calls and ${percent.sinkArguments}% of sink arguments were followed`,
    ...(links > 0 ? [`${count(links, 'symbolic link')} to what is analysed in its own place`] : []),
    ...(files.literalsOnly > 0 ? [`${count(files.literalsOnly, 'test file')} for secrets and personal data in literals only`] : []),
  ];
}

/** What was not followed, by cause. */
export function notAnalysedTexts({ files, calls, sinkArguments, cuts }: Coverage): string[] {
  const texts: string[] = [];
  const skipped = Object.entries(files.skipped)
    .filter(([reason, number]) => number > 0 && reason !== LINK)
    .sort((a, b) => b[1] - a[1] || byText(a[0], b[0]));
  if (skipped.length > 0) {
    const total = skipped.reduce((sum, [, number]) => sum + number, 0);
    texts.push(
      `${count(total, 'file or folder', 'files and folders')}: ${skipped.map(([reason, number]) => `${reason} ${number.toLocaleString('en-US')}`).join(', ')}`,
    );
  }
  if (calls.unmodelled.length > 0) {
    const total = calls.unmodelled.reduce((sum, { calls: number }) => sum + number, 0);
    const names = calls.unmodelled.slice(0, MAX_MODULES).map(({ module, calls: number }) => `${module} ${number.toLocaleString('en-US')}`);
    if (calls.unmodelled.length > MAX_MODULES) names.push(count(calls.unmodelled.length - MAX_MODULES, 'more module'));
    texts.push(`${count(total, 'call')} to modules without rules: ${names.join(', ')}`);
  }
  if (calls.unresolved > 0)
    texts.push(`${count(calls.unresolved, 'call')} of ${calls.total.toLocaleString('en-US')} whose target is not known`);
  if (sinkArguments.notFollowed.length > 0) texts.push(unfollowedText(sinkArguments));
  const cutNames = Object.entries(cuts)
    .filter(([, number]) => number > 0)
    .sort((a, b) => byText(a[0], b[0]));
  if (cutNames.length > 0)
    texts.push(`limits reached: ${cutNames.map(([name, number]) => `${name} ${number.toLocaleString('en-US')}`).join(', ')}`);
  return texts;
}

/** In words; a library by its name. */
const CAUSES: Readonly<Record<Exclude<Unfollowed['cause'], 'library'>, string>> = {
  call: 'given by calls whose target is not known',
  parameter: 'handed in from outside',
  error: 'caught errors',
  limit: 'limits',
  unknown: 'other',
};

function unfollowedText({ total, followed, notFollowed }: Coverage['sinkArguments']): string {
  const said = notFollowed.slice(0, MAX_MODULES).map((one) => {
    const cause = one.cause === 'library' ? `given by ${one.package ?? 'a library'}` : CAUSES[one.cause];
    return `${cause} ${one.arguments.toLocaleString('en-US')}`;
  });
  if (notFollowed.length > MAX_MODULES) said.push(count(notFollowed.length - MAX_MODULES, 'more cause'));
  return `${count(total - followed, 'sink argument')} of ${total.toLocaleString('en-US')} whose content is not known: ${said.join(', ')}`;
}

/** What a person should mend: suppressions first, then files that could not be read; the first few. */
export function problemTexts({ coverage, triage }: ScanResult): string[] {
  const problems = [...suppressionProblems(triage?.suppressions ?? []), ...coverage.problems];
  const texts = problems.slice(0, MAX_PROBLEMS).map(({ path, line, message, hint }) => {
    const at = line === undefined ? path : `${path}:${line}`;
    return `${at} ${message}${hint === undefined ? '' : ` (${hint})`}`;
  });
  if (problems.length > MAX_PROBLEMS) texts.push(`${problems.length - MAX_PROBLEMS} more`);
  return texts;
}

/** The last line: what the exit code says. */
function verdictLine({ selection, shortfall }: ReportInput, theme: Theme): string {
  const isFailed = selection.failing.length > 0 || shortfall !== undefined;
  const [paint, symbol] = isFailed ? [theme.failed, theme.symbols.failed] : [theme.passed, theme.symbols.passed];
  return paint(`${symbol} ${neutraliseSentence(verdict(selection, shortfall), theme.unicode)}`);
}
