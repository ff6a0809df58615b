/** Cutting identifiers into words and bringing them to the singular (taxonomy rules 1 and 2). */
import type { Splitting } from '../model/taxonomy.js';

/** An identifier as words; both lists have the same length. */
export interface Words {
  /** As written, in lower case. */
  readonly written: readonly string[];
  /** In the singular. */
  readonly singular: readonly string[];
}

/** Letters that have no decomposition and lose their stroke by hand. */
const STROKES: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', æ: 'ae', Æ: 'Ae', đ: 'd', Đ: 'D', ı: 'i' };
const STROKE = /[ßøØłŁæÆđĐı]/g;
// Not U+3099 and U+309A: those belong to Japanese letters.
const MARKS = /[\u0300-\u036f]/g;
const NON_ASCII = /[^\x00-\x7f]/;
/** An acronym with a plural s, an acronym, a capitalised or small word, digits. */
const ASCII_WORD = /[A-Z]{2,}s(?![A-Za-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;
/** The same for every script; scripts without case are cut where the script changes. */
const UNICODE_WORD = /\p{Lu}{2,}s(?!\p{L})|\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\d+|\p{Script=Han}+|\p{Lo}+/gu;

/** Words hold either digits or letters, so the first character decides. */
export function isDigits(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57;
}

/** Drops accents: `Straße` → `Strasse`, `prénom` → `prenom`. */
export function plainLetters(text: string): string {
  if (!NON_ASCII.test(text)) return text;
  return text
    .replace(STROKE, (letter) => STROKES[letter] ?? letter)
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC');
}

/** Splits identifiers and patterns; memoises the singular of words. */
export class WordSplitter {
  readonly #joins: ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly joined: string }[]>;
  readonly #singulars: Map<string, string>;

  constructor(splitting: Splitting) {
    const joins = new Map<string, { words: string[]; joined: string }[]>();
    for (const [words, joined] of Object.entries(splitting.joins)) {
      const parts = words.split(' ');
      const first = parts[0] ?? '';
      const list = joins.get(first) ?? [];
      list.push({ words: parts, joined });
      joins.set(first, list);
    }
    // `open i d` goes before `open i`.
    for (const list of joins.values()) list.sort((a, b) => b.words.length - a.words.length);
    this.#joins = joins;
    this.#singulars = new Map(Object.entries(splitting.irregularPlurals));
  }

  /** @param text an identifier as written in code  @returns its words with digits as words of their own */
  split(text: string): Words {
    const plain = plainLetters(text);
    const found = plain.match(NON_ASCII.test(plain) ? UNICODE_WORD : ASCII_WORD) ?? [];
    const written = this.#join(found.map((word) => word.toLowerCase()));
    return { written, singular: written.map((word) => this.singular(word)) };
  }

  /** @param pattern lower-case words separated by spaces */
  splitPattern(pattern: string): Words {
    const written = plainLetters(pattern).split(' ');
    return { written, singular: written.map((word) => this.singular(word)) };
  }

  /** @returns the singular by {@link Splitting.irregularPlurals}, else by the endings of regular English plurals */
  singular(word: string): string {
    const known = this.#singulars.get(word);
    if (known !== undefined) return known;
    const result = regularSingular(word);
    this.#singulars.set(word, result);
    return result;
  }

  #join(words: string[]): string[] {
    if (!words.some((word) => this.#joins.has(word))) return words;
    const result: string[] = [];
    for (let i = 0; i < words.length;) {
      const join = this.#joins.get(words[i] ?? '')?.find((each) => each.words.every((word, k) => words[i + k] === word));
      result.push(join?.joined ?? words[i] ?? '');
      i += join?.words.length ?? 1;
    }
    return result;
  }
}

function regularSingular(word: string): string {
  if (word.length <= 3 || !word.endsWith('s')) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|z)es$/.test(word)) return word.slice(0, -2);
  return /[sui]s$/.test(word) ? word : word.slice(0, -1);
}

/** @returns the words without digits; the same object when there are none */
export function withoutDigits(words: Words): Words {
  if (!words.written.some(isDigits)) return words;
  const keep = (_: string, index: number): boolean => !isDigits(words.written[index] ?? '');
  return { written: words.written.filter(keep), singular: words.singular.filter(keep) };
}
