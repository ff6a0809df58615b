/** What calls give back, hand to callbacks, add to collections and throw. */
import type { CallFact, FunctionId, ValueId } from '../model/facts.js';
import type { CallSiteRef, CallTarget, FileId, FunctionRef, TypeShape } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { PropagatorModel } from '../model/compiled-rules.js';
import type { SanitizerEffect } from '../model/rules.js';
import { CLEAN, ELEMENT, ENCRYPTED, HASHED, join, MAP_KEY, NOTHING, withDoubt, withTransform, type AV, type Fn } from './abstract-value.js';
import { Additions, type Entry } from './additions.js';
import { Callbacks, isAskedOf } from './callbacks.js';
import { Channels } from './channels/channels.js';
import { beforeChecks } from './checked-types.js';
import { Copies } from './copies.js';
import { typed } from './declared-types.js';
import type { Evaluator } from './evaluate.js';
import { Failures } from './failures.js';
import { Instances } from './instances.js';
import { namedResult } from './naming.js';
import { ParameterValues } from './parameter-values.js';
import { project } from './project.js';
import { Propagation } from './propagation.js';
import { RulePlaces } from './rule-places.js';
import { ThrownValues } from './thrown-values.js';

/** Callers that are asked for what a function keeps. */
const MAX_CALLERS = 8;

/** Shapes of values without members of their own. */
const SCALARS: ReadonlySet<TypeShape> = new Set(['string', 'number', 'boolean', 'date', 'literal', 'enum']);

/** Evaluates calls: by rules where a library is called, by its returns where a function of the project is. */
export class CallValues {
  readonly places: RulePlaces;
  readonly callbacks: Callbacks;
  readonly propagation: Propagation;
  readonly parameters: ParameterValues;
  readonly channels: Channels;
  readonly failures: Failures;
  readonly copies: Copies;
  private readonly additions: Additions;
  private readonly instances: Instances;
  private readonly thrown: ThrownValues;
  /** Functions whose callers are being asked. */
  private readonly asked = new Set<number>();

  constructor(private readonly ev: Evaluator) {
    this.places = new RulePlaces(ev);
    this.callbacks = new Callbacks(ev);
    this.copies = new Copies(ev);
    this.propagation = new Propagation(ev, this.places);
    this.channels = new Channels(ev, this.places, this.propagation);
    this.parameters = new ParameterValues(ev, this.propagation, this.channels);
    this.failures = new Failures(ev);
    this.additions = new Additions(ev, this.places);
    this.instances = new Instances(ev);
    this.thrown = new ThrownValues(ev);
  }

  private fact(site: CallSiteRef): CallFact {
    return this.ev.fn(site.file, site.function).calls[site.call]!;
  }

