/** A call that personal data reaches: why it is a finding, or why it is none. */
import type { Explanation, FlowExplanation, SinkExplanation } from '../../model/explanation.js';
import { pagesOfFinding } from '../../model/doc-pages.js';
import type { FlowStep } from '../../model/report.js';
import { crossBorderWords } from '../policy-words.js';
import { lowerFirst } from '../pretty/layout.js';
import { acceptLines, standingLines, type TriageView } from './accept.js';
import { argumentLines } from './call.js';
import type { Page } from './page.js';
import { DOUBT_WORDS, evidenceWords, libraryWords, mendingWords, mendWords, ruleWords, sayingWords } from './words.js';

/** Ways that are told step by step. */
const MAX_WAYS = 4;
/** Steps of one way; the middle of longer ones is left out. */
const MAX_STEPS = 16;

export function sinkLines(
  sink: SinkExplanation,
  { policy, jurisdictions, ...triage }: TriageView & Pick<Explanation, 'policy' | 'jurisdictions'>,
  page: Page,
): string[] {
  const { finding, sink: record, flows, laws } = sink;
  const paint = finding ? page.theme.severity[finding.severity] : page.theme.strong;
  const sentence = finding?.message ?? `personal data reaches \`${record.callee}\`: no finding`;
  const own = finding ? flows.filter((f) => finding.flows.some((x) => x === f.flow || sameFlow(x, f.flow))) : flows;
  return [
    ...page.head(finding?.severity, sentence),
    ...page.at(record.location, [
      finding?.rule ?? 'no finding',
      `print ${record.print}`,
      record.symbol === '' ? '' : `in ${record.symbol}`,
    ]),
    '',
    ...page.frame(record.location, paint),
    '',
    ...(finding ? standingLines(finding, triage, page) : []),
    ...page.section(
      'Data',
      own.map((f) => `\`${f.flow.source || 'a value'}\` is ${lowerFirst(f.title)}: ${evidenceWords(f)}`),
    ),
    ...page.section('Confidence', own.map(confidence)),
    ...page.section('Way out', [
      `${record.kind}, by ${ruleWords(sink.rule.at, record.callee)} of ${libraryWords(sink.rule.library)}`,
      `to ${recipient(sink)}`,
      ...(record.crossBorder ? [crossBorderWords(record.crossBorder)] : []),
    ]),
    ...page.section('Policy', [...new Set(own.flatMap((f) => sayingWords(f, policy).map((words) => `${lowerFirst(f.title)}: ${words}`)))]),
    ...page.section(
      'Laws',
      laws.map((l) => `${l.title}: ${l.reference}`),
    ),
    ...page.section('Ask', questions(sink, jurisdictions)),
    ...(finding || !sink.call ? [] : sink.call.arguments.flatMap((argument, i) => argumentLines(argument, i, sink.call!, page))),
    ...ways(own, page),
    ...(finding
      ? [
          ...page.section('Mend', [
            finding.remedy,
            ...mendingWords(
              record.kind,
              own.map((f) => f.policy),
            ),
            ...sink.mends.map(mendWords),
          ]),
          ...acceptLines(finding, triage, page),
          ...page.section('More', pagesOfFinding(finding)),
        ]
      : []),
  ];
}

/** All that the policies ask of the finding, and what the law asks of the border it crosses. */
function questions({ finding, sink }: SinkExplanation, jurisdictions: Explanation['jurisdictions'] = []): readonly string[] {
  const asked = (finding?.policies ?? []).flatMap(({ ask }) => ask);
  const articles = sink.crossBorder?.articles ?? [];
  const border = jurisdictions.flatMap(({ transfers }) =>
    transfers && articles.includes(transfers.title) ? [`${transfers.title}: ${transfers.ask}`] : [],
  );
  return [...new Set([...asked, ...border])];
}

function sameFlow(a: FlowExplanation['flow'], b: FlowExplanation['flow']): boolean {
  return a.dataType === b.dataType && a.source === b.source && a.role === b.role && a.transforms.join() === b.transforms.join();
}

function recipient({ sink, recipientName, country }: SinkExplanation): string {
  if (sink.recipient === 'unknown') return 'a recipient that the code does not show: its host is not constant';
  return country === undefined ? recipientName : `${recipientName} (${country})`;
}

function confidence({ flow, doubts }: FlowExplanation): string {
  const why = doubts.length === 0 ? 'nothing speaks against it' : doubts.map((d) => DOUBT_WORDS[d]).join('; ');
  return `\`${flow.source || 'a value'}\` ${flow.confidence}: ${why}`;
}

/** Each way once, with the code of every step. */
function ways(flows: readonly FlowExplanation[], page: Page): string[] {
  const known = new Map<string, FlowExplanation>();
  for (const one of flows) {
    const key = one.flow.steps.map((s) => `${s.location.path}:${s.location.line}`).join(' ');
    if (!known.has(key)) known.set(key, one);
  }
  const shown = [...known.values()].slice(0, MAX_WAYS);
  const lines = shown.flatMap((one) => [
    '',
    ...page.section('Way', [`of \`${one.flow.source || 'a value'}\``]),
    ...steps(one.flow.steps, page),
  ]);
  return [...lines, ...(known.size > shown.length ? ['', ...page.section('', [`${known.size - shown.length} more ways`])] : []), ''];
}

function steps(all: readonly FlowStep[], page: Page): string[] {
  const cut = all.length > MAX_STEPS;
  const shown = cut ? [...all.slice(0, MAX_STEPS - 3), ...all.slice(-3)] : all;
  return shown.flatMap((step, i) => {
    const number = cut && i >= MAX_STEPS - 3 ? all.length - MAX_STEPS + i + 1 : i + 1;
    const { path, line, column } = step.location;
    return [
      ...page.section(`${number}`, [step.text]),
      ...page.place(`${path}:${line}:${column}`),
      ...page.frame(step.location, page.theme.strong),
    ];
  });
}
