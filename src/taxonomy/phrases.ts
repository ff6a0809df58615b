/** Sets of phrases compared in the singular, word by word or glued. */
import type { WordSplitter } from './words.js';
import { withoutDigits } from './words.js';

/** A set of phrases that match word by word. */
export class PhraseSet {
  readonly #phrases = new Set<string>();
  /** Words of the longest phrase. */
  readonly longest: number = 0;

  /** @param pluralCounts a phrase whose last word is a plural then matches only that plural */
  constructor(phrases: readonly string[], splitter: WordSplitter, pluralCounts = false) {
    for (const phrase of phrases) {
      const full = splitter.splitPattern(phrase);
      // Identifiers are tried without their digits too, and then `i 18 n` reads `i n`.
      for (const words of new Set([full, withoutDigits(full)])) {
        const last = words.written.length - 1;
        if (last < 0) continue;
        const plural = pluralCounts && words.written[last] !== words.singular[last];
        const key = plural ? [...words.singular.slice(0, last), words.written[last]].join(' ') : words.singular.join(' ');
        this.#phrases.add(key);
        this.longest = Math.max(this.longest, last + 1);
      }
    }
  }

  has(phrase: string): boolean {
    return this.#phrases.has(phrase);
  }

  /** @returns the end of the first phrase that begins at `start`, shortest first; -1 when none does */
  endFrom(words: readonly string[], start: number): number {
    let phrase = '';
    const limit = Math.min(words.length, start + this.longest);
    for (let end = start; end < limit; end++) {
      phrase = phrase === '' ? (words[end] ?? '') : `${phrase} ${words[end]}`;
      if (this.#phrases.has(phrase)) return end + 1;
    }
    return -1;
  }
}

/** The key of a run of words in a set that matches glued: one-letter words keep their borders. */
export function glueKey(words: readonly string[], start: number, end: number): string {
  let glued = '';
  let short = false;
  for (let i = start; i < end; i++) {
    const word = words[i] ?? '';
    if (word.length === 1) short = true;
    glued += word;
  }
  return short && end - start > 1 ? words.slice(start, end).join(' ') : glued;
}

/** Phrases that match glued as well: `yonghu` is `yong hu`; a run with a one-letter word matches word by word. */
export class GluedPhrases<Meaning> {
  readonly #byKey = new Map<string, Meaning>();

  /** The first meaning of a phrase stays. */
  add(phrase: string, meaning: Meaning, splitter: WordSplitter): void {
    const { singular } = splitter.splitPattern(phrase);
    this.#addKey(singular.join(''), meaning);
    if (singular.length > 1) this.#addKey(singular.join(' '), meaning);
  }

  #addKey(key: string, meaning: Meaning): void {
    if (!this.#byKey.has(key)) this.#byKey.set(key, meaning);
  }

  get(words: readonly string[], start: number, end: number): Meaning | undefined {
    return this.#byKey.get(glueKey(words, start, end));
  }
}
