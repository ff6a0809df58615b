/** One finding in SARIF's form. */
import type { CodeFlow, Location as SarifLocation, Result, ThreadFlowLocation } from 'sarif';
import type { Finding, Flow, FlowStep } from '../../model/report.js';
import { CWE } from './cwe.js';
import { MAX_FLOW_STEPS, MAX_LOCATIONS, MAX_RESULT_STEPS } from './limits.js';
import { describedLocation, physicalLocation, type LineEnds } from './locations.js';
import { levelOf } from './rules.js';
import { link, plainText } from './text.js';
import { triageOf } from './triage.js';

/** Sources that the message links. */
const MAX_LINKS = 3;

export interface ResultContext {
  readonly ruleIndex: ReadonlyMap<string, number>;
  readonly cweIndex: ReadonlyMap<number, number>;
  readonly lineEnds: LineEnds;
  /** Whether the run had a baseline. */
  readonly compared: boolean;
}

export function sarifResult(finding: Finding, { ruleIndex, cweIndex, lineEnds, compared }: ResultContext): Result {
  const flows = onePerSource(finding.flows);
  const related = relatedLocations(finding, flows);
  const location: SarifLocation = { physicalLocation: physicalLocation(lineEnds.oneLine(finding.location)) };
  if (finding.symbol !== '') location.logicalLocations = [{ fullyQualifiedName: plainText(finding.symbol), kind: 'function' }];
  return {
    ruleId: finding.rule,
    ruleIndex: ruleIndex.get(finding.rule) ?? -1,
    level: levelOf(finding.severity),
    message: { text: messageText(finding, related) },
    locations: [location],
    ...triageOf(finding, compared),
    ...(related.length > 0 ? { relatedLocations: related } : {}),
    ...(flows.length > 0 ? { codeFlows: codeFlows(flows) } : {}),
    // GitHub reads only its own primaryLocationLineHash and computes that; it is left to it.
    partialFingerprints: { 'waybillFinding/v1': finding.print },
    taxa: finding.cwe.map((id) => ({ id: String(id), index: cweIndex.get(id) ?? -1, toolComponent: { name: CWE, index: 0 } })),
    properties: {
      kind: finding.kind,
      dataTypes: finding.dataTypes.map(({ id }) => id),
      tier: finding.tier,
      recipient: finding.recipient,
      party: finding.party,
      confidence: finding.confidence,
      severity: finding.severity,
      laws: finding.laws,
      ...(finding.policies ? { policies: finding.policies } : {}),
      ...(finding.crossBorder ? { crossBorder: finding.crossBorder } : {}),
    },
  };
}

/** The first sentence stands alone: it is what lists of alerts show. */
function messageText(finding: Finding, related: readonly SarifLocation[]): string {
  const sentences = [`${upperFirst(plainText(finding.message))}.`];
  const all = related.filter(({ id }) => id !== undefined);
  const sources = all.slice(0, MAX_LINKS);
  if (sources.length > 0) {
    const more = all.length > sources.length ? ` and ${all.length - sources.length} more` : '';
    sentences.push(`From ${sources.map((source) => link(source.message?.text ?? '', source.id ?? 0)).join(', ')}${more}.`);
  }
  return [...sentences, plainText(finding.remedy)].join(' ');
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Flows that begin at one place are one source, whatever data types they carry. */
function onePerSource(flows: readonly Flow[]): Flow[] {
  const sources = new Map<string, Flow>();
  for (const flow of flows) {
    const first = flow.steps[0];
    if (!first) continue;
    const key = `${first.location.path}:${first.location.line}:${first.location.column}`;
    if (!sources.has(key)) sources.set(key, flow);
  }
  return [...sources.values()];
}

/** Where sources are that the location itself does not show; and the call, where its argument stands on another line. */
function relatedLocations(finding: Finding, flows: readonly Flow[]): SarifLocation[] {
  const related: SarifLocation[] = [];
  for (const flow of flows) {
    const first = flow.steps[0];
    if (!first || (first.location.path === finding.location.path && first.location.line === finding.location.line)) continue;
    if (related.length === MAX_LOCATIONS - 2) break;
    related.push({ id: related.length + 1, ...describedLocation(first.location, plainText(flow.source)) });
  }
  const { callLocation, location, callee } = finding;
  if (callLocation.path !== location.path || callLocation.line !== location.line)
    related.push(describedLocation(callLocation, plainText(`the call of ${callee}`)));
  return related;
}

function codeFlows(flows: readonly Flow[]): CodeFlow[] {
  const result: CodeFlow[] = [];
  let steps = 0;
  for (const flow of flows) {
    const locations = threadFlow(flow.steps);
    steps += locations.length;
    if (steps > MAX_RESULT_STEPS) break;
    result.push({ message: { text: plainText(flow.source) }, threadFlows: [{ locations }] });
  }
  return result;
}

/** Of a long flow its beginning and its end, with a word about what was left out. */
function threadFlow(steps: readonly FlowStep[]): ThreadFlowLocation[] {
  const whole = steps.length <= MAX_FLOW_STEPS;
  const head = whole ? steps : steps.slice(0, MAX_FLOW_STEPS / 2);
  const tail = whole ? [] : steps.slice(-MAX_FLOW_STEPS / 2);
  const left = steps.length - head.length - tail.length;
  return [...head, ...tail].map((step, index) => {
    const note = left > 0 && index === head.length ? ` (${left} steps before this one are left out)` : '';
    return { location: describedLocation(step.location, plainText(step.text) + note) };
  });
}
