/**
 * Sinks, callees first: what reaches each sink argument in its own function; what only a parameter or `this` can tell
 * goes into the function's summary and is asked again at every call (compositional summaries as in Pysa and Infer).
 */
import type { Classifier } from '../model/classifier.js';
import type { CallFact, FunctionId, ValueId } from '../model/facts.js';
import type { Doubt, FlowResult, RawSetting } from '../model/flow.js';
import type { CallSiteRef, FileId, FunctionRef, Program } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { CompiledRules, SinkModel } from '../model/compiled-rules.js';
import { NOTHING, type Fn, type Frame } from './abstract-value.js';
import { Addresses } from './addresses.js';
import { argumentsFor, placeOf, type CallPlace } from './call-place.js';
import { CataloguedCalls } from './catalogued-calls.js';
import { componentsOf } from './call-graph.js';
import { Collector } from './collect.js';
import { isMessageLink } from './destination.js';
import { Environments } from './environment.js';
import { Evaluator } from './evaluate.js';
import { FlowTable } from './flow-table.js';
import { handedToLibrary } from './library-callbacks.js';
import { idleSanitizers } from './idle-sanitizers.js';
import { keepParameterEvidence } from './parameter-evidence.js';
import { payloads, wholeArguments, type Payload } from './payloads.js';
import { Redactions } from './redaction.js';
import { Setters } from './setters.js';
import { SinkMeter } from './sink-meter.js';
import { turnedOn } from './settings.js';
import { statementSinks } from './statement-sinks.js';
import { Transports, type Carrier } from './transports.js';
import { Summaries, type SinkBase, type SummarySink } from './summaries.js';

/** Functions of one call cycle whose results are computed until nothing changes; those of a longer one are computed once. */
const MAX_CYCLE = 200;
/** Calls between a sink and the caller that knows the data. */
const MAX_CHAIN = 8;

/** Walks the functions, callees first, so that the summaries of what a function calls are there. */
export class SinkAnalysis {
  private readonly ev: Evaluator;
  private readonly collector: Collector;
  private readonly redactions: Redactions;
  private readonly summaries: Summaries;
  private readonly flows = new FlowTable();
  private readonly meter: SinkMeter;
  /** A cycle's functions are looked at more than once. */
  private readonly settings = new Map<string, RawSetting>();
  private readonly setters: Setters;
  private readonly environments: Environments;
  private readonly catalogue: CataloguedCalls;
  private readonly transports: Transports;

  constructor(
    private readonly program: Program,
    private readonly rules: CompiledRules,
    classifier: Classifier,
    private readonly sanitizerNames: readonly string[],
  ) {
    this.ev = new Evaluator(program, rules);
    this.summaries = new Summaries(this.ev);
    this.collector = new Collector(program, classifier, this.ev, new Addresses(this.ev, classifier));
    this.redactions = new Redactions(this.ev);
    this.meter = new SinkMeter(program);
    this.setters = new Setters(this.ev);
    this.environments = new Environments(this.ev);
    this.catalogue = new CataloguedCalls(this.ev);
    this.transports = new Transports(this.ev);
  }

  run(): FlowResult {
    const components = componentsOf(this.program, this.setters);
    this.ev.results.know(components.filter(({ functions, cyclic }) => cyclic && functions.length <= MAX_CYCLE).map((c) => c.functions));
    for (const { functions, cyclic } of components) this.component(functions, cyclic);
    return {
      sinks: this.flows.finish(keepParameterEvidence(this.program, this.ev, this.collector)),
      settings: [...this.settings.values()].sort((a, b) => a.file - b.file || a.at[0] - b.at[0]),
      sanitizers: idleSanitizers(this.program, this.ev, this.collector, this.sanitizerNames),
      sinkArguments: this.meter.counts(),
      cuts: this.ev.cuts.all(),
      stats: { functions: this.program.functionCount, summaries: this.summaries.size },
    };
  }

  /** In a cycle each pass sees the summaries of the one before, until they have no more to say. */
  private component(functions: readonly (readonly [FileId, FunctionId])[], cyclic: boolean): void {
    const isLong = functions.length > MAX_CYCLE;
    if (isLong) this.ev.cut('functions of a call cycle');
    else if (cyclic) this.ev.results.returns(...functions[0]!);
    for (let pass = 0; pass < (isLong ? 2 : cyclic ? MAX_CHAIN : 1); pass++) {
      const known = this.summaries.sinks;
      for (const [file, fn] of functions) this.analyseSafely(file, fn);
      if (this.summaries.sinks === known) return;
    }
  }

