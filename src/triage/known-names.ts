/** Rules and data types that may be named, with what is near to a word that is none. */
import { closest } from 'fastest-levenshtein';
import type { SuppressionProblem } from '../model/triage.js';

export interface KnownNames {
  readonly rules: ReadonlySet<string>;
  readonly dataTypes: ReadonlySet<string>;
}

/** @returns a problem for each word that names neither, with the nearest that does */
export function unknownNames(names: readonly string[], { rules, dataTypes }: KnownNames): SuppressionProblem[] {
  return names
    .filter((name) => !rules.has(name) && !dataTypes.has(name))
    .map((name) => ({
      message: `names \`${name}\`, which is no rule and no data type`,
      hint: `did you mean ${closest(name, [...rules, ...dataTypes])}?`,
    }));
}
