/**
 * Members that are copied one by one under their own keys: `for (const [key, value] of Object.entries(x)) out[key] = value`,
 * `out[key] = x[key]`, pairs made into an object again. What comes of it is the object itself, without the keys that conditions
 * leave out: how projects write their own redaction.
 */
import type { FunctionId, Value, ValueId } from '../model/facts.js';
import type { CallSiteRef, FileId } from '../model/program.js';
import type { Place, PropagatorModel } from '../model/compiled-rules.js';
import { dropBelow, join, narrow, NOTHING, type AV, type Ref } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import { KeyTests, type KeysLeft } from './key-tests.js';
import { constantKeys } from './picks.js';

/** Calls between what pairs are made of and where they are used: `entries(x).filter(…).map(…)`. */
const MAX_STEPS = 6;

/** What one store, or one pair, brings into an object. */
export interface Copied {
  /** The object whose members are copied, with the keys that are left. */
  readonly whole: AV;
  /** What stands under some keys instead. */
  readonly others: AV;
}

interface At {
  readonly file: FileId;
  readonly function: FunctionId;
}

export class Copies {
  private readonly tests: KeyTests;

  constructor(private readonly ev: Evaluator) {
    this.tests = new KeyTests(ev);
  }

  /** @returns nothing when the value is not what something had under the key */
  copied(at: At, key: ValueId, value: ValueId): Copied | undefined {
    const { values } = this.ev.fn(at.file, at.function);
    const whole: AV[] = [];
    const others: AV[] = [];
    // Joins of a loop are made of each other.
    const seen = new Set<ValueId>();
    const visit = (v: ValueId, guards: readonly number[]): void => {
      const def = values[v];
      if (def?.op === 'phi') {
        if (seen.has(v)) return;
        seen.add(v);
        def.inputs.forEach((input) => visit(input, guards));
      } else if (def?.op === 'cast' && !this.isCopyOf(at, key, v)) visit(def.value, [...guards, ...(def.guards ?? [])]);
      else {
        const source = this.sourceOf(at, key, v);
        if (!source) others.push(this.ev.eval(at.file, at.function, v));
        else {
          const left = this.tests.left(at.file, at.function, guards, key);
          whole.push(leaving(source.av, source.isDeep ? inAllDepths(left) : left));
        }
      }
    };
    visit(value, []);
    const cut = (): void => this.ev.cut('alternatives');
    return whole.length > 0 ? { whole: join(whole, cut), others: join(others, cut) } : undefined;
  }

  /** A value that is read where conditions on its key hold: members of keys that are left out are not there. */
  read(at: At, value: ValueId, guards: readonly number[], av: AV): AV {
    const { values } = this.ev.fn(at.file, at.function);
    const def = values[value];
    const key =
      def?.op === 'index'
        ? def.key
        : def?.op === 'load'
          ? values.findIndex((v) => v.op === 'load' && v.object === def.object && v.key === '0')
          : -1;
    if (key < 0) return av;
    const { drop, keep } = this.tests.left(at.file, at.function, guards, key);
    if (drop.length === 0 && !keep) return av;
    return av.filter((x) => {
      const name = x.a === 'ref' ? x.path.at(-1) : undefined;
      return name === undefined || (!dropBelow(drop, name).whole && (!keep || keep.includes(name)));
    });
  }

  /**
   * All that a function returns. Where it gives back one part of what it is handed without some keys, and another, told apart by its
   * kind, as it is (`if (typeof value !== 'object') return value`), these keys are in neither.
   */
  returned(file: FileId, fn: FunctionId, returns: readonly AV[]): AV {
    const gone = new Map<number, readonly string[]>();
    for (const x of returns.flat()) {
      for (const y of x.a === 'obj' ? x.rest : NOTHING) {
        const keys = y.a === 'ref' && y.path.length === 0 ? y.drop?.filter((key) => key.startsWith('**.')) : undefined;
        if (keys?.length) gone.set((y as Ref).origin.id, keys);
      }
    }
    const { values, returns: facts } = this.ev.fn(file, fn);
    const left = gone.size === 0 ? returns : returns.map((av, i) => (isToldApart(values, facts[i]!.value) ? without(av, gone) : av));
    return join(left, () => this.ev.cut('alternatives'));
  }

