/** An input that is taken apart into pairs and put together again: `Object.fromEntries(form)` is the form. */
import type { CallSiteRef } from '../model/program.js';
import type { Place, PropagatorModel } from '../model/compiled-rules.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { ELEMENT, join, NOTHING, type Alt, type AV } from './abstract-value.js';
import type { RulePlaces } from './rule-places.js';

/** Of an input nobody declares what is in it, so the members of its pairs would have no names. */
export function rebuilt(places: RulePlaces, site: CallSiteRef, p: PropagatorModel): AV {
  if (!p.to.some(([head, step]) => head?.s === 'return' && step?.s === 'any-member')) return NOTHING;
  return join(p.from.filter(isValueOfPair).map((from) => places.joined(site, from).flatMap(inputOf)));
}

/** The input that a pair's value was taken from. */
function inputOf(x: Alt): AV {
  if (x.a !== 'ref' || x.origin.source?.shape === undefined || !x.path.every((step) => step === ELEMENT || step === '1')) return NOTHING;
  return [{ ...x, path: [], member: undefined, owners: [], type: UNKNOWN_TYPE }];
}

/** `Argument[0].Element.Member[1]`. */
function isValueOfPair(place: Place): boolean {
  const [element, member] = place.slice(-2);
  return element?.s === 'element' && member?.s === 'member' && member.names.length === 1 && member.names[0] === '1';
}
