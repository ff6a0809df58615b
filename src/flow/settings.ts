/** Settings by which personal data leaves without a call that says so. */
import type { RawSetting } from '../model/flow.js';
import type { CallSiteRef } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import { NOTHING } from './abstract-value.js';
import { destinationOf } from './destination.js';
import type { Evaluator } from './evaluate.js';

/** @returns one for each setting that is on at a call of a library */
export function turnedOn(ev: Evaluator, site: CallSiteRef): readonly RawSetting[] {
  const out: RawSetting[] = [];
  for (const lib of ev.program.call(site.file, site.function, site.call).library) {
    // By a receiver's name alone nobody knows what an option means.
    const settings = lib.nodes.length && !lib.byName ? modelOf(ev.rules, lib.nodes)?.settings : undefined;
    for (const model of settings ?? []) {
      if (model.effect !== 'turns-on' || !ev.calls.places.holds(site, model.when)) continue;
      const host = model.host.map((place) => ev.calls.places.joined(site, place)).find((av) => av.length) ?? NOTHING;
      const { at, span } = ev.fn(site.file, site.function).calls[site.call]!;
      out.push({ file: site.file, function: site.function, at, span, model, destination: destinationOf(host) });
    }
  }
  return out;
}
