/** Roots' results → one ScanResult, in a fixed order. */
import type { Survey } from '../model/inventory.js';
import type { Coverage, DataTypeUse, Finding, RecipientUse, ScanResult, SinkRecord } from '../model/report.js';
import { SEVERITIES } from '../model/selection.js';
import type { Taxonomy } from '../model/taxonomy.js';
import { ruleInfos, type ResolvedRecipient } from '../policy/index.js';
import { percentOf } from './coverage.js';
import { judgingInfos, type Judging } from './judging.js';
import type { RootResult } from './root-result.js';

export interface AssembleInput {
  readonly roots: readonly RootResult[];
  readonly taxonomy: Taxonomy;
  readonly judging: Judging;
  readonly version: string;
  readonly rulesVersion: string;
}

export function assemble(input: AssembleInput): ScanResult {
  const { roots } = input;
  const findings = roots.flatMap((r) => r.findings);
  const sinks = roots.flatMap((r) => r.sinks);
  const rules = ruleInfos(input.judging.policies, input.taxonomy);
  const recipients = new Map<string, ResolvedRecipient>(roots.flatMap((r) => [...r.recipients]));
  return {
    tool: { name: 'waybill', version: input.version, rulesVersion: input.rulesVersion },
    findings: inOrder(findings),
    sinks,
    dataTypes: dataTypeUses(input.taxonomy, sinks, findings),
    recipients: recipientUses(recipients, sinks),
    rules,
    ...judgingInfos(input.judging),
    coverage: sumCoverage(roots.map((r) => r.coverage)),
    ...(roots.some((r) => r.survey) ? { survey: joinSurveys(roots.flatMap((r) => r.survey ?? [])) } : {}),
    sources: Object.assign({}, ...roots.map((r) => r.sources)) as Record<string, string>,
  };
}

function joinSurveys(surveys: readonly Survey[]): Survey {
  return { entities: surveys.flatMap((s) => s.entities), entries: surveys.flatMap((s) => s.entries) };
}

/** By file, then worst first, then place. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      compare(a.location.path, b.location.path) ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      a.location.line - b.location.line ||
      a.location.column - b.location.column ||
      compare(a.rule, b.rule),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function dataTypeUses(taxonomy: Taxonomy, sinks: readonly SinkRecord[], findings: readonly Finding[]): readonly DataTypeUse[] {
  const types = new Map(taxonomy.dataTypes.map((d) => [d.id, d]));
  const uses = new Map<string, { sources: Set<string>; sinks: number; findings: number; tier: DataTypeUse['tier'] }>();
  const use = (id: string, tier: DataTypeUse['tier']) => {
    let u = uses.get(id);
    if (!u) uses.set(id, (u = { sources: new Set(), sinks: 0, findings: 0, tier }));
    return u;
  };
  for (const sink of sinks) {
    for (const id of new Set(sink.flows.map((f) => f.dataType))) use(id, sink.flows.find((f) => f.dataType === id)!.tier).sinks++;
    for (const f of sink.flows) {
      const first = f.steps[0]?.location;
      use(f.dataType, f.tier).sources.add(first ? `${first.path}:${first.line}:${first.column}` : f.source);
    }
  }
  for (const finding of findings) for (const t of finding.dataTypes) use(t.id, t.tier).findings++;
  return [...uses]
    .map(([id, u]): DataTypeUse => {
      const entry = types.get(id);
      return {
        id,
        title: entry?.title.en ?? 'Input of unknown shape',
        tier: u.tier,
        category: entry?.category ?? '',
        sources: u.sources.size,
        sinks: u.sinks,
        findings: u.findings,
      };
    })
    .sort((a, b) => compare(a.id, b.id));
}

function recipientUses(known: ReadonlyMap<string, ResolvedRecipient>, sinks: readonly SinkRecord[]): readonly RecipientUse[] {
  const byId = new Map<string, SinkRecord[]>();
  for (const s of sinks) {
    const list = byId.get(s.recipient);
    if (list) list.push(s);
    else byId.set(s.recipient, [s]);
  }
  return [...byId]
    .map(([id, list]): RecipientUse => {
      const r = known.get(id);
      const dataTypes = [...new Set(list.flatMap((s) => s.flows.map((f) => f.dataType)))].sort();
      return {
        ...(r ?? { name: id }),
        id,
        party: list[0]!.party,
        sinks: list.length,
        dataTypes,
      };
    })
    .sort((a, b) => compare(a.id, b.id));
}

function sumCoverage(all: readonly Coverage[]): Coverage {
  const [first, ...more] = all;
  if (!first) throw new Error('no root was scanned');
  return more.reduce(together, first);
}

function together(a: Coverage, b: Coverage): Coverage {
  const files = {
    analysed: a.files.analysed + b.files.analysed,
    literalsOnly: a.files.literalsOnly + b.files.literalsOnly,
    skipped: add(a.files.skipped, b.files.skipped),
  };
  const calls = {
    total: a.calls.total + b.calls.total,
    project: a.calls.project + b.calls.project,
    modelled: a.calls.modelled + b.calls.modelled,
    catalogued: a.calls.catalogued + b.calls.catalogued,
    unmodelled: mergeModules(a.calls.unmodelled, b.calls.unmodelled),
    unresolved: a.calls.unresolved + b.calls.unresolved,
  };
  const sinkArguments = {
    total: a.sinkArguments.total + b.sinkArguments.total,
    followed: a.sinkArguments.followed + b.sinkArguments.followed,
    notFollowed: mergeCauses([...a.sinkArguments.notFollowed, ...b.sinkArguments.notFollowed]),
  };
  return {
    files,
    lines: a.lines + b.lines,
    bytes: a.bytes + b.bytes,
    calls,
    sinkArguments,
    percent: percentOf({ files, calls, sinkArguments }),
    cuts: add(a.cuts, b.cuts),
    unknownRecipients: a.unknownRecipients + b.unknownRecipients,
    problems: [...a.problems, ...b.problems],
  };
}

type Unfollowed = Coverage['sinkArguments']['notFollowed'];

function mergeCauses(all: Unfollowed): Unfollowed {
  const sum = new Map<string, Unfollowed[number]>();
  for (const one of all) {
    const key = `${one.cause} ${one.package ?? ''}`;
    sum.set(key, { ...one, arguments: (sum.get(key)?.arguments ?? 0) + one.arguments });
  }
  return [...sum].sort(([a, x], [b, y]) => y.arguments - x.arguments || compare(a, b)).map(([, one]) => one);
}

function add(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const out: Record<string, number> = { ...a };
  for (const [key, n] of Object.entries(b)) out[key] = (out[key] ?? 0) + n;
  return out;
}

function mergeModules(a: Coverage['calls']['unmodelled'], b: Coverage['calls']['unmodelled']): Coverage['calls']['unmodelled'] {
  const sum = add(Object.fromEntries(a.map((m) => [m.module, m.calls])), Object.fromEntries(b.map((m) => [m.module, m.calls])));
  return Object.entries(sum)
    .map(([module, calls]) => ({ module, calls }))
    .sort((x, y) => y.calls - x.calls || compare(x.module, y.module));
}
