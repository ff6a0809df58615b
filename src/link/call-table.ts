/** Targets and library models of every call, and who calls whom. */
import type { CallFact, FunctionId } from '../model/facts.js';
import type { CallSiteRef, CallTarget, FileId, LibraryValue, LinkedCall, TypeShape } from '../model/program.js';
import { builtinNodes, joinNodes, namedNodes, step } from '../model/rule-graph.js';
import type { ClassId } from '../model/facts.js';
import type { Entities } from './entities.js';
import type { ValueResolver } from './resolve-value.js';

/** Targets of one call; more candidates by field name than this count as unresolved. */
const MAX_TARGETS = 4;
const NO_CALLEES: readonly number[] = [];
const NOTHING: LinkedCall = { targets: [], classes: [], library: [] };

/** Built-in types whose methods a receiver of that shape has. */
const BUILTIN_OF: Partial<Record<TypeShape, readonly string[]>> = {
  string: ['String'],
  literal: ['String'],
  enum: ['String'],
  array: ['Array', 'Set'],
  map: ['Map'],
  promise: ['Promise'],
  date: ['Date'],
  function: ['Function'],
};

/** A promise is its value, so what is typed as a text may still be waited for. */
const BUILTIN_OF_ANY = [...BUILTIN_OF.promise!, 'Any'];

/** Links all calls once, so that every later stage sees the same targets. */
export class CallTable {
  private readonly calls: (LinkedCall | undefined)[][];
  private readonly callersOf = new Map<number, CallSiteRef[]>();
  private readonly calleesOf: (number[] | undefined)[];
  private readonly methods = new Map<string, { file: FileId; function: FunctionId; class: ClassId }[]>();

  constructor(
    private readonly resolver: ValueResolver,
    private readonly typeOf: (file: FileId, fn: FunctionId, value: number) => number,
  ) {
    this.calls = new Array<(LinkedCall | undefined)[]>(resolver.functionCount);
    this.calleesOf = new Array<number[] | undefined>(resolver.functionCount);
    this.indexMethods();
    this.linkAll();
  }

  get(file: FileId, fn: FunctionId, call: number): LinkedCall {
    return this.calls[this.resolver.base[file]! + fn]?.[call] ?? NOTHING;
  }

  /** Numbers of the functions that a function calls, in the order of its calls. */
  callees(file: FileId, fn: FunctionId): readonly number[] {
    return this.calleesOf[this.resolver.base[file]! + fn] ?? NO_CALLEES;
  }

  callers(file: FileId, fn: FunctionId): readonly CallSiteRef[] {
    return this.callersOf.get(this.resolver.base[file]! + fn) ?? [];
  }

  private indexMethods(): void {
    this.resolver.graph.files.forEach((facts, file) => {
      facts.classes.forEach((cls, id) => {
        for (const m of cls.members) {
          if (m.kind !== 'method' || m.function === undefined) continue;
          const list = this.methods.get(m.name);
          const entry = { file, function: m.function, class: id };
          if (list) list.push(entry);
          else this.methods.set(m.name, [entry]);
        }
      });
    });
  }

  /** Two rounds: calls of parameters (`cb(x)`) need to know who calls the function around them. */
  private linkAll(): void {
    const ofParams: [FileId, FunctionId, number][] = [];
    this.resolver.graph.files.forEach((facts, file) => {
      facts.functions.forEach((f, fn) => {
        f.calls.forEach((call, i) => {
          const linked = this.linkSafely(file, fn, call);
          this.set(file, fn, i, linked);
          if (linked.targets.length === 0 && linked.library.length === 0 && f.values[call.callee]?.op === 'param')
            ofParams.push([file, fn, i]);
        });
      });
    });
    for (const [file, fn, i] of ofParams) {
      const targets = this.handedIn(file, fn, i);
      if (targets.length) this.set(file, fn, i, { targets, classes: [], library: [] });
    }
  }

  private set(file: FileId, fn: FunctionId, call: number, linked: LinkedCall): void {
    const number = this.resolver.base[file]! + fn;
    (this.calls[number] ??= [])[call] = this.told(linked);
    for (const t of linked.targets) {
      const target = this.resolver.base[t.file]! + t.function;
      (this.calleesOf[number] ??= []).push(target);
      const list = this.callersOf.get(target);
      if (list) list.push({ file, function: fn, call });
      else this.callersOf.set(target, [{ file, function: fn, call }]);
    }
  }

