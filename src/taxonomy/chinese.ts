/** Chinese names: patterns are substrings, for the script has no spaces (taxonomy rule 9). */
import type { NameMatch, Taxonomy } from '../model/taxonomy.js';

const HAN = /\p{Script=Han}/u;

export const hasHan = (text: string): boolean => HAN.test(text);

/** Substrings of any length found by one look-up per place and length. */
class Substrings<Meaning> {
  readonly #meanings = new Map<string, Meaning[]>();
  #longest = 0;

  add(text: string, meaning: Meaning): void {
    const key = text.toLowerCase();
    const list = this.#meanings.get(key);
    if (list) list.push(meaning);
    else this.#meanings.set(key, [meaning]);
    this.#longest = Math.max(this.#longest, key.length);
  }

  /** Ends last first, then longest first. */
  *in(text: string): Generator<{ readonly start: number; readonly end: number; readonly meanings: readonly Meaning[] }> {
    for (let end = text.length; end > 0; end--) {
      for (let start = Math.max(0, end - this.#longest); start < end; start++) {
        const meanings = this.#meanings.get(text.slice(start, end));
        if (meanings) yield { start, end, meanings };
      }
    }
  }
}

export class ChineseNames {
  readonly #patterns = new Substrings<number>();
  readonly #never = new Substrings<number>();
  readonly #before = new Substrings<true>();
  readonly #after = new Substrings<true>();
  readonly #ids: readonly string[];

  constructor(taxonomy: Taxonomy) {
    this.#ids = taxonomy.dataTypes.map((type) => type.id);
    for (const [type, { names }] of taxonomy.dataTypes.entries()) {
      for (const text of names.languages['zh'] ?? []) this.#patterns.add(text, type);
      for (const text of names.never) if (hasHan(text)) this.#never.add(text, type);
    }
    for (const text of taxonomy.cancelling.before) if (hasHan(text)) this.#before.add(text, true);
    for (const text of taxonomy.cancelling.after) if (hasHan(text)) this.#after.add(text, true);
  }

  /**
   * @param identifier a name with Chinese characters
   * @param ruledOut whether the owner rules a data type out
   */
  match(identifier: string, ruledOut: (type: number) => boolean): NameMatch | undefined {
    const text = identifier.toLowerCase();
    const never = new Set<number>();
    for (const { meanings } of this.#never.in(text)) for (const type of meanings) never.add(type);
    for (const { start, end, meanings } of this.#patterns.in(text)) {
      if (this.#cancelled(text, start, end)) continue;
      const type = meanings.find((each) => !never.has(each) && !ruledOut(each));
      if (type === undefined) continue;
      const dataType = this.#ids[type] ?? '';
      return { dataType, strength: end === text.length ? 'strong' : 'medium', pattern: text.slice(start, end) };
    }
    return undefined;
  }

  #cancelled(text: string, start: number, end: number): boolean {
    for (const word of this.#before.in(text)) if (word.end <= start) return true;
    for (const word of this.#after.in(text)) if (word.start >= end) return true;
    return false;
  }
}
