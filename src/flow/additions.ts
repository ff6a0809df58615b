/** What calls add to a collection or object made in a function: `rows.push(row)`, `params.set('q', q)`, `Object.assign(o, x)`. */
import type { ClassId, FunctionId, ValueId } from '../model/facts.js';
import type { CallSiteRef, FileId, FunctionRef } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { Place, PlaceStep, PropagatorModel } from '../model/compiled-rules.js';
import { ELEMENT, join, MAP_KEY, type AV } from './abstract-value.js';
import { keyOf } from './channels/keys.js';
import { Effects, RECEIVER } from './effects.js';
import type { Evaluator } from './evaluate.js';
import { project } from './project.js';
import type { RulePlaces } from './rule-places.js';

/** Members of members that something is added to. */
const MAX_INSIDE = 6;

/** By a library call, as a rule says, or by a function of the project that fills its parameter. */
type Addition = {
  readonly site: CallSiteRef;
  /** Steps below the changed value. */
  readonly below: Place;
} & ({ readonly propagator: PropagatorModel } | { readonly target: FunctionRef; readonly param: number });

/** What is put under a key; `isBeside`: what was there before may still be. */
export type Entry = readonly [key: string, value: AV, isBeside?: true];

const fieldKey = (cls: ClassId): string => `this:${cls}`;

/** What is changed: the value that a function made, and the steps below it. */
export interface Target {
  readonly key: string;
  readonly inside: Place;
}

/** Finds calls that add, since what they add is in none of the collection's own definitions. */
export class Additions {
  private readonly byFile = new Map<FileId, Map<string, Addition[]>>();
  private readonly effects: Effects;

  constructor(
    private readonly ev: Evaluator,
    private readonly places: RulePlaces,
  ) {
    this.effects = new Effects(ev, this);
  }

  /** @returns [key, value] pairs; the key is a member name or stands for any element */
  to(file: FileId, fn: FunctionId, value: ValueId): readonly Entry[] {
    return this.entriesOf(file, `${fn}:${value}`, fn);
  }

  /** What the functions of a class add to a field of it: `this.rows.push(row)`, as their callers hand it over. */
  toField(file: FileId, cls: ClassId, field: string): AV {
    const found = this.entriesOf(file, fieldKey(cls), -1, (a) => a.below[0]?.s === 'member' && a.below[0].names.includes(field));
    return join(found.flatMap(([name, av]) => (name === field ? [av] : [])));
  }

  /** What a function puts into its parameter. */
  effectsOf(target: FunctionRef, param: number): readonly Entry[] {
    return this.effects.of(target, param);
  }

  /** What one function merges into its `this`, in its own terms: `Object.assign(this, fields)`. */
  mergedIntoThis(file: FileId, cls: ClassId, fn: FunctionId): readonly Entry[] {
    return this.entriesOf(file, fieldKey(cls), fn, (a) => a.below.length === 0 && a.site.function === fn);
  }

  /** What one function adds to members of its `this`, in its own terms: `this.rows.push(row)`. */
  byFunction(file: FileId, cls: ClassId, fn: FunctionId): readonly Entry[] {
    return this.entriesOf(file, fieldKey(cls), fn, (a) => a.site.function === fn && 'propagator' in a);
  }

  private entriesOf(file: FileId, key: string, fn: FunctionId, wanted: (a: Addition) => boolean = () => true): readonly Entry[] {
    let index = this.byFile.get(file);
    if (!index) this.byFile.set(file, (index = this.collect(file)));
    return (index.get(key) ?? []).filter(wanted).flatMap((a) => this.entries(a, a.site.function !== fn));
  }

  /** @param isElsewhere  the addition stands in a function whose parameters mean nothing where the collection is read */
  private entries(a: Addition, isElsewhere: boolean): Entry[] {
    if (!('propagator' in a)) return this.filled(a.site, a.target, a.param, a.below);
    const carried = this.ev.calls.propagation.carried(a.site, a.propagator);
    if (carried.length === 0) return [];
    const av = isElsewhere ? this.ev.calls.fromCallers(carried, a.site) : carried;
    const [first, ...rest] = a.below;
    if (!first) return this.merged(av);
    const inner = this.ev.calls.propagation.wrap(av, rest, `${a.site.file}:${a.site.function}:a${a.site.call}`);
    if (first.s === 'member') return first.names.map((name) => [name, inner] as const);
    if (first.s === 'map-key') return [[MAP_KEY, inner]];
    if (first.s === 'map-value') {
      // The first argument is the key, where something of it is constant: `map.set('email', x)`.
      const keys = keyOf(this.places.joined(a.site, [{ s: 'argument', from: 0, to: 0 }]));
      return (keys ? [...keys] : [ELEMENT]).map((key) => [key, inner] as const);
    }
    return [[ELEMENT, inner]];
  }

