/** A pattern that an identifier may be, and which of two is the better (taxonomy rule 8). */
import type { NameStrength } from '../model/taxonomy.js';
import type { Hit } from './lexicon.js';

export interface Candidate {
  readonly hit: Hit;
  /** Words behind the match. */
  readonly rest: number;
  /** Spans the owner and the member. */
  readonly across: boolean;
  readonly strength: NameStrength;
}

/** Ends last; then direct before across, but low confidence yields to across; then longest; then strong before weak. */
export function better(a: Candidate, b: Candidate): boolean {
  if (a.rest !== b.rest) return a.rest < b.rest;
  if (a.across !== b.across) {
    const direct = a.across ? b : a;
    return a.across === (direct.strength === 'low');
  }
  if (a.hit.length !== b.hit.length) return a.hit.length > b.hit.length;
  return a.hit.pattern.kind === 'strong' && b.hit.pattern.kind === 'weak';
}
