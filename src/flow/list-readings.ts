/** Methods that texts and lists both have (`slice`), on values of which nobody says which of the two they are. */
import { UNKNOWN_TYPE, type CallSiteRef, type TypeShape } from '../model/program.js';
import type { Place, PropagatorModel } from '../model/compiled-rules.js';
import { ELEMENT, type Alt, type AV } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import type { RulePlaces } from './rule-places.js';
import { isFewCharacters } from './text-part.js';

/**
 * Of a text such a call leaves a few characters, of a list its elements: what is seen to be a text has none, and what may be one has
 * them only where it turns out to be a list.
 *
 * @returns what the call takes of lists; nothing where it leaves no few characters of a text
 */
export function elementsOfLists(
  ev: Evaluator,
  places: RulePlaces,
  site: CallSiteRef,
  p: PropagatorModel,
  siblings: readonly PropagatorModel[],
): AV | undefined {
  const from = p.from.length === 1 ? p.from[0]! : [];
  const { receiver } = ev.fn(site.file, site.function).calls[site.call]!;
  if (receiver === undefined || !isElementOfReceiver(from)) return undefined;
  if (!siblings.some((one) => one.part && isFewCharacters(ev, places, site, one.part))) return undefined;
  const lists = ev.eval(site.file, site.function, receiver).filter((x) => !isText(ev, x));
  const isOpen = (x: Alt) => x.a === 'ref' && x.type === UNKNOWN_TYPE && x.path.at(-1) === ELEMENT;
  return places.within(lists, from.slice(1)).map((x) => (isOpen(x) ? { ...x, ofList: true as const } : x));
}

/** Whether a value is seen to be a text; JSON text of a list may be parsed into the list again. */
export function isText(ev: Pick<Evaluator, 'program'>, x: Alt): boolean {
  switch (x.a) {
    case 'str':
      return x.plain === true || x.parts.length !== 1 || !x.parts[0]!.some((part) => mayBeList(ev, part));
    case 'const':
      return typeof x.value === 'string';
    case 'ref':
      return ['string', 'literal'].includes(ev.program.types.shape(x.type));
    default:
      return false;
  }
}

function mayBeList(ev: Pick<Evaluator, 'program'>, x: Alt): boolean {
  if (x.a === 'obj') return x.entries.has(ELEMENT) || x.entries.has('0') || x.rest.some((y) => mayBeList(ev, y));
  return x.a === 'ref' ? !NO_LISTS.has(ev.program.types.shape(x.type)) : !isText(ev, x);
}

const NO_LISTS: ReadonlySet<TypeShape> = new Set(['string', 'literal', 'object', 'number', 'boolean', 'date']);

function isElementOfReceiver(place: Place): boolean {
  return place.length === 2 && place[0]!.s === 'receiver' && place[1]!.s === 'element';
}
