/** What calls give back, hand to callbacks, add to collections and throw. */
import type { CallFact, FunctionId, ValueId } from '../model/facts.js';
import type { CallSiteRef, CallTarget, FileId, FunctionRef } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { Place, PropagatorModel, SanitizerModel } from '../model/rules.js';
import { CLEAN, ELEMENT, ENCRYPTED, HASHED, join, MAP_KEY, narrow, NOTHING, withDoubt, withTransform, type AV, type Fn, type Frame, type Obj } from './abstract-value.js';
import { Additions } from './additions.js';
import { argumentsOf } from './call-arguments.js';
import { Callbacks, isAskedOf } from './callbacks.js';
import type { Evaluator } from './evaluate.js';
import { Instances } from './instances.js';
import { RulePlaces } from './rule-places.js';
import { isFewCharacters } from './text-part.js';

/** Callers that are asked for what a function keeps. */
const MAX_CALLERS = 8;

export class CallValues {
  readonly places: RulePlaces;
  readonly callbacks: Callbacks;
  private readonly additions: Additions;
  private readonly instances: Instances;
  private readonly handing = new Set<string>();
  /** Functions whose callers are being asked. */
  private readonly asked = new Set<number>();

  constructor(private readonly ev: Evaluator) {
    this.places = new RulePlaces(ev);
    this.callbacks = new Callbacks(ev);
    this.additions = new Additions(ev, this.places);
    this.instances = new Instances(ev);
  }

  private fact(site: CallSiteRef): CallFact {
    return this.ev.fn(site.file, site.function).calls[site.call]!;
  }

  propagators(site: CallSiteRef): readonly PropagatorModel[] {
    return this.models(site).flatMap((m) => m.propagators);
  }

  private models(site: CallSiteRef) {
    const { library } = this.ev.program.call(site.file, site.function, site.call);
    return library.flatMap((l) => modelOf(this.ev.rules, l.nodes) ?? []);
  }

  /** The value of call `index`, which is value `value` of the function. */
  result(file: FileId, fn: FunctionId, index: number, value: ValueId): AV {
    const site = { file, function: fn, call: index };
    const call = this.fact(site);
    if (call.kind === 'jsx' || call.kind === 'decorator') return NOTHING;
    const models = this.models(site);
    const clean = this.sanitized(site, models.flatMap((m) => m.sanitizers));
    if (clean) return clean;
    const linked = this.ev.program.call(file, fn, index);
    const type = this.ev.program.typeOf(file, fn, value);
    const fromCallback = models.length === 0 ? this.callbacks.result(site, call, value, type, this.calleeName(file, fn, call)) : undefined;
    if (fromCallback) return fromCallback;
    const out: AV[] = [];
    models.flatMap((m) => m.propagators).forEach((p, i) => out.push(this.propagated(site, p, i)));
    for (const c of linked.classes) if (call.kind === 'new') out.push(this.instances.made(c.file, c.class, site, value));
    if (call.kind !== 'new') for (const t of linked.targets) out.push(this.returned(site, t));
    // What a rule says the call gives is there beside what was handed in (`useState<User | null>(null)`).
    const built = models.some((m) => m.builders.length > 0) ? this.ev.program.builtReturn(file, fn, index) : UNKNOWN_TYPE;
    if (built !== UNKNOWN_TYPE && !out.some((av) => av.some((x) => x.a === 'ref' && x.type !== UNKNOWN_TYPE))) out.push(this.opaque(site, call, value, built, false));
    const av = this.ev.typed(join(out, () => this.ev.cut('alternatives')), type, file, fn, -1);
    const added = this.additions.to(file, fn, value);
    if (added.length) return this.withAdded(av, added, `${file}:${fn}:${value}`);
    if (av.length) return this.ev.namedResult(av, file, fn, value);
    if (call.kind === 'tagged' && models.length === 0) return [{ a: 'str', parts: call.args.slice(1).map((a) => this.ev.eval(file, fn, a.value)), t: 0, doubts: [] }];
    return this.opaque(site, call, value, type, linked.targets.length > 0 || models.some((m) => m.propagators.length > 0));
  }

  /** Nothing is known of what the call gives but names and a declared type. */
  private opaque(site: CallSiteRef, call: CallFact, value: ValueId, type: number, resolved: boolean): AV {
    const shape = this.ev.program.types.shape(type);
    if (resolved && shape !== 'object' && shape !== 'array' && shape !== 'map') return NOTHING;
    const name = this.ev.nameOf(site.file, site.function, value);
    const functionName = this.calleeName(site.file, site.function, call);
    return this.ev.origins.ref(
      { kind: 'result', file: site.file, function: site.function, index: value, names: name ? [name] : [], ...(functionName ? { functionName } : {}), at: call.span },
      type,
    );
  }

  calleeName(file: FileId, fn: FunctionId, call: CallFact): string | undefined {
    const def = this.ev.fn(file, fn).values[call.callee];
    if (def?.op === 'load') return def.key;
    if (def?.op === 'param') return this.ev.fn(file, fn).params[def.index]?.name;
    if (def?.op === 'global') return def.name;
    if (def?.op === 'import') {
      const imp = this.ev.program.graph.files[file]!.imports[def.import]!;
      return imp.name === 'default' || imp.name === '*' ? imp.local : imp.name;
    }
    return undefined;
  }

