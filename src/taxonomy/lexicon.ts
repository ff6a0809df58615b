/** The name patterns of all data types, indexed by what a run of words reads. */
import type { Taxonomy, TaxonomyEntry } from '../model/taxonomy.js';
import { GluedPhrases, PhraseSet } from './phrases.js';
import type { WordSplitter, Words } from './words.js';

export interface Pattern {
  /** Index into {@link Taxonomy.dataTypes}. */
  readonly type: number;
  readonly kind: 'strong' | 'weak' | 'never';
  /** Strong only next to a person or an owner of the type. */
  readonly unsure?: true;
  /** Language of a pattern that is no general one. */
  readonly language?: string;
  readonly text: string;
  /** The words as they are compared, separated by spaces. */
  readonly spaced: string;
}

/** A pattern found at words[start..end). */
export interface Hit {
  readonly pattern: Pattern;
  readonly start: number;
  readonly end: number;
  /** Length of the run in letters. */
  readonly length: number;
  readonly wordByWord: boolean;
}

/** Chinese text is matched as substrings. */
const SUBSTRING_LANGUAGE = 'zh';
/** Words of the longest run looked up; patterns have at most eight. */
const MAX_RUN = 9;

export class Lexicon {
  readonly #singular = new Map<string, Pattern[]>();
  /** Patterns whose last word is a plural: they match only the plural. */
  readonly #plural = new Map<string, Pattern[]>();
  #longestKey = 0;
  readonly #owners = new Map<number, GluedPhrases<true>>();
  readonly #notOwners = new Map<number, PhraseSet>();
  readonly #splitter: WordSplitter;

  constructor(taxonomy: Taxonomy, splitter: WordSplitter) {
    this.#splitter = splitter;
    for (const [type, entry] of taxonomy.dataTypes.entries()) this.#addType(type, entry);
  }

  /** The further owners that the data type accepts. */
  owners(type: number): GluedPhrases<true> | undefined {
    return this.#owners.get(type);
  }

  /** The owners that rule the data type out. */
  notOwners(type: number): PhraseSet | undefined {
    return this.#notOwners.get(type);
  }

  /** @returns every pattern that a run of whole words reads, glued or word by word */
  find(words: Words): Hit[] {
    const hits: Hit[] = [];
    const { singular, written } = words;
    for (let start = 0; start < singular.length; start++) {
      let glued = '';
      let short = false;
      const limit = Math.min(singular.length, start + MAX_RUN);
      for (let end = start + 1; end <= limit; end++) {
        const word = singular[end - 1] ?? '';
        const before = glued;
        glued += word;
        if (glued.length > this.#longestKey) break;
        short ||= word.length === 1;
        collect(hits, this.#singular.get(glued), singular, start, end, short, glued.length);
        const plural = written[end - 1] ?? '';
        if (plural !== word) {
          const exact = this.#plural.get(before + plural);
          if (exact) collect(hits, exact, [...singular.slice(0, end - 1), plural], start, end, short, before.length + plural.length);
        }
      }
    }
    return hits;
  }

  #addType(type: number, entry: TaxonomyEntry): void {
    const { names } = entry;
    const unsure = new Set(names.unsure);
    for (const text of names.strong) this.#addPattern({ type, kind: 'strong', text, ...(unsure.has(text) && { unsure: true as const }) });
    for (const text of names.weak) this.#addPattern({ type, kind: 'weak', text });
    for (const text of names.never) this.#addPattern({ type, kind: 'never', text });
    for (const [language, texts] of Object.entries(names.languages)) {
      if (language === SUBSTRING_LANGUAGE) continue;
      for (const text of texts) this.#addPattern({ type, kind: 'strong', language, text });
    }
    if (names.owners.length > 0) {
      const owners = new GluedPhrases<true>();
      for (const owner of names.owners) owners.add(owner, true, this.#splitter);
      this.#owners.set(type, owners);
    }
    if (names.notOwners.length > 0) this.#notOwners.set(type, new PhraseSet(names.notOwners, this.#splitter));
  }

  #addPattern(pattern: Omit<Pattern, 'spaced'>): void {
    const { singular, written } = this.#splitter.splitPattern(pattern.text);
    const last = written.at(-1) ?? '';
    const isPlural = last !== singular.at(-1);
    const words = isPlural ? [...singular.slice(0, -1), last] : singular;
    const spaced = words.join(' ');
    const key = words.length === 1 ? spaced : words.join('');
    const index = isPlural ? this.#plural : this.#singular;
    const entry: Pattern = { ...pattern, spaced };
    const list = index.get(key);
    if (list) list.push(entry);
    else index.set(key, [entry]);
    this.#longestKey = Math.max(this.#longestKey, key.length);
  }
}

function collect(
  hits: Hit[],
  patterns: readonly Pattern[] | undefined,
  words: readonly string[],
  start: number,
  end: number,
  short: boolean,
  length: number,
): void {
  if (!patterns) return;
  const spaced = words.slice(start, end).join(' ');
  for (const pattern of patterns) {
    const wordByWord = pattern.spaced === spaced;
    // A run with a one-letter word must match word by word: `a ge` is no age.
    if (short && end - start > 1 && !wordByWord) continue;
    hits.push({ pattern, start, end, length, wordByWord });
  }
}
