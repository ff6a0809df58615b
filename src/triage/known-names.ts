/** Rules and data types that may be named, with what is near to a word that is none. */
import { closest, distance } from 'fastest-levenshtein';
import type { SuppressionProblem } from '../model/triage.js';

export interface KnownNames {
  readonly rules: ReadonlySet<string>;
  readonly dataTypes: ReadonlySet<string>;
}

/** @returns a problem for each word that names neither, with the nearest that does */
export function unknownNames(names: readonly string[], { rules, dataTypes }: KnownNames): SuppressionProblem[] {
  return names
    .filter((name) => !rules.has(name) && !dataTypes.has(name))
    .map((name) => ({ message: `names \`${name}\`, which is no rule and no data type`, ...hintFor(name, [...rules, ...dataTypes]) }));
}

/** Of a name's letters, the part that may be wrong for another one to have been meant. */
const WRONG_PART = 0.4;

function hintFor(name: string, known: readonly string[]): Pick<SuppressionProblem, 'hint'> {
  if (known.length === 0) return {};
  const nearest = closest(name, [...known]);
  if (distance(name, nearest) <= Math.max(name.length, nearest.length) * WRONG_PART) return { hint: `did you mean ${nearest}?` };
  return { hint: 'what is accepted is named: email, log-direct' };
}
