/** What the head of an owner, or of the words before a match, stands for (taxonomy rule 5). */
import type { PersonWords } from '../model/taxonomy.js';
import { GluedPhrases, PhraseSet } from './phrases.js';
import type { WordSplitter, Words } from './words.js';
import { isDigits } from './words.js';

/** `owner`: one of the data type's own owners; `none`: nothing but neutral words. */
export type Head = 'owner' | 'strong' | 'non-person' | 'weak' | 'unknown' | 'none';

type Meaning = 'strong' | 'non-person' | 'weak' | 'weak-owner';

/** Words of the longest phrase that can be a head. */
const MAX_PHRASE = 4;

export class Heads {
  readonly #meanings = new GluedPhrases<Meaning>();
  readonly #neutral: PhraseSet;
  readonly #wholeOwner: PhraseSet;
  readonly #upgraded: PhraseSet;

  constructor(words: PersonWords, splitter: WordSplitter) {
    const lists: readonly (readonly [readonly string[], Meaning])[] = [
      [words.strong, 'strong'],
      [words.nonPerson, 'non-person'],
      [words.weak, 'weak'],
      [words.weakOwnerOnly, 'weak-owner'],
    ];
    for (const [phrases, meaning] of lists) for (const phrase of phrases) this.#meanings.add(phrase, meaning, splitter);
    this.#neutral = new PhraseSet(words.neutral, splitter);
    this.#wholeOwner = new PhraseSet(words.wholeOwner, splitter);
    this.#upgraded = new PhraseSet(words.upgraded, splitter);
  }

  /** Whether words[start..end) are neutral words and digits only. */
  neutral(words: readonly string[], start: number, end: number): boolean {
    for (let i = start; i < end;) {
      if (isDigits(words[i] ?? '')) i++;
      else {
        const next = this.#neutral.endFrom(words, i);
        if (next < 0 || next > end) return false;
        i = next;
      }
    }
    return true;
  }

  /** @returns the end of the words when neutral words and digits at the end are left out */
  withoutNeutralEnd(words: readonly string[]): number {
    let end = words.length;
    while (end > 0 && this.neutral(words, end - 1, end)) end--;
    return end;
  }

  /** Whether the last words are in the set, as they stand or without neutral words at the end. */
  endsWith(set: PhraseSet, { written, singular }: Words): boolean {
    for (const end of new Set([singular.length, this.withoutNeutralEnd(singular)])) {
      for (let start = Math.max(0, end - set.longest); start < end; start++) {
        const before = singular.slice(start, end - 1);
        if (set.has([...before, singular[end - 1]].join(' ')) || set.has([...before, written[end - 1]].join(' '))) return true;
      }
    }
    return false;
  }

  /**
   * @param words in the singular
   * @param end the head is looked for before it
   * @param asOwner the words are an owner's, not those before a match
   * @param typeOwners owners that a data type accepts besides
   */
  head(words: readonly string[], end: number, asOwner: boolean, typeOwners?: GluedPhrases<true>): Head {
    if (asOwner && this.#wholeOwner.has(words.slice(0, end).join(' '))) return 'weak';
    for (let last = end; last > 0; last--) {
      const found = this.#phraseBefore(words, last, asOwner, typeOwners);
      if (found !== undefined) return found;
      if (!this.neutral(words, last - 1, last)) return 'unknown';
    }
    return 'none';
  }

  /** @returns where a person phrase that ends at `end` begins; `end` when there is none */
  personStart(words: readonly string[], end: number): number {
    for (let start = Math.max(0, end - MAX_PHRASE); start < end; start++) {
      const meaning = this.#meanings.get(words, start, end);
      if (meaning === 'strong' || meaning === 'weak') return start;
    }
    return end;
  }

  #phraseBefore(words: readonly string[], end: number, asOwner: boolean, typeOwners?: GluedPhrases<true>): Head | undefined {
    const lastIsNeutral = this.neutral(words, end - 1, end);
    for (let start = Math.max(0, end - MAX_PHRASE); start < end; start++) {
      if (typeOwners?.get(words, start, end)) return 'owner';
      // `created by` is a person though both words are neutral.
      if (lastIsNeutral && end - start === 1) continue;
      const meaning = this.#meanings.get(words, start, end);
      if (meaning === undefined || (meaning === 'weak-owner' && !asOwner)) continue;
      if (this.#wholeOwner.has(words.slice(start, end).join(' '))) continue;
      if (meaning === 'weak' && this.#afterStrong(words, start, end)) return 'strong';
      return meaning === 'weak-owner' ? 'weak' : meaning;
    }
    return undefined;
  }

  #afterStrong(words: readonly string[], start: number, end: number): boolean {
    if (!this.#upgraded.has(words.slice(start, end).join(' '))) return false;
    for (let from = Math.max(0, start - MAX_PHRASE); from < start; from++) {
      if (this.#meanings.get(words, from, start) === 'strong') return true;
    }
    return false;
  }
}