  /** Pairs that a call makes into an object: as a rule says, the second of each goes under any key. */
  ofPairs(site: CallSiteRef, { from, to }: PropagatorModel): Copied | undefined {
    const [pairs] = from;
    if (from.length !== 1 || !to.some((place) => isPlace(place, 'return', 'any-member')) || !isPairOf(pairs!.slice(1))) return undefined;
    const [head] = pairs!;
    const arg = head?.s === 'argument' ? this.ev.fn(site.file, site.function).calls[site.call]!.args[head.from] : undefined;
    return arg && this.pairsIn(site, arg.value);
  }

  /** Keys that a function of a key and a value gives no value for (`(key, value) => (key === 'pin' ? undefined : value)`). */
  leftOut(file: FileId, fn: FunctionId): readonly string[] {
    const { values, returns } = this.ev.fn(file, fn);
    const key = values.findIndex((v) => v.op === 'param' && v.index === 0);
    if (key < 0) return [];
    let drop: readonly string[] | undefined;
    let givesUp = false;
    const visit = (v: ValueId, guards: readonly number[]): void => {
      const def = values[v];
      if (def?.op === 'phi') def.inputs.forEach((input) => visit(input, guards));
      else if (def?.op === 'cast') visit(def.value, [...guards, ...(def.guards ?? [])]);
      else if (def?.op === 'const') givesUp = true;
      else {
        const left = this.tests.left(file, fn, guards, key);
        drop = drop ? drop.filter((one) => left.drop.includes(one)) : left.drop;
      }
    };
    for (const { value } of returns) visit(value, []);
    return givesUp ? (drop ?? []) : [];
  }

  private isCopyOf(at: At, key: ValueId, value: ValueId): boolean {
    const def = this.ev.fn(at.file, at.function).values[value];
    return def?.op === 'cast' && !def.guards && this.sourceOf(at, key, value) !== undefined;
  }

  /** The object that has the value under the key. */
  private sourceOf(at: At, key: ValueId, value: ValueId): { readonly av: AV; readonly isDeep: boolean } | undefined {
    const { values, calls } = this.ev.fn(at.file, at.function);
    const def = values[value];
    if (def?.op === 'index' && this.isSame(at, def.key, key)) {
      const keys = constantKeys(this.ev.eval(at.file, at.function, key));
      const av = this.ev.eval(at.file, at.function, def.object);
      return { av: keys.length > 0 ? narrow(av, keys, undefined) : av, isDeep: false };
    }
    if (def?.op === 'load' && def.key === '1') {
      const first = values[key];
      if (first?.op !== 'load' || first.key !== '0' || first.object !== def.object) return undefined;
      const av = this.ofPair(at, def.object);
      return av && { av, isDeep: false };
    }
    if (def?.op !== 'call') return undefined;
    // What a function makes of each member by calling itself lacks the same keys in all depths.
    const call = calls[def.call]!;
    const isOwn = this.ev.program
      .call(at.file, at.function, def.call)
      .targets.some((target) => target.file === at.file && this.isAround(at, target.function));
    if (!isOwn) return undefined;
    for (const arg of call.args) {
      const inner = values[arg.value]?.op === 'call' ? undefined : this.sourceOf(at, key, uncast(values, arg.value));
      if (inner) return { av: inner.av, isDeep: true };
    }
    return undefined;
  }

  private isSame(at: At, a: ValueId, b: ValueId): boolean {
    if (a === b) return true;
    const { values } = this.ev.fn(at.file, at.function);
    return uncast(values, a) === uncast(values, b);
  }

  private isAround({ file, function: fn }: At, around: FunctionId): boolean {
    for (let f = fn; f >= 0; f = this.ev.fn(file, f).parent) if (f === around) return true;
    return false;
  }

  /** The object whose pairs a loop or a callback takes one by one. */
  private ofPair({ file, function: fn }: At, pair: ValueId): AV | undefined {
    const def = this.ev.fn(file, fn).values[pair];
    if (def?.op === 'element') return this.pairsIn({ file, function: fn }, def.object)?.whole;
    const use = def?.op === 'param' ? this.ev.program.inlineUse(file, fn) : undefined;
    const receiver = use && this.ev.fn(use.file, use.function).calls[use.call]!.receiver;
    return receiver === undefined ? undefined : this.pairsIn(use!, receiver)?.whole;
  }

