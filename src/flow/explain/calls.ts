/** What was seen at the calls of one line: how each resolved, what rules say of it, what its arguments are. */
import type { Classifier } from '../../model/classifier.js';
import type { ArgumentExplanation, CallExplanation, SinkRuleRef } from '../../model/explanation.js';
import type { CallFact, FileFacts, FunctionId, Span, StoreFact, ThrowFact } from '../../model/facts.js';
import { position } from '../../model/position.js';
import type { CallSiteRef, FileId, Program } from '../../model/program.js';
import type { Location } from '../../model/report.js';
import { modelOf, step } from '../../model/rule-graph.js';
import type { CompiledRules, Place, SinkModel } from '../../model/compiled-rules.js';
import { Addresses } from '../addresses.js';
import { Collector } from '../collect.js';
import { Evaluator } from '../evaluate.js';
import { keepParameterEvidence } from '../parameter-evidence.js';
import { resolutionOf } from './resolution.js';
import { ValueExplainer } from './values.js';

export interface AskedPlace {
  readonly file: FileId;
  /** 1-based. */
  readonly line: number;
  /** 1-based; only what stands around it. */
  readonly column?: number;
}

/** @returns one explanation for each call, throw and assignment to something of a library that stands at the place */
export function explainCalls(
  program: Program,
  rules: CompiledRules,
  classifier: Classifier,
  asked: AskedPlace,
): readonly CallExplanation[] {
  return new CallExplainer(program, rules, classifier, asked).run();
}

class CallExplainer {
  private readonly ev: Evaluator;
  private readonly values: ValueExplainer;
  private readonly facts: FileFacts;

  constructor(
    program: Program,
    private readonly rules: CompiledRules,
    classifier: Classifier,
    private readonly asked: AskedPlace,
  ) {
    this.ev = new Evaluator(program, rules);
    const collector = new Collector(program, classifier, this.ev, new Addresses(this.ev, classifier));
    this.values = new ValueExplainer(this.ev, rules, classifier, collector, keepParameterEvidence(program, this.ev, collector));
    this.facts = program.graph.files[asked.file]!;
  }

  run(): readonly CallExplanation[] {
    const calls = this.calls();
    const out = calls.map(({ fn, index, call }) => this.call({ file: this.asked.file, function: fn, call: index }, call));
    this.facts.functions.forEach((f, fn) => {
      for (const t of f.throws) if (this.isHere(t.at, t.at)) out.push(this.thrown(fn, t));
      for (const s of f.stores) if (s.key !== undefined && this.isHere(s.at, s.at)) out.push(...this.assigned(fn, s, s.key));
    });
    return out.sort((a, b) => a.location.line - b.location.line || a.location.column - b.location.column);
  }

  /** Calls whose name stands on the line; when there is none, the innermost that reaches over it. */
  private calls(): readonly { readonly fn: FunctionId; readonly index: number; readonly call: CallFact }[] {
    const all = this.facts.functions.flatMap((f, fn) => f.calls.map((call, index) => ({ fn, index, call })));
    const named = all.filter(({ call }) => this.isHere(call.at, call.span) && !this.isElement(call));
    if (named.length > 0) return named;
    const around = all
      .filter(
        ({ call }) => this.lineOf(call.span[0]) <= this.asked.line && this.lineOf(call.span[1]) >= this.asked.line && !this.isElement(call),
      )
      .sort((a, b) => a.call.span[1] - a.call.span[0] - (b.call.span[1] - b.call.span[0]));
    return around.slice(0, 1);
  }

  /** An element of HTML is no call. */
  private isElement(call: CallFact): boolean {
    return call.kind === 'jsx' && this.facts.functions.some((f) => f.calls.includes(call) && f.values[call.callee]?.op === 'const');
  }

  private isHere(name: Span, around: Span): boolean {
    if (this.lineOf(name[0]) !== this.asked.line) return false;
    if (this.asked.column === undefined) return true;
    const offset = (this.facts.lineStarts[this.asked.line - 1] ?? 0) + this.asked.column - 1;
    return offset >= around[0] && offset <= around[1];
  }

