/** Which data type an identifier names: the rules of the taxonomy over indexed words. */
import type { NameMatch, NameMatcher, PersonLikeness, Taxonomy } from '../model/taxonomy.js';
import { better } from './candidate.js';
import type { Candidate } from './candidate.js';
import { ChineseNames, hasHan } from './chinese.js';
import { Heads, type Head } from './heads.js';
import type { Hit } from './lexicon.js';
import { Lexicon } from './lexicon.js';
import { PhraseSet } from './phrases.js';
import type { Words } from './words.js';
import { WordSplitter, isDigits, withoutDigits } from './words.js';

/** Words of the owner that a pattern may span together with the member. */
const ACROSS_WORDS = 3;

const NO_TYPES: ReadonlySet<number> = new Set();

/** An identifier with what can be told without its owner. */
interface Name {
  readonly words: Words;
  readonly hits: readonly Hit[];
  /** Data types whose `never` patterns occur. */
  readonly never: ReadonlySet<number>;
  /** End of a `first` phrase at the beginning, -1 when there is none. */
  readonly firstEnd: number;
  /** Where the earliest `before` phrase ends. */
  readonly beforeEnd: number;
  /** Where the latest `after` phrase starts. */
  readonly afterStart: number;
}

interface Owner {
  readonly words: Words;
  readonly ruledOut: boolean;
  /** Its last words that a pattern may span together with a member. */
  readonly tail: Words;
}

/**
 * Compiles the name patterns into an index, when the first name is asked for: a run answered from the cache needs none.
 * @param taxonomy as loaded or as read from the bundle
 * @returns a matcher that remembers every answer; safe to share within a thread
 */
export function compileNameMatcher(taxonomy: Taxonomy): NameMatcher {
  let compiled: NameMatcher | undefined;
  const matcher = (): NameMatcher => (compiled ??= new IndexedNameMatcher(taxonomy));
  return {
    match: (identifier, owner) => matcher().match(identifier, owner),
    personLikeness: (name) => matcher().personLikeness(name),
    isNeutral: (name) => matcher().isNeutral(name),
    isOpaque: (name) => matcher().isOpaque(name),
    isPlural: (name) => matcher().isPlural(name),
    holdsWording: (name) => matcher().holdsWording(name),
  };
}

class IndexedNameMatcher implements NameMatcher {
  readonly #taxonomy: Taxonomy;
  readonly #splitter: WordSplitter;
  readonly #lexicon: Lexicon;
  readonly #heads: Heads;
  #chinese: ChineseNames | undefined;
  readonly #first: PhraseSet;
  readonly #before: PhraseSet;
  readonly #after: PhraseSet;
  readonly #badOwners: PhraseSet;
  readonly #opaque: PhraseSet;
  readonly #wording: PhraseSet;
  readonly #wordings = new Map<string, boolean>();
  readonly #acrossSkip: PhraseSet;
  readonly #leading: PhraseSet;
  readonly #neverAcross: PhraseSet;
  readonly #weakOwnerTypes: ReadonlySet<number>;

  readonly #names = new Map<string, readonly Name[]>();
  readonly #owners = new Map<string, Owner>();
  readonly #matches = new Map<string, Map<string, NameMatch | undefined>>();
  readonly #likeness = new Map<string, PersonLikeness>();

  constructor(taxonomy: Taxonomy) {
    this.#taxonomy = taxonomy;
    const splitter = new WordSplitter(taxonomy.splitting);
    this.#splitter = splitter;
    this.#lexicon = new Lexicon(taxonomy, splitter);
    this.#heads = new Heads(taxonomy.personWords, splitter);
    this.#first = new PhraseSet(taxonomy.cancelling.first, splitter);
    this.#before = new PhraseSet(taxonomy.cancelling.before, splitter);
    this.#after = new PhraseSet(taxonomy.cancelling.after, splitter);
    this.#badOwners = new PhraseSet(taxonomy.cancelling.owner, splitter, true);
    this.#opaque = new PhraseSet(taxonomy.personWords.opaque, splitter);
    this.#wording = new PhraseSet(taxonomy.cancelling.wording, splitter, true);
    this.#acrossSkip = new PhraseSet(taxonomy.personWords.acrossSkip, splitter);
    this.#neverAcross = new PhraseSet(taxonomy.personWords.neverAcross, splitter);
    this.#leading = new PhraseSet(taxonomy.personWords.leading, splitter);
    const categories = new Set(taxonomy.personWords.weakOwnerCategories);
    this.#weakOwnerTypes = new Set(taxonomy.dataTypes.flatMap((type, index) => (categories.has(type.category) ? [index] : [])));
  }

