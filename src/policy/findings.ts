/** policy: flows → findings: which are reported, how severe, under which law. */
import type { FileFacts, Span } from '../model/facts.js';
import type { FlowResult, RawFlow, RawSink } from '../model/flow.js';
import type { Confidence, Finding, FindingDataType, Flow, SinkRecord } from '../model/report.js';
import type { CompiledRules, Policy, Severity, SinkKind } from '../model/rules.js';
import { SEVERITIES } from '../model/selection.js';
import type { Taxonomy, TaxonomyEntry } from '../model/taxonomy.js';
import { best, confidenceOf } from './confidence.js';
import { lawsOf } from './laws.js';
import { location, onOneLine, snippet } from './places.js';
import { Prints } from './prints.js';
import { Recipients, type ResolvedRecipient } from './recipients.js';
import { TIER_ORDER, tierAfter, verdictOf, type TierKey } from './verdict.js';
import { message, remedy, stepText } from './words.js';

export interface PolicyInput {
  readonly files: readonly FileFacts[];
  readonly flows: FlowResult;
  readonly rules: CompiledRules;
  readonly taxonomy: Taxonomy;
  readonly policy: Policy;
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

interface JudgedFlow {
  readonly flow: Flow;
  readonly tier: TierKey;
  readonly verdict: Severity;
}

export function judge(input: PolicyInput): Judged {
  return new Judge(input).run();
}

class Judge {
  private readonly recipients: Recipients;
  private readonly types: ReadonlyMap<string, TaxonomyEntry>;
  private readonly prints = new Prints();
  private readonly inventoryPrints = new Prints('inventory');
  private readonly used = new Map<string, ResolvedRecipient>();

  constructor(private readonly input: PolicyInput) {
    this.recipients = new Recipients(input.rules.recipients);
    this.types = new Map(input.taxonomy.dataTypes.map((d) => [d.id, d]));
  }

  run(): Judged {
    const findings: Finding[] = [];
    const sinks: SinkRecord[] = [];
    for (const sink of this.input.flows.sinks) {
      const recipient = this.recipients.resolve(sink.model, sink.destination);
      this.used.set(recipient.id, recipient);
      const unnamed = this.record(sink, recipient);
      const finding = this.finding(sink, unnamed, recipient);
      // Numbered among their likes: a sink that is no finding must not move the findings below it.
      const record = { ...unnamed, print: (finding ? this.prints : this.inventoryPrints).next(unnamed.location.path, unnamed) };
      sinks.push(record);
      if (finding) findings.push(printed(finding, record));
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

  private finding(sink: RawSink, record: SinkRecord, recipient: ResolvedRecipient): Finding | undefined {
    const { kind } = sink.model;
    const isLowered = sink.devOnly === true && kind === 'log';
    const all = this.judgeFlows(record.flows, sink.flows, kind, recipient);
    const judged = isLowered ? all.map((j) => ({ ...j, verdict: lowered(j.verdict) })) : all;
    if (judged.length === 0) return undefined;
    const sure = judged.filter((j) => j.flow.confidence !== 'low');
    const shown = sure.length ? sure : judged;
    const severity = SEVERITIES.find((s) => shown.some((j) => j.verdict === s))!;
    const tier = TIER_ORDER.find((t) => shown.some((j) => j.tier === t))!;
    const flows = this.carried(record.flows, shown, kind);
    const confidence: Confidence = best(shown.map((j) => j.flow.confidence));
    const text = this.input.policy.kinds[kind]!;
    const dataTypes = this.dataTypes(flows, shown, kind);
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
      recipient: recipient.id,
      party: recipient.party,
      symbol: record.symbol,
      callee: record.callee,
      library: record.library,
      location: record.location,
      callLocation: record.callLocation,
      extent: location(this.input.files[sink.file]!, sink.span),
      dataTypes,
      flows,
    };
  }

  /** All that leaves in clear through a reported call, what decided first: mending the call has to mend it all. */
  private carried(flows: readonly Flow[], shown: readonly JudgedFlow[], kind: SinkKind): readonly Flow[] {
    const decided = [...shown].sort((a, b) => TIER_ORDER.indexOf(a.tier) - TIER_ORDER.indexOf(b.tier)).map((j) => j.flow);
    const others = flows.filter((f) => {
      if (decided.includes(f) || f.role === 'purpose' || f.confidence === 'low') return false;
      const tier = tierAfter(f.tier, f.transforms, kind);
      return tier === 'credential' || tier === 'sensitive' || tier === 'direct';
    });
    return [...decided, ...others];
  }

  private judgeFlows(flows: readonly Flow[], raw: readonly RawFlow[], kind: SinkKind, recipient: ResolvedRecipient): readonly JudgedFlow[] {
    const { party, purposes } = recipient;
    const left = flows.flatMap((flow, i) => {
      const tier = flow.role === 'purpose' ? undefined : tierAfter(flow.tier, flow.transforms, kind);
      return tier ? [{ flow, tier, asked: { kind, party, dataType: flow.dataType, inPath: raw[i]!.inPath, purposes } }] : [];
    });
    const identifies = left.some((x) => x.tier === 'direct' || x.tier === 'pseudonymous');
    return left.flatMap(({ flow, tier, asked }): JudgedFlow[] => {
      const joins = tier === 'indirect' && identifies && verdictOf(this.input.policy, asked, 'joined') !== 'inventory';
      const key: TierKey = joins ? 'joined' : tier;
      const verdict = verdictOf(this.input.policy, asked, key);
      return verdict === 'inventory' ? [] : [{ flow, tier: key, verdict }];
    });
  }

  /** Each once, with the worst that the policy says of it. */
  private dataTypes(flows: readonly Flow[], judged: readonly JudgedFlow[], kind: SinkKind): readonly FindingDataType[] {
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
        subPrint: '',
        ...(tier && severity ? { rule: `${kind}-${tier}`, severity } : {}),
      });
    }
    return [...out.values()];
  }
}

/** A log that only developers see is one step less severe. */
function lowered(severity: Severity): Severity {
  return SEVERITIES[Math.min(SEVERITIES.indexOf(severity) + 1, SEVERITIES.length - 1)]!;
}

const DEVELOPMENT = ', in code that does not run in production';

/** A finding with its identity, and one for each of its data types. */
function printed(finding: Finding, record: SinkRecord): Finding {
  const { print } = record;
  return {
    ...finding,
    print,
    stem: Prints.stem(record),
    dataTypes: finding.dataTypes.map((t) => ({ ...t, subPrint: Prints.sub(print, t.id) })),
  };
}

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
