/** Ends of channels with what must fit the other end: keys, whose channel it is, and the calls through which it is reached. */
import type { CallSiteRef, LibraryValue, Program } from '../../model/program.js';
import type { Place } from '../../model/compiled-rules.js';
import { join, NOTHING, type Alt, type AV, type Frame, type Ref } from '../abstract-value.js';
import type { Evaluator } from '../evaluate.js';
import { classValue } from '../project.js';
import type { RulePlaces } from '../rule-places.js';
import { ANY_KEY, keyOf, keysMeet, saysSomething, type Key } from './keys.js';
import { literalBehind, type At, type Spot } from './spots.js';
import { MAX_CALLERS, type Through } from './structure.js';

/** Functions of the project between a spot and who names its key. */
const MAX_LEVELS = 3;

/** What one end must share with the other. */
export interface Address {
  /** One for each place of a key. */
  readonly keys: readonly (Key | undefined)[];
  /** Whose channel it is, when that can be seen. */
  readonly identity: string | undefined;
  /** Keys of which neither end knows anything are the same one. */
  readonly isLoose: boolean;
}

/** One end as one caller reaches it. */
export interface End extends Address {
  readonly spot: Spot;
  /** Arguments of the calls through which it is reached, innermost first. */
  readonly frames: readonly Frame[];
}

/** Finds the keys of ends; a wrapper's end is one for each of its callers. */
export class Ends {
  private readonly known = new Map<Spot, readonly End[]>();
  private readonly naming = new Map<string, boolean>();

  constructor(
    private readonly ev: Evaluator,
    private readonly places: RulePlaces,
    private readonly subscriptions: (channel: string) => readonly Spot[],
  ) {}

  /** The end for each caller that names another key. */
  of(spot: Spot): readonly End[] {
    const known = this.known.get(spot);
    if (known) return known;
    this.known.set(spot, []); // a key that is made of what comes out of the channel meets nothing
    const found = this.expanded(spot, this.keyValues(spot), [], 0);
    this.known.set(spot, found);
    return found;
  }

  /** What must fit, where the spot is reached by calls that are known. */
  through(spot: Spot, through: readonly Through[]): readonly End[] {
    if (through.length === 0) return this.of(spot);
    const frames = through.map(({ site, target }) => this.ev.calls.parameters.frame(site, target));
    const keys = this.keyValues(spot).map((av) => frames.reduce((out, frame) => this.ev.substitute(out, frame), av));
    return this.expanded(spot, keys, frames, 0);
  }

  /** The values of a spot's keys, in terms of the function that it stands in. */
  keyValues({ site, model, name, keys }: Spot): readonly AV[] {
    if (keys)
      return keys.map((key) => {
        if (key === undefined) return ANY_KEY;
        return typeof key === 'string' ? [{ a: 'const', value: key }] : this.ev.eval(key.file, key.function, key.value);
      });
    if (model.on && model.key.length === 0) return model.of ? [] : [[{ a: 'const', value: name ?? '' }]];
    return model.key.map((place) => {
      if (place[0]?.s === 'name') return this.name(site, name);
      if (place[0]?.s === 'any') return ANY_KEY;
      if (place[0]?.s === 'subscribed') return this.subscribed({ site, model });
      const av = this.places.joined(site, place);
      return av.length > 0 ? av : this.classOf(site, place);
    });
  }

  /** What is subscribed to by the thing that is read from; by any, where that can't be seen. */
  private subscribed(read: Spot): AV {
    const identity = read.model.of && this.identity(read.site, read.model.of);
    const spots = this.subscriptions(read.model.channel).filter(({ site, model }) => {
      const other = model.of && this.identity(site, model.of);
      return identity === undefined || other === undefined || identity === other;
    });
    return join(spots.flatMap((spot) => this.keyValues(spot)));
  }

  /** The declared class of an instance that was not seen being made: `bus.publish(event)` of `event: SignedUp`. */
  private classOf(site: CallSiteRef, place: Place): AV {
    const last = place.at(-1);
    if (last?.s !== 'member' || !last.names.includes('constructor')) return NOTHING;
    return this.places
      .joined(site, place.slice(0, -1))
      .flatMap((x) => (x.a === 'ref' ? this.ev.program.types.classes(x.type).map(classValue) : []));
  }

  /** @returns the parameter that callers name the key by */
  open(keys: readonly AV[]): Ref | undefined {
    for (const av of keys) {
      for (const x of av) {
        const refs = x.a === 'str' ? x.parts.flat() : [x];
        for (const y of refs) if (this.isAskable(y) && this.isNamed(y, 0)) return y;
      }
    }
    return undefined;
  }

  private expanded(spot: Spot, keys: readonly AV[], frames: readonly Frame[], level: number): readonly End[] {
    const open = level < MAX_LEVELS ? this.open(keys) : undefined;
    if (!open) return [{ spot, frames, ...this.address(spot, keys) }];
    const { file, function: fn } = open.origin;
    const callers = this.ev.program.callers(file, fn);
    if (callers.length > MAX_CALLERS) this.ev.cut('callers of a channel');
    return callers.slice(0, MAX_CALLERS).flatMap((site) => {
      const frame = this.ev.calls.parameters.frame(site, { file, function: fn });
      const named = keys.map((av) => this.ev.substitute(av, frame));
      return this.expanded(spot, named, [...frames, frame], level + 1);
    });
  }