  private sanitized(site: CallSiteRef, sanitizers: readonly SanitizerModel[]): AV | undefined {
    for (const s of sanitizers) {
      if (!this.places.holds(site, s.when)) continue;
      if (s.effect === 'hash') return withTransform(this.places.joined(site, s.value), HASHED);
      if (s.effect === 'encrypt') return withTransform(this.places.joined(site, s.value), ENCRYPTED);
      return CLEAN;
    }
    return undefined;
  }

  /** What one propagator carries into the call's result. */
  private propagated(site: CallSiteRef, p: PropagatorModel, index: number): AV {
    const out: AV[] = [];
    p.to.forEach((to, i) => {
      if (to[0]?.s === 'return') out.push(this.wrap(this.carried(site, p), to.slice(1), `${site.file}:${site.function}:c${site.call}.${index}.${i}`));
    });
    return join(out);
  }

  /** The value a propagator takes up. */
  carried(site: CallSiteRef, p: PropagatorModel): AV {
    if (!this.places.holds(site, p.when)) return NOTHING;
    if (p.part && isFewCharacters(this.places, site, p.part)) return CLEAN;
    let av = join(p.from.map((from) => this.places.joined(site, from)), () => this.ev.cut('alternatives'));
    if (p.keep.length || p.drop.length) {
      const keep = this.keys(site, p.keep);
      const drop = this.keys(site, p.drop);
      if (keep === 'unknown' || drop === 'unknown') av = withDoubt(av, 'unknown-keys');
      av = narrow(av, keep === 'unknown' ? undefined : keep, drop === 'unknown' ? undefined : drop);
    }
    return p.text && av.length ? [{ a: 'str', parts: [av], t: 0, doubts: [] }] : av;
  }

