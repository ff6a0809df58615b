/** policy: flows → findings: which are reported, how severe, under which law. */
import type { FileFacts, Span } from '../model/facts.js';
import type { FlowResult, RawFlow, RawSink } from '../model/flow.js';
import type { Confidence, Finding, FindingDataType, Flow, PolicyStatement, SinkRecord } from '../model/report.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { Policy, Severity } from '../model/policy.js';
import type { SinkKind } from '../model/rules.js';
import { SEVERITIES } from '../model/selection.js';
import type { Taxonomy, TaxonomyEntry } from '../model/taxonomy.js';
import { isPlain, mergeStatements, statementOf } from './cites.js';
import { best, confidenceOf } from './confidence.js';
import type { Home } from './home.js';
import { judgeFlows, type JudgedFlow } from './judge-flows.js';
import { lawsOf } from './laws.js';
import { location, onOneLine, snippet } from './places.js';
import { Prints } from './prints.js';
import { Recipients, type ResolvedRecipient } from './recipients.js';
import { TIER_ORDER, tierAfter } from './verdict.js';
import { message, remedy, stepText } from './words.js';

export interface PolicyInput {
  readonly files: readonly FileFacts[];
  readonly flows: FlowResult;
  readonly rules: CompiledRules;
  readonly taxonomy: Taxonomy;
  /** That judge: a flow is a finding when one of them says so. */
  readonly policies: readonly Policy[];
  /** By what it reports, prints are numbered: whatever policy judges, a call keeps its print. */
  readonly reference: Policy;
  readonly home?: Home | undefined;
  /** Source texts by path, of the files that have sinks. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface Judged {
  readonly findings: readonly Finding[];
  readonly sinks: readonly SinkRecord[];
  readonly recipients: ReadonlyMap<string, ResolvedRecipient>;
}

/** Data types the engine makes itself; no name leads to them. */
export const UNCLASSIFIED = 'unclassified-input';
export const UNCLASSIFIED_TITLE = 'Input of unknown shape';

/** Of prints of calls that the reference policy does not report. */
const INVENTORY = 'inventory';

export function judge(input: PolicyInput): Judged {
  return new Judge(input).run();
}

class Judge {
  private readonly recipients: Recipients;
  private readonly types: ReadonlyMap<string, TaxonomyEntry>;
  private readonly prints = new Prints();
  private readonly inventoryPrints = new Prints(INVENTORY);
  private readonly used = new Map<string, ResolvedRecipient>();

  constructor(private readonly input: PolicyInput) {
    this.recipients = new Recipients(input.rules.recipients, input.home);
    this.types = new Map(input.taxonomy.dataTypes.map((d) => [d.id, d]));
  }

  run(): Judged {
    const findings: Finding[] = [];
    const sinks: SinkRecord[] = [];
    for (const sink of this.input.flows.sinks) {
      const recipient = this.recipients.resolve(sink.model, sink.destination);
      this.used.set(recipient.id, recipient);
      const unnamed = this.record(sink, recipient);
      const judged = sink.model.catalogue ? [] : judgeFlows(this.input.policies, unnamed, sink.flows, recipient, this.types);
      const known = this.knownTypes(sink, unnamed, recipient, judged);
      // Numbered among their likes: a sink that is no finding must not move the findings below it.
      const prints = known.size > 0 ? this.prints : this.inventoryPrints;
      const record = { ...unnamed, print: prints.next(unnamed.location.path, unnamed) };
      sinks.push(record);
      const finding = this.finding(sink, record, recipient, judged, known);
      if (finding) findings.push(finding);
    }
    return { findings, sinks, recipients: this.used };
  }

  private record(sink: RawSink, recipient: ResolvedRecipient): SinkRecord {
    const facts = this.input.files[sink.file]!;
    const text = this.input.texts[facts.path];
    const symbol = facts.functions[sink.function]!.symbol;
    const { kind, library } = sink.model;
    return {
      print: '',
      kind,
      callee: this.calleeText(sink, text),
      library,
      recipient: recipient.id,
      party: recipient.party,
      ...(recipient.crossBorder ? { crossBorder: recipient.crossBorder } : {}),
      ...(sink.model.catalogue ? { basis: 'catalogue' } : {}),
      symbol,
      location: onOneLine(facts, placeInside(facts, sink)),
      callLocation: location(facts, sink.at),
      flows: sink.flows.map((f) => this.flow(f, sink.model.sets)),
    };
  }

  private calleeText(sink: RawSink, text: string | undefined): string {
    if (sink.call < 0) return sink.model.assign ? snippet(text, sink.at) : 'throw';
    return snippet(text, [sink.span[0], sink.at[1]]);
  }

  private flow(raw: RawFlow, sets: boolean): Flow {
    const entry = this.types.get(raw.dataType);
    return {
      dataType: raw.dataType,
      tier: entry?.tier ?? 'unclassified',
      via: raw.evidence.via,
      source: raw.source,
      confidence: confidenceOf(raw),
      role: raw.role,
      transforms: raw.transforms,
      steps: raw.steps.map((step) => {
        const facts = this.input.files[step.file]!;
        return { location: location(facts, step.at), text: stepText(step, snippet(this.input.texts[facts.path], step.at), sets) };
      }),
    };
  }

  /** Data types that the reference policy reports at the call. */
  private knownTypes(sink: RawSink, record: SinkRecord, recipient: ResolvedRecipient, judged: readonly JudgedFlow[]): ReadonlySet<string> {
    const { policies, reference } = this.input;
    const isSame = policies.length === 1 && policies[0] === reference;
    const own = isSame || sink.model.catalogue ? judged : judgeFlows([reference], record, sink.flows, recipient, this.types);
    return new Set(own.map(({ flow }) => flow.dataType));
  }

