/** Functions of the project that a library hands what leaves to: what they give back leaves in its place. */
import { UNKNOWN_TYPE } from '../model/program.js';
import { CLEAN, join, narrow, NOTHING, type Alt, type AV, type Fn, type Obj, type Ref } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import { project } from './project.js';

/** Shapes of a declared type that have no members to take away. */
const PLAIN: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'date', 'literal']);

/**
 * @param keys where the value stands in what the function is handed
 * @returns what the function leaves of the value; the value itself when it is not known what the function gives back
 */
export function handedThrough(ev: Evaluator, fn: Fn, av: AV, keys: readonly string[]): AV {
  if (keys.length === 0) {
    const given = returnsOf(
      ev,
      fn,
      av.filter((x) => isWhole(ev, x)),
    );
    return given ? join([given, av.filter((x) => !isWhole(ev, x))]) : av;
  }
  const given = returnsOf(ev, fn, [wrapped(av, keys)]);
  return given ? keys.reduce((at, key) => project(at, key, ev), given) : av;
}

/** Does something to the whole in which the value stands under these keys, and gives what is left of the value. */
export function inside(ev: Evaluator, av: AV, keys: readonly string[], change: (whole: AV) => AV): AV {
  if (keys.length === 0) return change(av);
  return keys.reduce((at, key) => project(at, key, ev), change([wrapped(av, keys)]));
}

/** Each function is applied to the member of its name, one level deep. */
export function membersThrough(ev: Evaluator, functions: ReadonlyMap<string, AV>, av: AV): AV {
  let out = av;
  for (const [key, value] of functions) {
    const fn = value.length === 1 && value[0]!.a === 'fn' ? value[0] : undefined;
    if (fn) out = out.map((x) => memberThrough(ev, fn, x, key));
  }
  return out;
}

function memberThrough(ev: Evaluator, fn: Fn, x: Alt, key: string): Alt {
  if (x.a === 'obj') {
    const held = x.entries.get(key) ?? (x.rest.length && isDeclared(ev, x.rest, key) ? project(x.rest, key, ev) : undefined);
    if (!held) return { ...x, rest: narrow(x.rest, undefined, [key]), id: `${x.id}%${key}` };
    const entries = new Map(x.entries).set(key, returnsOf(ev, fn, held) ?? held);
    return { ...x, entries, id: `${x.id}%${key}` };
  }
  if (x.a !== 'ref' || !isWhole(ev, x)) return x;
  const rest = narrow([x], undefined, [key]);
  if (!isDeclared(ev, [x], key)) return rest[0]!;
  const held = project([x], key, ev);
  return objectOf(new Map([[key, returnsOf(ev, fn, held) ?? held]]), rest, `${x.origin.id}.${x.path.join('.')}%${key}`);
}

/** What an undeclared object has under a key is not known; that the hook sees it is. */
function isDeclared(ev: Evaluator, av: AV, key: string): boolean {
  return av.some((x) => (x.a === 'ref' ? ev.program.types.member(x.type, key) !== undefined : x.a === 'obj' && x.entries.has(key)));
}

function isWhole(ev: Evaluator, x: Alt): boolean {
  return x.a === 'obj' || (x.a === 'ref' && !PLAIN.has(ev.program.types.shape(x.type)));
}

/** Nothing when the function is empty or nobody knows what it gives. */
function returnsOf(ev: Evaluator, fn: Fn, handed: AV): AV | undefined {
  if (handed.length === 0) return NOTHING;
  const returns = ev.results.returns(fn.file, fn.function);
  if (returns.length === 0) return undefined;
  if (returns.every((x) => x.a === 'const')) return CLEAN;
  const own = mostChanged(
    returns.filter((x) => x.a !== 'const'),
    fn,
  );
  const frame = {
    callee: ev.program.number(fn.file, fn.function),
    arg: (index: number): AV => (index === 0 ? handed : NOTHING),
    self: (): AV => NOTHING,
    step: undefined,
  };
  let out = ev.substitute(own, frame);
  for (const outer of fn.env) out = ev.substitute(out, outer);
  return out;
}

/**
 * `if (event.user) delete event.user.email; return event;` gives an event with and one without: the test is whether there is
 * something to take away, so that what one way takes away is gone.
 */
function mostChanged(returns: AV, fn: Fn): AV {
  const changes = returns.map((x) => changedKeys(x, fn));
  return returns.filter((_, i) => {
    const own = changes[i];
    return !own || !changes.some((other, j) => j !== i && other && other.size > own.size && [...own].every((key) => other.has(key)));
  });
}

/** Keys of the first parameter that are replaced or taken away; nothing when the value is another one. */
function changedKeys(x: Alt, fn: Fn): ReadonlySet<string> | undefined {
  if (x.a === 'ref') return isHanded(x, fn) ? new Set(x.drop ?? []) : undefined;
  if (x.a !== 'obj' || x.rest.length !== 1) return undefined;
  const below = changedKeys(x.rest[0]!, fn);
  return below && new Set([...below, ...x.entries.keys()]);
}

function isHanded(x: Ref, fn: Fn): boolean {
  const { kind, file, function: of, index } = x.origin;
  return kind === 'param' && file === fn.file && of === fn.function && index === 0 && x.path.length === 0;
}

function wrapped(av: AV, keys: readonly string[]): Obj {
  const [first, ...rest] = keys;
  const inner: AV = rest.length ? [wrapped(av, rest)] : av;
  return objectOf(new Map([[first!, inner]]), NOTHING, `hook.${keys.join('.')}.${av.map((x) => ('id' in x ? x.id : x.a)).join()}`);
}

function objectOf(entries: ReadonlyMap<string, AV>, rest: AV, id: string): Obj {
  return { a: 'obj', entries, rest, type: UNKNOWN_TYPE, id, t: 0, doubts: [] };
}
