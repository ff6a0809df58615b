/**
 * What joins a write and a read that share no variable: an event's name, a context, a store, a queue. Rules say which calls
 * put something in and which take it out; the two meet by equal constants, by being of the same thing, or both.
 */
import type { CallSiteRef } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { ChannelModel, Place } from '../model/rules.js';
import { join, NOTHING, type AV } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import type { Propagation } from './propagation.js';
import type { RulePlaces } from './rule-places.js';

/** Writes that one read is given; of more, the first ones in program order. */
const MAX_WRITES = 32;

const NO_ENDS: readonly ChannelModel[] = [];

/** One end at one call, with what must fit the other end. */
interface End {
  readonly site: CallSiteRef;
  readonly model: ChannelModel;
  /** The constants that each key may be; nothing where one of them is not known. */
  readonly keys: readonly ReadonlySet<string>[] | undefined;
  /** Whose channel it is, when that can be seen. */
  readonly identity: string | undefined;
}

/** Finds what was put in where it is taken out; writes are looked for once, at the first read. */
export class Channels {
  private writes: ReadonlyMap<string, readonly End[]> | undefined;
  /** Reads being answered: what is put in may be what was taken out. */
  private readonly open = new Set<string>();

  constructor(
    private readonly ev: Evaluator,
    private readonly places: RulePlaces,
    private readonly propagation: Propagation,
  ) {}

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

  private reads(site: CallSiteRef): readonly ChannelModel[] {
    return endsAt(this.ev, site, 'read');
  }

  /** @param below what follows in a place that is asked for; nothing for another place */
  private taken(site: CallSiteRef, below: (place: Place) => Place | undefined, what: string, named: AV = NOTHING): AV {
    const reads = this.reads(site);
    if (reads.length === 0) return NOTHING;
    const id = `${site.file}:${site.function}:k${site.call}.${what}`;
    if (this.open.has(id)) return NOTHING;
    this.open.add(id);
    const out: AV[] = [];
    reads.forEach((model, at) => {
      model.value.forEach((place, nth) => {
        const rest = below(place);
        if (!rest) return;
        const content = this.content(site, model, nth);
        const whole = rest.length > 0 && named.length > 0 ? join([content, named]) : content;
        out.push(brought(this.propagation.wrap(whole, rest, `${id}.${at}.${nth}`), rest));
      });
    });
    this.open.delete(id);
    return join(out, () => this.ev.cut('alternatives'));
  }

  /** What all fitting writes put in as their value `nth`, as their callers hand it over. */
  private content(site: CallSiteRef, model: ChannelModel, nth: number): AV {
    const all = (this.writes ??= this.collect()).get(model.channel);
    if (!all) return NOTHING;
    const read = this.end(site, model);
    const fitting = all.filter((write) => meet(read, write));
    if (fitting.length > MAX_WRITES) this.ev.cut('writes of a channel');
    const out = fitting.slice(0, MAX_WRITES).map((write) => {
      const place = write.model.value[nth];
      return place ? this.ev.calls.fromCallers(this.places.joined(write.site, place), write.site) : NOTHING;
    });
    return join(out, () => this.ev.cut('alternatives'));
  }

  private collect(): ReadonlyMap<string, readonly End[]> {
    const out = new Map<string, End[]>();
    this.ev.program.graph.files.forEach((facts, file) => {
      facts.functions.forEach(({ calls }, fn) => {
        calls.forEach((_, call) => {
          const site = { file, function: fn, call };
          for (const model of endsAt(this.ev, site, 'write')) {
            const list = out.get(model.channel) ?? [];
            list.push(this.end(site, model));
            out.set(model.channel, list);
          }
        });
      });
    });
    return out;
  }

  private end(site: CallSiteRef, model: ChannelModel): End {
    const keys = model.key.map((place) => this.constants(site, place));
    return {
      site,
      model,
      keys: keys.every((key) => key !== undefined) ? keys : undefined,
      identity: model.of && this.identity(site, model.of),
    };
  }

  /** The constants at a place; nothing where something else may stand there. */
  private constants(site: CallSiteRef, place: Place): ReadonlySet<string> | undefined {
    const av = this.places.joined(site, place);
    const out = new Set<string>();
    for (const x of av) {
      if (x.a !== 'const' || x.value === undefined || x.value === null) return undefined;
      out.add(String(x.value));
    }
    return out.size > 0 ? out : undefined;
  }

  /** The call that made the thing at the place, which is one for all who hold it. */
  private identity(site: CallSiteRef, of: 'created' | Place): string | undefined {
    const { ev } = this;
    const { library } = ev.program.call(site.file, site.function, site.call);
    if (of === 'created') return siteKey(library.map((l) => l.created ?? l.handedBy).find((made) => made));
    const [first] = of;
    if (first?.s === 'return') return siteKey(site);
    if (first?.s !== 'argument') return undefined;
    const arg = ev.fn(site.file, site.function).calls[site.call]!.args[first.from];
    if (!arg) return undefined;
    return siteKey(ev.program.library(site.file, site.function, arg.value).find((l) => l.created)?.created);
  }
}

/** Marks the object around what was put in. */
function brought(av: AV, around: Place): AV {
  return around.length === 0 ? av : av.map((x) => (x.a === 'obj' ? { ...x, brought: true as const } : x));
}

/** Ends of channels that rules see in a call. */
function endsAt(ev: Evaluator, site: CallSiteRef, end: ChannelModel['end']): readonly ChannelModel[] {
  const { library } = ev.program.call(site.file, site.function, site.call);
  if (library.length === 0) return NO_ENDS;
  const found = library.flatMap((l) => modelOf(ev.rules, l.nodes)?.channels ?? NO_ENDS);
  return found.length ? found.filter((model) => model.end === end) : NO_ENDS;
}

function siteKey(site: CallSiteRef | undefined): string | undefined {
  return site && `${site.file}:${site.function}:${site.call}`;
}

/** Keys must be equal; whose channel it is must be known where there are none, and must not differ where there are. */
function meet(read: End, write: End): boolean {
  if (!read.keys || !write.keys || read.keys.length !== write.keys.length) return false;
  if (!read.keys.every((key, at) => [...key].some((text) => write.keys![at]!.has(text)))) return false;
  if (read.identity === undefined || write.identity === undefined) return read.keys.length > 0;
  return read.identity === write.identity;
}