  /** The value of call `index`, which is value `value` of the function. */
  result(file: FileId, fn: FunctionId, index: number, value: ValueId): AV {
    const site = { file, function: fn, call: index };
    const call = this.fact(site);
    if (call.kind === 'jsx' || call.kind === 'decorator') return NOTHING;
    const models = this.propagation.models(site);
    const clean = this.propagation.sanitized(
      site,
      models.flatMap((m) => m.sanitizers),
    );
    if (clean) return clean;
    const linked = this.ev.program.call(file, fn, index);
    const type = this.ev.program.typeOf(file, fn, value);
    const fromCallback = models.length === 0 ? this.callbacks.result(site, call, value, type, this.calleeName(file, fn, call)) : undefined;
    if (fromCallback) return fromCallback;
    const out: AV[] = [];
    const carried = this.propagation.propagated(
      site,
      models.flatMap((m) => m.propagators),
    );
    out.push(models.some((m) => m.builders.some((b) => b.checks)) ? beforeChecks(carried) : carried);
    for (const c of linked.classes) if (call.kind === 'new') out.push(this.instances.made(c.file, c.class, site, value));
    if (call.kind !== 'new') for (const t of linked.targets) out.push(this.returned(site, t));
    // What a rule says the call gives is there beside what was handed in (`useState<User | null>(null)`); that it is a text
    // (`String(count)`) says nothing of a person.
    const built = models.some((m) => m.builders.length > 0) ? this.ev.program.builtReturn(file, fn, index) : UNKNOWN_TYPE;
    if (
      built !== UNKNOWN_TYPE &&
      !SCALARS.has(this.ev.program.types.shape(built)) &&
      !out.some((av) => av.some((x) => x.a === 'ref' && x.type !== UNKNOWN_TYPE))
    )
      out.push(this.opaque(site, call, value, built, false));
    if (this.channels.isRead(site)) {
      // Not all that is put in is seen: the names and types of what is taken out say the rest.
      const rest = built === UNKNOWN_TYPE ? this.opaque(site, call, value, type, false) : NOTHING;
      const taken = this.channels.result(site, this.ev.nameOf(file, fn, value) === undefined ? NOTHING : rest);
      if (taken.length) out.push(taken, rest);
    }
    const av = typed(
      this.ev.program.types,
      join(out, () => this.ev.cut('alternatives')),
      type,
    );
    const added = this.additions.to(file, fn, value);
    if (added.length) return this.withAdded(av, added, `${file}:${fn}:${value}`);
    if (av.length) return namedResult(av, this.ev.nameOf(file, fn, value));
    if (call.kind === 'tagged' && models.length === 0)
      return [{ a: 'str', parts: call.args.slice(1).map((a) => this.ev.eval(file, fn, a.value)), t: 0, doubts: [] }];
    return this.opaque(site, call, value, type, linked.targets.length > 0 || models.some((m) => m.propagators.some(tellsResult)));
  }

  /** Nothing is known of what the call gives but names and a declared type. */
  private opaque(site: CallSiteRef, call: CallFact, value: ValueId, type: number, resolved: boolean): AV {
    const shape = this.ev.program.types.shape(type);
    if (resolved && shape !== 'object' && shape !== 'array' && shape !== 'map') return NOTHING;
    const held = call.kind === 'new' ? this.thrown.held(site, value) : NOTHING;
    if (held.length) return held;
    const name = this.ev.nameOf(site.file, site.function, value);
    const functionName = this.calleeName(site.file, site.function, call);
    return this.ev.origins.ref(
      {
        kind: 'result',
        file: site.file,
        function: site.function,
        index: value,
        names: name ? [name] : [],
        ...(functionName ? { functionName } : {}),
        at: call.span,
      },
      type,
    );
  }

  calleeName(file: FileId, fn: FunctionId, call: CallFact): string | undefined {
    return this.nameOfCallee(file, fn, call.callee);
  }

  private nameOfCallee(file: FileId, fn: FunctionId, callee: ValueId): string | undefined {
    const def = this.ev.fn(file, fn).values[callee];
    if (def?.op === 'load') return def.key;
    // Bound outside, with a declared type: `declare function lookUp(id: string): Person`.
    if (def?.op === 'outer' && this.ev.fn(file, def.function).values[def.value]?.op === 'cast')
      return this.nameOfCallee(file, def.function, def.value);
    if (def?.op === 'cast') return this.nameOfCallee(file, fn, def.value);
    if (def?.op === 'param') return this.ev.fn(file, fn).params[def.index]?.name;
    if (def?.op === 'global') return def.name;
    if (def?.op === 'import') {
      const imp = this.ev.program.graph.files[file]!.imports[def.import]!;
      return imp.name === 'default' || imp.name === '*' ? imp.local : imp.name;
    }
    return undefined;
  }

  private withAdded(av: AV, added: readonly Entry[], id: string): AV {
    const entries = new Map<string, AV>();
    for (const [key, value, isBeside] of added)
      entries.set(key, join([entries.get(key) ?? NOTHING, value, isBeside ? project(av, key, this.ev) : NOTHING]));
    // What is added inside a member (`url.searchParams.set`) leaves there what the call put in before.
    for (const [key, value] of entries) {
      if (key === ELEMENT || key === MAP_KEY || !value.every((x) => x.a === 'obj')) continue;
      const before = project(av, key, this.ev).filter((x) => x.a === 'obj');
      if (before.length) entries.set(key, join([value, before]));
    }
    return [{ a: 'obj', entries, rest: av, type: UNKNOWN_TYPE, id, t: 0, doubts: [] }];
  }

