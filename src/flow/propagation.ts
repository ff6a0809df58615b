/** What calls of libraries carry on and clean, as rules say. */
import type { CallSiteRef } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { modelOf, type NodeModels } from '../model/rule-graph.js';
import type { Place, PropagatorModel, SanitizerModel } from '../model/compiled-rules.js';
import {
  ANY_NAME,
  CLEAN,
  ELEMENT,
  ENCRYPTED,
  HASHED,
  join,
  MAP_KEY,
  narrow,
  NOTHING,
  withDoubt,
  withTransform,
  type AV,
  type Obj,
} from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import type { RulePlaces } from './rule-places.js';
import { parsed } from './object-values.js';
import { project } from './project.js';
import { rebuilt } from './rebuilt.js';
import { withoutHidden } from './hidden-members.js';
import { lackedBy } from './lacking.js';
import { elementsOfLists } from './list-readings.js';
import { isFewCharacters } from './text-part.js';

const NO_MODELS: readonly NodeModels[] = [];

/** Applies propagators and sanitizers in one place, since results, callbacks and additions all need them. */
export class Propagation {
  constructor(
    private readonly ev: Evaluator,
    private readonly places: RulePlaces,
  ) {}

  /** Propagator models of the call. */
  propagators(site: CallSiteRef): readonly PropagatorModel[] {
    const models = this.models(site);
    return models.length === 1 ? models[0]!.propagators : models.flatMap((m) => m.propagators);
  }

  /** What rules say of the called library function. */
  models(site: CallSiteRef): readonly NodeModels[] {
    const { library } = this.ev.program.call(site.file, site.function, site.call);
    if (library.length === 0) return NO_MODELS;
    return library.flatMap((l) => modelOf(this.ev.rules, l.nodes) ?? NO_MODELS);
  }

  /** What a sanitizer that holds here leaves of the value; nothing when none does. */
  sanitized(site: CallSiteRef, sanitizers: readonly SanitizerModel[]): AV | undefined {
    for (const s of sanitizers) {
      if (!this.places.holds(site, s.when)) continue;
      if (s.effect === 'hash') return withTransform(this.places.joined(site, s.value), HASHED);
      if (s.effect === 'encrypt') return withTransform(this.places.joined(site, s.value), ENCRYPTED);
      return CLEAN;
    }
    return undefined;
  }

  /** What propagators carry into the call's result: whole values, and what it holds in one object. */
  propagated(site: CallSiteRef, propagators: readonly PropagatorModel[]): AV {
    const whole: AV[] = [];
    const held: Obj[] = [];
    const id = `${site.file}:${site.function}:c${site.call}.`;
    propagators.forEach((p, index) => {
      const input = rebuilt(this.places, site, p);
      if (input.length) {
        whole.push(input);
        return;
      }
      const copied = this.ev.calls.copies.ofPairs(site, p);
      p.to.forEach((to, i) => {
        if (to[0]?.s !== 'return' || to[1]?.s === 'rejection') return;
        const carried = copied?.others ?? elementsOfLists(this.ev, this.places, site, p, propagators) ?? this.carried(site, p);
        const made = this.wrap(carried, to.slice(1), `${id}${index}.${i}`);
        const av = copied ? holding(copied.whole, made, `${id}${index}.${i}`) : made;
        for (const x of to.length > 1 ? av : []) if (x.a === 'obj') held.push(x);
        if (to.length === 1) whole.push(av);
      });
    });
    if (held.length) whole.push([held.length === 1 ? held[0]! : together(held, id)]);
    const lacked = lackedBy(
      this.ev.rules,
      propagators.filter((p) => p.without.length > 0 && this.places.holds(site, p.when)),
    );
    const all = join(whole, () => this.ev.cut('alternatives'));
    return lacked ? withTransform(all, lacked) : all;
  }

  /** The value a propagator takes up. */
  carried(site: CallSiteRef, p: PropagatorModel): AV {
    if (!this.places.holds(site, p.when)) return NOTHING;
    if (p.part && isFewCharacters(this.ev, this.places, site, p.part)) return CLEAN;
    let av = join(
      p.from.map((from) => this.places.joined(site, from)),
      () => this.ev.cut('alternatives'),
    );
    if (p.member.length) av = this.memberOf(site, p, av);
    if (p.keep.length || p.drop.length) {
      const keep = this.keys(site, p.keep);
      const drop = this.keys(site, p.drop, true);
      if (keep === 'unknown' || drop === 'unknown') av = withDoubt(av, 'unknown-keys');
      av = narrow(parsed(av), keep === 'unknown' ? undefined : keep, drop === 'unknown' ? undefined : drop);
    }
    if (p.withoutHidden) av = withoutHidden(this.ev, av);
    if (!p.text || av.length === 0) return av;
    // Of what is not seen to be an object, the text may be all there is: `JSON.parse(String(value))`.
    const shown = p.plain ? av.filter((x) => x.a === 'obj') : NOTHING;
    const whole = p.plain ? av.filter((x) => x.a !== 'obj') : av;
    return [
      ...(whole.length ? [{ a: 'str' as const, parts: [whole], t: 0, doubts: [] }] : []),
      ...(shown.length ? [{ a: 'str' as const, parts: [shown], plain: true as const, t: 0, doubts: [] }] : []),
    ];
  }

