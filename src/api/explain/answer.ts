/** What one root knows of what was asked. */
import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { explainCalls } from '../../flow/index.js';
import { CODE_ENDING } from '../../model/endings.js';
import type { CallExplanation, Explanation, FlowExplanation, SinkExplanation } from '../../model/explanation.js';
import type { Place } from '../../model/inventory.js';
import type { Finding, Flow, SinkRecord } from '../../model/report.js';
import { position } from '../../model/position.js';
import type { CompiledRules } from '../../model/compiled-rules.js';
import type { Policy } from '../../model/policy.js';
import type { Taxonomy, TaxonomyEntry } from '../../model/taxonomy.js';
import { explainPolicies, isPlain } from '../../policy/index.js';
import { VERDICTS } from '../../model/vocabulary.js';
import { maskLiterals } from '../mask-literals.js';
import { readSource } from '../read-source.js';
import type { RootInside } from '../scan-root.js';
import { mendsOf } from './mends.js';
import type { PlaceQuestion, Question } from './question.js';

export interface Knowledge {
  readonly rules: CompiledRules;
  readonly taxonomy: Taxonomy;
  readonly policies: readonly Policy[];
}

/** Of one root; places are relative to it. */
export interface Answer {
  /** Absolute. */
  readonly root: string;
  readonly sinks: readonly SinkExplanation[];
  readonly literals: readonly Finding[];
  readonly calls: readonly CallExplanation[];
  readonly file?: Explanation['file'];
  /** Lines of the file that was asked about. */
  readonly lines?: number;
  readonly near: Explanation['near'];
  readonly sources: Explanation['sources'];
  /** All prints, for the nearest when the one asked for is not there. */
  readonly prints: readonly string[];
}

/** Findings of the file that are named when the line has none. */
const MAX_NEAR = 3;

export function answerFor(question: Question, inside: RootInside, knowledge: Knowledge): Answer {
  const answerer = new Answerer(inside, knowledge);
  return question.is === 'print' ? answerer.print(question.prefix) : answerer.place(question);
}

class Answerer {
  private readonly findings: ReadonlyMap<string, Finding>;
  private readonly types: ReadonlyMap<string, TaxonomyEntry>;

  constructor(
    private readonly inside: RootInside,
    private readonly knowledge: Knowledge,
  ) {
    this.types = new Map(knowledge.taxonomy.dataTypes.map((d) => [d.id, d]));
    this.findings = new Map(inside.judged.findings.map((f) => [`${f.print}@${f.location.path}@${f.callLocation.line}`, f]));
  }

  print(prefix: string): Answer {
    const { workspace, judged, literals, texts } = this.inside;
    return {
      root: workspace.root,
      sinks: this.sinks((record) => record.print.startsWith(prefix)),
      literals: literals.filter((f) => f.print.startsWith(prefix)),
      calls: [],
      near: [],
      sources: texts,
      prints: [...judged.findings, ...literals].map((f) => f.print),
    };
  }

  place(question: PlaceQuestion): Answer {
    const { workspace, facts, program, classifier, texts } = this.inside;
    const path = relative(realpathSync(workspace.root), question.absolute).split(sep).join('/');
    const source = path.startsWith('..') ? undefined : readSource(workspace.root, path);
    const text = source && 'text' in source ? source.text : undefined;
    const lines = text?.split(/\r\n|[\n\r\u2028\u2029]/).length;
    const file = facts.findIndex((f) => f.path === path);
    const state = this.stateOf(path, file);
    const known = file < 0 || text === undefined ? texts : { ...texts, [path]: maskLiterals(text, facts[file]!.literals) };
    const sinks = this.sinks((record, i) => record.location.path === path && isAt(record, this.extentOf(i), question));
    const literals = this.inside.literals.filter((f) => f.location.path === path && f.location.line === question.line);
    const calls =
      file < 0
        ? []
        : explainCalls(program, this.knowledge.rules, classifier, {
            file,
            line: question.line,
            ...(question.column === undefined ? {} : { column: question.column }),
          }).map((call) => named(call, text ?? '', facts[file]!.lineStarts));
    const keyOf = ({ line, column }: Place): string => `${line}:${column}`;
    const seen = new Map(calls.map((c) => [keyOf(c.location), c]));
    const places = new Set(sinks.map(({ sink: s }) => keyOf(s.callLocation)));
    return {
      root: workspace.root,
      sinks: sinks.map((s) => {
        const call = seen.get(keyOf(s.sink.callLocation));
        return call ? { ...s, call } : s;
      }),
      literals,
      calls: calls.filter((c) => !places.has(keyOf(c.location))),
      ...(state ? { file: { path, state } } : {}),
      ...(lines === undefined ? {} : { lines }),
      near: sinks.some((s) => s.finding) || literals.length > 0 ? [] : this.near(path, question.line),
      sources: known,
      prints: [],
    };
  }

