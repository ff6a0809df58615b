/** Values at the places of one call, as rules name them: `Argument[0].Member[select]`. */
import type { FunctionId, ValueId } from '../model/facts.js';
import type { CallSiteRef, FileId } from '../model/program.js';
import type { ValueResolver } from './resolve-value.js';

export interface ValueRef {
  readonly file: FileId;
  readonly function: FunctionId;
  readonly value: ValueId;
}

const parsed = new Map<string, readonly string[]>();

function steps(place: string): readonly string[] {
  let known = parsed.get(place);
  if (!known) parsed.set(place, (known = place.split(/\.(?=[A-Z])/)));
  return known;
}

/**
 * @param place `Argument[n]`, `Argument[this]`, `Argument[last]` with further `Member[name]` steps
 * @returns the value, or nothing when there is none or it is no constant way into literals
 */
export function placeValue(resolver: ValueResolver, site: CallSiteRef, place: string): ValueRef | undefined {
  const call = resolver.fn(site.file, site.function).calls[site.call];
  if (!call) return undefined;
  const [first, ...rest] = steps(place);
  const argument = /^Argument\[(\w+)\]$/.exec(first!);
  if (!argument) return undefined;
  const which = argument[1]!;
  const value = which === 'this' ? call.receiver : which === 'last' ? call.args.at(-1)?.value : call.args[Number(which)]?.value;
  if (value === undefined) return undefined;
  let ref: ValueRef | undefined = { file: site.file, function: site.function, value };
  for (const step of rest) {
    const member = /^Member\[([^\]]+)\]$/.exec(step);
    ref = ref && member ? entry(resolver, ref, member[1]!.split('|')) : undefined;
  }
  return ref;
}

function entry(resolver: ValueResolver, ref: ValueRef, keys: readonly string[]): ValueRef | undefined {
  for (const x of resolver.resolve(ref.file, ref.function, ref.value)) {
    if (x.e !== 'object') continue;
    const def = resolver.fn(x.file, x.function).values[x.value]!;
    if (def.op !== 'object') continue;
    for (const e of def.entries) if ('key' in e && keys.includes(e.key)) return { file: x.file, function: x.function, value: e.value };
  }
  return undefined;
}

/** Constant key names that a value lists: a string, an array of strings, an object whose values are not false. */
export function constantKeys(resolver: ValueResolver, ref: ValueRef): string[] {
  const facts = resolver.fn(ref.file, ref.function);
  const def = facts.values[ref.value];
  if (def?.op === 'const') return typeof def.value === 'string' ? [def.value] : [];
  if (def?.op === 'outer') return constantKeys(resolver, { file: ref.file, function: def.function, value: def.value });
  if (def?.op === 'cast') return constantKeys(resolver, { ...ref, value: def.value });
  const out: string[] = [];
  for (const x of resolver.resolve(ref.file, ref.function, ref.value)) {
    if (x.e !== 'object') continue;
    const literal = resolver.fn(x.file, x.function).values[x.value]!;
    if (literal.op === 'array') for (const el of literal.elements) out.push(...constantKeys(resolver, { file: x.file, function: x.function, value: el.value }));
    if (literal.op === 'object') {
      for (const e of literal.entries) {
        if (!('key' in e)) continue;
        const value = resolver.fn(x.file, x.function).values[e.value];
        if (value?.op !== 'const' || value.value) out.push(e.key);
      }
    }
  }
  return out;
}

/** The value of one member of an object literal. */
export function memberRef(resolver: ValueResolver, ref: ValueRef, key: string): ValueRef | undefined {
  return entry(resolver, ref, [key]);
}
