/**
 * Where the ends of channels stand, found by structure alone: which calls and stores put something in, which functions are
 * handed to a call that takes something out. Nothing is evaluated here, so that evaluating may ask for it.
 */
import type { FunctionId, StoreFact } from '../../model/facts.js';
import type { CallSiteRef, FileId, FunctionRef, Program } from '../../model/program.js';
import { modelOf, step } from '../../model/rule-graph.js';
import type { ChannelModel, Place, PlaceStep } from '../../model/compiled-rules.js';
import type { Evaluator } from '../evaluate.js';
import { decoratedBy, methodsOf } from './decorated.js';
import { ownBuses } from './own-buses.js';
import { literalBehind, MAX_DEPTH, type At, type Spot } from './spots.js';

/** Callers of a function of the project that hands on what it is handed. */
export const MAX_CALLERS = 64;
/** Functions of the project through which a callback is handed on. */
const MAX_HANDING = 3;

/** A call of a function of the project through which a spot is reached. */
export interface Through {
  readonly site: CallSiteRef;
  readonly target: FunctionRef;
}

/** A function's parameter that gets what comes out. */
export interface Listener {
  readonly spot: Spot;
  /** Which of the model's values. */
  readonly nth: number;
  readonly param: number;
  /** What stands around the value in the parameter. */
  readonly around: Place;
  readonly through: readonly Through[];
}

/** Ends of channels that rules see in a call. */
export function channelsAt(ev: Evaluator, site: CallSiteRef): readonly ChannelModel[] {
  const { library } = ev.program.call(site.file, site.function, site.call);
  if (library.length === 0) return NONE;
  const found = library.flatMap((l) => modelOf(ev.rules, l.nodes)?.channels ?? NONE);
  return found.length ? found.filter((model) => model.on === undefined) : NONE;
}

const NONE: readonly ChannelModel[] = [];

/** All ends of the program. */
export class ChannelStructure {
  readonly writes = new Map<string, Spot[]>();
  /** Calls that name what is read. */
  readonly subscriptions = new Map<string, Spot[]>();
  private readonly listeners = new Map<number, Listener[]>();

  constructor(private readonly ev: Evaluator) {
    ev.program.graph.files.forEach((facts, file) => {
      facts.functions.forEach(({ calls, stores }, fn) => {
        calls.forEach((_, call) => this.call({ file, function: fn, call }));
        for (const store of stores) this.store(file, fn, store);
      });
    });
    const { registrations, calls } = ownBuses(ev.program);
    for (const spot of calls) keep(this.writes, spot);
    for (const { spot, of, param } of registrations)
      spot.model.value.forEach((_, nth) => this.fromCallers({ spot, nth, through: [] }, of, param, [{ s: 'parameter', index: nth }]));
  }

  heardBy(file: FileId, fn: FunctionId): readonly Listener[] | undefined {
    return this.listeners.get(this.ev.program.number(file, fn));
  }

  private call(site: CallSiteRef): void {
    for (const model of channelsAt(this.ev, site)) {
      if (model.end === 'write') keep(this.writes, { site, model });
      else if (model.end === 'subscribe') keep(this.subscriptions, { site, model });
      else model.value.forEach((place, nth) => this.listen({ site, model }, place, nth));
    }
  }

  private store(file: FileId, fn: FunctionId, store: StoreFact): void {
    if (store.key === undefined) return;
    for (const lib of this.ev.program.library(file, fn, store.object)) {
      if (lib.nodes.length === 0) continue;
      for (const model of modelOf(this.ev.rules, step(this.ev.rules, lib.nodes, `m:${store.key}`))?.channels ?? NONE)
        if (model.on === 'assign' && model.end === 'write')
          keep(this.writes, { site: { file, function: fn, call: -1 }, model, store, name: store.key, holder: lib });
    }
  }

  private listen(spot: Spot, place: Place, nth: number): void {
    const [first, ...steps] = place;
    if (first?.s === 'decorated') this.decorated(spot, steps, nth);
    if (first?.s !== 'argument' || !steps.some((s) => s.s === 'parameter')) return;
    const { site } = spot;
    this.ev.fn(site.file, site.function).calls[site.call]!.args.forEach(({ value }, i) => {
      if (i >= first.from && i <= first.to) this.handed({ spot, nth, through: [] }, { ...site, value }, steps, { direct: true });
    });
  }

