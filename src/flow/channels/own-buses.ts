/**
 * Listeners that a project keeps itself: a function keeps what it is handed in a field or variable (`this.listeners[event].push(fn)`)
 * and another calls what is kept there (`for (const fn of this.listeners[event]) fn(data)`). Found by structure alone.
 */
import type { CallFact, FunctionId, ValueId } from '../../model/facts.js';
import type { FileId, FunctionRef, Program } from '../../model/program.js';
import type { ChannelModel } from '../../model/compiled-rules.js';
import { literalBehind, type At, type Spot } from './spots.js';

/** Steps from a kept function to what keeps it. */
const MAX_STEPS = 12;
/** Arguments of a listener. */
const MAX_ARGUMENTS = 3;

/** Where functions are kept, and under which key. */
interface Kept {
  readonly place: string;
  readonly key: At | string | undefined;
}

/** A function that keeps its parameter. */
export interface Registration {
  readonly spot: Spot;
  readonly of: FunctionRef;
  readonly param: number;
}

/** Both ends of the project's own buses. */
export interface OwnBuses {
  readonly registrations: readonly Registration[];
  readonly calls: readonly Spot[];
}

/** @returns what is kept and called; places with one of the two alone are left out */
export function ownBuses(program: Program): OwnBuses {
  const registrations: (Registration & { readonly place: string })[] = [];
  const calls: (Spot & { readonly place: string })[] = [];
  program.graph.files.forEach((facts, file) => {
    facts.functions.forEach((f, fn) => {
      f.calls.forEach((call, index) => {
        const site = { file, function: fn, call: index };
        for (const { kept, of, param } of keptBy(program, file, fn, call))
          registrations.push({ place: kept.place, spot: spotOf(site, kept, 'read'), of, param });
        const called = call.kind === 'call' ? calledFrom(program, file, fn, call) : undefined;
        if (called && program.call(file, fn, index).targets.length === 0)
          calls.push({ place: called.place, ...spotOf(site, called, 'write') });
      });
      for (const store of f.stores) {
        const param = paramAt(program, { file, function: fn, value: store.value });
        const kept = param && storedIn(program, file, fn, store);
        if (param && kept)
          registrations.push({ place: kept.place, spot: spotOf({ file, function: fn, call: -1 }, kept, 'read'), ...param });
      }
    });
  });
  const called = new Set(calls.map(({ place }) => place));
  const kept = new Set(registrations.map(({ place }) => place));
  return { registrations: registrations.filter(({ place }) => called.has(place)), calls: calls.filter(({ place }) => kept.has(place)) };
}

function spotOf(site: Spot['site'], { place, key }: Kept, end: ChannelModel['end']): Spot {
  const value = Array.from({ length: MAX_ARGUMENTS }, (_, i) => [{ s: 'argument' as const, from: i, to: i }]);
  const model: ChannelModel = { library: '', channel: place, end, loose: false, key: [], value, when: [] };
  return { site, model, keys: [key] };
}

/** Parameters that a call puts into what keeps functions: `this.listeners.get(event).push(fn)`. */
function keptBy(
  program: Program,
  file: FileId,
  fn: FunctionId,
  call: CallFact,
): readonly { readonly kept: Kept; readonly of: FunctionRef; readonly param: number }[] {
  const { receiver } = call;
  if (receiver === undefined || call.args.length === 0) return [];
  const last = call.args.length - 1;
  const param = paramAt(program, { file, function: fn, value: call.args[last]!.value });
  const kept = param && keptAt(program, { file, function: fn, value: receiver });
  if (!param || !kept) return [];
  const key = last === 1 && kept.key === undefined ? { file, function: fn, value: call.args[0]!.value } : kept.key;
  return [{ kept: { ...kept, key }, of: param.of, param: param.param }];
}

/** A store of a parameter: `this.listener = fn`, `listeners[event] = fn`. */
function storedIn(
  program: Program,
  file: FileId,
  fn: FunctionId,
  store: { readonly object: ValueId; readonly key?: string },
): Kept | undefined {
  const own = fieldOf(program, { file, function: fn, value: store.object }, store.key);
  if (own !== undefined) return { place: own, key: undefined };
  const kept = keptAt(program, { file, function: fn, value: store.object });
  return kept && { ...kept, key: kept.key ?? store.key };
}

/** The place that a called function was taken from. */
function calledFrom(program: Program, file: FileId, fn: FunctionId, call: CallFact): Kept | undefined {
  const def = program.graph.files[file]!.functions[fn]!.values[call.callee];
  if (!def || def.op === 'import' || def.op === 'global' || def.op === 'function') return undefined;
  return keptAt(program, { file, function: fn, value: call.callee });
}

function paramAt(program: Program, at: At): { readonly of: FunctionRef; readonly param: number } | undefined {
  const { file, function: fn, def } = literalBehind(program, at);
  return def?.op === 'param' ? { of: { file, function: fn }, param: def.index } : undefined;
}

/** Follows a value back to the field or variable that it was taken out of. */
function keptAt(program: Program, start: At): Kept | undefined {
  let at: At = start;
  let key: Kept['key'];
  for (let i = 0; i < MAX_STEPS; i++) {
    const { file, function: fn, value } = at;
    const facts = program.graph.files[file]!.functions[fn]!;
    const def = facts.values[value];
    switch (def?.op) {
      case 'cast':
        at = { ...at, value: def.value };
        break;
      case 'outer':
        at = { ...at, function: def.function, value: def.value };
        break;
      case 'element':
        at = { ...at, value: def.object };
        break;
      case 'index':
        key = { ...at, value: def.key };
        at = { ...at, value: def.object };
        break;
      case 'phi': {
        const [first] = def.inputs;
        if (first === undefined) return undefined;
        at = { ...at, value: first };
        break;
      }
      case 'load': {
        const own = fieldOf(program, { ...at, value: def.object }, def.key);
        if (own !== undefined) return { place: own, key };
        key ??= def.key;
        at = { ...at, value: def.object };
        break;
      }
      case 'call': {
        const { receiver, args, kind } = facts.calls[def.call]!;
        if (kind === 'new') return i === 0 ? undefined : { place: `v${file}:${fn}:${value}`, key };
        if (receiver === undefined) return undefined;
        if (args.length === 1 && key === undefined && facts.values[args[0]!.value]?.op !== 'function')
          key = { ...at, value: args[0]!.value };
        at = { ...at, value: receiver };
        break;
      }
      case 'param': {
        const use = program.inlineUse(file, fn);
        const receiver = use && program.graph.files[use.file]!.functions[use.function]!.calls[use.call]!.receiver;
        if (!use || def.index !== 0 || receiver === undefined) return undefined;
        at = { ...use, value: receiver };
        break;
      }
      case 'object':
      case 'array':
        return i === 0 ? undefined : { place: `v${file}:${fn}:${value}`, key };
      case 'cell':
        return { place: `c${file}:${def.cell}`, key };
      default:
        return undefined;
    }
  }
  return undefined;
}

/** A field of the class that `this` is of. */
function fieldOf(program: Program, at: At, key: string | undefined): string | undefined {
  const { file, function: fn, def } = literalBehind(program, at);
  if (def?.op !== 'this' || key === undefined) return undefined;
  const cls = program.classOfThis(file, fn);
  return cls < 0 ? undefined : `f${file}:${cls}:${key}`;
}
