/** Why the values in an argument are personal data, or why not. */
import type { Classifier } from '../../model/classifier.js';
import type { ValueExplanation, ValueReason } from '../../model/explanation.js';
import type { FunctionId, Value, ValueId } from '../../model/facts.js';
import type { CallSiteRef, FileId } from '../../model/program.js';
import { UNKNOWN_TYPE } from '../../model/program.js';
import type { CompiledRules } from '../../model/compiled-rules.js';
import { ELEMENT, type Alt, type Ref } from '../abstract-value.js';
import type { Collector } from '../collect.js';
import type { Evaluator } from '../evaluate.js';
import { sourceText, type Item } from '../personal-items.js';
import { expressionName } from '../project.js';
import { isFewCharacters } from '../text-part.js';
import { resolutionOf } from './resolution.js';

/** Values inside values that are told one by one. */
const MAX_DEPTH = 4;
/** Values of one argument that are told. */
const MAX_VALUES = 12;

/** A value of a function. */
interface At {
  readonly file: FileId;
  readonly function: FunctionId;
  readonly value: ValueId;
}

export class ValueExplainer {
  constructor(
    private readonly ev: Evaluator,
    private readonly rules: CompiledRules,
    private readonly classifier: Classifier,
    private readonly collector: Collector,
    private readonly holds: (param: NonNullable<Item['param']>) => boolean,
  ) {}

  /** Each value that an argument is made of, with its reason. */
  explain(at: At): readonly ValueExplanation[] {
    const out = new Map<string, ValueExplanation>();
    for (const one of this.parts(at, '', 0)) {
      const key = `${one.name}|${one.reason.is}`;
      if (!out.has(key) && out.size < MAX_VALUES) out.set(key, one);
    }
    return [...out.values()];
  }

  private parts(at: At, key: string, depth: number): readonly ValueExplanation[] {
    const def = this.ev.fn(at.file, at.function).values[at.value];
    if (!def || depth > MAX_DEPTH) return [];
    const inner = (value: ValueId, name = key): readonly ValueExplanation[] => this.parts({ ...at, value }, name, depth + 1);
    switch (def.op) {
      case 'object':
        return def.entries.length === 0
          ? [{ name: key || '{}', reason: { is: 'constant' } }]
          : def.entries.flatMap((e) => ('spread' in e ? inner(e.spread) : inner(e.value, 'key' in e ? e.key : key)));
      case 'array':
        return def.elements.flatMap((e) => inner(e.value));
      case 'concat':
        return def.parts.flatMap((part) => (this.isConstant(at, part) ? [] : inner(part)));
      case 'phi':
        return def.inputs.flatMap((input) => inner(input));
      case 'cast':
        return inner(def.value);
      case 'outer':
        return this.parts({ file: at.file, function: def.function, value: def.value }, key, depth + 1);
      case 'call':
        return this.result(at, def, key, depth);
      default:
        return this.evaluated(at, key);
    }
  }

  private isConstant(at: At, value: ValueId): boolean {
    const def = this.ev.fn(at.file, at.function).values[value];
    return def?.op === 'const' || def?.op === 'regex';
  }

  /** What a call gives: cleaned by a rule, carried on, or nothing that is known. */
  private result(at: At, def: Extract<Value, { op: 'call' }>, key: string, depth: number): readonly ValueExplanation[] {
    const site: CallSiteRef = { file: at.file, function: at.function, call: def.call };
    const call = this.ev.fn(at.file, at.function).calls[def.call]!;
    const callee = this.ev.calls.calleeName(at.file, at.function, call) ?? this.targetName(site);
    const name = key || this.ev.nameOf(at.file, at.function, at.value) || `${callee}()`;
    const items = this.items(at);
    const cleaner = this.ev.calls.propagation
      .models(site)
      .flatMap((m) => m.sanitizers)
      .find((s) => this.ev.calls.places.holds(site, s.when));
    if (cleaner && items.length === 0)
      return [{ name, reason: { is: 'sanitized', by: callee, library: cleaner.library, effect: cleaner.effect } }];
    if (items.length > 0) return items;
    if (this.keepsFew(site)) return [{ name, reason: { is: 'sanitized', by: callee, library: this.libraryOf(site), effect: 'mask' } }];
    const carried = this.carried(at, site, depth);
    if (carried.length > 0) return carried;
    const known = this.refs(at).filter(({ reason }) => reason.is !== 'no-word' && reason.is !== 'unknown');
    if (known.length > 0) return known;
    const resolution = resolutionOf(this.ev, this.rules, site);
    // A function of the project that only wraps a rule's call cleans as that does.
    const within = resolution.how === 'project' && depth < MAX_DEPTH ? this.returned(site, depth) : [];
    if (within.length > 0) return within.map((one) => ({ ...one, name }));
    return [{ name, reason: { is: 'result', of: callee, resolution } }];
  }