  /** What must fit, with keys that are as known as they will be. */
  address({ site, model, holder }: Spot, keys: readonly AV[]): Address {
    return {
      keys: keys.map(keyOf),
      isLoose: model.loose,
      identity: model.of && (holder ? this.holderOf(holder, model.of) : this.identity(site, model.of)),
    };
  }

  /** Whether callers know a part of a key: a parameter, or a member of it. */
  private isAskable(x: Alt): x is Ref {
    if (x.a !== 'ref' || x.origin.kind !== 'param') return false;
    return this.ev.program.callers(x.origin.file, x.origin.function).length > 0;
  }

  /** Whether callers hand over a name, and no id of which nothing is constant. */
  private isNamed(x: Ref, level: number): boolean {
    const { file, function: fn, index } = x.origin;
    const id = `${file}:${fn}:${index}:${x.path.join('.')}`;
    const known = this.naming.get(id);
    if (known !== undefined) return known;
    this.naming.set(id, false);
    const is = this.ev.program
      .callers(file, fn)
      .slice(0, MAX_CALLERS)
      .some((site) => this.isName(this.ev.substitute([x], this.ev.calls.parameters.frame(site, { file, function: fn })), level));
    this.naming.set(id, is);
    return is;
  }

  private isName(av: AV, level: number): boolean {
    return av.some((x) => {
      if (x.a === 'const') return typeof x.value === 'string';
      if (x.a === 'str') return [...(keyOf([x]) ?? [])].some(saysSomething);
      return level < MAX_LEVELS && this.isAskable(x) && this.isNamed(x, level + 1);
    });
  }

  private holderOf(holder: LibraryValue, of: 'created' | 'origin' | Place): string | undefined {
    return of === 'origin' ? this.originOf(holder) : of === 'created' ? madeBy(holder) : undefined;
  }

  /** What the first thing was made by on the way to what is called: `createStore()` of `store.of('x').get`. */
  private originOf(made: LibraryValue | undefined): string | undefined {
    let at = made;
    for (let i = 0; i < MAX_LEVELS && at?.created; i++) {
      const { file, function: fn, call } = at.created;
      const before = this.ev.program.call(file, fn, call).library.find((l) => l.created ?? l.handedBy);
      if (!before) break;
      at = before;
    }
    return madeBy(at);
  }

  /** The name of what a call calls, or the name that a function stands under. */
  private name(site: CallSiteRef, name: string | undefined): AV {
    const { callee } = this.ev.fn(site.file, site.function).calls[site.call]!;
    const value = name ?? memberName(this.ev.program, { ...site, value: callee });
    return value === undefined ? [] : [{ a: 'const', value }];
  }

  /** The call that made the thing at the place, which is one for all who hold it. */
  private identity(site: CallSiteRef, of: 'created' | 'origin' | Place): string | undefined {
    const { program } = this.ev;
    const { library } = program.call(site.file, site.function, site.call);
    const made = library.find((l) => l.created ?? l.handedBy);
    if (of === 'created') return madeBy(made);
    if (of === 'origin') return this.originOf(made);
    const [first, ...rest] = of;
    if (first?.s === 'created') return made?.created && this.identity(made.created, rest);
    if (first?.s === 'return') return siteKey(site);
    if (first?.s !== 'argument') return undefined;
    const arg = this.ev.fn(site.file, site.function).calls[site.call]!.args[first.from];
    return arg && madeBy(program.library(site.file, site.function, arg.value).find((l) => l.created));
  }
}

/** The member that a value is, where it is read or under the name that it is imported by. */
function memberName(program: Program, at: At): string | undefined {
  const { file, def } = literalBehind(program, at);
  if (def?.op === 'load') return def.key;
  return def?.op === 'import' ? program.graph.files[file]!.imports[def.import]!.name : undefined;
}

/** Keys must be equal; whose channel it is must be known where there are none, and must not differ where there are. */
export function meet(read: Address, write: Address): boolean {
  if (read.keys.length !== write.keys.length) return false;
  const isSame = read.identity !== undefined && read.identity === write.identity;
  const isAny = isSame && read.isLoose;
  if (!read.keys.every((key, at) => keysFit(key, write.keys[at], isAny))) return false;
  if (read.identity === undefined || write.identity === undefined) return read.keys.length > 0;
  return read.identity === write.identity;
}

function keysFit(read: Key | undefined, write: Key | undefined, isAny: boolean): boolean {
  if (read === undefined || write === undefined) return isAny && read === write;
  return keysMeet(read, write);
}

function madeBy(
  made: { readonly created?: CallSiteRef; readonly handedBy?: CallSiteRef; readonly through?: readonly CallSiteRef[] } | undefined,
): string | undefined {
  const site = made?.created ?? made?.handedBy;
  return site && [site, ...(made?.through ?? [])].map(siteKey).join('<');
}

function siteKey(site: CallSiteRef): string {
  return `${site.file}:${site.function}:${site.call}`;
}
