/** Values at the places that rules' type operators name: `Argument[0].Member[select]`. */
import type { FunctionId, ValueId } from '../model/facts.js';
import { UNKNOWN_TYPE, type CallSiteRef, type FileId, type TypeId } from '../model/program.js';
import type { ValueResolver } from './resolve-value.js';
import type { ValueOrigin } from './types/table.js';

/** A value in the program. */
export interface ValueRef {
  readonly file: FileId;
  readonly function: FunctionId;
  readonly value: ValueId;
}

/** What places in a type operator are relative to. */
export interface OperatorSite {
  readonly file: FileId;
  readonly function: FunctionId;
  /** A call of the function. */
  readonly call?: number;
  /** Of a member that is read: the object it is read from. */
  readonly object?: ValueId;
  /** Name of what the rule stands at: an exported name, a type's. */
  readonly name?: string;
  /** Of a type: what it is written with. */
  readonly arguments?: readonly TypeId[];
  /** The value of a type argument that is `typeof value`. */
  origin?(argument: number): ValueOrigin | undefined;
}

const parsed = new Map<string, readonly string[]>();

function steps(place: string): readonly string[] {
  let known = parsed.get(place);
  if (!known) parsed.set(place, (known = place.split(/\.(?=[A-Z])/)));
  return known;
}

/** Number and further steps of a place that begins with a type argument. */
export function typeArgumentOf(place: string): { readonly index: number; readonly keys: readonly string[] } | undefined {
  const [first, ...rest] = steps(place);
  const index = /^TypeArgument\[(\d+)\]$/.exec(first!)?.[1];
  if (index === undefined) return undefined;
  return { index: Number(index), keys: rest.map((step) => /^Member\[([^\]]+)\]$/.exec(step)?.[1] ?? '') };
}

/** What a call or a type is written with; the unknown type where it is not. */
export function typeArgumentAt(resolver: ValueResolver, index: number, site: OperatorSite): TypeId {
  if (site.arguments) return site.arguments[index] ?? UNKNOWN_TYPE;
  if (site.call === undefined) return UNKNOWN_TYPE;
  const expr = resolver.fn(site.file, site.function).calls[site.call]!.typeArgs?.[index];
  return expr ? resolver.types.resolve(site.file, site.function, expr) : UNKNOWN_TYPE;
}

/**
 * @param place `Argument[n]`, `Argument[n..]`, `Argument[this]`, `Argument[last]`, `Callee`, `Created.` before them (the call that
 *   made the receiver), with further `Member[name]`, `Element` and `ReturnValue` steps
 * @returns the values there; none when there is no constant way into literals
 */
export function placeValues(resolver: ValueResolver, site: OperatorSite, place: string): readonly ValueRef[] {
  const [first, ...rest] = steps(place);
  if (first === 'Created') {
    const made = createdBy(resolver, site);
    return made ? placeValues(resolver, made, rest.join('.')) : [];
  }
  let refs = heads(resolver, site, first!);
  for (const step of rest) refs = refs.flatMap((ref) => below(resolver, ref, step));
  return refs;
}

/** The first value at a place. */
export function placeValue(resolver: ValueResolver, site: OperatorSite, place: string): ValueRef | undefined {
  return placeValues(resolver, site, place)[0];
}

function heads(resolver: ValueResolver, site: OperatorSite, step: string): readonly ValueRef[] {
  const { file, function: fn } = site;
  const call = site.call === undefined ? undefined : resolver.fn(file, fn).calls[site.call];
  if (step === 'Callee') return call ? [{ file, function: fn, value: call.callee }] : [];
  const argument = /^Argument\[(this|last|\d+)(?:\.\.(\d*))?\]$/.exec(step);
  if (!argument) return [];
  const [, from, to] = argument;
  const ref = (value: ValueId | undefined): readonly ValueRef[] => (value === undefined ? [] : [{ file, function: fn, value }]);
  if (from === 'this') {
    const object = site.object ?? call?.receiver;
    return object === undefined && call ? takenOutOf(resolver, { file, function: fn, value: call.callee }) : ref(object);
  }
  if (!call) return [];
  if (from === 'last') return ref(call.args.at(-1)?.value);
  const start = Number(from);
  const end = to === undefined ? start : to === '' ? call.args.length - 1 : Number(to);
  return call.args.slice(start, end + 1).flatMap((arg) => (arg.spread ? [] : ref(arg.value)));
}

/** What a called function was taken out of before: `const { query } = client`. */
function takenOutOf(resolver: ValueResolver, { file, function: fn, value }: ValueRef): readonly ValueRef[] {
  const def = resolver.fn(file, fn).values[value];
  if (def?.op === 'outer') return takenOutOf(resolver, { file, function: def.function, value: def.value });
  return def?.op === 'load' ? [{ file, function: fn, value: def.object }] : [];
}

/** The call that made the receiver (or the object a member is read from), or the function that is called. */
function createdBy(resolver: ValueResolver, site: OperatorSite): CallSiteRef | undefined {
  const [receiver] = heads(resolver, site, 'Argument[this]');
  const callee = site.call === undefined ? undefined : resolver.fn(site.file, site.function).calls[site.call]!.callee;
  const made = receiver ?? (callee === undefined ? undefined : { file: site.file, function: site.function, value: callee });
  if (!made) return undefined;
  for (const x of resolver.resolve(made.file, made.function, made.value)) if (x.e === 'lib' && x.created) return x.created;
  return undefined;
}