  /** What a decorator stands at, or a method of the class: its parameters get what comes out. */
  private decorated(spot: Spot, steps: readonly PlaceStep[], nth: number): void {
    const at = decoratedBy(this.ev.program, spot.site);
    if (!at) return;
    if (at.method) return this.bind({ spot: { ...spot, name: at.method.name }, nth, through: [] }, at.method, steps);
    const [first, ...rest] = steps;
    for (const method of methodsOf(this.ev.program, at.file, at.class)) {
      if (first?.s === 'member' ? first.names.includes(method.name) : first?.s === 'any-member' && method.decorated)
        this.bind({ spot: { ...spot, name: method.name }, nth, through: [] }, method, rest);
    }
  }

  /** A value is handed over: binds the functions that it is or holds, also those that callers hand over. */
  private handed(by: Handing, { file, function: fn, value }: At, steps: readonly PlaceStep[], how: { readonly direct: boolean }): void {
    const [first, ...rest] = steps;
    if (first?.s === 'parameter') return this.functions(by, { file, function: fn, value }, steps, how.direct);
    const at = literalBehind(this.ev.program, { file, function: fn, value });
    if (at.def?.op === 'param') return this.fromCallers(by, at, at.def.index, steps);
    if (first === undefined || steps.length > MAX_DEPTH) return;
    if (at.def?.op === 'object') {
      for (const entry of at.def.entries) {
        if (!('key' in entry) || !(first.s === 'any-member' || (first.s === 'member' && first.names.includes(entry.key)))) continue;
        this.handed({ ...by, spot: { ...by.spot, name: entry.key } }, { ...at, value: entry.value }, rest, { direct: false });
      }
    } else if (at.def?.op === 'array' && first.s === 'element') {
      for (const el of at.def.elements) this.handed(by, { ...at, value: el.value }, rest, { direct: false });
    }
  }

  /**
   * Functions written where they are handed over hear it, and those that nobody else calls. A named function that is handed
   * over as it stands is asked by its own summary.
   */
  private functions(by: Handing, at: At, steps: readonly PlaceStep[], isDirect: boolean): void {
    const { program } = this.ev;
    const literal = literalBehind(program, at);
    if (literal.def?.op === 'param') return this.fromCallers(by, literal, literal.def.index, steps);
    const isCall = literal.def?.op === 'call';
    for (const target of program.functions(at.file, at.function, at.value)) {
      const isInline = this.ev.fn(target.file, target.function).name === '' || (!isDirect && isWrittenHere(this.ev.program, at));
      if (isInline || (!(isDirect && by.through.length === 0 && !isCall) && program.callers(target.file, target.function).length === 0))
        this.bind(by, target, steps);
    }
  }

  private fromCallers(by: Handing, at: FunctionRef, param: number, steps: readonly PlaceStep[]): void {
    if (by.through.length >= MAX_HANDING) return;
    for (const site of this.ev.program.callers(at.file, at.function).slice(0, MAX_CALLERS)) {
      const arg = this.ev.fn(site.file, site.function).calls[site.call]!.args[param];
      if (!arg || arg.spread) continue;
      this.handed(
        { ...by, through: [...by.through, { site, target: { file: at.file, function: at.function } }] },
        { ...site, value: arg.value },
        steps,
        { direct: true },
      );
    }
  }

  private bind(by: Handing, target: FunctionRef, steps: readonly PlaceStep[]): void {
    const [first, ...around] = steps;
    if (first?.s !== 'parameter') return;
    const number = this.ev.program.number(target.file, target.function);
    const listener: Listener = { ...by, param: first.index, around };
    const list = this.listeners.get(number);
    if (list) list.push(listener);
    else this.listeners.set(number, [listener]);
  }
}

type Handing = Pick<Listener, 'spot' | 'nth' | 'through'>;

function keep(spots: Map<string, Spot[]>, spot: Spot): void {
  const list = spots.get(spot.model.channel);
  if (list) list.push(spot);
  else spots.set(spot.model.channel, [spot]);
}

function isWrittenHere(program: Program, { file, function: fn, value }: At): boolean {
  return program.graph.files[file]!.functions[fn]!.values[value]?.op === 'function';
}
