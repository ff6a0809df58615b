/** Orders that hang on nothing but the data. */
import type { Place } from '../model/inventory.js';
import type { Tier } from '../model/taxonomy.js';

/** What a reader needs first. */
const TIERS: readonly (Tier | 'unclassified')[] = ['credential', 'sensitive', 'direct', 'pseudonymous', 'indirect', 'unclassified'];

export function byTier(a: { readonly tier: Tier | 'unclassified' }, b: { readonly tier: Tier | 'unclassified' }): number {
  return TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier);
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function byPlace(a: Place, b: Place): number {
  return compare(a.path, b.path) || a.line - b.line || a.column - b.column;
}

/** In order of first appearance. */
export function unique<T>(of: readonly T[]): T[] {
  return [...new Set(of)];
}

/** In text order. */
export function distinct(of: readonly string[]): readonly string[] {
  return unique(of).sort(compare);
}