  /** Functions that callers hand in for a called parameter. */
  private handedIn(file: FileId, fn: FunctionId, call: number): CallTarget[] {
    const facts = this.resolver.fn(file, fn);
    const callee = facts.values[facts.calls[call]!.callee]!;
    if (callee.op !== 'param') return [];
    const out: CallTarget[] = [];
    for (const site of this.callers(file, fn)) {
      const arg = this.resolver.fn(site.file, site.function).calls[site.call]!.args[callee.index];
      if (!arg || arg.spread) continue;
      for (const x of this.resolver.resolve(site.file, site.function, arg.value)) {
        if (x.e === 'fn' && !out.some((t) => t.file === x.file && t.function === x.function))
          out.push({ file: x.file, function: x.function, by: x.by });
      }
    }
    return out.length > MAX_TARGETS ? [] : out;
  }

  /** What is nested deeper than the stack costs its call alone. */
  private linkSafely(file: FileId, fn: FunctionId, call: CallFact): LinkedCall {
    try {
      return this.link(file, fn, call);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.resolver.stackEnded();
      return NOTHING;
    }
  }

  private link(file: FileId, fn: FunctionId, call: CallFact): LinkedCall {
    const entities = this.resolver.callee(file, fn, call);
    const targets: CallTarget[] = [];
    const classes: { file: FileId; class: number }[] = [];
    const library: LibraryValue[] = [];
    for (const x of entities) {
      if (x.e === 'fn') targets.push({ file: x.file, function: x.function, by: x.by });
      else if (x.e === 'class') {
        classes.push({ file: x.file, class: x.class });
        const ctor = this.resolver.classes.constructorOf(x.file, x.class);
        if (ctor) targets.push({ ...ctor, by: 'lexical' });
      } else if (x.e === 'lib') library.push(x);
    }
    if (call.kind === 'super') this.superCall(entities, file, fn, library);
    if (targets.length === 0 && classes.length === 0 && !library.some((l) => l.nodes.length))
      this.byMethodName(file, fn, call, targets, library);
    if (targets.length === 0 && classes.length === 0 && library.length === 0) return NOTHING;
    return { targets: targets.slice(0, MAX_TARGETS), classes, library };
  }

  /** A call whose effect the project itself tells is not followed; who calls the function is known all the same. */
  private told(linked: LinkedCall): LinkedCall {
    const { own } = this.resolver;
    if (!own || linked.targets.length === 0 || !linked.library.some((x) => own.decides(x.nodes))) return linked;
    return { ...linked, targets: [] };
  }

  /** `super(…)` of a class that extends a library class. */
  private superCall(entities: Entities, file: FileId, fn: FunctionId, library: LibraryValue[]): void {
    const cls = this.resolver.classes.classOfThis(file, fn);
    if (cls < 0 || entities.some((x) => x.e === 'class')) return;
    for (const up of this.resolver.classes.superClasses(file, cls)) if (up.e === 'lib' && !library.includes(up)) library.push(up);
  }

  /** Nothing resolved: a logger's name, a built-in method, or the only methods of that name nearby. */
  private byMethodName(file: FileId, fn: FunctionId, call: CallFact, targets: CallTarget[], library: LibraryValue[]): void {
    const facts = this.resolver.fn(file, fn);
    const callee = facts.values[call.callee];
    if (callee?.op !== 'load' || call.receiver === undefined) return;
    const receiver = this.nameOf(file, fn, call.receiver);
    const known = library.some((l) => l.nodes.length > 0);
    const ofName = !known && receiver !== undefined ? namedNodes(this.resolver.rules, receiver) : [];
    const named = known || ofName.length ? ofName : this.givenByNamed(file, fn, call.receiver);
    const nodes = step(this.resolver.rules, named, `m:${callee.key}`);
    if (nodes.length) {
      library.push({ module: '', nodes, byName: true });
      return;
    }
    // What a library gives back may be an array or a text: its built-in methods count where no rule knows better.
    const builtin = this.builtin(file, fn, call.receiver, callee.key);
    if (builtin.length) {
      library.push({ module: '', nodes: builtin, builtin: true });
      return;
    }
    if (known || this.isOwnMember(file, fn, call.receiver, callee.key)) return;
    targets.push(...this.fieldBased(file, callee.key));
  }

