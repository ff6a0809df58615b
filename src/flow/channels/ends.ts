/** Ends of channels with what must fit the other end: keys, whose channel it is, and the calls through which it is reached. */
import type { CallSiteRef } from '../../model/program.js';
import type { Place } from '../../model/rules.js';
import type { AV, Frame, Ref } from '../abstract-value.js';
import type { Evaluator } from '../evaluate.js';
import { isAskable } from '../picks.js';
import type { RulePlaces } from '../rule-places.js';
import { keyOf, keysMeet, saysSomething, type Key } from './keys.js';
import { MAX_CALLERS, type Spot, type Through } from './structure.js';

/** Functions of the project between a spot and who names its key. */
const MAX_LEVELS = 3;

/** What one end must share with the other. */
export interface Address {
  /** One for each place of a key; nothing where one is not known. */
  readonly keys: readonly Key[] | undefined;
  /** Whose channel it is, when that can be seen. */
  readonly identity: string | undefined;
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
  keyValues({ site, model, name, store }: Spot): readonly AV[] {
    if (model.on) return [[{ a: 'const', value: name ?? store?.key ?? '' }]];
    return model.key.map((place) => (place[0]?.s === 'name' ? this.name(site, name) : this.places.joined(site, place)));
  }

  /** @returns the parameter that callers name the key by */
  open(keys: readonly AV[]): Ref | undefined {
    for (const av of keys) {
      for (const x of av) {
        const refs = x.a === 'str' ? x.parts.flat() : [x];
        for (const y of refs) if (isAskable(y, this.ev.program) && this.isNamed(y, 0)) return y;
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
  address({ site, model }: Spot, keys: readonly AV[]): Address {
    const texts = keys.map(keyOf);
    return {
      keys: texts.every((key) => key !== undefined) ? texts : undefined,
      identity: model.of && site.call >= 0 ? this.identity(site, model.of) : undefined,
    };
  }

  /** Whether callers hand over a name, and no id of which nothing is constant. */
  private isNamed(x: Ref, level: number): boolean {
    const { file, function: fn, index } = x.origin;
    const id = `${file}:${fn}:${index}`;
    const known = this.naming.get(id);
    if (known !== undefined) return known;
    this.naming.set(id, false);
    const is = this.ev.program
      .callers(file, fn)
      .slice(0, MAX_CALLERS)
      .some((site) => this.isName(this.ev.calls.parameters.frame(site, { file, function: fn }).arg(index), level));
    this.naming.set(id, is);
    return is;
  }

  private isName(av: AV, level: number): boolean {
    return av.some((x) => {
      if (x.a === 'const') return typeof x.value === 'string';
      if (x.a === 'str') return [...(keyOf([x]) ?? [])].some(saysSomething);
      return level < MAX_LEVELS && isAskable(x, this.ev.program) && this.isNamed(x, level + 1);
    });
  }

  /** The name of what a call calls, or the name that a function stands under. */
  private name(site: CallSiteRef, name: string | undefined): AV {
    const value = name ?? this.ev.calls.calleeName(site.file, site.function, this.ev.fn(site.file, site.function).calls[site.call]!);
    return value === undefined ? [] : [{ a: 'const', value }];
  }

  /** The call that made the thing at the place, which is one for all who hold it. */
  private identity(site: CallSiteRef, of: 'created' | Place): string | undefined {
    const { program } = this.ev;
    const { library } = program.call(site.file, site.function, site.call);
    if (of === 'created') return madeBy(library.find((l) => l.created ?? l.handedBy));
    const [first] = of;
    if (first?.s === 'return') return siteKey(site);
    if (first?.s !== 'argument') return undefined;
    const arg = this.ev.fn(site.file, site.function).calls[site.call]!.args[first.from];
    return arg && madeBy(program.library(site.file, site.function, arg.value).find((l) => l.created));
  }
}

/** Keys must be equal; whose channel it is must be known where there are none, and must not differ where there are. */
export function meet(read: Address, write: Address): boolean {
  if (!read.keys || !write.keys || read.keys.length !== write.keys.length) return false;
  if (!read.keys.every((key, at) => keysMeet(key, write.keys![at]!))) return false;
  if (read.identity === undefined || write.identity === undefined) return read.keys.length > 0;
  return read.identity === write.identity;
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

