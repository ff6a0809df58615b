/** Arguments of a call as its target gets them, also through `call`, `apply` and what `bind` fixed before. */
import type { ArgFact, CallFact } from '../model/facts.js';
import type { CallSiteRef, FunctionRef } from '../model/program.js';
import { ELEMENT, NOTHING, type AV } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import { project } from './project.js';

/** Elements of a spread argument that become arguments; a rest parameter may take them all. */
const MIN_SPREAD = 8;

/** Arguments by position, and `this`; each is evaluated when it is asked for. */
export interface HandedArguments {
  at(index: number): AV;
  /** All from a position on. */
  from(index: number): readonly AV[];
  readonly self: () => AV;
}

/** What a call hands to a target: positions shift under `call`, `apply`, `bind` and a spread. */
export function argumentsOf(ev: Evaluator, site: CallSiteRef, target: FunctionRef): HandedArguments {
  const { file, function: fn } = site;
  const call = ev.fn(file, fn).calls[site.call]!;
  const count = Math.max(ev.fn(target.file, target.function).params.length, MIN_SPREAD);
  const valueOf = (index: number): AV => {
    const arg = call.args[index];
    return arg ? ev.eval(file, fn, arg.value) : NOTHING;
  };
  switch (throughOwnMethod(ev, site, call, target)) {
    case 'call':
      return inOrder(
        () => handedOver(ev, site, call.args.slice(1), count),
        () => valueOf(0),
      );
    case 'apply':
      return inOrder(
        () => spread(ev, valueOf(1), count),
        () => valueOf(0),
      );
    default:
      break;
  }
  const self = (): AV => (call.receiver === undefined ? NOTHING : ev.eval(file, fn, call.receiver));
  const before = fixedBefore(ev, site, call, count);
  if (before.length > 0 || call.args.some((arg) => arg.spread))
    return inOrder(() => [...before, ...handedOver(ev, site, call.args, count)], self);
  return { at: valueOf, from: (index) => call.args.slice(index).map((_, i) => valueOf(index + i)), self };
}

/** Where a position depends on what stands before it, all are evaluated together. */
function inOrder(give: () => readonly AV[], self: () => AV): HandedArguments {
  let known: readonly AV[] | undefined;
  const values = (): readonly AV[] => (known ??= give());
  return { at: (index) => values()[index] ?? NOTHING, from: (index) => values().slice(index), self };
}

/** Values of arguments in order, spread ones one by one. */
export function handedOver(ev: Evaluator, site: CallSiteRef, args: readonly ArgFact[], count = MIN_SPREAD): AV[] {
  const out: AV[] = [];
  for (const arg of args) {
    const av = ev.eval(site.file, site.function, arg.value);
    if (arg.spread) out.push(...spread(ev, av, count - out.length));
    else out.push(av);
  }
  return out;
}

function spread(ev: Evaluator, av: AV, count: number): AV[] {
  const out: AV[] = [];
  for (let i = 0; i < count; i++) {
    const item = project(av, String(i), ev);
    out.push(item.length ? item : project(av, ELEMENT, ev));
  }
  return out;
}

/** `f.call(self, x)`: the target is what the method is read from. */
export function throughOwnMethod(ev: Evaluator, site: CallSiteRef, call: CallFact, target: FunctionRef): 'call' | 'apply' | undefined {
  const def = ev.fn(site.file, site.function).values[call.callee];
  if (def?.op !== 'load' || (def.key !== 'call' && def.key !== 'apply')) return undefined;
  const isTarget = ev.program
    .functions(site.file, site.function, def.object)
    .some((f) => f.file === target.file && f.function === target.function);
  return isTarget ? def.key : undefined;
}

/** Arguments that `bind` gave to the called function before. */
function fixedBefore(ev: Evaluator, site: CallSiteRef, call: CallFact, count: number): AV[] {
  let at = site.function;
  let def = ev.fn(site.file, at).values[call.callee];
  if (def?.op === 'outer') {
    at = def.function;
    def = ev.fn(site.file, at).values[def.value];
  }
  if (def?.op !== 'call') return [];
  const made = ev.fn(site.file, at).calls[def.call]!;
  const callee = ev.fn(site.file, at).values[made.callee];
  if (made.args.length < 2 || callee?.op !== 'load' || callee.key !== 'bind') return [];
  return handedOver(ev, { ...site, function: at }, made.args.slice(1), count);
}