  /** Code nested deeper than the stack costs its own function alone, and is counted. */
  private analyseSafely(file: FileId, fn: FunctionId): void {
    try {
      this.analyse(file, fn);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.ev.stackEnded();
    }
  }

  private analyse(file: FileId, fn: FunctionId): void {
    const facts = this.ev.fn(file, fn);
    facts.calls.forEach((_, call) => {
      this.modelled({ file, function: fn, call });
      for (const setting of turnedOn(this.ev, { file, function: fn, call }))
        this.settings.set(`${file}:${setting.at[0]}:${setting.model.says}`, setting);
      this.catalogued({ file, function: fn, call });
      this.project({ file, function: fn, call });
    });
    for (const { base, payload } of statementSinks(this.ev, this.environments, file, fn)) this.emit(base, payload);
    this.stored(file, fn);
  }

  /** Sinks of library calls. */
  private modelled(site: CallSiteRef): void {
    const call = this.ev.fn(site.file, site.function).calls[site.call]!;
    for (const lib of this.program.call(site.file, site.function, site.call).library) {
      const sinks = lib.nodes.length ? modelOf(this.rules, lib.nodes)?.sinks : undefined;
      if (!sinks) continue;
      for (const model of sinks) {
        if (model.assign || !this.ev.calls.places.holds(site, model.when)) continue;
        const host = model.host.length
          ? (model.host.map((p) => this.ev.calls.places.joined(site, p)).find((av) => av.length) ?? NOTHING)
          : NOTHING;
        const carrier = this.transports.of(site, model);
        const base: SinkBase = {
          ...site,
          at: call.at,
          span: call.span,
          model,
          host,
          ...carriedTo(model, carrier),
          doubts: lib.byName ? ['receiver-by-name'] : [],
          chain: 0,
          ...this.environment(site, call.guards),
        };
        const cuts = this.ev.cuts.total;
        for (const payload of payloads(this.ev, site, model))
          this.emit(base, { ...payload, av: this.redactions.left(site, model, payload.av) }, cuts);
        this.meterEmpty(base, call, cuts);
      }
    }
  }

  /** Calls of packages of which only the recipient is known. Not metered: which arguments leave is not known either. */
  private catalogued(site: CallSiteRef): void {
    const found = this.catalogue.at(site);
    if (!found) return;
    const { at, span, guards } = this.ev.fn(site.file, site.function).calls[site.call]!;
    const base: SinkBase = { ...site, at, span, ...found, doubts: [], chain: 0, ...this.environment(site, guards) };
    for (const payload of payloads(this.ev, site, found.model)) this.emit(base, payload);
  }

  private environment(of: FunctionRef, guards: readonly number[] | undefined): Pick<SinkBase, 'devOnly'> {
    return this.environments.excludesProduction({ file: of.file, function: of.function }, guards) ? { devOnly: true } : {};
  }

  /** Arguments in which nothing was found count as well; their values are known by now. */
  private meterEmpty(base: SinkBase, call: CallFact, cuts: number): void {
    const { values } = this.ev.fn(base.file, base.function);
    for (const i of wholeArguments(base.model, call.args.length)) {
      const arg = call.args[i]!;
      if (this.ev.eval(base.file, base.function, arg.value).length > 0) continue;
      this.meter.addEmpty(base, arg.at, values[arg.value]?.op, this.ev.cuts.total > cuts);
    }
  }

  /** Sinks inside called functions of the project, with what this call hands over. */
  private project(site: CallSiteRef): void {
    for (const target of this.program.call(site.file, site.function, site.call).targets) {
      const summary = this.summaries.of(target.file, target.function);
      if (summary.length)
        this.instantiate(
          placeOf(this.ev, site, target),
          summary,
          this.ev.calls.parameters.frame(site, target),
          target.by === 'field' ? ['field-call'] : [],
        );
    }
    this.callbacks(site);
  }

  /** Cheap answer first: most arguments are no functions, and their values need not be known. */
  private mayBeCalled({ file, function: fn }: CallSiteRef, value: ValueId): boolean {
    return this.program.functions(file, fn, value).length > 0 || this.program.library(file, fn, value).some((l) => l.nodes.length > 0);
  }