  /** What a call gives of something that is known by its name itself: `this.logger.child({ … })`. */
  private givenByNamed(file: FileId, fn: FunctionId, value: number): readonly number[] {
    const def = this.resolver.fn(file, fn).values[value];
    if (def?.op === 'outer') return this.givenByNamed(file, def.function, def.value);
    const called = def?.op === 'call' ? this.get(file, fn, def.call).library.filter((l) => l.byName) : [];
    return called.length ? step(this.resolver.rules, joinNodes(called.map((l) => l.nodes)), 'ret') : [];
  }

  /** A member that the class of `this` declares is that one, whatever methods of its name other classes have. */
  private isOwnMember(file: FileId, fn: FunctionId, receiver: number, key: string): boolean {
    if (this.resolver.fn(file, fn).values[receiver]?.op !== 'this') return false;
    const cls = this.resolver.classes.classOfThis(file, fn);
    return cls >= 0 && this.resolver.classes.find(file, cls, key, false) !== undefined;
  }

  /** The built-in type that a receiver was made of: `new Map(…)`. */
  private constructed(file: FileId, fn: FunctionId, value: number): readonly string[] | undefined {
    const facts = this.resolver.fn(file, fn);
    const def = facts.values[value];
    if (def?.op === 'outer') return this.constructed(file, def.function, def.value);
    const call = def?.op === 'call' ? facts.calls[def.call] : undefined;
    const callee = call?.kind === 'new' ? facts.values[call.callee] : undefined;
    return callee?.op === 'global' && Object.hasOwn(this.resolver.rules.builtins, callee.name) ? [callee.name] : undefined;
  }

  private builtin(file: FileId, fn: FunctionId, receiver: number, key: string): readonly number[] {
    const { rules } = this.resolver;
    const own = this.builtinTypes(file, fn, receiver);
    const roots = joinNodes(own ? [...own, ...BUILTIN_OF_ANY].map((name) => builtinNodes(rules, name)) : Object.values(rules.builtins));
    return step(rules, roots, `m:${key}`);
  }

  /** Built-in types of a receiver; nothing when it may be of any. */
  private builtinTypes(file: FileId, fn: FunctionId, receiver: number): readonly string[] | undefined {
    const { types } = this.resolver;
    const type = this.typeOf(file, fn, receiver);
    const shape = types.shape(type);
    const made = this.constructed(file, fn, receiver);
    if (made?.some((name) => BUILTIN_OF.promise!.includes(name)) || (!made && shape === 'promise'))
      return BUILTIN_OF[types.shape(types.awaited(type))];
    // A value of a declared type has that type's methods, not those of a collection with the same names.
    return made ?? (shape === 'object' || shape === 'external' ? ['Object'] : BUILTIN_OF[shape]);
  }

  /** Field-based resolution (Feldthaus et al. 2013): methods of that name in files that this file imports. */
  private fieldBased(file: FileId, key: string): CallTarget[] {
    const all = this.methods.get(key);
    if (!all || all.length > MAX_TARGETS * 4) return [];
    const near = new Set([file, ...this.resolver.graph.importsOf(file)]);
    const found = all.filter((m) => near.has(m.file));
    return found.length > MAX_TARGETS ? [] : found.map((m) => ({ file: m.file, function: m.function, by: 'field' as const }));
  }

  /** The name a receiver goes by. */
  private nameOf(file: FileId, fn: FunctionId, value: number): string | undefined {
    const facts = this.resolver.fn(file, fn);
    const def = facts.values[value];
    switch (def?.op) {
      case 'load':
        return def.key;
      case 'param':
        return facts.params[def.index]?.name;
      case 'global':
        return def.name;
      case 'import': {
        const imp = this.resolver.facts(file).imports[def.import]!;
        return imp.local ?? imp.name;
      }
      case 'cell':
        return this.resolver.facts(file).cells[def.cell]?.name;
      case 'outer':
        return this.nameOf(file, def.function, def.value);
      case 'cast':
        return this.nameOf(file, fn, def.value);
      default:
        return facts.names.find(([v]) => v === value)?.[1];
    }
  }
}
