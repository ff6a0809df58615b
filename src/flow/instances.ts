/** Instances of project classes: what their constructors and field initialisers put into them. */
import type { ClassId, FunctionId, ValueId } from '../model/facts.js';
import type { CallSiteRef, FileId } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import { ELEMENT, join, NOTHING, type AV, type Frame, type Obj } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';

/** Chain of super classes whose constructors are followed. */
const MAX_SUPER = 6;

/** Makes instances with what the constructor stored, so that members read later have values. */
export class Instances {
  private readonly memo = new Map<string, ReadonlyMap<string, AV>>();

  constructor(private readonly ev: Evaluator) {}

  /** The object that `new C(…)` makes: stored members, and declared ones beside them. */
  made(file: FileId, cls: ClassId, site: CallSiteRef, value: ValueId): AV {
    const ctor = this.ev.program.constructorOf(file, cls);
    const stored = this.members(file, cls, 0);
    const frame = ctor ? this.ev.calls.parameters.frame(site, ctor) : undefined;
    const entries = new Map<string, AV>();
    for (const [key, av] of stored) entries.set(key, frame ? this.ev.substitute(av, frame) : av);
    const type = this.ev.program.types.instance(file, cls);
    const call = this.ev.fn(site.file, site.function).calls[site.call]!;
    const declared = this.ev.origins.ref(
      { kind: 'result', file: site.file, function: site.function, index: value, names: [], at: call.span },
      type,
    );
    const rest = declared.map((x) => (x.a === 'ref' ? { ...x, drop: [...entries.keys()].sort() } : x));
    const obj: Obj = { a: 'obj', entries, rest, type, id: `${site.file}:${site.function}:n${site.call}`, t: 0, doubts: [] };
    return [obj];
  }

  /** Members that construction stores, in terms of the constructor's parameters. */
  private members(file: FileId, cls: ClassId, depth: number): ReadonlyMap<string, AV> {
    const key = `${file}:${cls}`;
    const known = this.memo.get(key);
    if (known) return known;
    const entries = new Map<string, AV>();
    this.memo.set(key, entries);
    const facts = this.ev.program.graph.files[file]!.classes[cls]!;
    const ctor = facts.members.find((m) => m.kind === 'constructor' && m.function !== undefined)?.function;
    if (depth < MAX_SUPER) this.inherited(file, cls, ctor, entries, depth);
    for (const fn of [facts.fields, ctor]) if (fn !== undefined) this.stores(file, fn, entries);
    if (ctor !== undefined) for (const [key, av] of this.ev.calls.mergedIntoThis(file, cls, ctor)) this.store(entries, key, av);
    if (ctor !== undefined) {
      const { params } = this.ev.fn(file, ctor);
      params.forEach((p, i) => {
        if (p.property) entries.set(p.name, this.parameter(file, ctor, i));
      });
    }
    return entries;
  }

  private parameter(file: FileId, fn: FunctionId, index: number): AV {
    const value = this.ev.fn(file, fn).values.findIndex((v) => v.op === 'param' && v.index === index);
    return value < 0 ? NOTHING : this.ev.eval(file, fn, value);
  }

  private stores(file: FileId, fn: FunctionId, entries: Map<string, AV>): void {
    const facts = this.ev.fn(file, fn);
    for (const store of facts.stores) {
      if (facts.values[store.object]?.op !== 'this') continue;
      this.store(entries, store.key ?? ELEMENT, this.ev.eval(file, fn, store.value));
    }
  }

  /** An initialiser's constant gives way to what the constructor stores. */
  private store(entries: Map<string, AV>, key: string, av: AV): void {
    const before = entries.get(key);
    entries.set(key, before && before.some((x) => x.a !== 'const') ? join([before, av]) : av);
  }

  private inherited(file: FileId, cls: ClassId, ctor: FunctionId | undefined, entries: Map<string, AV>, depth: number): void {
    for (const up of this.ev.program.superClasses(file, cls).slice(0, 1)) {
      const above = this.members(up.file, up.class, depth + 1);
      const frame = this.superFrame(file, ctor, up);
      for (const [key, av] of above) entries.set(key, frame ? this.ev.substitute(av, frame) : av);
    }
    if (ctor === undefined) return;
    const facts = this.ev.fn(file, ctor);
    facts.calls.forEach((call, index) => {
      if (call.kind !== 'super') return;
      const site = { file, function: ctor, call: index };
      for (const lib of this.ev.program.call(file, ctor, index).library) {
        for (const p of modelOf(this.ev.rules, lib.nodes)?.propagators ?? []) {
          for (const to of p.to) {
            const target = to[0]?.s === 'receiver' || to[0]?.s === 'return' ? to[1] : undefined;
            if (target?.s !== 'member') continue;
            const av = this.ev.calls.propagation.wrap(this.ev.calls.propagation.carried(site, p), to.slice(2), `${file}:${ctor}:s${index}`);
            for (const name of target.names) if (av.length) entries.set(name, av);
          }
        }
      }
    });
  }

  private superFrame(file: FileId, ctor: FunctionId | undefined, up: { file: FileId; class: ClassId }): Frame | undefined {
    const target = this.ev.program.constructorOf(up.file, up.class);
    if (ctor === undefined || !target) return undefined;
    const index = this.ev.fn(file, ctor).calls.findIndex((c) => c.kind === 'super');
    return index < 0 ? undefined : this.ev.calls.parameters.frame({ file, function: ctor, call: index }, target);
  }
}
