/**
 * What joins a write and a read that share no variable: an event's name, a context, a store, a queue, a session. Rules say
 * which calls and stores put something in and what takes it out; the two meet by equal keys, by being of the same thing, or
 * both.
 */
import { UNKNOWN_TYPE, type CallSiteRef, type FileId } from '../../model/program.js';
import type { FunctionId, Value, ValueId } from '../../model/facts.js';
import { modelOf } from '../../model/rule-graph.js';
import type { ChannelModel, Place } from '../../model/compiled-rules.js';
import { join, narrow, NOTHING, type AV, type Fn, type Obj } from '../abstract-value.js';
import type { Evaluator } from '../evaluate.js';
import { frameOf } from '../frame.js';
import type { Propagation } from '../propagation.js';
import type { RulePlaces } from '../rule-places.js';
import { Ends, meet, type Address, type End } from './ends.js';
import { closed, handedDown, inOne } from './handed-down.js';
import type { Spot } from './spots.js';
import { channelsAt, ChannelStructure, type Listener } from './structure.js';

/** Writes that one read is given; of more, the first ones in program order. */
const MAX_WRITES = 64;

/** Finds what was put in where it is taken out. */
export class Channels {
  private structure: ChannelStructure | undefined;
  private readonly ends: Ends;
  /** Reads being answered: what is put in may be what was taken out. */
  private readonly open = new Set<string>();

  constructor(
    private readonly ev: Evaluator,
    private readonly places: RulePlaces,
    private readonly propagation: Propagation,
  ) {
    this.ends = new Ends(ev, places, (channel) => this.all.subscriptions.get(channel) ?? []);
  }

  /** Whether the call takes something out. */
  isRead(site: CallSiteRef): boolean {
    return this.reads(site).length > 0;
  }

  /**
   * What the call takes out as its result.
   *
   * @param named what the name of the result says of what is inside it (`email.value` of `const email = ref('')`)
   */
  result(site: CallSiteRef, named: AV = NOTHING): AV {
    return this.taken(site, (place) => (place[0]?.s === 'return' ? place.slice(1) : undefined), 'r', named);
  }

  /** What the call hands to parameter `param` of its argument `argument`. */
  handed(site: CallSiteRef, argument: number, param: number): AV {
    const below = ([first, second, ...rest]: Place): Place | undefined =>
      first?.s === 'argument' && argument >= first.from && argument <= first.to && second?.s === 'parameter' && second.index === param
        ? rest
        : undefined;
    return this.taken(site, below, `p${argument}.${param}`);
  }

  /** What a function's parameter is given by the calls that the function is handed to, also by wrappers and in objects. */
  heard(file: FileId, fn: FunctionId, param: number): AV {
    const listeners = this.all.heardBy(file, fn)?.filter((x) => x.param === param);
    if (!listeners?.length) return NOTHING;
    return this.guarded(`${file}:${fn}:h${param}`, (id) => {
      const out = join(
        listeners.map((listener, at) => this.heardOf(listener, `${id}.${at}`)),
        () => this.ev.cut('alternatives'),
      );
      return listeners.some(({ spot }) => spot.model.key.some((key) => key[0]?.s === 'any'))
        ? this.withDeclared(out, file, fn, param)
        : out;
    });
  }

  /** Of what is read whole not all is seen: other members are what the parameter says. */
  private withDeclared(av: AV, file: FileId, fn: FunctionId, index: number): AV {
    const { params, values } = this.ev.fn(file, fn);
    const { name, at } = params[index]!;
    const value = values.findIndex((v) => v.op === 'param' && v.index === index);
    const names = name ? [name] : [];
    const declared = this.ev.origins.ref(
      { kind: 'value', file, function: fn, index: value, names, at },
      this.ev.program.typeOf(file, fn, value),
    );
    return av.map((x) => (x.a === 'obj' && x.rest.length === 0 ? { ...x, rest: narrow(declared, undefined, [...x.entries.keys()]) } : x));
  }