  /** What pairs are made of: `Object.entries(x)`, also when some are left out or made anew. */
  private pairsIn({ file, function: fn }: At, start: ValueId): Copied | undefined {
    const outside: KeysLeft[] = [];
    let of = fn;
    let value = start;
    for (let step = 0; step < MAX_STEPS; step++) {
      const { values, calls } = this.ev.fn(file, of);
      const def = values[value];
      if (def?.op === 'outer') [of, value] = [def.function, def.value];
      else if (def?.op === 'cast') value = def.value;
      else if (def?.op === 'call') {
        const site = { file, function: of, call: def.call };
        const { receiver, args } = calls[def.call]!;
        const models = this.ev.calls.propagation.propagators(site);
        const made = models.find((p) => p.to.some((to) => to[0]?.s === 'return' && isPairOf(to.slice(1))) && p.from.length === 1);
        if (made) {
          const [head, ...rest] = made.from[0]!;
          if (head?.s !== 'argument' || rest[0]?.s !== 'any-member') return undefined;
          const arg = args[head.from];
          if (!arg) return undefined;
          const whole = outside.reduce(leaving, this.ev.eval(file, of, arg.value));
          return { whole, others: NOTHING };
        }
        const callback = args[0] && values[args[0].value];
        if (callback?.op === 'function') {
          if (models.some((p) => p.from.some((place) => isPlace(place, 'argument', 'return')))) {
            const copied = this.mapped(file, callback.function);
            return copied && { whole: outside.reduce(leaving, copied.whole), others: copied.others };
          }
          outside.push(this.filtered(file, callback.function));
        }
        if (receiver === undefined || !models.some((p) => p.to.some((to) => isPlace(to, 'return', 'element')))) return undefined;
        value = receiver;
      } else return undefined;
    }
    return undefined;
  }

  /** `([key, value]) => [key, …]`. */
  private mapped(file: FileId, fn: FunctionId): Copied | undefined {
    const { values, returns } = this.ev.fn(file, fn);
    const pair = returns.length === 1 ? values[uncast(values, returns[0]!.value)] : undefined;
    if (pair?.op !== 'array' || pair.elements.length !== 2) return undefined;
    return this.copied({ file, function: fn }, pair.elements[0]!.value, pair.elements[1]!.value);
  }

  /** `([key]) => !HIDDEN.has(key)`. */
  private filtered(file: FileId, fn: FunctionId): KeysLeft {
    const { values } = this.ev.fn(file, fn);
    const key = values.findIndex((v) => v.op === 'load' && v.key === '0' && isFirst(values[v.object]));
    return key < 0 ? { drop: [] } : this.tests.returned(file, fn, key);
  }
}

function isToldApart(values: readonly Value[], value: ValueId): boolean {
  const def = values[value];
  return def?.op === 'cast' && def.guards !== undefined && values[def.value]?.op === 'param';
}

function without(av: AV, gone: ReadonlyMap<number, readonly string[]>): AV {
  return av.flatMap((x) => narrow([x], undefined, x.a === 'ref' ? gone.get(x.origin.id) : undefined));
}

function isFirst(value: { readonly op: string; readonly index?: unknown } | undefined): boolean {
  return value?.op === 'param' && value.index === 0;
}

function uncast(values: readonly { readonly op: string; readonly value?: unknown }[], start: ValueId): ValueId {
  let value = start;
  for (let def = values[value]; def?.op === 'cast'; def = values[value]) value = def.value as ValueId;
  return value;
}

function leaving(av: AV, { drop, keep }: KeysLeft): AV {
  return narrow(av, keep, drop);
}

function inAllDepths({ drop, keep }: KeysLeft): KeysLeft {
  return { drop: drop.map((key) => `**.${key}`), ...(keep ? { keep } : {}) };
}

function isPlace(place: Place, ...steps: readonly Place[number]['s'][]): boolean {
  return place.length === steps.length && place.every((step, i) => step.s === steps[i]);
}

/** The second of a pair among others. */
function isPairOf(place: Place): boolean {
  const [element, second, ...more] = place;
  return element?.s === 'element' && second?.s === 'member' && second.names.includes('1') && more.length === 0;
}
