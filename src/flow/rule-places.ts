/** Values at the places that rules name, at one call. */
import type { FunctionFacts } from '../model/facts.js';
import type { CallSiteRef } from '../model/program.js';
import type { CompiledCondition, Place, PlaceStep } from '../model/compiled-rules.js';
import { ELEMENT, inherited, join, MAP_KEY, NOTHING, type Alt, type AV } from './abstract-value.js';
import { keyOf, keysMeet } from './channels/keys.js';
import { conditionHolds } from './conditions.js';
import type { Evaluator } from './evaluate.js';
import { iterate, project } from './project.js';

/** Reads the places of rules at calls, so that models, conditions and settings mean the same by them. */
export class RulePlaces {
  constructor(private readonly ev: Evaluator) {}

  /**
   * @param site the call
   * @param place as compiled from a rule
   * @returns one value for each argument the place names
   */
  at(site: CallSiteRef, place: Place): readonly AV[] {
    const [first, ...rest] = place;
    if (!first) return [];
    if (first.s === 'created') {
      return this.atCreation(site, rest);
    }
    if (rest[0]?.s === 'rejection') return [this.within(this.rejected(site, first), rest.slice(1))];
    return this.heads(site, first).map((head) => this.walk(site, head, rest));
  }

  /** Values where the receiver was made, as the function that made it was called. */
  private atCreation(site: CallSiteRef, place: Place): readonly AV[] {
    const { library } = this.ev.program.call(site.file, site.function, site.call);
    const { created, through = [] } = library.find((l) => l.created) ?? {};
    if (!created) return [];
    let inside = created;
    let values = this.at(created, place);
    for (const call of through) {
      const frame = this.ev.calls.parameters.frame(call, { file: inside.file, function: inside.function });
      values = values.map((av) => this.ev.substitute(av, frame));
      inside = call;
    }
    return values;
  }

  /** The function in which a call stands. */
  facts(site: CallSiteRef): FunctionFacts {
    return this.ev.fn(site.file, site.function);
  }

  /** What steps below a value lead to, where no call is needed. */
  within(av: AV, steps: Place): AV {
    return this.walk(undefined, { av, argument: -1 }, steps);
  }

  /** All values at the place in one. */
  joined(site: CallSiteRef, place: Place): AV {
    return join(this.at(site, place), () => this.ev.cut('alternatives'));
  }

  /** What the promise at the receiver or an argument rejects with. */
  private rejected(site: CallSiteRef, step: PlaceStep): AV {
    const { args, receiver } = this.facts(site).calls[site.call]!;
    const value = step.s === 'receiver' ? receiver : step.s === 'argument' ? args[step.from]?.value : undefined;
    return value === undefined ? NOTHING : this.ev.calls.failures.rejected(site.file, site.function, value);
  }

  private heads(site: CallSiteRef, step: PlaceStep): readonly { readonly av: AV; readonly argument: number }[] {
    const { ev } = this;
    const call = ev.fn(site.file, site.function).calls[site.call]!;
    switch (step.s) {
      case 'argument': {
        const out: { av: AV; argument: number }[] = [];
        call.args.forEach((arg, i) => {
          if (i < step.from || i > step.to) return;
          const av = ev.eval(site.file, site.function, arg.value);
          out.push({ av: arg.spread ? project(av, ELEMENT, ev) : av, argument: i });
        });
        return out;
      }
      case 'last': {
        const arg = call.args.at(-1);
        return arg ? [{ av: ev.eval(site.file, site.function, arg.value), argument: call.args.length - 1 }] : [];
      }
      case 'receiver':
        return call.receiver === undefined ? [] : [{ av: ev.eval(site.file, site.function, call.receiver), argument: -1 }];
      case 'return':
        return [];
      default:
        return [];
    }
  }

  private walk(site: CallSiteRef | undefined, head: { readonly av: AV; readonly argument: number }, steps: readonly PlaceStep[]): AV {
    let { av } = head;
    for (const [i, step] of steps.entries()) {
      switch (step.s) {
        case 'parameter':
          return this.handedToParameter(av, step.index, steps.slice(i + 1));
        case 'member':
          av = join(step.names.map((name) => project(av, name, this.ev)));
          break;
        case 'element':
          av = iterate(av.filter(isIterable), this.ev);
          break;
        case 'map-value':
          av = site && head.argument < 0 ? this.underKey(av, site) : project(av, ELEMENT, this.ev);
          break;
        case 'any-member':
          av = project(av, ELEMENT, this.ev);
          break;
        case 'map-key':
          av = project(av, MAP_KEY, this.ev);
          break;
        case 'return':
          av = site ? this.ev.calls.callbackResult(site, av, head.argument) : NOTHING;
          break;
        default:
          return NOTHING;
      }
      if (av.length === 0) return NOTHING;
    }
    return av;
  }

  /** What a map that is the receiver holds under the key that is the first argument. */
  private underKey(av: AV, site: CallSiteRef): AV {
    const arg = this.facts(site).calls[site.call]!.args[0];
    const key = arg && !arg.spread ? keyOf(this.ev.eval(site.file, site.function, arg.value)) : undefined;
    return join(
      av.map((x) => {
        if (!key || x.a !== 'obj' || ![...x.entries.keys()].some(isNamed)) return project([x], ELEMENT, this.ev);
        const fitting = [...x.entries].filter(([name]) => name === ELEMENT || (isNamed(name) && keysMeet(key, new Set([name]))));
        return join([...fitting.map(([, value]) => inherited(value, x)), project(x.rest, ELEMENT, this.ev)]);
      }),
      () => this.ev.cut('alternatives'),
    );
  }

  /** What a callback passes to a function it is given: `new Promise((resolve) => resolve(x))`. */
  private handedToParameter(av: AV, param: number, rest: readonly PlaceStep[]): AV {
    const [first, ...below] = rest;
    if (first?.s !== 'argument') return NOTHING;
    const out: AV[] = [];
    for (const x of av) {
      if (x.a !== 'fn') continue;
      for (const site of this.ev.calls.parameters.handedCalls.of(x, param)) out.push(...this.at(site, [first, ...below]));
    }
    return join(out, () => this.ev.cut('alternatives'));
  }

  /** The call that made the receiver of a call. */
  createdBy(site: CallSiteRef): CallSiteRef | undefined {
    const linked = this.ev.program.call(site.file, site.function, site.call);
    return linked.library.find((l) => l.created)?.created;
  }

  /** See {@link conditionHolds}. */
  holds(site: CallSiteRef, conditions: readonly CompiledCondition[]): boolean {
    return conditions.every((condition) => conditionHolds(this.ev, this, site, condition));
  }
}

function isNamed(key: string): boolean {
  return key !== ELEMENT && key !== MAP_KEY;
}

/** An object with named members only has no elements. */
function isIterable(x: Alt): boolean {
  return (
    x.a !== 'obj' || x.entries.size === 0 || x.rest.length > 0 || x.entries.has(ELEMENT) || x.entries.has(MAP_KEY) || x.entries.has('0')
  );
}