  /** The member under a constant key (of a path the last one); of a key that is not known, all. */
  private memberOf(site: CallSiteRef, p: PropagatorModel, av: AV): AV {
    const keys = this.keys(site, p.member);
    if (keys === 'unknown' || keys === undefined) return withDoubt(av, 'unknown-keys');
    const whole = parsed(av);
    return join(
      keys.map((key) => project(narrow(whole, [key], undefined), key, this.ev)),
      () => this.ev.cut('alternatives'),
    );
  }

  /** Constant key names at the places; nothing when there are none, or something else stands there (a function, null). */
  private keys(site: CallSiteRef, places: readonly Place[], isDropped = false): readonly string[] | 'unknown' | undefined {
    const out: string[] = [];
    for (const place of places) {
      for (const av of this.places.at(site, place)) {
        for (const x of av) {
          if (x.a === 'ref' || x.a === 'str') return 'unknown';
          if (x.a === 'const' && typeof x.value === 'string') out.push(topKey(x.value));
          else if (x.a === 'obj') out.push(...keysOfLiteral(x));
          else if (x.a === 'fn' && isDropped) out.push(...this.ev.calls.copies.leftOut(x.file, x.function).map((key) => `**.${key}`));
        }
      }
    }
    return out.length ? [...new Set(out)] : undefined;
  }

  /** Puts a value where the rest of a `to` place says: an element, a member, a map value. */
  wrap(av: AV, steps: Place, id: string): AV {
    if (av.length === 0) return av;
    let out = av;
    for (let i = steps.length - 1; i >= 0; i--) {
      const step = steps[i]!;
      const keys =
        step.s === 'member'
          ? step.names
          : step.s === 'map-key'
            ? [MAP_KEY]
            : step.s === 'element' || step.s === 'map-value'
              ? [ELEMENT]
              : step.s === 'any-member'
                ? [ANY_NAME]
                : undefined;
      if (!keys) return NOTHING;
      const obj: Obj = {
        a: 'obj',
        // What has values under keys is a map, whatever is known of the keys: taken one by one, it gives pairs.
        entries: new Map([...keys.map((k) => [k, out] as const), ...(step.s === 'map-value' ? [[MAP_KEY, NOTHING] as const] : [])]),
        rest: NOTHING,
        type: UNKNOWN_TYPE,
        id: `${id}.${i}`,
        t: 0,
        doubts: [],
      };
      out = [obj];
    }
    return out;
  }
}

/** An object with the members of another one beside its own. */
function holding(rest: AV, made: AV, id: string): AV {
  const [own] = made;
  const entries = own?.a === 'obj' ? own.entries : new Map<string, AV>();
  return [{ a: 'obj', entries, rest, type: UNKNOWN_TYPE, id, t: 0, doubts: [] }];
}

/** One object of what several rules say it holds: the keys of a map, and its values; so for what they put into it (`made`). */
function together(held: readonly Obj[], made: string): Obj {
  const entries = new Map<string, AV>();
  for (const { entries: part } of held) {
    for (const [key, av] of part) {
      const parts = [...(entries.get(key) ?? []), ...av].filter((x) => x.a === 'obj' && x.id.startsWith(made));
      const others = [entries.get(key) ?? NOTHING, av].map((x) => x.filter((y) => !parts.includes(y)));
      entries.set(key, join([...(parts.length ? [[together(parts as Obj[], made)]] : []), ...others]));
    }
  }
  return { ...held[0]!, entries, rest: join(held.map(({ rest }) => rest)) };
}

/** `address.city` keeps or drops `address`. */
function topKey(path: string): string {
  return path.split('.')[0]!;
}

/** Keys that a list of names or an object of flags names. */
function keysOfLiteral(x: Obj): string[] {
  const listed = [...x.entries.values()].flat().flatMap((y) => (y.a === 'const' && typeof y.value === 'string' ? [topKey(y.value)] : []));
  if (listed.length) return listed;
  return [...x.entries].filter(([, v]) => !(v.length === 1 && v[0]!.a === 'const' && v[0]!.value === false)).map(([k]) => k);
}
