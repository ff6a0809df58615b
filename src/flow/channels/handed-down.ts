/** What functions put into channels of what they are handed, as their callers hand it over. */
import type { FunctionRef } from '../../model/program.js';
import { ELEMENT, join, type Alt, type AV, type Obj } from '../abstract-value.js';
import type { Evaluator } from '../evaluate.js';
import { MAX_CALLERS } from './structure.js';

/** Callers of callers that are asked. */
const MAX_LEVELS = 3;
/** Callers that are asked beyond the first level. */
const MAX_FURTHER = 8;
/** Values inside values that are searched for parameters. */
const MAX_DEPTH = 4;

/** @returns the value with the parameters in it replaced by what each caller hands over */
export function handedDown(ev: Evaluator, av: AV): AV {
  const asked = new Set<number>();
  let out = av;
  for (let level = 0; level < MAX_LEVELS; level++) {
    const of = functionsIn(out).find((f) => !asked.has(ev.program.number(f.file, f.function)));
    if (!of) return out;
    asked.add(ev.program.number(of.file, of.function));
    const callers = ev.program.callers(of.file, of.function);
    const limit = level === 0 ? MAX_CALLERS : MAX_FURTHER;
    if (callers.length > limit) ev.cut('callers of a channel');
    if (callers.length === 0 || callers.length > limit) continue;
    out = inOne(
      callers.map((site) => ev.substitute(out, ev.calls.parameters.frame(site, of))),
      ev,
    );
  }
  return out;
}

/** What nobody is asked any more: in another function, a parameter's callers know nothing of where it is taken out. */
export function closed(ev: Evaluator, av: AV, depth = 0): AV {
  if (depth > MAX_DEPTH) return av;
  return av.map((x): Alt => {
    switch (x.a) {
      case 'ref': {
        const { kind } = x.origin;
        if (kind !== 'param' && kind !== 'this' && kind !== 'callback') return x;
        const { picked: _, called: __, ...ref } = x;
        return { ...ref, origin: ev.origins.get({ ...x.origin, kind: 'value', index: -1 - x.origin.id }) };
      }
      case 'str':
        return { ...x, parts: x.parts.map((part) => closed(ev, part, depth + 1)) };
      case 'obj':
        return {
          ...x,
          entries: new Map([...x.entries].map(([key, value]) => [key, closed(ev, value, depth + 1)])),
          rest: closed(ev, x.rest, depth + 1),
          id: `${x.id}!`,
        };
      default:
        return x;
    }
  });
}

/** Functions whose parameters or `this` a value is made of. */
function functionsIn(av: AV, depth = 0): readonly FunctionRef[] {
  if (depth > MAX_DEPTH) return [];
  return av.flatMap((x): readonly FunctionRef[] => {
    if (x.a === 'ref') return x.origin.kind === 'param' || x.origin.kind === 'this' ? [x.origin] : [];
    if (x.a === 'str') return x.parts.flatMap((part) => functionsIn(part, depth + 1));
    if (x.a !== 'obj') return [];
    return [...[...x.entries.values()].flatMap((value) => functionsIn(value, depth + 1)), ...functionsIn(x.rest, depth + 1)];
  });
}

/** All values in one; literals become one object with what each holds, so that many of them count as one alternative. */
export function inOne(sets: readonly AV[], ev: Evaluator): AV {
  const all = sets.flat();
  const literals = all.filter((x): x is Obj => x.a === 'obj' && x.rest.length === 0 && x.t === 0 && !x.entries.has(ELEMENT));
  if (literals.length < 2) return join(sets, () => ev.cut('alternatives'));
  const entries = new Map<string, AV[]>();
  for (const { entries: own } of literals) {
    for (const [key, value] of own) {
      const list = entries.get(key);
      if (list) list.push(value);
      else entries.set(key, [value]);
    }
  }
  const [first] = literals;
  const merged: Obj = {
    ...first!,
    entries: new Map([...entries].map(([key, values]) => [key, inOne(values, ev)])),
    id: `${first!.id}&${literals.length}`,
  };
  return join([[merged], all.filter((x) => !literals.includes(x as Obj))], () => ev.cut('alternatives'));
}
