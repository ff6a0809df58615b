/** The explanation at a terminal. */
import { pagesOfFinding } from '../../model/doc-pages.js';
import type { CallExplanation, Explanation } from '../../model/explanation.js';
import type { Finding } from '../../model/report.js';
import { SourceLines } from '../pretty/source-lines.js';
import { withoutCommands } from '../safe-text.js';
import { createTheme } from '../pretty/theme.js';
import { statementWords } from '../policy-words.js';
import { acceptLines, standingLines, type TriageView } from './accept.js';
import { callLines, otherCallLines } from './call.js';
import { fileWords } from './words.js';
import { Page } from './page.js';
import type { ExplainReporter } from './reporter.js';
import { sinkLines } from './sink.js';

const MIN_WIDTH = 40;
const MAX_WIDTH = 120;

export const prettyExplanation: ExplainReporter = (explanation, style) => {
  const theme = createTheme(style);
  const width = Math.min(Math.max(style.width, MIN_WIDTH), MAX_WIDTH);
  const page = new Page(theme, width, new SourceLines(explanation.sources, explanation.literals));
  const { own, others } = divided(explanation);
  const blocks = [
    ...explanation.sinks.map((sink) => sinkLines(sink, explanation, page)),
    ...explanation.literals.map((finding) => literalLines(finding, explanation, page)),
    ...own.map((call) => callLines(call, page)),
    otherCallLines(others, page),
    placeLines(explanation, page),
  ].filter((lines) => lines.length > 0);
  return withoutCommands(`${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`);
};

/** Beside a finding, or a call through which data may leave, what rules know as harmless is told in short. */
function divided({ sinks, literals, calls }: Explanation): {
  readonly own: readonly CallExplanation[];
  readonly others: readonly CallExplanation[];
} {
  if (literals.length > 0 || sinks.some((s) => s.finding)) return { own: [], others: calls };
  const harmless = (call: CallExplanation): boolean => call.sinks.length === 0 && call.resolution.how === 'library';
  const own = calls.filter((call) => !harmless(call));
  return own.length + sinks.length > 0 ? { own, others: calls.filter(harmless) } : { own: calls, others: [] };
}

function literalLines(finding: Finding, triage: TriageView, page: Page): string[] {
  return [
    ...page.head(finding.severity, finding.message),
    ...page.at(finding.location, [finding.rule, `print ${finding.print}`]),
    '',
    ...page.frame(finding.location, page.theme.severity[finding.severity]),
    '',
    ...standingLines(finding, triage, page),
    ...page.section('Why', whyStated(finding)),
    ...page.section(
      'Laws',
      Object.entries(finding.laws).map(([id, reference]) => `${id}: ${reference}`),
    ),
    ...page.section('Policy', (finding.policies ?? []).map(statementWords)),
    ...page.section('Ask', [...new Set((finding.policies ?? []).flatMap(({ ask }) => ask))]),
    ...page.section('Mend', [finding.remedy]),
    ...acceptLines(finding, triage, page),
    ...page.section('More', pagesOfFinding(finding)),
  ];
}

/** Why there is a finding that no flow leads to. */
function whyStated(finding: Finding): readonly string[] {
  if (finding.kind === 'setting') return ['the option has this value here, or is not given and has it by default', ...carried(finding)];
  if (finding.kind === 'sanitizer')
    return ['every value that the function returns is the one it was handed, or text of the same content', ...carried(finding)];
  return [
    `the text itself has the form of this kind of data and passes its checks; ${finding.confidence} confidence`,
    'known test values and placeholders are left out',
  ];
}

function carried({ dataTypes }: Finding): readonly string[] {
  return [`data that goes this way: ${dataTypes.map((t) => t.title.toLowerCase()).join(', ')}`];
}

/** What is to be said of the line itself. */
function placeLines({ query, sinks, literals, calls, file, near }: Explanation, page: Page): string[] {
  const state = file && fileWords(file.state);
  const lines: string[] = [];
  if (query.line !== undefined && !sinks.some((s) => s.finding) && literals.length === 0) {
    const nothing = sinks.length + calls.length === 0 && state === undefined;
    lines.push(page.theme.strong(page.inert(`${query.path ?? ''}:${query.line}`)));
    lines.push(...page.text(`No finding${nothing ? ': there is no call, throw or assignment to a known place on the line' : ''}.`));
  }
  if (state !== undefined) lines.push(...page.text(state));
  for (const { print, rule, path, line, relation } of near) {
    const words = relation === 'passes' ? 'What is here leaves at' : 'Nearest finding of the file:';
    lines.push(...page.text(`${words} ${path}:${line}, ${rule}, print ${print.slice(0, 8)}`));
  }
  return lines;
}
