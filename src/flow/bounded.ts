/**
 * Keeps what a function gives to a size. Each call puts its arguments into all of it: functions that call one another twice each
 * (`super.m()` on two branches, a generator that yields from another in two places) would otherwise give twice as much at each step.
 */
import { join, NOTHING, type Alt, type AV, type Obj, type Str } from './abstract-value.js';

/** Alternatives inside a result, counted once each, from which it is kept as its keys and the data in it alone. */
const MAX_SIZE = 1_000;

/**
 * @param cut hears that the result was too large
 * @returns the value, or what is left of it as {@link widened}
 */
export function bounded(av: AV, cut: () => void): AV {
  if (isSmall(av)) return av;
  cut();
  return widened(av);
}

/**
 * The same data without the order and nesting of texts and members: what a recursive function makes of its own result
 * (`(d) => d ? `(${f(d - 1)})` : name`) would grow for ever, and this does not (widening: Cousot and Cousot 1977).
 */
export function widened(av: AV): AV {
  return av.map((x): Alt => {
    if (x.a === 'str') return { ...x, parts: [dataIn(x.parts)] };
    if (x.a === 'ref') return x.called ? { ...x, called: { ...x.called, args: x.called.args.map(withoutCalls) } } : x;
    if (x.a !== 'obj') return x;
    const entries = new Map([...x.entries].map(([key, value]) => [key, flat(value)]));
    return { ...x, entries, rest: flat(x.rest) };
  });
}

/** What a callback gave is not handed to it again. */
const withoutCalls = (av: AV): AV => av.filter((x) => x.a !== 'ref' || !x.called);

/** A member that holds no more than a few values stays what it is. */
function flat(av: AV): AV {
  if (av.every((x) => x.a !== 'str' && x.a !== 'obj')) return av;
  const text: Str = { a: 'str', parts: [dataIn([av])], t: 0, doubts: [] };
  return text.parts[0] === NOTHING ? NOTHING : [text];
}

function isSmall(av: AV): boolean {
  const seen = new Set<Alt>();
  const open: AV[] = [av];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const x of next) {
      if ((x.a !== 'str' && x.a !== 'obj' && !(x.a === 'ref' && x.called)) || seen.has(x)) continue;
      seen.add(x);
      if (seen.size > MAX_SIZE) return false;
      open.push(...insideOf(x));
    }
  }
  return true;
}

function insideOf(x: Alt): readonly AV[] {
  if (x.a === 'str') return x.parts;
  if (x.a === 'obj') return [...x.entries.values(), x.rest];
  return x.a === 'ref' ? (x.called?.args ?? []) : [];
}

/** References, functions and constants inside, each once, with what happened to what they are in. */
function dataIn(values: readonly AV[]): AV {
  const out: AV[] = [];
  const seen = new Map<Alt, Set<number>>();
  const visit = (av: AV, t: number, doubts: Obj['doubts']): void => {
    for (const x of av) {
      if (x.a === 'const') continue;
      if (x.a === 'fn') {
        out.push([x]);
        continue;
      }
      const all = x.t | t;
      const known = seen.get(x);
      if (known?.has(all)) continue;
      if (known) known.add(all);
      else seen.set(x, new Set([all]));
      const unsure = doubts.length === 0 ? x.doubts : [...new Set([...x.doubts, ...doubts])];
      if (x.a === 'ref') out.push([all === x.t && unsure === x.doubts ? x : { ...x, t: all, doubts: unsure }]);
      else for (const inner of insideOf(x)) visit(inner, all, unsure);
    }
  };
  for (const av of values) visit(av, 0, []);
  return join(out);
}
