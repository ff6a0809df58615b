/** Whether a part of a text is so short that it says nothing of the whole (design.md: at most 4 characters). */
import type { CallSiteRef } from '../model/program.js';
import type { CompiledTextPart, Place } from '../model/rules.js';
import type { RulePlaces } from './rule-places.js';

/** Characters that a mask may keep. */
const MAX_KEPT = 4;

/** Whether the part that a call takes of a text is too short to be personal data. */
export function isFewCharacters(places: RulePlaces, site: CallSiteRef, part: CompiledTextPart): boolean {
  if (part.one) return true;
  const length = numberAt(places, site, part.length);
  if (length !== undefined) return length <= MAX_KEPT;
  const from = numberAt(places, site, part.from);
  if (from === undefined) return false;
  const to = part.to ? places.joined(site, part.to) : [];
  if (to.length === 0) return from < 0 && -from <= MAX_KEPT;
  const end = numberAt(places, site, part.to);
  return end !== undefined && Math.sign(from || 1) === Math.sign(end || 1) && end - from <= MAX_KEPT;
}

function numberAt(places: RulePlaces, site: CallSiteRef, place: Place | undefined): number | undefined {
  const av = place ? places.joined(site, place) : [];
  const x = av.length === 1 ? av[0]! : undefined;
  return x?.a === 'const' && typeof x.value === 'number' ? x.value : undefined;
}