  /** A name for a function that is called by no name of its own. */
  private targetName({ file, function: fn, call }: CallSiteRef): string {
    const [target] = this.ev.program.call(file, fn, call).targets;
    if (target) return this.ev.fn(target.file, target.function).symbol;
    // Rules that take a function's place leave it no target.
    const callee = this.ev.fn(file, fn).calls[call]!.callee;
    const def = this.ev.fn(file, fn).values[callee];
    const named = def?.op === 'outer' ? this.ev.fn(file, def.function).values[def.value] : def;
    return named?.op === 'function' ? this.ev.fn(file, named.function).symbol : '';
  }

  /** A part of a text that is too short to say anything. */
  private keepsFew(site: CallSiteRef): boolean {
    const { propagation, places } = this.ev.calls;
    return propagation.propagators(site).some((p) => p.part !== undefined && isFewCharacters(this.ev, places, site, p.part));
  }

  private libraryOf({ file, function: fn, call }: CallSiteRef): string {
    const node = this.ev.program.call(file, fn, call).library.flatMap((l) => l.nodes)[0];
    return node === undefined ? '' : this.rules.nodes[node]!.library;
  }

  /** What a rule's call takes up: the reasons are those of what goes in. */
  private carried(at: At, site: CallSiteRef, depth: number): readonly ValueExplanation[] {
    const call = this.ev.fn(site.file, site.function).calls[site.call]!;
    const heads = this.ev.calls.propagation.propagators(site).flatMap((p) => (p.to.some((to) => to[0]?.s === 'return') ? p.from : []));
    const values = [
      ...(call.receiver !== undefined && heads.some(([head]) => head?.s === 'receiver') ? [call.receiver] : []),
      ...call.args.flatMap((arg, i) =>
        heads.some(([head]) => head?.s === 'argument' && i >= head.from && i <= head.to) ? [arg.value] : [],
      ),
    ];
    return [...new Set(values)]
      .flatMap((value) => this.parts({ ...at, value }, '', depth + 1))
      .filter(({ reason }) => reason.is !== 'function');
  }

  /** Cleaning calls that a called function returns. */
  private returned(site: CallSiteRef, depth: number): readonly ValueExplanation[] {
    return this.ev.program
      .call(site.file, site.function, site.call)
      .targets.flatMap(({ file, function: fn }) =>
        this.ev.fn(file, fn).returns.flatMap(({ value }) => this.parts({ file, function: fn, value }, '', depth + 1)),
      )
      .filter(({ reason }) => reason.is === 'sanitized');
  }

  private evaluated(at: At, key: string): readonly ValueExplanation[] {
    const items = this.items(at);
    if (items.length > 0) return items;
    const refs = this.refs(at);
    if (refs.length > 0) return refs;
    const av = this.ev.eval(at.file, at.function, at.value);
    const is =
      av.length === 0
        ? 'unknown'
        : av.every((x) => x.a === 'fn')
          ? 'function'
          : av.every((x) => x.a === 'const' || x.a === 'fn')
            ? 'constant'
            : 'unknown';
    const name = key || this.ev.nameOf(at.file, at.function, at.value) || this.loadName(at);
    return [{ name, reason: { is } }];
  }

  private loadName(at: At): string {
    const def = this.ev.fn(at.file, at.function).values[at.value];
    return def?.op === 'load' ? def.key : def?.op === 'global' ? def.name : '';
  }

  private items(at: At): readonly ValueExplanation[] {
    const av = this.ev.eval(at.file, at.function, at.value);
    return this.collector.collect(av).items.map((item): ValueExplanation => ({ name: item.source, reason: this.ofItem(item) }));
  }

  private ofItem(item: Item): ValueReason {
    const { dataType, evidence, transforms, param } = item;
    if (param && !this.holds(param)) {
      const callers = this.ev.program.callers(param.file, param.function).length;
      return { is: 'callers', name: item.source, dataType, callers };
    }
    return { is: 'personal', dataType, via: evidence.via, because: evidence.because, transforms };
  }

  private refs(at: At): readonly ValueExplanation[] {
    const av = this.ev.eval(at.file, at.function, at.value);
    return av.flatMap((x: Alt) => (x.a === 'ref' ? [{ name: sourceText(x), reason: this.ofRef(x) }] : []));
  }

  /** Why a reference that no data type was found for has none. */
  private ofRef(x: Ref): ValueReason {
    const name = expressionName(x);
    if (name === undefined || name === '') return { is: 'unknown' };
    const wording = [...x.path, ...x.origin.names].find((key) => this.classifier.holdsWording(key));
    if (wording !== undefined) return { is: 'wording', name: wording };
    const { types } = this.ev.program;
    if (x.type !== UNKNOWN_TYPE) {
      const untyped = this.classifier.origin({ name, owners: x.owners, type: UNKNOWN_TYPE, declared: x.member !== undefined });
      if (untyped) return { is: 'type', name, type: types.name(x.type) || types.shape(x.type), dataType: untyped.dataType };
    }
    const ofPerson = this.classifier.ofPerson(name);
    const [owner] = x.owners.filter((o) => o !== ELEMENT);
    if (ofPerson && owner !== undefined)
      return { is: 'owner', name, owner, likeness: this.classifier.personLikeness(owner), dataType: ofPerson.dataType };
    return { is: 'no-word', name };
  }
}