  private lineOf(offset: number): number {
    return position(this.facts, offset).line;
  }

  private call(site: CallSiteRef, call: CallFact): CallExplanation {
    const before = this.ev.cuts.all();
    const resolution = resolutionOf(this.ev, this.rules, site);
    const models = this.sinkModels(site);
    const sinks = models.map((m): SinkRuleRef => ({ ...ruleOf(m), holds: this.ev.calls.places.holds(site, m.when) }));
    const active = models.filter((_, i) => sinks[i]!.holds);
    const args = call.args.map((arg, i): ArgumentExplanation => ({
      location: this.location(arg.at),
      role: active.length === 0 ? 'argument' : roleOf(i, call.args.length, active),
      values: this.values.explain({ file: site.file, function: site.function, value: arg.value }),
    }));
    return {
      what: 'call',
      location: this.location(call.at),
      callee: this.ev.calls.calleeName(site.file, site.function, call) ?? '',
      symbol: this.ev.fn(site.file, site.function).symbol,
      resolution,
      sinks,
      arguments: args,
      cuts: difference(this.ev.cuts.all(), before),
    };
  }

  private sinkModels({ file, function: fn, call }: CallSiteRef): readonly SinkModel[] {
    const { library } = this.ev.program.call(file, fn, call);
    return library.flatMap((l) => (l.nodes.length ? (modelOf(this.rules, l.nodes)?.sinks ?? []) : [])).filter((m) => !m.assign);
  }

  private thrown(fn: FunctionId, { value, at }: ThrowFact): CallExplanation {
    const models = modelOf(this.rules, this.rules.throws)?.sinks ?? [];
    return this.statement('throw', fn, value, at, 'throw', models);
  }

  /** Assignments to what rules call a sink; others are no way out. */
  private assigned(fn: FunctionId, { object, value, at }: StoreFact, key: string): readonly CallExplanation[] {
    const models = this.ev.program
      .library(this.asked.file, fn, object)
      .flatMap((l) => modelOf(this.rules, step(this.rules, l.nodes, `m:${key}`))?.sinks ?? [])
      .filter((m) => m.assign);
    return models.length > 0 ? [this.statement('assignment', fn, value, at, key, models)] : [];
  }

  private statement(
    what: 'throw' | 'assignment',
    fn: FunctionId,
    value: number,
    at: Span,
    callee: string,
    models: readonly SinkModel[],
  ): CallExplanation {
    const before = this.ev.cuts.all();
    const values = this.values.explain({ file: this.asked.file, function: fn, value });
    return {
      what,
      location: this.location(at),
      callee,
      symbol: this.ev.fn(this.asked.file, fn).symbol,
      resolution: { how: 'library', libraries: [...new Set(models.map((m) => m.library))], byName: false, builtin: false },
      sinks: models.map((m) => ({ ...ruleOf(m), holds: true })),
      arguments: [{ location: this.location(at), role: 'payload', values }],
      cuts: difference(this.ev.cuts.all(), before),
    };
  }

  private location(at: Span): Location {
    const end = position(this.facts, at[1]);
    return { path: this.facts.path, ...position(this.facts, at[0]), endLine: end.line, endColumn: end.column };
  }
}

function ruleOf({ library, kind, at }: SinkModel): Omit<SinkRuleRef, 'holds'> {
  return { library, kind, at };
}

/** What rules say of an argument as a whole. */
function roleOf(index: number, count: number, models: readonly SinkModel[]): ArgumentExplanation['role'] {
  const names = (places: readonly Place[]): boolean =>
    places.some(([head]) => (head?.s === 'argument' ? index >= head.from && index <= head.to : head?.s === 'last' && index === count - 1));
  if (models.some((m) => names(m.payload))) return 'payload';
  return models.some((m) => names(m.purpose)) ? 'purpose' : 'stays';
}

function difference(after: Readonly<Record<string, number>>, before: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(after).flatMap(([limit, n]) => (n > (before[limit] ?? 0) ? [[limit, n - (before[limit] ?? 0)]] : [])),
  );
}