  private stateOf(path: string, file: number): NonNullable<Explanation['file']>['state'] | undefined {
    if (path.startsWith('..')) return undefined;
    const { workspace, skipped } = this.inside;
    const all = [...workspace.skipped, ...skipped];
    const reason = all.find((s) => s.path === path || path.startsWith(`${s.path.replace(/\/$/, '')}/`))?.reason;
    if (file >= 0 && reason === undefined)
      return workspace.files.find((f) => f.path === path)?.role === 'test' ? 'literals-only' : 'analysed';
    return reason ?? (CODE_ENDING.test(path) ? 'ignored' : 'unsupported');
  }

  private near(path: string, line: number): Explanation['near'] {
    const passing = this.inside.judged.findings
      .filter((f) => f.flows.some((flow) => flow.steps.some((s) => s.location.path === path && s.location.line === line)))
      .map((f) => ({ ...ofFinding(f), relation: 'passes' as const }));
    const others = [...this.inside.judged.findings, ...this.inside.literals]
      .filter((f) => f.location.path === path)
      .sort((a, b) => Math.abs(a.location.line - line) - Math.abs(b.location.line - line) || a.location.line - b.location.line)
      .slice(0, MAX_NEAR)
      .map((f) => ({ ...ofFinding(f), relation: 'nearest' as const }));
    return passing.length > 0 ? passing.slice(0, MAX_NEAR) : others;
  }

  /** Recorded calls that fit, findings first. */
  private sinks(fits: (record: SinkRecord, index: number) => boolean): readonly SinkExplanation[] {
    return this.inside.judged.sinks.flatMap((record, i) => (fits(record, i) ? [this.sink(record, i)] : []));
  }

  private extentOf(index: number): Extent {
    const { file, span } = this.inside.flows.sinks[index]!;
    const facts = this.inside.facts[file]!;
    const end = position(facts, span[1]);
    return { ...position(facts, span[0]), endLine: end.line, endColumn: end.column };
  }

  private sink(record: SinkRecord, index: number): SinkExplanation {
    const raw = this.inside.flows.sinks[index]!;
    const recipient = this.inside.judged.recipients.get(record.recipient);
    const { policies } = this.knowledge;
    const sayings = explainPolicies(policies, record, raw.flows, recipient?.purposes, this.types);
    const plain = isPlain(policies);
    const finding = this.findings.get(`${record.print}@${record.location.path}@${record.callLocation.line}`);
    const flows = record.flows.map((flow, i): FlowExplanation => {
      const { evidence, doubts } = raw.flows[i]!;
      const said = sayings[i]!;
      const worst = VERDICTS.flatMap((verdict) => said.filter(({ reason }) => reason.verdict === verdict))[0]!.reason;
      return {
        flow,
        title: this.titleOf(flow),
        because: evidence.because,
        strength: evidence.strength,
        doubts,
        policy: worst,
        ...(plain ? {} : { policies: said }),
      };
    });
    return {
      sink: record,
      recipientName: recipient?.name ?? record.recipient,
      ...(recipient?.country ? { country: recipient.country } : {}),
      rule: { library: raw.model.library, at: raw.model.at },
      flows,
      ...(finding ? { finding } : {}),
      mends: finding ? mendsOf(raw, this.inside.facts[raw.file]!, this.inside.texts[record.location.path] ?? '') : [],
      laws: this.laws(finding),
    };
  }

  private titleOf({ dataType }: Flow): string {
    return this.types.get(dataType)?.title.en ?? 'Input of unknown shape';
  }

  private laws(finding: Finding | undefined): SinkExplanation['laws'] {
    return Object.entries(finding?.laws ?? {}).map(([id, reference]) => ({
      id,
      title: this.knowledge.taxonomy.laws.find((l) => l.id === id)?.title ?? id,
      reference,
    }));
  }
}

function ofFinding({ print, rule, location }: Finding) {
  return { print, rule, path: location.path, line: location.line };
}

/** Whether a call, the argument that carries data, or what is read of it in the call, stands on the line; with a column, around it. */
function isAt({ location, callLocation, flows }: SinkRecord, extent: Extent, { line, column }: PlaceQuestion): boolean {
  const read = flows.flatMap(({ steps }) => steps.map((step) => step.location)).filter((at) => at.path === location.path);
  const isOn = location.line === line || callLocation.line === line || read.some((at) => at.line === line);
  if (!isOn || line < extent.line || line > extent.endLine) return false;
  return column === undefined || ((line > extent.line || column >= extent.column) && (line < extent.endLine || column <= extent.endColumn));
}

/** Where the whole call stands, its receiver and all arguments. */
interface Extent {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Longest name of a callee that is taken from the text. */
const MAX_NAME = 40;

/** What is called as it is written, where the facts have no name for it. */
function named(call: CallExplanation, text: string, lineStarts: readonly number[]): CallExplanation {
  const { line, column, endLine, endColumn } = call.location;
  if (call.callee !== '' || endLine !== line) return call;
  const start = (lineStarts[line - 1] ?? 0) + column - 1;
  return { ...call, callee: text.slice(start, start + Math.min(endColumn - column, MAX_NAME)) };
}