function below(resolver: ValueResolver, ref: ValueRef, step: string): readonly ValueRef[] {
  const member = /^Member\[([^\]]+)\]$/.exec(step);
  if (member) {
    const found = member[1]!.split('|').flatMap((key) => memberRef(resolver, ref, key) ?? []);
    return found.slice(0, 1);
  }
  if (step === 'Element') return elementsOf(resolver, ref);
  return step === 'ReturnValue' ? returnsOf(resolver, ref) : [];
}

/** The elements of an array literal. */
export function elementsOf(resolver: ValueResolver, ref: ValueRef): readonly ValueRef[] {
  for (const x of resolver.resolve(ref.file, ref.function, ref.value)) {
    const def = x.e === 'object' ? resolver.fn(x.file, x.function).values[x.value] : undefined;
    if (x.e === 'object' && def?.op === 'array') return def.elements.map((el) => ({ file: x.file, function: x.function, value: el.value }));
  }
  return [];
}

function returnsOf(resolver: ValueResolver, ref: ValueRef): readonly ValueRef[] {
  for (const x of resolver.resolve(ref.file, ref.function, ref.value)) {
    if (x.e === 'fn') return resolver.fn(x.file, x.function).returns.map((r) => ({ file: x.file, function: x.function, value: r.value }));
  }
  return [];
}

/** An object literal that a value is. */
export function literalOf(resolver: ValueResolver, ref: ValueRef) {
  for (const x of resolver.resolve(ref.file, ref.function, ref.value)) {
    if (x.e !== 'object') continue;
    const def = resolver.fn(x.file, x.function).values[x.value]!;
    if (def.op === 'object') return { file: x.file, function: x.function, entries: def.entries };
  }
  return undefined;
}

/** The value of one member of an object literal, of what it spreads, or of a whole module. */
export function memberRef(resolver: ValueResolver, ref: ValueRef, key: string, depth = 0): ValueRef | undefined {
  if (depth > MAX_SPREADS) return undefined;
  const found = literalOf(resolver, ref);
  if (!found) return moduleMember(resolver, ref, key);
  const at = { file: found.file, function: found.function };
  for (let i = found.entries.length - 1; i >= 0; i--) {
    const entry = found.entries[i]!;
    if ('key' in entry && entry.key === key) return { ...at, value: entry.value };
    const spread = 'spread' in entry ? memberRef(resolver, { ...at, value: entry.spread }, key, depth + 1) : undefined;
    if (spread) return spread;
  }
  return undefined;
}

/** Spreads inside spreads that are followed. */
const MAX_SPREADS = 6;

function moduleMember(resolver: ValueResolver, ref: ValueRef, key: string): ValueRef | undefined {
  for (const x of resolver.resolve(ref.file, ref.function, ref.value)) {
    const target = x.e === 'module' ? resolver.graph.exportValue(x.file, key) : undefined;
    if (target?.kind === 'value') return { file: target.file, function: 0, value: target.value };
  }
  return undefined;
}

/** Constant key names that a value lists: a string (words apart), an array of strings, an object whose values are not false. */
export function constantKeys(resolver: ValueResolver, ref: ValueRef): string[] {
  return flaggedKeys(resolver, ref).flatMap(({ key, on }) => (on ? [key] : []));
}

/** Those that stand at a place. */
export function constantKeysAt(resolver: ValueResolver, site: OperatorSite, place: string): readonly string[] {
  return placeValues(resolver, site, place).flatMap((ref) => constantKeys(resolver, ref));
}

/** The same with the keys that are switched off: by a false value, or by `-` in front (`+` adds to what is there anyway). */
export function flaggedKeys(resolver: ValueResolver, ref: ValueRef): readonly FlaggedKey[] {
  const def = resolver.fn(ref.file, ref.function).values[ref.value];
  if (def?.op === 'const' && typeof def.value === 'number') return [{ key: String(def.value), on: true }];
  if (def?.op === 'const') return typeof def.value === 'string' ? def.value.split(/[\s,]+/).flatMap(flagged) : [];
  if (def?.op === 'outer') return flaggedKeys(resolver, { file: ref.file, function: def.function, value: def.value });
  if (def?.op === 'cast') return flaggedKeys(resolver, { ...ref, value: def.value });
  const elements = elementsOf(resolver, ref);
  if (elements.length > 0) return elements.flatMap((el) => flaggedKeys(resolver, el));
  const literal = literalOf(resolver, ref);
  if (!literal) return [];
  return literal.entries.flatMap((e) => {
    if (!('key' in e)) return [];
    const value = resolver.fn(literal.file, literal.function).values[e.value];
    return [{ key: e.key, on: value?.op !== 'const' || Boolean(value.value) }];
  });
}

interface FlaggedKey {
  readonly key: string;
  readonly on: boolean;
}

function flagged(word: string): readonly FlaggedKey[] {
  if (word === '' || word.startsWith('+')) return [];
  return word.startsWith('-') ? [{ key: word.slice(1), on: false }] : [{ key: word, on: true }];
}