  match(identifier: string, owner = ''): NameMatch | undefined {
    let byName = this.#matches.get(owner);
    if (!byName) this.#matches.set(owner, (byName = new Map<string, NameMatch | undefined>()));
    const known = byName.get(identifier);
    if (known !== undefined || byName.has(identifier)) return known;
    const result = this.#match(identifier, this.#owner(owner));
    byName.set(identifier, result);
    return result;
  }

  personLikeness(name: string): PersonLikeness {
    let known = this.#likeness.get(name);
    if (known === undefined) {
      const words = this.#splitter.split(name).singular;
      const head = this.#heads.head(words, words.length, true);
      known = head === 'none' || head === 'owner' ? 'unknown' : head;
      this.#likeness.set(name, known);
    }
    return known;
  }

  holdsWording(name: string): boolean {
    let known = this.#wordings.get(name);
    if (known === undefined) this.#wordings.set(name, (known = this.#heads.endsWith(this.#wording, this.#splitter.split(name))));
    return known;
  }

  isOpaque(name: string): boolean {
    const words = this.#splitter.split(name).singular;
    return words.length > 0 && words.every((_, i) => this.#opaque.endFrom(words, i) === i + 1);
  }

  isNeutral(name: string): boolean {
    const words = this.#splitter.split(name).singular;
    return words.length > 0 && this.#heads.neutral(words, 0, words.length);
  }

  isPlural(name: string): boolean {
    const { written, singular } = withoutDigits(this.#splitter.split(name));
    return written.at(-1) !== singular.at(-1);
  }

  #match(identifier: string, owner: Owner): NameMatch | undefined {
    if (hasHan(identifier)) {
      this.#chinese ??= new ChineseNames(this.#taxonomy);
      const found = this.#chinese.match(identifier, (type) => this.#ownerRulesOut(type, owner));
      if (found) return found;
    }
    for (const name of this.#readings(identifier)) {
      const best = this.#best(name, owner);
      if (!best) continue;
      const { pattern } = best.hit;
      return { dataType: this.#taxonomy.dataTypes[pattern.type]?.id ?? '', strength: best.strength, pattern: pattern.text };
    }
    return undefined;
  }

  /** The identifier with its digits and, when it has some, without them. */
  #readings(identifier: string): readonly Name[] {
    let readings = this.#names.get(identifier);
    if (!readings) {
      const words = this.#splitter.split(identifier);
      const bare = withoutDigits(words);
      readings = bare === words ? [this.#name(words)] : [this.#name(words), this.#name(bare)];
      this.#names.set(identifier, readings);
    }
    return readings;
  }

  #name(words: Words, hits: readonly Hit[] = this.#lexicon.find(words)): Name {
    // Most identifiers name no data type: nothing else is asked of them.
    if (hits.length === 0) return { words, hits, never: NO_TYPES, firstEnd: -1, beforeEnd: Infinity, afterStart: -1 };
    const never = new Set(hits.filter((hit) => hit.pattern.kind === 'never').map((hit) => hit.pattern.type));
    let beforeEnd = Infinity;
    let afterStart = -1;
    const { singular } = words;
    for (let i = 0; i < singular.length; i++) {
      const end = this.#before.endFrom(singular, i);
      if (end >= 0) beforeEnd = Math.min(beforeEnd, end);
      if (this.#after.endFrom(singular, i) >= 0) afterStart = i;
    }
    return {
      words,
      hits: hits.filter((hit) => hit.pattern.kind !== 'never'),
      never,
      firstEnd: this.#first.endFrom(singular, 0),
      beforeEnd,
      afterStart,
    };
  }

  #owner(text: string): Owner {
    let owner = this.#owners.get(text);
    if (!owner) {
      const words = this.#splitter.split(text);
      owner = { words, ruledOut: this.#heads.endsWith(this.#badOwners, words), tail: this.#tail(words) };
      this.#owners.set(text, owner);
    }
    return owner;
  }

  #tail(words: Words): Words {
    const end = this.#heads.withoutNeutralEnd(words.singular);
    let start = Math.max(0, end - ACROSS_WORDS);
    for (let next = start; start < end && (next = this.#leading.endFrom(words.singular, start)) >= 0 && next <= end;) start = next;
    return { written: words.written.slice(start, end), singular: words.singular.slice(start, end) };
  }

  #best(name: Name, owner: Owner): Candidate | undefined {
    let best: Candidate | undefined;
    for (const hit of name.hits) {
      const candidate = this.#direct(hit, name, owner);
      if (candidate && (!best || better(candidate, best))) best = candidate;
    }
    for (const candidate of this.#acrossCandidates(name, owner)) if (!best || better(candidate, best)) best = candidate;
    return best;
  }

  #direct(hit: Hit, name: Name, owner: Owner): Candidate | undefined {
    if (this.#cancelled(hit, name, owner)) return undefined;
    const words = name.words.singular;
    const rest = words.length - hit.end;
    const restNeutral = this.#heads.neutral(words, hit.end, words.length);
    if (hit.pattern.kind === 'strong') {
      const strength = hit.pattern.unsure && !isOfPerson(this.#headOf(hit, words, owner)) ? 'low' : restNeutral ? 'strong' : 'medium';
      return { hit, rest, across: false, strength };
    }
    if (!restNeutral) return undefined;
    const head = this.#headOf(hit, words, owner);
    if (isOfPerson(head)) return { hit, rest, across: false, strength: 'medium' };
    if (head === 'weak' && this.#weakOwnerTypes.has(hit.pattern.type)) return { hit, rest, across: false, strength: 'low' };
    return undefined;
  }

  /** What stands before a match, in the name or as its owner. */
  #headOf({ pattern, start }: Hit, words: readonly string[], owner: Owner): Head {
    const owners = this.#lexicon.owners(pattern.type);
    const head = this.#heads.head(words, start, false, owners);
    return head === 'none' ? this.#heads.head(owner.words.singular, owner.words.singular.length, true, owners) : head;
  }

  #acrossCandidates(name: Name, owner: Owner): Candidate[] {
    const member = name.words;
    const border = owner.tail.singular.length;
    if (border === 0 || this.#acrossSkip.has(member.singular.join(' '))) return [];
    const words: Words = {
      written: [...owner.tail.written, ...member.written],
      singular: [...owner.tail.singular, ...member.singular],
    };
    const hits = this.#lexicon.find(words);
    const spanning = hits.filter((hit) => hit.start < border && hit.end > border && this.#maySpan(hit, words, owner));
    if (spanning.length === 0) return [];
    const joined = this.#name(words, hits);
    return spanning
      .filter((hit) => !this.#cancelled(hit, joined, owner))
      .map((hit) => {
        const owners = this.#lexicon.owners(hit.pattern.type);
        const isUnsure = hit.pattern.unsure && !isOfPerson(this.#heads.head(words.singular, hit.start, true, owners));
        return { hit, rest: words.singular.length - hit.end, across: true, strength: isUnsure ? 'low' : 'medium' };
      });
  }

  /** Whether a pattern that spans owner and member may count. */
  #maySpan(hit: Hit, { singular }: Words, owner: Owner): boolean {
    const { kind, type, language, spaced } = hit.pattern;
    if (kind === 'never' || !hit.wordByWord || language !== undefined || this.#neverAcross.has(spaced)) return false;
    if (singular.slice(hit.start, hit.end).some((word) => word.length === 1 && !isDigits(word))) return false;
    if (!this.#heads.neutral(singular, hit.end, singular.length)) return false;
    return kind === 'strong' || this.#acceptsOwner(type, owner);
  }

  #acceptsOwner(type: number, owner: Owner): boolean {
    const owners = this.#lexicon.owners(type);
    return owners !== undefined && this.#heads.head(owner.words.singular, owner.words.singular.length, true, owners) === 'owner';
  }

  #cancelled(hit: Hit, name: Name, owner: Owner): boolean {
    const words = name.words.singular;
    if (name.never.has(hit.pattern.type)) return true;
    if (name.firstEnd >= 0 && name.firstEnd <= hit.start) return true;
    if (name.beforeEnd <= this.#heads.personStart(words, hit.start)) return true;
    if (name.afterStart >= hit.end) return true;
    if (hit.end < words.length && this.#heads.head(words.slice(hit.end), words.length - hit.end, false) === 'strong') return true;
    return this.#ownerRulesOut(hit.pattern.type, owner);
  }

  #ownerRulesOut(type: number, owner: Owner): boolean {
    if (owner.ruledOut) return true;
    const notOwners = this.#lexicon.notOwners(type);
    return notOwners !== undefined && this.#heads.endsWith(notOwners, owner.words);
  }
}

function isOfPerson(head: Head): boolean {
  return head === 'strong' || head === 'owner';
}
