/** A call at which something of a called function's summary becomes a sink, and which of its arguments that is. */
import type { CallFact, Span } from '../model/facts.js';
import type { CallSiteRef, FunctionRef } from '../model/program.js';
import type { Ref } from './abstract-value.js';
import { throughOwnMethod } from './call-arguments.js';
import type { Collector } from './collect.js';
import type { Evaluator } from './evaluate.js';

/** A call as a place at which the sinks of what it calls are asked again; also a store that a setter takes. */
export interface CallPlace extends CallSiteRef, Pick<CallFact, 'at' | 'span' | 'args'> {
  readonly guards: readonly number[] | undefined;
}

/** @param target the function that is called, where it is one of the project */
export function placeOf(ev: Evaluator, site: CallSiteRef, target?: FunctionRef): CallPlace {
  const call = ev.fn(site.file, site.function).calls[site.call]!;
  const through = target && throughOwnMethod(ev, site, call, target);
  // Of `print.call(self, text)` the second argument is the first of `print`.
  const args = through === undefined ? call.args : call.args.slice(1);
  return { ...site, at: call.at, span: call.span, args, guards: call.guards };
}

/** The argument that fills the parameter of a sink; of a rest parameter, those in which something is found. */
export function argumentsFor(ev: Evaluator, collector: Collector, { origin }: Ref, place: Omit<CallPlace, 'guards'>): readonly Span[] {
  const { args } = place;
  if (origin.kind !== 'param') return [place.at];
  const own = [args[Math.min(origin.index, args.length - 1)]?.at ?? place.span];
  if (args.length <= origin.index + 1 || !ev.fn(origin.file, origin.function).params[origin.index]?.rest) return own;
  const carrying = args
    .slice(origin.index)
    .filter(({ value }) => collector.collect(ev.eval(place.file, place.function, value)).items.length > 0);
  return carrying.length ? carrying.map(({ at }) => at) : own;
}