  /** Named functions handed to library calls that call them: `users.forEach(print)`. */
  private callbacks(site: CallSiteRef): void {
    const isByRule = this.ev.calls.propagation.propagators(site).length > 0 || this.ev.calls.channels.isRead(site);
    if (!isByRule && this.program.call(site.file, site.function, site.call).targets.length === 0) return;
    const facts = this.ev.fn(site.file, site.function);
    facts.calls[site.call]!.args.forEach((arg, i) => {
      const def = facts.values[arg.value];
      if (!def || def.op === 'const' || def.op === 'object' || def.op === 'concat' || !this.mayBeCalled(site, arg.value)) return;
      for (const { model, library, av } of handedToLibrary(this.ev, site, arg, i)) {
        const base: SinkBase = {
          ...site,
          at: arg.at,
          span: arg.at,
          model,
          host: NOTHING,
          doubts: library.byName ? ['receiver-by-name'] : [],
          chain: 0,
        };
        this.emit(base, { av, argument: arg.at, role: 'payload' });
      }
      // Functions of the project that are called by others are linked as their targets.
      if (!isByRule) return;
      for (const x of this.ev.eval(site.file, site.function, arg.value)) {
        if (x.a !== 'fn') continue;
        const summary = this.summaries.of(x.file, x.function);
        if (summary.length) this.instantiate(placeOf(this.ev, site), summary, this.ev.calls.parameters.callbackFrame(site, x, i), [], x);
      }
    });
  }

  /** Sinks inside setters: `badge.label = name`. */
  private stored(file: FileId, fn: FunctionId): void {
    for (const { setter, frame, at } of this.setters.called(file, fn)) {
      const summary = this.summaries.of(setter.file, setter.function);
      if (summary.length) this.instantiate({ file, function: fn, call: -1, at, span: at, args: [], guards: undefined }, summary, frame, []);
    }
  }

  /** @param made  the function that is called, where it remembers what was around it */
  private instantiate(
    { args, guards, ...place }: CallPlace,
    summary: readonly SummarySink[],
    frame: Frame,
    doubts: readonly Doubt[],
    made?: Fn,
  ): void {
    for (const sink of summary) {
      if (sink.base.chain >= MAX_CHAIN) {
        this.ev.cut('call chain');
        continue;
      }
      const handed = this.ev.substitute([sink.ref], frame);
      const av = made ? this.ev.calls.inEnv(made, handed) : handed;
      if (av.length === 1 && av[0] === sink.ref) continue;
      const base: SinkBase = {
        ...sink.base,
        ...place,
        host: sink.base.host.length ? this.ev.substitute(sink.base.host, frame) : sink.base.host,
        doubts: [...new Set([...sink.base.doubts, ...doubts])],
        through: sink.base.through ?? { file: sink.base.file, at: sink.base.at },
        chain: sink.base.chain + 1,
        ...this.environment(place, guards),
      };
      for (const argument of argumentsFor(this.ev, this.collector, sink.ref, { ...place, args })) {
        this.emit(base, { av, argument, role: sink.role }, this.ev.cuts.total, sink.told);
      }
    }
  }

  /**
   * @param cuts  how many there were before the payload was looked for
   * @param told  data type that was told of the value inside the function that is called
   */
  private emit(base: SinkBase, payload: Payload, cuts = this.ev.cuts.total, told?: string): void {
    if (payload.av.length === 0) return;
    if (base.model.kind === 'url' && isMessageLink(payload.av)) return;
    const { items, pending, hinted, unknown } = this.collector.collect(payload.av, payload.holder, base.model.kind === 'url', base);
    if (base.chain === 0 && !base.model.catalogue) this.meter.add(base, payload, unknown, this.ev.cuts.total > cuts);
    for (const item of items) if (item.dataType !== told) this.flows.add(base, payload, item);
    for (const ref of pending) this.summaries.add(base, payload.role, ref, told);
    for (const { ref, dataType } of hinted) this.summaries.add(base, payload.role, ref, dataType);
  }
}

/** A transport decides where a log goes. */
function carriedTo(model: SinkModel, carrier: Carrier | undefined): Partial<Pick<SinkBase, 'model' | 'host'>> {
  if (!carrier) return {};
  return 'host' in carrier ? carrier : { model: { ...model, recipient: carrier.recipient } };
}

/**
 * flow: follows data through the program to every sink.
 *
 * @param sanitizerNames first words of the names of functions that promise to leave no personal data
 * @returns sinks that personal data reaches, in file order, with every way, and what limits cut
 */
export function analyseFlows(
  program: Program,
  rules: CompiledRules,
  classifier: Classifier,
  sanitizerNames: readonly string[] = [],
): FlowResult {
  return new SinkAnalysis(program, rules, classifier, sanitizerNames).run();
}
