/** The report for people at a terminal. */
import type { Finding } from '../../model/report.js';
import { SEVERITIES } from '../../model/selection.js';
import { byText, worstFirst } from '../order.js';
import type { Reporter } from '../reporter.js';
import { neutraliseSentence, withoutCommands } from '../safe-text.js';
import { findingLines, type FindingContext } from './finding.js';
import { truncatePath, widthOf } from './layout.js';
import { gatherBySink } from './same-sink.js';
import { SourceLines } from './source-lines.js';
import { summaryLines } from './summary.js';
import { createTheme, type Theme } from './theme.js';

/** Narrower places get lines that the terminal breaks; wider ones do not make rules and headings wider. */
const MIN_WIDTH = 40;
const MAX_WIDTH = 140;

/** Findings by file, worst first, then what was seen and what was not. */
export const prettyReport: Reporter = (input, style) => {
  const theme = createTheme(style);
  const width = Math.min(Math.max(style.width, MIN_WIDTH), MAX_WIDTH);
  const { whole, others } = gatherBySink([...input.selection.shown].sort(worstFirst));
  const context: FindingContext = { theme, width, sources: new SourceLines(input.result.sources, input.result.findings), others };
  // Not by push(...): a bundle has more lines of findings than a call may have arguments.
  const findings = byFile(whole).flatMap((ofFile) => [...fileLines(ofFile, context), '']);
  const lines = style.quiet ? findings.slice(0, -1) : [...findings, ...summaryLines(input, theme, width)];
  return lines.length === 0 ? '' : withoutCommands(`${lines.join('\n')}\n`);
};

/**
 * The file with the worst finding first.
 *
 * @param findings  worst first
 */
function byFile(findings: readonly Finding[]): Finding[][] {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const ofFile = files.get(finding.location.path);
    if (ofFile) ofFile.push(finding);
    else files.set(finding.location.path, [finding]);
  }
  return [...files.values()].sort((a, b) => {
    const [worstA, worstB] = [a[0], b[0]] as [Finding, Finding];
    return SEVERITIES.indexOf(worstA.severity) - SEVERITIES.indexOf(worstB.severity) || byText(worstA.location.path, worstB.location.path);
  });
}

function fileLines(findings: readonly Finding[], context: FindingContext): string[] {
  const path = neutraliseSentence(findings[0]?.location.path ?? '', context.theme.unicode);
  const lines = [fileRule(path, severityCounts(findings), context.theme, context.width)];
  for (const finding of findings) lines.push('', ...findingLines(finding, context));
  return lines;
}

/** `path ───────── 1 critical · 2 high` over the whole width. */
function fileRule(path: string, counts: string, theme: Theme, width: number): string {
  const title = truncatePath(path, width - widthOf(counts) - 4, theme.symbols.cut);
  const rest = width - widthOf(title) - widthOf(counts) - 2;
  return `${theme.strong(title)} ${theme.quiet(`${theme.symbols.rule.repeat(Math.max(2, rest))} ${counts}`)}`;
}

function severityCounts(findings: readonly Finding[]): string {
  return SEVERITIES.map((severity) => [findings.filter((finding) => finding.severity === severity).length, severity] as const)
    .filter(([number]) => number > 0)
    .map(([number, severity]) => `${number} ${severity}`)
    .join(', ');
}