  /** What a called function puts into what it is handed: `fill(list, user)`. */
  private filled(site: CallSiteRef, target: FunctionRef, param: number, below: Place): Entry[] {
    const effects = this.effects.of(target, param);
    if (effects.length === 0) return [];
    const frame = this.ev.calls.parameters.frame(site, target);
    const given = effects.map(([key, av]) => [key, this.ev.substitute(av, frame)] as const).filter(([, av]) => av.length > 0);
    return given.map(([key, av]): Entry => {
      const [at, value] = this.inside(below, key, av, `${site.file}:${site.function}:f${site.call}`);
      return param === RECEIVER ? [at, value, true] : [at, value];
    });
  }

  /** An entry of a member of the changed value, as an entry of the changed value. */
  inside(below: Place, key: string, av: AV, id: string): Entry {
    const [first, ...rest] = below;
    if (!first) return [key, av];
    const step: PlaceStep = key === ELEMENT ? { s: 'element' } : key === MAP_KEY ? { s: 'map-key' } : { s: 'member', names: [key] };
    return [first.s === 'member' ? first.names[0]! : ELEMENT, this.ev.calls.propagation.wrap(av, [...rest, step], id)];
  }

  /** A whole object merged into the changed one. */
  private merged(av: AV): Entry[] {
    return av.flatMap((x): Entry[] => {
      if (x.a === 'obj') return [...x.entries];
      if (x.a !== 'ref') return [];
      return this.ev.program.types.members(x.type).map((m) => [m.key, project([x], m.key, this.ev)] as const);
    });
  }

  private collect(file: FileId): Map<string, Addition[]> {
    const out = new Map<string, Addition[]>();
    this.ev.program.graph.files[file]!.functions.forEach((facts, fn) => {
      facts.calls.forEach((call, index) => {
        const site = { file, function: fn, call: index };
        const add = (
          changed: ValueId,
          below: Place,
          by: { propagator: PropagatorModel } | { target: FunctionRef; param: number },
        ): void => {
          for (const { key, inside } of this.targets(file, fn, changed)) {
            const addition = { site, below: [...inside, ...below], ...by };
            const list = out.get(key);
            if (list) list.push(addition);
            else out.set(key, [addition]);
          }
        };
        for (const target of this.ev.program.call(file, fn, index).targets) {
          for (const { value, param } of this.effects.handed(site, target)) add(value, [], { target, param });
        }
        for (const lib of this.ev.program.call(file, fn, index).library) {
          for (const propagator of modelOf(this.ev.rules, lib.nodes)?.propagators ?? []) {
            for (const to of propagator.to) {
              const [first, ...below] = to;
              if (below[0]?.s === 'parameter') continue;
              const changed =
                first?.s === 'receiver'
                  ? call.receiver
                  : first?.s === 'argument' && first.from === first.to
                    ? call.args[first.from]?.value
                    : undefined;
              if (changed === undefined) continue;
              add(changed, below, { propagator });
            }
          }
        }
      });
    });
    return out;
  }

  /**
   * The value in the function that made it; what is added to a member of it (`url.searchParams.set`, `groups[key].push`)
   * is added inside. Of several (`(groups[key] ??= []).push`), each.
   */
  targets(file: FileId, fn: FunctionId, value: ValueId, inside: Place = [], depth = 0): readonly Target[] {
    const def = this.ev.fn(file, fn).values[value];
    const into = (object: ValueId, step: PlaceStep): readonly Target[] => this.targets(file, fn, object, [step, ...inside], depth + 1);
    if (depth < MAX_INSIDE) {
      switch (def?.op) {
        case 'outer':
          return this.targets(file, def.function, def.value, inside, depth + 1);
        case 'cast':
          return this.targets(file, fn, def.value, inside, depth + 1);
        case 'update':
        case 'omit':
          return this.targets(file, fn, def.object, inside, depth + 1);
        case 'load':
          return into(def.object, { s: 'member', names: [def.key] });
        case 'index':
          return into(def.object, { s: 'element' });
        case 'this': {
          const cls = this.ev.program.classOfThis(file, fn);
          return cls < 0 ? [] : [{ key: fieldKey(cls), inside }];
        }
        case 'call': {
          // What is added to what a call took out of a collection is added in there: `groups.get(key).push(row)`.
          const taken = this.takenFrom(file, fn, def.call);
          if (taken) return this.targets(file, fn, taken.from, [...taken.steps, ...inside], depth + 1);
          break;
        }
        case 'phi':
          return def.inputs.flatMap((input) => this.targets(file, fn, input, inside, depth + 1));
        default:
          break;
      }
    }
    return [{ key: `${fn}:${value}`, inside }];
  }

  /** The collection that a call takes its result out of. */
  private takenFrom(file: FileId, fn: FunctionId, call: number): { readonly from: ValueId; readonly steps: Place } | undefined {
    const { receiver } = this.ev.fn(file, fn).calls[call]!;
    if (receiver === undefined) return undefined;
    for (const p of this.ev.calls.propagation.propagators({ file, function: fn, call })) {
      const [to, ...more] = p.to;
      const [from] = p.from;
      if (more.length || to?.length !== 1 || to[0]!.s !== 'return' || p.from.length !== 1 || from![0]!.s !== 'receiver' || from!.length < 2)
        continue;
      return { from: receiver, steps: from!.slice(1) };
    }
    return undefined;
  }
}
