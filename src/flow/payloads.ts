/** The values that leave through one library call, by role. */
import type { Span } from '../model/facts.js';
import type { RawFlow } from '../model/flow.js';
import type { CallSiteRef } from '../model/program.js';
import type { Place, SinkModel } from '../model/compiled-rules.js';
import { narrow, type AV, type Obj } from './abstract-value.js';
import { nameOfNextArgument } from './labels.js';
import type { Holder } from './personal-items.js';
import type { Evaluator } from './evaluate.js';

/** A value that leaves, and the argument it stands in. */
export interface Payload {
  readonly av: AV;
  readonly argument: Span;
  readonly role: RawFlow['role'];
  /** The name under which the value is kept where it goes. */
  readonly holder?: Holder;
}

/** Kinds whose arguments make one text. */
const TEXTS: ReadonlySet<string> = new Set(['log', 'error']);

/** Values of a call by role: the purpose is told apart, since a mail's own address is no leak. */
export function payloads(ev: Evaluator, site: CallSiteRef, model: SinkModel): readonly Payload[] {
  const out: Payload[] = [];
  const apart = [...model.purpose, ...model.except];
  const holder = holderOf(ev, site, model);
  for (const place of model.payload) {
    for (const p of valuesAt(ev, site, place, 'payload', apart)) {
      const named = holder ?? (place.length === 1 && TEXTS.has(model.kind) ? labelBefore(ev, site, p) : undefined);
      out.push({ ...p, ...(named ? { holder: named } : {}), ...(model.asText ? { av: textOf(p.av) } : {}) });
    }
  }
  for (const place of model.purpose) out.push(...valuesAt(ev, site, place, 'purpose', model.except));
  return out;
}

/** `log('phone', value)`: the argument before names the value. */
function labelBefore(ev: Evaluator, site: CallSiteRef, { argument }: Payload): Holder | undefined {
  const { args } = ev.fn(site.file, site.function).calls[site.call]!;
  const before = args[args.findIndex(({ at }) => at === argument) - 1];
  return before && !before.spread ? nameOfNextArgument(ev.eval(site.file, site.function, before.value)) : undefined;
}

/** What of a value is left where only its text leaves. */
function textOf(av: AV): AV {
  return [{ a: 'str', parts: [av], plain: true, t: 0, doubts: [] }];
}

/** Indices of the arguments that leave as a whole. */
export function wholeArguments(model: SinkModel, count: number): number[] {
  const heads = model.payload.flatMap((place) => (place.length === 1 ? place : []));
  return Array.from({ length: count }, (_, i) => i).filter((i) =>
    heads.some((head) => (head.s === 'argument' ? i >= head.from && i <= head.to : head.s === 'last' && i === count - 1)),
  );
}

function holderOf(ev: Evaluator, site: CallSiteRef, model: SinkModel): Holder | undefined {
  const av = model.name ? ev.calls.places.joined(site, model.name) : [];
  const x = av.length === 1 ? av[0]! : undefined;
  return x?.a === 'const' && typeof x.value === 'string' ? { name: x.value, owners: model.nameOwner ? [model.nameOwner] : [] } : undefined;
}

function valuesAt(ev: Evaluator, site: CallSiteRef, place: Place, role: RawFlow['role'], apart: readonly Place[]): Payload[] {
  const call = ev.fn(site.file, site.function).calls[site.call]!;
  const [head] = place;
  const from = head?.s === 'argument' ? head.from : head?.s === 'last' ? call.args.length - 1 : -1;
  return ev.calls.places.at(site, place).flatMap((av, i): Payload[] => {
    const argument = from < 0 ? call.at : (call.args[Math.min(from + i, call.args.length - 1)]?.at ?? call.span);
    const inside = apart.filter((p) => p.length > place.length && startsWith(p, place, from + i)).map((p) => p.slice(place.length));
    if (role === 'payload' && apart.some((p) => p.length === place.length && startsWith(p, place, from + i))) return [];
    return av.length ? [{ av: without(av, inside), argument, role }] : [];
  });
}

/** Whether `place` leads into what `prefix` names, at argument `argument`. */
function startsWith(place: Place, prefix: Place, argument: number): boolean {
  return prefix.every((step, i) => {
    const other = place[i]!;
    if (i === 0 && step.s === 'argument' && other.s === 'argument') return argument >= other.from && argument <= other.to;
    return JSON.stringify(step) === JSON.stringify(other);
  });
}

/** Leaves out members that have another role. */
function without(av: AV, paths: readonly Place[]): AV {
  if (paths.length === 0) return av;
  const drop = paths.flatMap((p) => (p.length === 1 && p[0]!.s === 'member' ? p[0].names : []));
  const deep = paths.filter((p) => p.length > 1 && p[0]!.s === 'member');
  const narrowed = narrow(av, undefined, drop);
  if (deep.length === 0) return narrowed;
  return narrowed.map((x) => {
    if (x.a !== 'obj') return x;
    const entries = new Map(x.entries);
    for (const p of deep) {
      const [first, ...rest] = p;
      if (first!.s !== 'member') continue;
      for (const name of first.names) {
        const value = entries.get(name);
        if (value) entries.set(name, without(value, [rest]));
      }
    }
    const obj: Obj = { ...x, entries, id: `${x.id}!` };
    return obj;
  });
}
