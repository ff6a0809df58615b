/** Whether a part of a text is so short that it says nothing of the whole (design.md: at most 4 characters). */
import type { Value, ValueId } from '../model/facts.js';
import type { CallSiteRef } from '../model/program.js';
import type { CompiledTextPart, Place } from '../model/compiled-rules.js';
import type { Evaluator } from './evaluate.js';
import type { RulePlaces } from './rule-places.js';

/** Characters that a mask may keep. */
export const MAX_KEPT = 4;

/** Whether the part that a call takes of a text is too short to be personal data. */
export function isFewCharacters(ev: Evaluator, places: RulePlaces, site: CallSiteRef, part: CompiledTextPart): boolean {
  if (part.one) return true;
  const length = numberAt(places, site, part.length);
  if (length !== undefined) return length <= MAX_KEPT;
  const from = numberAt(places, site, part.from) ?? fromEnd(ev, site, part.from);
  if (from === undefined) return false;
  const to = part.to ? places.joined(site, part.to) : [];
  if (to.length === 0) return from < 0 && -from <= MAX_KEPT;
  const end = numberAt(places, site, part.to);
  return end !== undefined && Math.sign(from || 1) === Math.sign(end || 1) && end - from <= MAX_KEPT;
}

/** `text.length - 4`, of the text itself, is four characters from its end. */
function fromEnd(ev: Evaluator, site: CallSiteRef, place: Place | undefined): number | undefined {
  const [head] = place ?? [];
  if (head?.s !== 'argument') return undefined;
  const { values, calls } = ev.fn(site.file, site.function);
  const call = calls[site.call]!;
  const value = values[call.args[head.from]?.value ?? -1];
  if (value?.op !== 'arith' || value.minus !== true || value.operands.length !== 2) return undefined;
  const [length, less] = value.operands.map((operand) => values[operand]);
  if (length?.op !== 'load' || length.key !== 'length' || !isSame(values, length.object, call.receiver)) return undefined;
  return less?.op === 'const' && typeof less.value === 'number' && less.value > 0 ? -less.value : undefined;
}

/** Whether two values are the same variable, or the same member of it read twice. */
export function isSame(values: readonly Value[], a: ValueId | undefined, b: ValueId | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a === b) return true;
  const [x, y] = [values[a], values[b]];
  return x?.op === 'load' && y?.op === 'load' && x.key === y.key && isSame(values, x.object, y.object);
}

function numberAt(places: RulePlaces, site: CallSiteRef, place: Place | undefined): number | undefined {
  const av = place ? places.joined(site, place) : [];
  const x = av.length === 1 ? av[0]! : undefined;
  return x?.a === 'const' && typeof x.value === 'number' ? x.value : undefined;
}
