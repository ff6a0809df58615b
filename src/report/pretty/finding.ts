/** One finding on a terminal. */
import type { Finding } from '../../model/report.js';
import { crossBorderWords, firstQuestions, statementWords } from '../policy-words.js';
import { neutraliseSentence } from '../safe-text.js';
import { flowLines } from './flow.js';
import { codeFrame } from './frame.js';
import { pad, paintCode, widthOf, wrap } from './layout.js';
import { otherCallerLines } from './same-sink.js';
import type { SourceLines } from './source-lines.js';
import type { Theme } from './theme.js';

/** Longer lines of prose are hard to read. */
export const TEXT_WIDTH = 110;
/** Everything but the severity's symbol stands on this edge. */
const INDENT = '    ';
const SYMBOL_INDENT = '  ';
/** The widest label of the lines below the code frame, and its gap. */
const LABEL_WIDTH = 6;

/** Characters of a print that are shown: enough to ask for it by. */
const SHORT_PRINT = 8;

export interface FindingContext {
  readonly theme: Theme;
  readonly width: number;
  readonly sources: SourceLines;
  /** Other findings of the same sink, by the one that is shown for all. */
  readonly others?: ReadonlyMap<Finding, readonly Finding[]>;
}

/** Severity, sentence, place, code, ways, remedy. */
export function findingLines(finding: Finding, { theme, width, sources, others }: FindingContext): string[] {
  const textWidth = Math.min(width, TEXT_WIDTH) - INDENT.length;
  const frame = codeFrame(sources.of(finding.location.path), finding.location, {
    theme,
    width: width - INDENT.length,
    paint: theme.severity[finding.severity],
  });
  const labelled = textWidth - LABEL_WIDTH;
  const same = others?.get(finding);
  const ways = flowLines(finding, theme, labelled).flatMap((way) => withLabel('flow', way, theme));
  const remedy = wrap(sentence(neutraliseSentence(finding.remedy, theme.unicode)), labelled);
  return [
    ...headLines(finding, theme, textWidth),
    '',
    ...(frame.length > 0 ? [...frame.map((line) => INDENT + line), ''] : []),
    ...(ways.length > 0 ? [...ways, ''] : []),
    ...withLabel('fix', paintCode(remedy, theme.code), theme),
    ...policyLines(finding, theme, labelled),
    ...(same ? ['', ...withLabel('also', paintCode(otherCallerLines(finding, same, theme, labelled), theme.code), theme)] : []),
  ];
}

/** By which policies and articles, what to ask, and the border it crosses; nothing in a run by the default alone. */
function policyLines(finding: Finding, theme: Theme, width: number): string[] {
  const said = (text: string): string[] => paintCode(wrap(neutraliseSentence(text, theme.unicode), width), theme.code);
  const { policies = [], crossBorder } = finding;
  const laws = policies.length === 1 && policies[0]?.articles.length === 0 ? [] : policies.map(statementWords);
  return [
    ...withLabel('law', laws.flatMap(said), theme),
    ...withLabel('ask', firstQuestions(finding).flatMap(said), theme),
    ...(crossBorder ? withLabel('to', said(crossBorderWords(crossBorder)), theme) : []),
  ];
}

function headLines(finding: Finding, theme: Theme, width: number): string[] {
  const paint = theme.severity[finding.severity];
  const symbol = pad(theme.symbols.severity[finding.severity], INDENT.length - SYMBOL_INDENT.length);
  const message = wrap(neutraliseSentence(finding.message, theme.unicode), width - finding.severity.length - 2);
  const [first = '', ...rest] = paintCode(message, theme.code);
  const hang = ' '.repeat(finding.severity.length + 2);
  return [
    `${SYMBOL_INDENT}${paint(symbol + finding.severity)}  ${first}`,
    ...rest.map((line) => INDENT + hang + line),
    ...placeLines(finding, theme, width).map((line) => INDENT + theme.quiet(line)),
  ];
}

/** `path:line:column  rule  in Symbol.path`, on two lines when one is too short. */
function placeLines(finding: Finding, theme: Theme, width: number): string[] {
  const { path, line, column } = finding.location;
  const at = neutraliseSentence(`${path}:${line}:${column}`, theme.unicode);
  const notes = [finding.rule];
  if (finding.symbol !== '') notes.push(`in ${finding.symbol}`);
  if (finding.confidence !== 'high') notes.push(`${finding.confidence} confidence`);
  notes.push(`print ${finding.print.slice(0, SHORT_PRINT)}`);
  const note = neutraliseSentence(notes.join(` ${theme.symbols.dot} `), theme.unicode);
  const noteWidth = widthOf(note);
  if (widthOf(at) + 2 + noteWidth <= width) return [`${at}  ${note}`];
  return noteWidth <= width ? [at, note] : [at, ...wrap(note, width)];
}

function withLabel(label: string, lines: readonly string[], theme: Theme): string[] {
  return lines.map((line, index) =>
    `${INDENT}${index === 0 ? theme.strong(pad(label, LABEL_WIDTH)) : ' '.repeat(LABEL_WIDTH)}${line}`.trimEnd(),
  );
}

function sentence(text: string): string {
  const first = text.charAt(0);
  return first.toUpperCase() + text.slice(1);
}
