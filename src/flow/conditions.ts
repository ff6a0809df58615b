/** Conditions that rules set on one call. */
import type { Value } from '../model/facts.js';
import type { CallSiteRef } from '../model/program.js';
import type { CompiledCondition, Place } from '../model/compiled-rules.js';
import type { AV, Const } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import { groupsOf } from './regex-groups.js';
import type { RulePlaces } from './rule-places.js';
import { isSame, MAX_KEPT } from './text-part.js';

type Constant = NonNullable<Const['value']> | null;

/** A value that is no constant fulfils `not` and `absent: false` only. */
export function conditionHolds(ev: Evaluator, places: RulePlaces, site: CallSiteRef, c: CompiledCondition): boolean {
  const av = places.joined(site, c.place);
  const constant = av.length === 1 && av[0]!.a === 'const' && 'value' in av[0]! ? av[0].value : undefined;
  if (c.absent !== undefined && (av.length === 0) !== c.absent) return false;
  if (c.is !== undefined && constant !== c.is) return false;
  if (c.not !== undefined && constant === c.not) return false;
  if (c.broad !== undefined && av.some(isBroad) !== c.broad) return false;
  if (c.filler !== undefined && isFiller(constant, c.groupsOf && places.joined(site, c.groupsOf)) !== c.filler) return false;
  if (c.wideGroup !== undefined && !isWideGroup(av, c.wideGroup)) return false;
  if (c.callback !== undefined && av.some((x) => x.a === 'fn') !== c.callback) return false;
  if (c.placeOf !== undefined && !isPlaceOf(ev, site, c.place, c.placeOf)) return false;
  if (c.oneOf !== undefined && !mayBe(av, (value) => c.oneOf!.includes(value))) return false;
  return c.contains === undefined || av.some((x) => x.a === 'const' && c.contains!.some((part) => textOf(x)?.includes(part)));
}

/** A constant text, or that of a regular expression. */
function textOf(x: Const): string | undefined {
  return typeof x.value === 'string' ? x.value : x.regex;
}

/** Whether one of the constants that the value may be fulfils the test. */
function mayBe(av: AV, test: (value: Constant) => boolean): boolean {
  return av.some((x) => x.a === 'const' && x.value !== undefined && test(x.value));
}

/**
 * Whether a regular expression matches letters or digits at large (`.`, `\\d`, `\\w`, `[^@]`, `[a-z]`), and all of them: one
 * without `g` replaces a single match, which is long only where something in it is repeated without end.
 */
function isBroad(x: AV[number]): boolean {
  if (x.a !== 'const' || x.regex === undefined) return false;
  if (!/(?:^|[^\\])\.|\\[dwSDp]|\[\^|a-z|A-Z|0-9/.test(x.regex)) return false;
  // What stands behind the @ of an address is its provider: without it, the person's name is left.
  if (x.regex.startsWith('@')) return false;
  return isRepeated(x) || /[.\]\w}](?:[*+]|\{\d+,\}|\{(?:[4-9]|\d\d)\})/.test(x.regex);
}

function isRepeated(x: Const): boolean {
  return x.flags?.includes('g') === true;
}

/** Beginning and end of a number whose middle is hidden, as telephone numbers are shown: `138****5678`. */
const MAX_ENDS = 7;
const MIN_HIDDEN = 4;

/** `***`, `xxxx`, `•`: one filler character repeated; group references beside it keep what they name. */
function isFiller(text: unknown, regex: AV | undefined): boolean {
  if (typeof text !== 'string') return false;
  const references = [...text.matchAll(/\$(?:(\d+)|<\w+>)/g)];
  // What stands behind the @ of an address is the name of its provider.
  const rest = text.replace(/\$(?:\d+|<\w+>)|@/g, '');
  if (!/^([*+•●∙█▪xX#?.…_-])\1*$/.test(rest)) return false;
  const [x] = regex ?? [];
  if (references.length === 0 || x?.a !== 'const' || x.regex === undefined) return true;
  const { widths } = groupsOf(x.regex);
  const kept = references.reduce((sum, [, number]) => sum + (number === undefined ? Infinity : (widths[Number(number) - 1] ?? 0)), 0);
  const isBetween = references.length === 2 && rest.length >= MIN_HIDDEN && kept <= MAX_ENDS;
  return kept === 0 || ((kept <= MAX_KEPT || isBetween) && matchesOnce(x));
}

/** Every match keeps its groups again. */
function matchesOnce(x: Const): boolean {
  return !isRepeated(x) || x.regex!.startsWith('^') || x.regex!.endsWith('$');
}

/** Of a replacing function's parameters: after the groups come the place of the match and the whole text. */
function isWideGroup(av: AV, group: number): boolean {
  const x = av.length === 1 ? av[0]! : undefined;
  if (x?.a !== 'const' || x.regex === undefined) return true;
  const { widths } = groupsOf(x.regex);
  const width = widths[group - 1];
  if (width === undefined) return group === widths.length + 2;
  return width > MAX_KEPT || (width > 0 && !matchesOnce(x));
}

/** Whether the argument is what a search of the receiver for the text gave. */
function isPlaceOf(ev: Evaluator, site: CallSiteRef, [head]: Place, text: string): boolean {
  if (head?.s !== 'argument') return false;
  const facts = ev.fn(site.file, site.function);
  const call = facts.calls[site.call]!;
  let value: Value | undefined = facts.values[call.args[head.from]?.value ?? -1];
  // `indexOf('@') + 1`
  if (value?.op === 'concat') value = facts.values[value.parts[0] ?? -1];
  const search = value?.op === 'call' ? facts.calls[value.call] : undefined;
  const sought = search?.args[0] && facts.values[search.args[0].value];
  return isSame(facts.values, search?.receiver, call.receiver) && sought?.op === 'const' && sought.value === text;
}
