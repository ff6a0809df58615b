/** Patterns of keys: `*` inside stands for any text, `~` in front for letters of either case. */
import { wildcard } from '../model/wildcard.js';

/** In front of a pattern in small letters. */
export const IN_EITHER_CASE = '~';

const compiled = new Map<string, (key: string) => boolean>();

/** Whether a key fits a pattern; a `*` or `**` alone is a step of a path, and no pattern. */
export function fitsKey(pattern: string, key: string): boolean {
  if (pattern === key) return true;
  const isFolded = pattern.startsWith(IN_EITHER_CASE);
  if (!isFolded && (!pattern.includes('*') || pattern === '*' || pattern === '**')) return false;
  let fits = compiled.get(pattern);
  if (!fits) compiled.set(pattern, (fits = wildcard(isFolded ? pattern.slice(1) : pattern)));
  return fits(isFolded ? key.toLowerCase() : key);
}
