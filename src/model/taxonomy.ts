/** The taxonomy: which names, literals and laws belong to which kind of personal data. */

export type Tier = 'direct' | 'sensitive' | 'credential' | 'pseudonymous' | 'indirect';

export interface DataType {
  readonly id: string;
  readonly category: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly tier: Tier;
  readonly laws: Readonly<Record<string, string | number | null>>;
  /** What a declared value can be: string, number, date, object, boolean … */
  readonly valueTypes: readonly string[];
  /** What a reader should know before relying on it. */
  readonly note?: string;
}

export type NameStrength = 'strong' | 'medium' | 'low';

/** What a name says. */
export interface NameMatch {
  readonly dataType: string;
  /** high, medium, low of taxonomy.md as strong, medium, low. */
  readonly strength: NameStrength;
  /** The pattern that decided, for explanations. */
  readonly pattern: string;
}

export type PersonLikeness = 'strong' | 'weak' | 'non-person' | 'unknown';

/** Matches identifiers; pure and memoised by its implementation. */
export interface NameMatcher {
  /** @param identifier as written in code  @param owner name of the object or type it belongs to */
  match(identifier: string, owner?: string): NameMatch | undefined;
  /** Whether a type, table or variable of that name stands for a person. */
  personLikeness(name: string): PersonLikeness;
  /** Whether what lies below a name is wording for the screen: `translations`, `labels`. */
  holdsWording(name: string): boolean;
  /** Whether a name is none of its own: a text before the value may name it. */
  isOpaque(name: string): boolean;
  /** Whether a name says nothing of what it holds: `value`, `data`, `payload`. */
  isNeutral(name: string): boolean;
  /** Whether a name's last word is a plural. */
  isPlural(name: string): boolean;
}

/** One value pattern, compiled from the taxonomy: an input of extract. */
export interface ValuePattern {
  readonly dataType: string;
  /** Source of a regular expression without flags. */
  readonly pattern: string;
  readonly flags?: string;
  readonly check?: string;
  /** Checks of special forms of the match, asked before `check`: the first whose `form` fits decides. */
  readonly checkByForm?: readonly { readonly form: string; readonly check: string }[];
  readonly weak?: true;
  /** The text must hold one of these; without it, a few digits that stand together. */
  readonly needs?: readonly string[];
  /** What it finds is a secret: placeholders are dropped. */
  readonly secret?: true;
  /** A match of this form is nobody's. */
  readonly fakeForm?: string;
  /** A match of this form counts, but not strongly: a test key, a password for the own machine. */
  readonly lowForm?: string;
}

/** A pattern with what it must and must not find: the examples run as tests. */
export interface LiteralRule extends ValuePattern {
  readonly examples: readonly string[];
  readonly counterexamples: readonly string[];
}

/** The name patterns of one data type: lower-case words separated by spaces. */
export interface NamePatterns {
  readonly strong: readonly string[];
  /** Those of the strong ones that other things are called by as often: without a person or an owner of the type, hardly evidence. */
  readonly unsure: readonly string[];
  /** Count only next to a person or an owner of the type. */
  readonly weak: readonly string[];
  /** Cancel a match of the type wherever they stand. */
  readonly never: readonly string[];
  /** Further owners that a weak pattern accepts. */
  readonly owners: readonly string[];
  /** Owners that rule the type out. */
  readonly notOwners: readonly string[];
  /** Strong patterns by language; `zh` is matched as a substring, the rest as words. */
  readonly languages: Readonly<Record<string, readonly string[]>>;
}

export interface TaxonomyEntry extends DataType {
  readonly names: NamePatterns;
  readonly literal?: LiteralRule;
}

/** Words that stand for a person, that do not, and that do not count. */
export interface PersonWords {
  readonly strong: readonly string[];
  readonly weak: readonly string[];
  readonly weakOwnerOnly: readonly string[];
  readonly nonPerson: readonly string[];
  readonly neutral: readonly string[];
  /** Names of values that a text before them may name. */
  readonly opaque: readonly string[];
  readonly acrossSkip: readonly string[];
  /** Patterns that owner and member never make together. */
  readonly neverAcross: readonly string[];
  readonly weakOwnerCategories: readonly string[];
  readonly upgraded: readonly string[];
  readonly wholeOwner: readonly string[];
  readonly leading: readonly string[];
}

