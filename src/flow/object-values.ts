/** What object and array literals hold, with what is stored in them and added to them after they were made. */
import type { FunctionFacts, FunctionId, StoreFact, Value, ValueId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { modelOf, step } from '../model/rule-graph.js';
import {
  ELEMENT,
  join,
  MAP_KEY,
  MAX_ENTRIES,
  narrow,
  NOTHING,
  withTransform,
  type Alt,
  type AV,
  type Obj,
  type Ref,
} from './abstract-value.js';
import type { Copied } from './copies.js';
import type { Evaluator } from './evaluate.js';
import { frameOf } from './frame.js';
import { lackedBy } from './lacking.js';
import { constantKeys } from './picks.js';
import { iterate, project } from './project.js';

/** Builds objects, since what one holds is spread over its literal, stores and calls. */
export class ObjectValues {
  private readonly storeMaps: (Map<ValueId, StoreFact[]> | undefined)[];

  constructor(private readonly ev: Evaluator) {
    this.storeMaps = new Array<Map<ValueId, StoreFact[]> | undefined>(ev.program.functionCount);
  }

  /** An object literal, with what is stored in it and added to it later in its function. */
  object(file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'object' }>): AV {
    const entries = new Map<string, AV>();
    const rest: AV[] = [];
    const getters: string[] = [];
    for (const entry of def.entries) {
      if ('key' in entry) {
        if (entries.size >= MAX_ENTRIES) {
          this.ev.cut('object entries');
          break;
        }
        const getter = this.getter(file, fn, entry.value);
        if (getter) getters.push(entry.key);
        entries.set(entry.key, getter ? this.ev.results.returns(file, getter.function) : this.ev.eval(file, fn, entry.value));
      } else if ('spread' in entry) this.spread(entries, rest, this.ev.eval(file, fn, entry.spread));
      else {
        const key = this.constantKey(file, fn, entry.computed);
        if (key !== undefined) entries.set(key, this.ev.eval(file, fn, entry.value));
        else {
          const copied = this.ev.calls.copies.copied({ file, function: fn }, entry.computed, entry.value);
          if (copied) rest.push(copied.whole);
          entries.set(ELEMENT, join([entries.get(ELEMENT) ?? NOTHING, copied?.others ?? this.ev.eval(file, fn, entry.value)]));
          entries.set(MAP_KEY, join([entries.get(MAP_KEY) ?? NOTHING, this.ev.eval(file, fn, entry.computed)]));
        }
      }
    }
    rest.push(...this.weakStores(file, fn, value, entries));
    this.pushed(file, fn, value, entries);
    const written: Obj = { a: 'obj', entries, rest: join(rest), type: UNKNOWN_TYPE, id: `${file}:${fn}:${value}`, t: 0, doubts: [] };
    const made = this.cleared(file, fn, value, written);
    return [getters.length ? this.withGetters(file, made, def, fn, getters) : made];
  }

  /** Without the members that a loop over a list of keys takes out or blanks: `for (const key of HIDDEN) delete copy[key]`. */
  private cleared(file: FileId, fn: FunctionId, value: ValueId, made: Obj): Obj {
    const { values } = this.ev.fn(file, fn);
    const keys = (this.weakStoresOf(file, fn).get(value) ?? []).flatMap(({ computed, value: stored }) => {
      if (computed === undefined || values[computed]?.op !== 'element' || values[stored]?.op !== 'const') return [];
      return constantKeys(this.ev.eval(file, fn, computed));
    });
    if (keys.length === 0) return made;
    const [left] = narrow([made], undefined, keys);
    return left?.a === 'obj' ? left : made;
  }

  /** A getter of a literal is what it returns of the object that it stands in. */
  private withGetters(file: FileId, made: Obj, def: Extract<Value, { op: 'object' }>, fn: FunctionId, getters: readonly string[]): Obj {
    const entries = new Map(made.entries);
    for (const entry of def.entries) {
      const getter = 'key' in entry && getters.includes(entry.key) ? this.getter(file, fn, entry.value) : undefined;
      if (!getter || !('key' in entry)) continue;
      const frame = frameOf(this.ev.program.number(file, getter.function), [], [made]);
      entries.set(entry.key, this.ev.substitute(made.entries.get(entry.key)!, frame));
    }
    return { ...made, entries };
  }

  /** An array literal: known positions, and any element. */
  array(file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'array' }>): AV {
    const entries = new Map<string, AV>();
    const all: AV[] = [];
    let known = 0;
    let spread = false;
    def.elements.forEach((el, i) => {
      const av = this.ev.eval(file, fn, el.value);
      if (el.spread) spread = true;
      else if (!spread && i < MAX_ENTRIES) entries.set(String(known++), av);
      all.push(el.spread ? iterate(av, this.ev) : av);
    });
    const written = join(all, () => this.ev.cut('alternatives'));
    entries.set(ELEMENT, written);
    this.weakStores(file, fn, value, entries);
    this.pushed(file, fn, value, entries);
    // What stands at no known position follows the known ones.
    const any = entries.get(ELEMENT)!;
    if (known > 0 && (known < all.length || any !== written))
      entries.set(String(known), join([...all.slice(known), any === written ? NOTHING : any]));
    return [{ a: 'obj', entries, rest: NOTHING, type: UNKNOWN_TYPE, id: `${file}:${fn}:${value}`, t: 0, doubts: [] }];
  }

  /** An object after a store of which it is certain that it changes this object. */
  update(file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'update' }>): AV {
    const base = this.stripped(file, fn, def, parsed(this.ev.eval(file, fn, def.object)));
    const entry = this.ev.eval(file, fn, def.value);
    if (base.length === 0)
      return [
        {
          a: 'obj',
          entries: new Map([[def.key, entry]]),
          rest: NOTHING,
          type: UNKNOWN_TYPE,
          id: `${file}:${fn}:${value}`,
          t: 0,
          doubts: [],
        },
      ];
    return base.map((x): Alt => {
      if (x.a === 'obj') {
        const entries = new Map(x.entries);
        entries.set(def.key, entry);
        // Whoever takes elements one by one gets what now stands at the position.
        const any = /^\d+$/.test(def.key) ? entries.get(ELEMENT) : undefined;
        if (any) entries.set(ELEMENT, join([any, entry]));
        // Of a list without known positions the others follow the first.
        if (any && def.key === '0' && !x.entries.has('0')) entries.set('1', any);
        return { ...x, entries, id: `${file}:${fn}:${value}` };
      }
      if (x.a !== 'ref') return x;
      const rest = narrow([x], undefined, [def.key]);
      const obj: Obj = {
        a: 'obj',
        entries: new Map([[def.key, entry]]),
        rest,
        type: x.type,
        id: `${file}:${fn}:${value}:${x.origin.id}`,
        t: x.t,
        doubts: x.doubts,
      };
      return obj;
    });
  }

  /** What an assignment takes out of the object, as rules say: `url.password = ''`. */
  private stripped(file: FileId, fn: FunctionId, def: Extract<Value, { op: 'update' }>, base: AV): AV {
    for (const lib of this.ev.program.library(file, fn, def.object)) {
      const models = lib.nodes.length ? modelOf(this.ev.rules, step(this.ev.rules, lib.nodes, `m:${def.key}`)) : undefined;
      const lacked = lackedBy(this.ev.rules, models?.propagators.filter((p) => p.from[0]?.[0]?.s === 'assigned') ?? []);
      if (lacked) return withTransform(base, lacked);
    }
    return base;
  }

  /** What a callback puts into what it is handed under keys nobody knows: `(sums, row) => { sums[row.id] = row; return sums; }`. */
  filled(av: AV, file: FileId, fn: FunctionId, value: ValueId): AV {
    const whole: AV[] = [];
    const stored = (this.weakStoresOf(file, fn).get(value) ?? [])
      .filter((s) => s.key === undefined)
      .map((s) => {
        const copied = this.copied(file, fn, s);
        if (copied) whole.push(copied.whole);
        return [ELEMENT, copied?.others ?? this.ev.eval(file, fn, s.value)] as const;
      });
    const all = [...stored, ...this.ev.calls.addedTo(file, fn, value)];
    if (all.length === 0) return av;
    const entries = new Map<string, AV>();
    for (const [key, added] of all) entries.set(key, join([entries.get(key) ?? NOTHING, added]));
    return [{ a: 'obj', entries, rest: join([av, ...whole]), type: UNKNOWN_TYPE, id: `${file}:${fn}:${value}`, t: 0, doubts: [] }];
  }

  private getter(file: FileId, fn: FunctionId, value: ValueId): Extract<Value, { op: 'function' }> | undefined {
    const def = this.ev.fn(file, fn).values[value];
    return def?.op === 'function' && this.ev.fn(file, def.function).kind === 'getter' ? def : undefined;
  }

  private constantKey(file: FileId, fn: FunctionId, value: ValueId): string | undefined {
    const av = this.ev.eval(file, fn, value);
    const x = av.length === 1 ? av[0]! : undefined;
    return x?.a === 'const' && (typeof x.value === 'string' || typeof x.value === 'number') ? String(x.value) : undefined;
  }

  /** Spread: entries written before are overwritten where the keys are known, others are added. */
  private spread(entries: Map<string, AV>, rest: AV[], av: AV): void {
    for (const x of parsed(av)) {
      if (x.a === 'obj') {
        for (const [key, v] of x.entries) entries.set(key, av.length === 1 ? v : join([entries.get(key) ?? NOTHING, v]));
        if (x.rest.length) rest.push(x.rest);
      } else if (x.a === 'ref') {
        this.overwrite(entries, x, av.length === 1);
        rest.push([x]);
      }
    }
  }

  /** Entries written before a declared object is spread: its members overwrite them, optional ones perhaps. */
  private overwrite(entries: Map<string, AV>, x: Ref, isSure: boolean): void {
    for (const [key, before] of entries) {
      if (key === ELEMENT || key === MAP_KEY) continue;
      const member = this.ev.program.types.member(x.type, key);
      if (!member) continue;
      const spread = project([x], key, this.ev);
      entries.set(key, isSure && !member.optional ? spread : join([before, spread]));
    }
  }

  /**
   * Stores through other names than the local that holds the object.
   *
   * @returns objects whose members are copied into it
   */
  private weakStores(file: FileId, fn: FunctionId, value: ValueId, entries: Map<string, AV>): readonly AV[] {
    const whole: AV[] = [];
    for (const store of this.weakStoresOf(file, fn).get(value) ?? []) {
      const key = store.key ?? ELEMENT;
      const copied = this.copied(file, fn, store);
      if (copied) whole.push(copied.whole);
      entries.set(key, join([entries.get(key) ?? NOTHING, copied?.others ?? this.ev.eval(file, fn, store.value)]));
    }
    return whole;
  }

  private copied(file: FileId, fn: FunctionId, { computed, value }: StoreFact): Copied | undefined {
    return computed === undefined ? undefined : this.ev.calls.copies.copied({ file, function: fn }, computed, value);
  }

  /** Weak stores by the value they change: what was declared, stored or deleted before makes no other object of it. */
  private weakStoresOf(file: FileId, fn: FunctionId): ReadonlyMap<ValueId, readonly StoreFact[]> {
    const number = this.ev.program.number(file, fn);
    let known = this.storeMaps[number];
    if (known) return known;
    this.storeMaps[number] = known = new Map();
    const facts = this.ev.fn(file, fn);
    for (const store of facts.stores) {
      if (store.strong) continue;
      for (const object of madeOf(facts, store.object)) {
        const list = known.get(object);
        if (list) list.push(store);
        else known.set(object, [store]);
      }
    }
    return known;
  }

  /** What calls add to an array or collection made here: `rows.push(row)`. */
  private pushed(file: FileId, fn: FunctionId, value: ValueId, entries: Map<string, AV>): void {
    for (const [place, av] of this.ev.calls.addedTo(file, fn, value)) entries.set(place, join([entries.get(place) ?? NOTHING, av]));
  }
}

/** Where what a variable holds was made: of several (`Array.isArray(x) ? [] : {}`), each. */
function madeOf({ values }: FunctionFacts, start: ValueId): ReadonlySet<ValueId> {
  const made = new Set<ValueId>();
  const seen = new Set<ValueId>();
  const open = [start];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    const def = values[value];
    if (def?.op === 'cast') open.push(def.value);
    else if (def?.op === 'update' || def?.op === 'omit') open.push(def.object);
    else if (def?.op === 'phi') open.push(...def.inputs);
    else made.add(value);
  }
  return made;
}

/** What has members is no text any more: what was parsed out of it. */
export function parsed(av: AV): AV {
  if (!av.some((x) => x.a === 'str' && x.parts.length === 1)) return av;
  return av.flatMap((x) => (x.a === 'str' && x.parts.length === 1 ? withTransform(x.parts[0]!, x.t) : [x]));
}