  private finding(
    sink: RawSink,
    record: SinkRecord,
    recipient: ResolvedRecipient,
    all: readonly JudgedFlow[],
    known: ReadonlySet<string>,
  ): Finding | undefined {
    const { kind } = sink.model;
    const isLowered = sink.devOnly === true && kind === 'log';
    const judged = isLowered ? all.map((j) => ({ ...j, verdict: lowered(j.verdict) })) : all;
    if (judged.length === 0) return undefined;
    const sure = judged.filter((j) => j.flow.confidence !== 'low');
    const shown = sure.length ? sure : judged;
    const severity = SEVERITIES.find((s) => shown.some((j) => j.verdict === s))!;
    const tier = TIER_ORDER.find((t) => shown.some((j) => j.tier === t))!;
    const flows = this.carried(record.flows, shown, kind);
    const confidence: Confidence = best(shown.map((j) => j.flow.confidence));
    const text = shown[0]!.policy.kinds[kind]!;
    const dataTypes = this.dataTypes(flows, shown, record, known);
    const policies = mergeStatements(dataTypes.flatMap((type) => type.policies ?? []));
    return {
      print: record.print,
      rule: `${kind}-${tier}`,
      severity,
      confidence,
      kind,
      tier: tier === 'joined' ? 'indirect' : tier,
      message: message(flows, dataTypes, text, recipient) + (isLowered ? DEVELOPMENT : ''),
      remedy: remedy(text),
      cwe: text.cwe,
      laws: lawsOf(this.types.get(flows[0]!.dataType)),
      ...(policies.length > 0 ? { policies: inOrder(policies, this.input.policies) } : {}),
      recipient: recipient.id,
      party: recipient.party,
      ...(record.crossBorder ? { crossBorder: record.crossBorder } : {}),
      symbol: record.symbol,
      callee: record.callee,
      library: record.library,
      location: record.location,
      callLocation: record.callLocation,
      extent: location(this.input.files[sink.file]!, sink.span),
      dataTypes,
      flows,
      // A baseline of the default must not cover what only another policy reports.
      stem: Prints.stem(record, known.size > 0 ? '' : INVENTORY),
    };
  }

  /** All that leaves in clear through a reported call, what decided first: mending the call has to mend it all. */
  private carried(flows: readonly Flow[], shown: readonly JudgedFlow[], kind: SinkKind): readonly Flow[] {
    const worst = [...shown].sort((a, b) => TIER_ORDER.indexOf(a.tier) - TIER_ORDER.indexOf(b.tier));
    const decided = [...new Set(worst.map((j) => j.flow))];
    const others = flows.filter((f) => {
      if (decided.includes(f) || f.role === 'purpose' || f.confidence === 'low') return false;
      const tier = tierAfter(f.tier, f.transforms, kind);
      return tier === 'credential' || tier === 'sensitive' || tier === 'direct';
    });
    return [...decided, ...others];
  }

  /** Each once, with the worst that the policy says of it. */
  private dataTypes(
    flows: readonly Flow[],
    judged: readonly JudgedFlow[],
    { kind, print }: SinkRecord,
    known: ReadonlySet<string>,
  ): readonly FindingDataType[] {
    const out = new Map<string, FindingDataType>();
    for (const f of flows) {
      if (out.has(f.dataType)) continue;
      const own = judged.filter((j) => j.flow.dataType === f.dataType);
      const tier = TIER_ORDER.find((t) => own.some((j) => j.tier === t));
      const severity = SEVERITIES.find((s) => own.some((j) => j.verdict === s));
      out.set(f.dataType, {
        id: f.dataType,
        title: this.types.get(f.dataType)?.title.en ?? UNCLASSIFIED_TITLE,
        tier: f.tier,
        subPrint: Prints.sub(print, f.dataType),
        ...(tier && severity ? { rule: `${kind}-${tier}`, severity, ...this.said(own, known.has(f.dataType)) } : {}),
      });
    }
    return [...out.values()];
  }

  /** Which policies report a data type, and by what. */
  private said(judged: readonly JudgedFlow[], isKnown: boolean): Pick<FindingDataType, 'beyondDefault' | 'policies'> {
    if (isPlain(this.input.policies)) return {};
    const all = judged.map(({ policy, verdict, asked, tier }) => statementOf(policy, verdict, [asked.kind], tier, asked));
    return { ...(isKnown ? {} : { beyondDefault: true }), policies: mergeStatements(all) };
  }
}

/** As the policies were named. */
function inOrder(all: readonly PolicyStatement[], policies: readonly Policy[]): readonly PolicyStatement[] {
  return policies.flatMap(({ policy }) => all.filter((one) => one.policy === policy));
}

/** A log that only developers see is one step less severe. */
function lowered(severity: Severity): Severity {
  return SEVERITIES[Math.min(SEVERITIES.indexOf(severity) + 1, SEVERITIES.length - 1)]!;
}

const DEVELOPMENT = ', in code that does not run in production';

/** Of an argument of several lines, the line where the data stands in it; else the argument itself. */
function placeInside(facts: FileFacts, sink: RawSink): Span {
  const [start, end] = sink.argument;
  const whole = location(facts, sink.argument);
  if (whole.line === whole.endLine) return sink.argument;
  for (const flow of sink.flows) {
    if (flow.role === 'purpose') continue;
    const inside = [...flow.steps].reverse().find((s) => s.file === sink.file && s.what !== 'sink' && s.at[0] >= start && s.at[1] <= end);
    if (inside) return inside.at;
  }
  return sink.argument;
}