  /** Constant key names at the places; nothing when there are none, or something else stands there (a function, null). */
  private keys(site: CallSiteRef, places: readonly Place[]): readonly string[] | 'unknown' | undefined {
    const out: string[] = [];
    for (const place of places) {
      for (const av of this.places.at(site, place)) {
        for (const x of av) {
          if (x.a === 'ref' || x.a === 'str') return 'unknown';
          if (x.a === 'const' && typeof x.value === 'string') out.push(topKey(x.value));
          else if (x.a === 'obj') out.push(...keysOfLiteral(x));
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
      const keys = step.s === 'member' ? step.names : step.s === 'map-key' ? [MAP_KEY] : step.s === 'element' || step.s === 'any-member' || step.s === 'map-value' ? [ELEMENT] : undefined;
      if (!keys) return NOTHING;
      const obj: Obj = { a: 'obj', entries: new Map(keys.map((k) => [k, out])), rest: NOTHING, type: UNKNOWN_TYPE, id: `${id}.${i}`, t: 0, doubts: [] };
      out = [obj];
    }
    return out;
  }

  private withAdded(av: AV, added: readonly (readonly [string, AV])[], id: string): AV {
    const entries = new Map<string, AV>();
    for (const [key, value] of added) entries.set(key, join([entries.get(key) ?? NOTHING, value]));
    return [{ a: 'obj', entries, rest: av, type: UNKNOWN_TYPE, id, t: 0, doubts: [] }];
  }

  addedTo(file: FileId, fn: FunctionId, value: ValueId): readonly (readonly [string, AV])[] {
    return this.additions.to(file, fn, value);
  }

  addedToField(file: FileId, cls: number, field: string): AV {
    return this.additions.toField(file, cls, field);
  }

  /** A project function's returns with this call's arguments. */
  private returned(site: CallSiteRef, target: CallTarget): AV {
    const returns = this.ev.returns(target.file, target.function);
    if (returns.length === 0) return returns;
    const av = this.withEnv(site, this.ev.substitute(returns, this.frame(site, target)));
    return target.by === 'field' ? withDoubt(av, 'field-call') : av;
  }

  thrown(file: FileId, fn: FunctionId, call: number): AV {
    const out: AV[] = [];
    const site = { file, function: fn, call };
    for (const t of this.ev.program.call(file, fn, call).targets) {
      const thrown = this.ev.throws(t.file, t.function);
      if (thrown.length) out.push(this.ev.substitute(thrown, this.frame(site, t)));
    }
    return join(out, () => this.ev.cut('alternatives'));
  }

  /** What a function keeps of its parameters (`set(user) { current = user; }`), as its callers hand it over. */
  fromCallers(av: AV, of: FunctionRef): AV {
    if (!av.some((x) => x.a !== 'const')) return av;
    const number = this.ev.program.number(of.file, of.function);
    if (!av.some((x) => x.a !== 'ref' || isAskedOf(x, number, this.ev.program))) return av;
    const callers = this.ev.program.callers(of.file, of.function);
    if (callers.length === 0 || callers.length > MAX_CALLERS || this.asked.has(number)) return av;
    this.asked.add(number);
    const out = callers.map((site) => this.ev.substitute(av, this.frame(site, of)));
    this.asked.delete(number);
    return join(out, () => this.ev.cut('alternatives'));
  }

  /** A called closure's free parameters are what they were when it was made. */
  private withEnv(site: CallSiteRef, av: AV): AV {
    const call = this.fact(site);
    let out = av;
    for (const x of this.ev.eval(site.file, site.function, call.callee)) if (x.a === 'fn') for (const frame of x.env) out = this.ev.substitute(out, frame);
    return out;
  }

  /** The arguments of a call as the target's parameters. */
  frame(site: CallSiteRef, target: { readonly file: FileId; readonly function: FunctionId }): Frame {
    const { ev } = this;
    const call = this.fact(site);
    const params = ev.fn(target.file, target.function).params;
    const { values, self } = argumentsOf(ev, site, target);
    const args = params.map((param, i) => (param.rest ? this.restArgument(values.slice(i), `${site.file}:${site.function}:r${site.call}`) : (values[i] ?? NOTHING)));
    // What `new` makes is not there before its constructor ran: `this` in it is nobody's data.
    return { callee: ev.program.number(target.file, target.function), args, self: call.kind === 'new' ? CLEAN : self, step: { file: site.file, at: call.at, what: 'argument', name: ev.fn(target.file, target.function).name } };
  }

  private restArgument(values: readonly AV[], id: string): AV {
    const entries = new Map<string, AV>(values.map((v, i) => [String(i), v]));
    entries.set(ELEMENT, join(values));
    return [{ a: 'obj', entries, rest: NOTHING, type: UNKNOWN_TYPE, id, t: 0, doubts: [] }];
  }

  /** What a callback handed in as argument `argument` returns, given what the rules hand to its parameters. */
  callbackResult(site: CallSiteRef, av: AV, argument: number): AV {
    const out: AV[] = [];
    for (const x of av) {
      if (x.a !== 'fn') continue;
      const returns = this.ev.returns(x.file, x.function);
      if (returns.length) out.push(this.ev.substitute(returns, this.callbackFrame(site, x, argument)));
    }
    return join(out, () => this.ev.cut('alternatives'));
  }

  callbackFrame(site: CallSiteRef, fn: Fn, argument: number): Frame {
    const params = this.ev.fn(fn.file, fn.function).params;
    return {
      callee: this.ev.program.number(fn.file, fn.function),
      args: params.map((_, i) => this.handedTo(site, argument, i)),
      self: NOTHING,
      step: { file: site.file, at: this.fact(site).at, what: 'callback', name: '' },
    };
  }

  /** What propagators of the call hand to parameter `param` of its argument `argument`. */
  handedTo(site: CallSiteRef, argument: number, param: number): AV {
    const key = `${site.file}:${site.function}:${site.call}:${argument}:${param}`;
    if (this.handing.has(key)) return NOTHING; // what a fold's callback gives back to itself adds nothing
    this.handing.add(key);
    const out: AV[] = [];
    this.propagators(site).forEach((p, at) => {
      for (const to of p.to) {
        const [first, second, ...rest] = to;
        if (first?.s !== 'argument' || argument < first.from || argument > first.to || second?.s !== 'parameter' || second.index !== param) continue;
        out.push(this.wrap(this.carried(site, p), rest, `${site.file}:${site.function}:p${site.call}.${at}`));
      }
    });
    this.handing.delete(key);
    return join(out, () => this.ev.cut('alternatives'));
  }

  /** Calls of a function's own parameter, in it and in functions inside it. */
  callsOfParam(file: FileId, fn: FunctionId, param: number): readonly CallSiteRef[] {
    const out: CallSiteRef[] = [];
    const { functions } = this.ev.program.graph.files[file]!;
    const inside = new Set([fn]);
    for (let id = fn; id < functions.length; id++) {
      const facts = functions[id]!;
      if (id !== fn && !inside.has(facts.parent)) continue;
      inside.add(id);
      facts.calls.forEach((call, index) => {
        let def = facts.values[call.callee];
        if (def?.op === 'outer') def = def.function === fn ? functions[fn]!.values[def.value] : undefined;
        else if (id !== fn) def = undefined;
        if (def?.op === 'param' && def.index === param) out.push({ file, function: id, call: index });
      });
    }
    return out;
  }

  /** What an inline callback's parameter is given by the one call it is handed to. */
  boundParam(file: FileId, fn: FunctionId, param: number): AV {
    const use = this.ev.program.inlineUse(file, fn);
    if (!use) return NOTHING;
    const handed = this.handedTo(use, use.argument, param);
    if (handed.length) return handed;
    const out: AV[] = [];
    for (const target of this.ev.program.call(use.file, use.function, use.call).targets) {
      for (const site of this.callsOfParam(target.file, target.function, use.argument)) {
        const arg = this.fact(site).args[param];
        if (!arg || arg.spread) continue;
        out.push(this.ev.substitute(this.ev.eval(site.file, site.function, arg.value), this.frame(use, target)));
      }
    }
    return join(out, () => this.ev.cut('alternatives'));
  }
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
