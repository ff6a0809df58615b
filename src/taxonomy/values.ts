/** Personal data and secrets in the text of literals. Runs on every literal, so most leave after one pass. */
import type { KnownFakes, NameMatcher, Taxonomy, ValueMatch, ValueMatcher, ValuePattern } from '../model/taxonomy.js';
import { checkNamed } from './checks/index.js';
import type { Check } from './checks/index.js';
import { compileFakes } from './fakes.js';
import { isDrawing, isNoise } from './noise.js';
import { maskedPreview } from './preview.js';
import { featuresOf } from './text-features.js';
import type { TextFeatures } from './text-features.js';

/** No value of interest is shorter. */
const MIN_LENGTH = 6;
/** What stands further behind in a text is not looked at: longer literals are data of another kind. */
const MAX_SCANNED = 20_000;
/** A weak pattern is a whole value or a short text around it. */
const MAX_WEAK_LENGTH = 200;
/** Digits that stand together in every number that a pattern without `needs` finds. */
const MIN_DIGITS = 4;
/** Codes that mix letters and digits are at least so long. */
const MIN_CODE = 16;

interface Compiled {
  readonly pattern: ValuePattern;
  readonly regex: RegExp;
  readonly check?: Check;
  readonly forms: readonly { readonly form: RegExp; readonly check: Check }[];
  readonly lowForm?: RegExp;
}

interface Found {
  readonly compiled: Compiled;
  readonly start: number;
  readonly end: number;
}

const NOTHING: readonly ValueMatch[] = [];

/** @returns the value patterns of a taxonomy as plain data: an input of extract and of its cache key */
export function valuePatternsOf(taxonomy: Taxonomy): ValuePattern[] {
  return taxonomy.dataTypes.flatMap(({ literal }) => {
    if (!literal) return [];
    const { examples: _examples, counterexamples: _counterexamples, ...pattern } = literal;
    return [pattern];
  });
}

/**
 * Compiles value patterns.
 * @param patterns from {@link valuePatternsOf}
 * @param fakes values that are nobody
 * @param names tells whether the name beside a literal speaks for a weak pattern; without it weak patterns never count
 * @throws when a pattern is no regular expression or names no check
 */
export function compileValueMatcher(patterns: readonly ValuePattern[], fakes: KnownFakes, names?: NameMatcher): ValueMatcher {
  const compiled = patterns.map(compilePattern);
  const strong = compiled.filter(({ pattern }) => !pattern.weak);
  const weak = byDataType(compiled.filter(({ pattern }) => pattern.weak));
  const isFake = compileFakes(fakes);
  const exampleName = compileExampleNames(fakes.exampleNames);

  return (text, { name, owner }) => {
    if (text.length < MIN_LENGTH) return NOTHING;
    const features = featuresOf(text, Math.min(text.length, MAX_SCANNED));
    if (features.digits < 2 && !features.signal && features.longestToken < MIN_CODE) return NOTHING;
    const scanned = text.length > MAX_SCANNED ? text.slice(0, MAX_SCANNED) : text;
    const named = namedTypes(names, weak, scanned, features, name, owner);
    const candidates = named.length > 0 ? [...named, ...strong] : strong;
    const found = candidates.flatMap((each) => (mayHold(each.pattern, scanned, features) ? findPattern(each, scanned) : []));
    if (found.length === 0) return NOTHING;
    const real = found.filter((each) => isReal(each, scanned, isFake));
    return withoutOverlaps(real, named).map((each) => toMatch(each, scanned, exampleName(name) || exampleName(owner)));
  };
}

/** @returns what the pattern finds and its check accepts, fakes and noise included */
export function findValues(pattern: ValuePattern, text: string): readonly string[] {
  return findPattern(compilePattern(pattern), text).map(({ start, end }) => text.slice(start, end));
}

function compilePattern(pattern: ValuePattern): Compiled {
  return {
    pattern,
    regex: new RegExp(pattern.pattern, `g${pattern.flags ?? ''}`),
    ...(pattern.check !== undefined && { check: checkNamed(pattern.check) }),
    forms: (pattern.checkByForm ?? []).map(({ form, check }) => ({ form: new RegExp(form), check: checkNamed(check) })),
    ...(pattern.lowForm !== undefined && { lowForm: new RegExp(pattern.lowForm) }),
  };
}

function compileExampleNames(words: readonly string[]): (name: string | undefined) => boolean {
  const known = new Set(words);
  return (name) => name?.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g)?.some((word) => known.has(word.toLowerCase())) === true;
}

/** Weak patterns count together with a matching name: of the literal itself, or of what it belongs to. */
function namedTypes(
  names: NameMatcher | undefined,
  weak: ReadonlyMap<string, readonly Compiled[]>,
  text: string,
  features: TextFeatures,
  name: string | undefined,
  owner: string | undefined,
): readonly Compiled[] {
  if (!names || features.digits < 2 || text.length > MAX_WEAK_LENGTH) return [];
  const types = new Set([name !== undefined && names.match(name, owner)?.dataType, owner !== undefined && names.match(owner)?.dataType]);
  return [...types].flatMap((type) => (type ? (weak.get(type) ?? []) : []));
}

/** What can be told without running the pattern. */
function mayHold(pattern: ValuePattern, text: string, features: TextFeatures): boolean {
  if (pattern.needs) return pattern.needs.some((need) => text.includes(need));
  if (pattern.weak) return true;
  return features.together >= MIN_DIGITS || (features.digits >= MIN_DIGITS && features.longestToken >= MIN_CODE);
}

function findPattern(compiled: Compiled, text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(compiled.regex)) {
    const value = match[0];
    const check = compiled.forms.find(({ form }) => form.test(value))?.check ?? compiled.check;
    if (value !== '' && (!check || check(value))) found.push({ compiled, start: match.index, end: match.index + value.length });
  }
  return found;
}

function isReal({ compiled: { pattern }, start, end }: Found, text: string, isFake: ReturnType<typeof compileFakes>): boolean {
  if (isFake(text.slice(start, end), pattern)) return false;
  // Patterns that need a sign of their own (`@`, `eyJ`) are told by it; numbers are not.
  return pattern.needs !== undefined || !(isDrawing(text) || isNoise(text, start, end));
}

/** Of matches that overlap: one that the name speaks for, then one with a check, then the longest, then the first. */
function withoutOverlaps(found: readonly Found[], named: readonly Compiled[]): Found[] {
  const rank = ({ compiled, start, end }: Found): number =>
    (named.includes(compiled) ? 2e6 : 0) + (compiled.check ? 1e6 : 0) + (end - start);
  const kept: Found[] = [];
  for (const each of [...found].sort((a, b) => rank(b) - rank(a) || a.start - b.start)) {
    if (kept.every((other) => each.end <= other.start || each.start >= other.end)) kept.push(each);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function toMatch({ compiled, start, end }: Found, text: string, example: boolean): ValueMatch {
  const value = text.slice(start, end);
  return {
    dataType: compiled.pattern.dataType,
    start,
    end,
    preview: maskedPreview(value),
    strong: !example && compiled.lowForm?.test(value) !== true,
  };
}

function byDataType(patterns: readonly Compiled[]): ReadonlyMap<string, readonly Compiled[]> {
  const groups = new Map<string, Compiled[]>();
  for (const each of patterns) {
    const group = groups.get(each.pattern.dataType);
    if (group) group.push(each);
    else groups.set(each.pattern.dataType, [each]);
  }
  return groups;
}