/** Words that cancel a match of any type, by where they stand. */
export interface CancellingWords {
  readonly first: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly owner: readonly string[];
  /** Of anything that lies above: what is below is wording for the screen. */
  readonly wording: readonly string[];
}

export interface Splitting {
  /** Words put together again: `e mail` → `email`. */
  readonly joins: Readonly<Record<string, string>>;
  readonly irregularPlurals: Readonly<Record<string, string>>;
}

/** Words of schemas that tell of a field's content; all in small letters. */
export interface SchemaWords {
  /** Data types by formats. */
  readonly formats: Readonly<Record<string, string>>;
  /** Data types by parts of regular expressions: all of one entry stand in the source, none of the others. */
  readonly expressions: readonly { readonly dataType: string; readonly parts: readonly string[]; readonly without: readonly string[] }[];
  /** Annotations that mark personal data. */
  readonly annotations: readonly string[];
  /** Data type of what is marked and nothing tells as which. */
  readonly unnamed: string;
  /** Values of annotations that mark what is none. */
  readonly denials: readonly string[];
  /** Members of objects that set a field up and hold nothing of it. */
  readonly fieldSettings: readonly string[];
  /** Beginnings of names of variables that browsers get to see. */
  readonly publicVariables: readonly string[];
  /** Data types that variables of the environment hold of whoever runs the program. */
  readonly ofOperators: readonly string[];
  /** Data types of credentials that files of examples hold made up. */
  readonly madeUp: readonly string[];
}

/** Values that pass a pattern and are nobody. */
export interface KnownFakes {
  readonly emailDomains: readonly string[];
  readonly emailTlds: readonly string[];
  readonly emailLocals: readonly string[];
  /** Regular expressions over the digits alone. */
  readonly phonePatterns: readonly string[];
  /** CIDR blocks. */
  readonly ipRanges: readonly string[];
  readonly cardNumbers: readonly string[];
  readonly secrets: readonly string[];
  /** Regular expressions, case ignored, that placeholders of secrets fit. */
  readonly secretPatterns: readonly string[];
  /** Last words of names beside which a value is an example shown to the reader. */
  readonly exampleNames: readonly string[];
  readonly persons: readonly string[];
}

export interface Law {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: string;
  readonly citation: string;
}

/** The whole taxonomy as plain data: JSON keeps it. */
export interface Taxonomy {
  readonly updated: string;
  readonly dataTypes: readonly TaxonomyEntry[];
  readonly categories: readonly { readonly id: string; readonly title: { readonly en: string; readonly zh: string } }[];
  readonly tiers: readonly { readonly id: Tier; readonly title: string; readonly meaning: string }[];
  readonly laws: readonly Law[];
  readonly personWords: PersonWords;
  readonly cancelling: CancellingWords;
  readonly splitting: Splitting;
  readonly fakes: KnownFakes;
  /** What schemas say of a field beside its name. */
  readonly said: SchemaWords;
  /** What each check computes, in words. */
  readonly checks: Readonly<Record<string, string>>;
}

/** Personal data or a secret found in the text of a literal. */
export interface ValueMatch {
  readonly dataType: string;
  /** Half-open range in the text. */
  readonly start: number;
  readonly end: number;
  /** Masked: at most four characters and at most a third of the value are kept. */
  readonly preview: string;
  /** False when the value alone is weak evidence (a name beside it spoke for it) or looks like a test's. */
  readonly strong: boolean;
}

/** Finds personal data and secrets in the text of a literal; pure. */
export type ValueMatcher = (text: string, context: { readonly name?: string; readonly owner?: string }) => readonly ValueMatch[];

/** A law's word for a data type, as people read it: what is not sensitive needs no word. */
export function lawReference(value: unknown): string {
  return String(value)
    .replace(/; sensitive false$/, '')
    .replace(/; sensitive true$/, '; sensitive');
}

/** Whether a law has a word for a data type at all. */
export function namesDataType(value: string | number | null | undefined): boolean {
  return value !== undefined && value !== null && !/^none\b/.test(String(value));
}

/** Whether a law's word for a data type fits a pattern; `*` stands for any text. */
export function lawFits(value: string | number | null | undefined, pattern: string): boolean {
  if (!namesDataType(value)) return false;
  const text = String(value);
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
