/** The checks that literals name, by name. */
import { americas } from './americas.js';
import type { Check } from './arithmetic.js';
import { asiaPacific } from './asia-pacific.js';
import { europe } from './europe.js';
import { phone } from './phone.js';
import { things } from './things.js';

export type { Check } from './arithmetic.js';

const CHECKS: ReadonlyMap<string, Check> = new Map(Object.entries({ ...things, ...europe, ...americas, ...asiaPacific, phone }));

/**
 * @param name as `literal.check` of a data type writes it
 * @throws when there is no such check
 */
export function checkNamed(name: string): Check {
  const check = CHECKS.get(name);
  if (!check) throw new Error(`there is no check called ${name}`);
  return check;
}

/** Names of all checks, for the validation of rules. */
export const checkNames = (): readonly string[] => [...CHECKS.keys()];