  /** What was stored in a member that is read, wherever that was. */
  member(file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'load' }>): AV {
    const out: AV[] = [];
    for (const lib of this.ev.program.library(file, fn, value)) {
      if (lib.nodes.length === 0) continue;
      for (const model of modelOf(this.ev.rules, lib.nodes)?.channels ?? []) {
        if (model.on !== 'read') continue;
        const spot: Spot = { site: { file, function: fn, call: -1 }, model, name: def.key, holder: lib };
        out.push(this.guarded(`${file}:${fn}:m${value}`, () => this.contentOf(model, 0, this.ends.of(spot))));
      }
    }
    return join(out, () => this.ev.cut('alternatives'));
  }

  private get all(): ChannelStructure {
    return (this.structure ??= new ChannelStructure(this.ev));
  }

  private reads(site: CallSiteRef): readonly ChannelModel[] {
    return channelsAt(this.ev, site).filter((model) => model.end === 'read');
  }

  private guarded(id: string, find: (id: string) => AV): AV {
    if (this.open.has(id)) return NOTHING;
    this.open.add(id);
    const found = find(id);
    this.open.delete(id);
    return found;
  }

  private heardOf({ spot, nth, around, through }: Listener, id: string): AV {
    if (!this.places.holds(spot.site, spot.model.when)) return NOTHING;
    return brought(this.propagation.wrap(this.contentOf(spot.model, nth, this.ends.through(spot, through)), around, id), around.length);
  }

  /** @param below what follows in a place that is asked for; nothing for another place */
  private taken(site: CallSiteRef, below: (place: Place) => Place | undefined, what: string, named: AV = NOTHING): AV {
    const reads = this.reads(site);
    if (reads.length === 0) return NOTHING;
    return this.guarded(`${site.file}:${site.function}:k${site.call}.${what}`, (id) => {
      const out: AV[] = [];
      reads.forEach((model, at) => {
        if (!model.value.some(below) || !this.places.holds(site, model.when)) return;
        const spot: Spot = { site, model };
        model.value.forEach((place, nth) => {
          const rest = below(place);
          const content = rest && (what === 'r' ? this.asked(spot, nth) : this.contentOf(model, nth, this.ends.of(spot)));
          if (!content) return;
          const whole = rest.length > 0 && named.length > 0 ? join([content, named]) : content;
          out.push(brought(this.propagation.wrap(whole, rest, `${id}.${at}.${nth}`), rest.length));
        });
      });
      return join(out, () => this.ev.cut('alternatives'));
    });
  }

  /** What a wrapper takes out under a key that its callers name stays open until a caller does. */
  private asked(spot: Spot, nth: number): AV {
    const keys = this.ends.keyValues(spot);
    const key = this.ends.open(keys);
    const contentFor = (values: readonly AV[]): AV => this.contentOf(spot.model, nth, [this.ends.address(spot, values)]);
    if (!key || key.path.length > 0) return contentFor(keys);
    const { program } = this.ev;
    const number = program.number(key.origin.file, key.origin.function);
    const { file, function: fn, call } = spot.site;
    const { at } = this.ev.fn(file, fn).calls[call]!;
    const take = (given: AV): AV => {
      const frame = frameOf(number, Array<AV>(key.origin.index).fill(NOTHING).concat([given]), NOTHING);
      return contentFor(keys.map((av) => this.ev.substitute(av, frame)));
    };
    return this.ev.origins.ref({ ...key.origin, kind: 'callback', index: at[0], names: [], at }, UNKNOWN_TYPE, {
      picked: { object: NOTHING, key, take },
    });
  }

  /** What all fitting writes put in as their value `nth`, as their callers hand it over. */
  private contentOf(model: ChannelModel, nth: number, reads: readonly Address[]): AV {
    const spots = this.all.writes.get(model.channel);
    if (!spots) return NOTHING;
    const fitting: End[] = [];
    for (const spot of spots) {
      if (spot.model.value.length <= nth || !this.places.holds(spot.site, spot.model.when)) continue;
      for (const end of this.ends.of(spot)) if (reads.some((read) => meet(read, end))) fitting.push(end);
    }
    if (fitting.length > MAX_WRITES) this.ev.cut('writes of a channel');
    return inOne(
      fitting.slice(0, MAX_WRITES).map((end) => this.putIn(end, nth)),
      this.ev,
    );
  }

  private putIn({ spot, frames }: End, nth: number): AV {
    const { site, store, model } = spot;
    const place = model.value[nth]!;
    const own = store ? this.ev.eval(site.file, site.function, store.value) : this.valueAt(site, place);
    const named = frames.reduce((out, frame) => this.ev.substitute(out, frame), own);
    const value = closed(this.ev, handedDown(this.ev, named));
    const key = model.under && this.places.joined(site, model.under);
    const part = key?.find((x) => x.a === 'const');
    if (!model.under || value.length === 0) return value;
    return part?.a === 'const' && typeof part.value === 'string'
      ? this.propagation.wrap(value, [{ s: 'member', names: [part.value] }], `${site.file}:${site.function}:u${site.call}`)
      : NOTHING;
  }

  /** A parameter as a place of what is put in: what the function there stores into it. */
  private valueAt(site: CallSiteRef, place: Place): AV {
    const last = place.at(-1);
    if (last?.s !== 'parameter') return this.places.joined(site, place);
    const functions = this.places.joined(site, place.slice(0, -1)).filter((x): x is Fn => x.a === 'fn');
    const stored = functions.map((x): AV => {
      const entries = this.ev.calls.storedInto(x, last.index);
      if (entries.length === 0) return NOTHING;
      const id = `${site.file}:${site.function}:w${site.call}.${x.file}.${x.function}`;
      const obj: Obj = { a: 'obj', entries: new Map(), rest: NOTHING, type: UNKNOWN_TYPE, id, t: 0, doubts: [] };
      const all = new Map<string, AV>();
      for (const [key, av] of entries) all.set(key, join([all.get(key) ?? NOTHING, av]));
      return [{ ...obj, entries: all }];
    });
    return inOne(stored, this.ev);
  }
}

/** Marks the objects around what was put in. */
function brought(av: AV, depth: number): AV {
  if (depth === 0) return av;
  return av.map((x) =>
    x.a === 'obj'
      ? {
          ...x,
          entries: depth > 1 ? new Map([...x.entries].map(([key, value]) => [key, brought(value, depth - 1)])) : x.entries,
          brought: true as const,
        }
      : x,
  );
}
