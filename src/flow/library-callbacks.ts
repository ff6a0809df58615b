/** Library functions handed to calls that call them: `emails.forEach(console.log)`. */
import type { ArgFact } from '../model/facts.js';
import type { CallSiteRef, LibraryValue } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { SinkModel } from '../model/compiled-rules.js';
import type { AV } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';

/** Parameters of a callback that a call fills. */
const MAX_HANDED = 3;

/** A sink that a library function is, with what its caller hands to it. */
export interface HandedToLibrary {
  readonly model: SinkModel;
  readonly library: LibraryValue;
  readonly av: AV;
}

/** What a call hands to the sinks of a library's function that is its argument `argument`. */
export function handedToLibrary(ev: Evaluator, site: CallSiteRef, arg: ArgFact, argument: number): readonly HandedToLibrary[] {
  const { parameters, propagation, channels } = ev.calls;
  const isByRule = propagation.propagators(site).length > 0 || channels.isRead(site);
  const out: HandedToLibrary[] = [];
  for (const library of ev.program.library(site.file, site.function, arg.value)) {
    const sinks = library.nodes.length ? (modelOf(ev.rules, library.nodes)?.sinks ?? []) : [];
    for (const model of sinks) {
      if (model.assign || model.when.length) continue;
      for (const [first, ...below] of model.payload) {
        if (first?.s !== 'argument') continue;
        for (let param = first.from; param <= Math.min(first.to, MAX_HANDED); param++) {
          const handed = isByRule ? parameters.handedTo(site, argument, param) : parameters.handedByTargets(site, argument, param);
          const av = ev.calls.places.within(handed, below);
          if (av.length) out.push({ model, library, av });
        }
      }
    }
  }
  return out;
}