  addedTo(file: FileId, fn: FunctionId, value: ValueId): readonly Entry[] {
    return this.additions.to(file, fn, value);
  }

  /** What a function stores into its parameter, in its own terms. */
  storedInto(target: FunctionRef, param: number): readonly Entry[] {
    return this.additions.effectsOf(target, param);
  }

  mergedIntoThis(file: FileId, cls: number, fn: FunctionId): readonly Entry[] {
    return this.additions.mergedIntoThis(file, cls, fn);
  }

  addedToField(file: FileId, cls: number, field: string): AV {
    return this.additions.toField(file, cls, field);
  }

  /** A project function's returns with this call's arguments. */
  private returned(site: CallSiteRef, target: CallTarget): AV {
    const returns = this.ev.results.returns(target.file, target.function);
    if (returns.length === 0) return returns;
    const frame = this.parameters.frame(site, target);
    const own = this.ev.substitute(returns, frame);
    const around = this.withEnv(site, own);
    // What a callback around gives may be made of the arguments: `const twice = (f) => (x) => f(f(x))`.
    const av = around === own ? own : this.ev.substitute(around, frame);
    return target.by === 'field' ? withDoubt(av, 'field-call') : av;
  }

  /** What a function keeps of its parameters (`set(user) { current = user; }`), as its callers hand it over. */
  fromCallers(av: AV, of: FunctionRef): AV {
    if (!av.some((x) => x.a !== 'const')) return av;
    const number = this.ev.program.number(of.file, of.function);
    if (!av.some((x) => x.a !== 'ref' || isAskedOf(x, number, this.ev.program))) return av;
    const callers = this.ev.program.callers(of.file, of.function);
    if (callers.length === 0 || callers.length > MAX_CALLERS || this.asked.has(number)) return av;
    this.asked.add(number);
    const out = callers.map((site) => this.ev.substitute(av, this.parameters.frame(site, of)));
    this.asked.delete(number);
    return join(out, () => this.ev.cut('alternatives'));
  }

  /** A called closure's free parameters are what they were when it was made. */
  private withEnv(site: CallSiteRef, av: AV): AV {
    const call = this.fact(site);
    let out = av;
    for (const x of this.ev.eval(site.file, site.function, call.callee)) if (x.a === 'fn') out = this.inEnv(x, out);
    return out;
  }

  /** What a function gives, with what was around it when it was made. */
  inEnv(fn: Fn, av: AV): AV {
    return fn.env.reduce((out, frame) => this.ev.substitute(out, frame), av);
  }

  /** What a callback handed in as argument `argument` returns, given what the rules hand to its parameters. */
  callbackResult(site: CallSiteRef, av: AV, argument: number): AV {
    const effect = this.ev.rules.own ? this.handedSanitizer(site, argument) : undefined;
    if (effect === 'remove' || effect === 'mask') return CLEAN;
    const given = this.givenByCallback(site, av, argument);
    return effect ? withTransform(given, effect === 'hash' ? HASHED : ENCRYPTED) : given;
  }

  /** What a function that the project declares a sanitizer leaves: `emails.map(shorten)`. */
  private handedSanitizer(site: CallSiteRef, argument: number): SanitizerEffect | undefined {
    const arg = this.fact(site).args[argument];
    const library = arg ? this.ev.program.library(site.file, site.function, arg.value) : [];
    return library.flatMap((x) => modelOf(this.ev.rules, x.nodes)?.sanitizers ?? []).find((s) => s.when.length === 0)?.effect;
  }

  private givenByCallback(site: CallSiteRef, av: AV, argument: number): AV {
    const out: AV[] = [];
    for (const x of av) {
      if (x.a !== 'fn') continue;
      const returns = this.ev.results.returns(x.file, x.function);
      if (returns.length) out.push(this.inEnv(x, this.ev.substitute(returns, this.parameters.callbackFrame(site, x, argument))));
    }
    return join(out, () => this.ev.cut('alternatives'));
  }
}

/** Rules that say what a call fails with say nothing of what it gives. */
function tellsResult(p: PropagatorModel): boolean {
  return p.to.some((to) => to[1]?.s !== 'rejection');
}
