/** What every SSA value may be: each is evaluated once, on demand, in its own function's terms. */
import type { FunctionFacts, FunctionId, Span, StoreFact, Value, ValueId } from '../model/facts.js';
import type { FileId, LibraryValue, MemberInfo, Program, TypeId } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { builtinNodes, modelOf } from '../model/rule-graph.js';
import type { CompiledRules, SourceModel } from '../model/rules.js';
import {
  CLEAN, ELEMENT, join, MAP_KEY, MAX_ENTRIES, narrow, NOTHING, withTransform, type Alt, type AV, type Frame, type Obj, type Origin, type Ref,
} from './abstract-value.js';
import { cellWritesOf, type CellWrite } from '../model/cell-writes.js';
import { CallValues } from './call-values.js';
import { Fields } from './fields.js';
import { Origins } from './origins.js';
import { expressionName, iterate, project } from './project.js';
import { Substitution, type SubstitutionHooks } from './substitute.js';

/** Values inside values that are evaluated before a deeper one counts as unknown. */
const MAX_DEPTH = 700;

export class Evaluator implements SubstitutionHooks {
  readonly origins = new Origins();
  readonly calls: CallValues;
  private readonly fields: Fields;
  private readonly memo: (AV | undefined)[][];
  private readonly returnMemo: (AV | undefined)[];
  private readonly throwMemo: (AV | undefined)[];
  /** Returns of recursive functions as the round before gave them. */
  private readonly assumed = new Map<number, AV>();
  private readonly nameMaps: (Map<ValueId, string> | undefined)[];
  private readonly storeMaps: (Map<ValueId, StoreFact[]> | undefined)[];
  private readonly cuts = new Map<string, number>();
  private readonly cleanMembers: ReadonlySet<string>;
  private readonly cellWrites: (ReadonlyMap<number, readonly CellWrite[]> | undefined)[] = [];
  private depth = 0;

  constructor(
    readonly program: Program,
    readonly rules: CompiledRules,
  ) {
    this.memo = new Array(program.functionCount);
    this.returnMemo = new Array(program.functionCount);
    this.throwMemo = new Array(program.functionCount);
    this.nameMaps = new Array(program.functionCount);
    this.storeMaps = new Array(program.functionCount);
    this.cleanMembers = cleanMembersOf(rules);
    this.calls = new CallValues(this);
    this.fields = new Fields(this);
  }

  fn(file: FileId, fn: FunctionId): FunctionFacts {
    return this.program.graph.files[file]!.functions[fn]!;
  }

  cut(limit: string): void {
    this.cuts.set(limit, (this.cuts.get(limit) ?? 0) + 1);
  }

  cutCounts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.cuts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  isCleanMember(key: string): boolean {
    return this.cleanMembers.has(key);
  }

  fieldOf(ref: Ref, key: string, member: MemberInfo | undefined): AV | undefined {
    return this.fields.of(ref, key, member);
  }

  givenBack(handed: AV, args: readonly AV[]): AV | undefined {
    return this.calls.callbacks.given(handed, args);
  }

  reaskedOf(origin: Origin, of: Origin): Origin {
    return this.origins.get({ ...origin, file: of.file, function: of.function });
  }

  getterOf(self: AV, member: MemberInfo): AV | undefined {
    return this.fields.getter(self, member);
  }

  eval(file: FileId, fn: FunctionId, value: ValueId): AV {
    const memo = (this.memo[this.program.number(file, fn)] ??= []);
    const known = memo[value];
    if (known) return known;
    if (this.depth > MAX_DEPTH) {
      this.cut('nesting');
      return NOTHING;
    }
    memo[value] = NOTHING; // a value that depends on itself adds nothing
    this.depth++;
    const def = this.fn(file, fn).values[value];
    const result = def ? this.define(file, fn, value, def) : NOTHING;
    this.depth--;
    memo[value] = result;
    return result;
  }

  /** A member read in the code. */
  read(av: AV, key: string, file: FileId, at: Span): AV {
    return project(av, key, this, { file, at });
  }

  private define(file: FileId, fn: FunctionId, value: ValueId, def: Value): AV {
    const source = this.sourceOf(file, fn, value, def);
    if (source) return source;
    switch (def.op) {
      case 'param': return this.param(file, fn, def.index);
      case 'this': return this.thisValue(file, fn);
      case 'const': return [{ a: 'const', ...('value' in def ? { value: def.value } : {}) }];
      case 'load': return this.load(file, fn, value, def);
      case 'index': return this.index(file, fn, value, def);
      case 'element': return this.named(iterate(this.eval(file, fn, def.object), this), file, fn, value);
      case 'keys': return project(this.eval(file, fn, def.object), MAP_KEY, this);
      case 'call': return this.calls.result(file, fn, def.call, value);
      case 'phi': return join(def.inputs.map((v) => this.eval(file, fn, v)), () => this.cut('alternatives'));
      case 'concat': return [{ a: 'str', parts: def.parts.map((v) => this.eval(file, fn, v)), plain: true, t: 0, doubts: [] }];
      case 'arith': return join(def.operands.map((v) => this.eval(file, fn, v)));
      case 'test': return CLEAN;
      case 'regex': return [{ a: 'const', regex: def.source }];
      case 'object': return this.object(file, fn, value, def);
      case 'array': return this.array(file, fn, value, def);
      case 'function': return [{ a: 'fn', file, function: def.function, env: [] }];
      case 'class': return [];
      case 'outer': return this.eval(file, def.function, def.value);
      case 'cell': return this.cell(file, def.cell);
      case 'import': return this.imported(file, fn, def.import);
      case 'global': return this.origins.ref({ kind: 'global', file, function: 0, index: nameIndex(def.name), names: [def.name], at: [0, 0] }, UNKNOWN_TYPE);
      case 'omit': return narrow(parsed(this.eval(file, fn, def.object)), undefined, def.keys);
      case 'update': return this.update(file, fn, value, def);
      case 'cast': return this.typed(this.eval(file, fn, def.value), this.program.types.awaited(this.program.types.resolve(file, fn, def.type)), file, fn, value);
      case 'caught': return this.caught(file, fn, def.region);
      default: return NOTHING;
    }
  }

  /** Values that a rule declares a source: `req.ip`, a request's body, a decorated parameter. */
  private sourceOf(file: FileId, fn: FunctionId, value: ValueId, def: Value): AV | undefined {
    if (def.op !== 'load' && def.op !== 'call' && def.op !== 'param' && def.op !== 'global' && def.op !== 'index') return undefined;
    const libs = this.program.library(file, fn, value);
    for (const lib of libs) {
      const sources = lib.nodes.length ? modelOf(this.rules, lib.nodes)?.sources : undefined;
      if (sources?.length) return this.source(file, fn, value, def, lib, sources[0]!);
    }
    return undefined;
  }

  private source(file: FileId, fn: FunctionId, value: ValueId, def: Value, lib: LibraryValue, source: SourceModel): AV {
    const facts = this.fn(file, fn);
    const at: Span = def.op === 'load' || def.op === 'index' ? def.at : def.op === 'param' ? facts.params[def.index]!.at : def.op === 'call' ? facts.calls[def.call]!.span : [0, 0];
    const names: string[] = [];
    if (source.nameFrom && lib.created) {
      for (const av of this.calls.places.at(lib.created, source.nameFrom)) for (const x of av) if (x.a === 'const' && typeof x.value === 'string') names.push(x.value);
    }
    const own = def.op === 'param' ? facts.params[def.index]!.name : def.op === 'load' ? def.key : this.nameOf(file, fn, value);
    if (own && names.length === 0) names.push(own);
    const ref = this.origins.ref({ kind: 'source', file, function: fn, index: value, names, at, source }, this.program.typeOf(file, fn, value));
    return ref.map((x) => (x.a === 'ref' ? { ...x, way: { step: { file, at, what: 'source' as const, name: names[0] ?? '' }, before: undefined } } : x));
  }

  /** Variable name first bound to a value. */
  nameOf(file: FileId, fn: FunctionId, value: ValueId): string | undefined {
    const number = this.program.number(file, fn);
    const names = (this.nameMaps[number] ??= new Map(this.fn(file, fn).names));
    return names.get(value);
  }

  private param(file: FileId, fn: FunctionId, index: number): AV {
    const param = this.fn(file, fn).params[index];
    if (!param) return NOTHING;
    const value = this.valueOfParam(file, fn, index);
    const type = this.program.typeOf(file, fn, value);
    const bound = this.calls.boundParam(file, fn, index);
    if (bound.length) return this.filled(this.typed(bound, type, file, fn, -1, param.name), file, fn, value);
    const ref = this.origins.ref({ kind: 'param', file, function: fn, index, names: param.name ? [param.name] : [], at: param.at }, type);
    return ref;
  }

  /** What a callback puts into what it is handed under keys nobody knows: `(sums, row) => { sums[row.id] = row; return sums; }`. */
  private filled(av: AV, file: FileId, fn: FunctionId, value: ValueId): AV {
    const stored = (this.weakStoresOf(file, fn).get(value) ?? []).filter((s) => s.key === undefined).map((s) => [ELEMENT, this.eval(file, fn, s.value)] as const);
    const all = [...stored, ...this.calls.addedTo(file, fn, value)];
    if (all.length === 0) return av;
    const entries = new Map<string, AV>();
    for (const [key, added] of all) entries.set(key, join([entries.get(key) ?? NOTHING, added]));
    return [{ a: 'obj', entries, rest: av, type: UNKNOWN_TYPE, id: `${file}:${fn}:${value}`, t: 0, doubts: [] }];
  }

  private valueOfParam(file: FileId, fn: FunctionId, index: number): ValueId {
    return this.fn(file, fn).values.findIndex((v) => v.op === 'param' && v.index === index);
  }

  private thisValue(file: FileId, fn: FunctionId): AV {
    const cls = this.program.classOfThis(file, fn);
    let owner = fn;
    while (this.fn(file, owner).kind === 'arrow' && this.fn(file, owner).parent >= 0) owner = this.fn(file, owner).parent;
    const type = cls >= 0 ? this.program.types.instance(file, cls) : UNKNOWN_TYPE;
    return this.origins.ref({ kind: 'this', file, function: owner, index: cls, names: [], at: [0, 0] }, type);
  }

  private load(file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'load' }>): AV {
    const module = this.moduleMember(file, fn, def);
    if (module) return module;
    const carried = this.carriedMember(file, fn, value, def.object);
    if (carried?.length) return carried;
    const av = this.read(this.eval(file, fn, def.object), def.key, file, def.at);
    const isUntyped = av.some((x) => x.a === 'ref' && x.type === UNKNOWN_TYPE);
    return this.named(isUntyped ? this.typed(av, this.program.typeOf(file, fn, value), file, fn, -1) : av, file, fn, value, def.key);
  }

  /** A member of a whole module (`ns.x`), an enum or a class's static field: what it is bound to. */
  private moduleMember(file: FileId, fn: FunctionId, def: Extract<Value, { op: 'load' }>): AV | undefined {
    let object = this.fn(file, fn).values[def.object];
    if (object?.op === 'outer') object = this.fn(file, object.function).values[object.value];
    if (object?.op !== 'import') return undefined;
    const target = this.program.graph.importValue(file, object.import);
    if (target?.kind !== 'module') return undefined;
    const member = this.program.graph.exportValue(target.file, def.key);
    if (member?.kind === 'value') return this.eval(member.file, 0, member.value);
    return member?.kind === 'cell' ? this.cell(member.file, member.cell) : undefined;
  }

  /** A member that rules say holds what the object was made of: `url.href`, `error.stack`. */
  private carriedMember(file: FileId, fn: FunctionId, value: ValueId, object: ValueId): AV | undefined {
    for (const lib of this.program.library(file, fn, value)) {
      const models = modelOf(this.rules, lib.nodes);
      if (models?.sanitizers.some((s) => s.value.length === 1 && s.value[0]!.s === 'receiver' && s.effect === 'remove' && s.when.length === 0)) return CLEAN;
      for (const p of models?.propagators ?? []) {
        if (p.to[0]?.[0]?.s !== 'return' || p.to[0].length > 1 || p.from.some((f) => f[0]?.s !== 'receiver')) continue;
        const av = this.eval(file, fn, object);
        const held = join(p.from.map((f) => this.calls.places.within(av, f.slice(1))));
        return p.text && held.length ? [{ a: 'str', parts: [held], t: 0, doubts: [] }] : held;
      }
    }
    return undefined;
  }

  private index(file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'index' }>): AV {
    const object = this.eval(file, fn, def.object);
    const keys = this.eval(file, fn, def.key).flatMap((x) => (x.a === 'const' && (typeof x.value === 'string' || typeof x.value === 'number') ? [String(x.value)] : []));
    const av = keys.length ? join(keys.map((k) => project(object, k, this, { file, at: def.at }))) : project(object, ELEMENT, this, { file, at: def.at });
    return this.named(av, file, fn, value);
  }

  /**
   * The variable that holds an opaque member is a further name of it; one that only carries what a resolved call gave
   * has that data's types, whatever its name.
   */
  private named(av: AV, file: FileId, fn: FunctionId, value: ValueId, key = ELEMENT): AV {
    const name = this.nameOf(file, fn, value);
    if (!name) return av;
    return av.map((x) => (x.a === 'ref' && !x.member && x.path.at(-1) === key && expressionName(x) !== name ? { ...x, alias: name } : x));
  }

  /** The variable names what an unresolved call gave, also where a known one only carried it on. */
  namedResult(av: AV, file: FileId, fn: FunctionId, value: ValueId): AV {
    const name = this.nameOf(file, fn, value);
    if (!name) return av;
    return av.map((x): Alt => {
      if (x.a === 'str' && x.parts.length === 1) return { ...x, parts: x.parts.map((part) => this.namedResult(part, file, fn, value)) };
      return x.a === 'ref' && isNameless(x) ? { ...x, alias: name } : x;
    });
  }

  private object(file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'object' }>): AV {
    const entries = new Map<string, AV>();
    const rest: AV[] = [];
    for (const entry of def.entries) {
      if ('key' in entry) {
        if (entries.size >= MAX_ENTRIES) {
          this.cut('object entries');
          break;
        }
        entries.set(entry.key, this.entry(file, fn, entry.value));
      } else if ('spread' in entry) this.spread(entries, rest, this.eval(file, fn, entry.spread));
      else {
        const key = this.constantKey(file, fn, entry.computed);
        if (key !== undefined) entries.set(key, this.entry(file, fn, entry.value));
        else {
          entries.set(ELEMENT, join([entries.get(ELEMENT) ?? NOTHING, this.entry(file, fn, entry.value)]));
          entries.set(MAP_KEY, join([entries.get(MAP_KEY) ?? NOTHING, this.eval(file, fn, entry.computed)]));
        }
      }
    }
    this.weakStores(file, fn, value, entries);
    this.pushed(file, fn, value, entries);
    return [{ a: 'obj', entries, rest: join(rest), type: UNKNOWN_TYPE, id: `${file}:${fn}:${value}`, t: 0, doubts: [] }];
  }

  /** A getter of an object literal is what it returns. */
  private entry(file: FileId, fn: FunctionId, value: ValueId): AV {
    const def = this.fn(file, fn).values[value];
    return def?.op === 'function' && this.fn(file, def.function).kind === 'getter' ? this.returns(file, def.function) : this.eval(file, fn, value);
  }

  private constantKey(file: FileId, fn: FunctionId, value: ValueId): string | undefined {
    const av = this.eval(file, fn, value);
    const x = av.length === 1 ? av[0]! : undefined;
    return x?.a === 'const' && (typeof x.value === 'string' || typeof x.value === 'number') ? String(x.value) : undefined;
  }

  /** Spread: entries written before are overwritten where the keys are known, others are added. */
  private spread(entries: Map<string, AV>, rest: AV[], av: AV): void {
    for (const x of parsed(av)) {
      if (x.a === 'obj') {
        for (const [key, v] of x.entries) entries.set(key, av.length === 1 ? v : join([entries.get(key) ?? NOTHING, v]));
        if (x.rest.length) rest.push(x.rest);
      } else if (x.a === 'ref') {
        this.overwrite(entries, x, av.length === 1);
        rest.push([x]);
      }
    }
  }

  /** Entries written before a declared object is spread: its members overwrite them, optional ones perhaps. */
  private overwrite(entries: Map<string, AV>, x: Ref, isSure: boolean): void {
    for (const [key, before] of entries) {
      if (key === ELEMENT || key === MAP_KEY) continue;
      const member = this.program.types.member(x.type, key);
      if (!member) continue;
      const spread = project([x], key, this);
      entries.set(key, isSure && !member.optional ? spread : join([before, spread]));
    }
  }

  /** Stores through other names than the local that holds the object. */
  private weakStores(file: FileId, fn: FunctionId, value: ValueId, entries: Map<string, AV>): void {
    for (const store of this.weakStoresOf(file, fn).get(value) ?? []) {
      const key = store.key ?? ELEMENT;
      entries.set(key, join([entries.get(key) ?? NOTHING, this.eval(file, fn, store.value)]));
    }
  }

  /** Weak stores by the value they change: what was declared, stored or deleted before makes no other object of it. */
  private weakStoresOf(file: FileId, fn: FunctionId): ReadonlyMap<ValueId, readonly StoreFact[]> {
    const number = this.program.number(file, fn);
    let known = this.storeMaps[number];
    if (known) return known;
    this.storeMaps[number] = known = new Map();
    const facts = this.fn(file, fn);
    for (const store of facts.stores) {
      if (store.strong) continue;
      let object = store.object;
      for (let def = facts.values[object]; def?.op === 'cast' || def?.op === 'update' || def?.op === 'omit'; def = facts.values[object]) object = def.op === 'cast' ? def.value : def.object;
      const list = known.get(object);
      if (list) list.push(store);
      else known.set(object, [store]);
    }
    return known;
  }

  private array(file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'array' }>): AV {
    const entries = new Map<string, AV>();
    const all: AV[] = [];
    let known = 0;
    let spread = false;
    def.elements.forEach((el, i) => {
      const av = this.eval(file, fn, el.value);
      if (el.spread) spread = true;
      else if (!spread && i < MAX_ENTRIES) entries.set(String(known++), av);
      all.push(el.spread ? iterate(av, this) : av);
    });
    const written = join(all, () => this.cut('alternatives'));
    entries.set(ELEMENT, written);
    this.weakStores(file, fn, value, entries);
    this.pushed(file, fn, value, entries);
    // What stands at no known position follows the known ones.
    const any = entries.get(ELEMENT)!;
    if (known > 0 && (known < all.length || any !== written)) entries.set(String(known), join([...all.slice(known), any === written ? NOTHING : any]));
    return [{ a: 'obj', entries, rest: NOTHING, type: UNKNOWN_TYPE, id: `${file}:${fn}:${value}`, t: 0, doubts: [] }];
  }

  /** What calls add to an array or collection made here: `rows.push(row)`. */
  private pushed(file: FileId, fn: FunctionId, value: ValueId, entries: Map<string, AV>): void {
    for (const [place, av] of this.calls.addedTo(file, fn, value)) entries.set(place, join([entries.get(place) ?? NOTHING, av]));
  }

  private update(file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'update' }>): AV {
    const base = parsed(this.eval(file, fn, def.object));
    const entry = this.eval(file, fn, def.value);
    if (base.length === 0) return [{ a: 'obj', entries: new Map([[def.key, entry]]), rest: NOTHING, type: UNKNOWN_TYPE, id: `${file}:${fn}:${value}`, t: 0, doubts: [] }];
    return base.map((x): Alt => {
      if (x.a === 'obj') {
        const entries = new Map(x.entries);
        entries.set(def.key, entry);
        return { ...x, entries, id: `${file}:${fn}:${value}` };
      }
      if (x.a !== 'ref') return x;
      const rest = narrow([x], undefined, [def.key]);
      const obj: Obj = { a: 'obj', entries: new Map([[def.key, entry]]), rest, type: x.type, id: `${file}:${fn}:${value}:${x.origin.id}`, t: x.t, doubts: x.doubts };
      return obj;
    });
  }

  /** A declared type adds to what is not known; it never removes data. */
  typed(av: AV, type: TypeId, file: FileId, fn: FunctionId, value: ValueId, alias?: string): AV {
    const { types } = this.program;
    const shape = types.shape(type);
    if (shape === 'unknown' && !alias) return av;
    if (av.length === 0) {
      if (value < 0 || shape === 'unknown') return av;
      const name = this.nameOf(file, fn, value);
      return this.origins.ref({ kind: 'value', file, function: fn, index: value, names: name ? [name] : [], at: [0, 0] }, type);
    }
    return av.map((x): Alt => {
      if (x.a === 'obj') return shape === 'object' ? this.typedEntries(x, type, file, fn) : x;
      // `JSON.parse(text) as Order`: what a text is parsed into.
      const parsed = shape === 'object' || shape === 'array' || shape === 'map';
      if (x.a === 'str' && parsed && x.parts.length === 1) return { ...x, parts: [this.typed(x.parts[0]!, type, file, fn, -1)] };
      if (x.a !== 'ref') return x;
      const isKnown = parsed ? types.shape(x.type) !== 'unknown' && types.shape(x.type) !== 'string' : types.shape(x.type) !== 'unknown';
      const known = isKnown || shape === 'unknown';
      if (known && !alias) return x;
      const named = alias && !x.member && expressionName(x) !== alias ? { alias } : {};
      return { ...x, type: known ? x.type : type, ...named };
    });
  }

  /** A known object's members by the declared members: `{ success, data }` of which a rule only says what `data` holds. */
  private typedEntries(x: Obj, type: TypeId, file: FileId, fn: FunctionId): Obj {
    const { types } = this.program;
    let entries: Map<string, AV> | undefined;
    for (const [key, av] of x.entries) {
      if (!av.some((y) => y.a === 'ref' && (y.type === UNKNOWN_TYPE || isNameless(y)))) continue;
      const member = types.member(type, key);
      if (member) (entries ??= new Map(x.entries)).set(key, declaredAs(this.typed(av, types.awaited(member.type), file, fn, -1), member));
    }
    return entries ? { ...x, entries } : x;
  }

  cell(file: FileId, cell: number): AV {
    const facts = this.program.graph.files[file]!;
    const info = facts.cells[cell]!;
    const writes = (this.cellWrites[file] ??= cellWritesOf(facts));
    const out = (writes.get(cell) ?? []).map((w) => this.calls.fromCallers(this.eval(file, w.function, w.value), { file, function: w.function }));
    const content = join(out, () => this.cut('alternatives'));
    const type = info.type ? this.program.types.awaited(this.program.types.resolve(file, info.function, info.type)) : UNKNOWN_TYPE;
    if (content.some((x) => x.a !== 'const')) return this.typed(content, type, file, info.function, -1);
    if (content.length && !info.type) return content;
    return this.origins.ref({ kind: 'cell', file, function: info.function, index: cell, names: [info.name], at: [0, 0] }, type);
  }

  private imported(file: FileId, fn: FunctionId, index: number): AV {
    const target = this.program.graph.importValue(file, index);
    if (target?.kind === 'value') return this.eval(target.file, 0, target.value);
    if (target?.kind === 'cell') return this.cell(target.file, target.cell);
    if (target?.kind === 'module') return NOTHING;
    const imp = this.program.graph.files[file]!.imports[index]!;
    return this.origins.ref({ kind: 'import', file, function: 0, index, names: [imp.local ?? imp.name], at: imp.at }, UNKNOWN_TYPE);
  }

  /** What a handler may catch: what its region throws, and what the functions called in it throw. */
  private caught(file: FileId, fn: FunctionId, region: number): AV {
    const facts = this.fn(file, fn);
    const out: AV[] = [];
    for (const t of facts.throws) if (t.region === region) out.push(this.eval(file, fn, t.value));
    facts.calls.forEach((call, i) => {
      if (call.region === region) out.push(this.calls.thrown(file, fn, i));
    });
    return join(out, () => this.cut('alternatives'));
  }

  /** What a function returns, in terms of its parameters. */
  returns(file: FileId, fn: FunctionId): AV {
    const number = this.program.number(file, fn);
    const known = this.returnMemo[number];
    if (known) return known;
    this.returnMemo[number] = this.assumed.get(number) ?? NOTHING; // what a recursive call gives: the round before
    const facts = this.fn(file, fn);
    let av = join(facts.returns.map((r) => this.eval(file, fn, r.value)), () => this.cut('alternatives'));
    if (facts.yields.length) {
      const yielded = join(facts.yields.map((v) => this.eval(file, fn, v)));
      const generator: Obj = { a: 'obj', entries: new Map([[ELEMENT, yielded]]), rest: NOTHING, type: UNKNOWN_TYPE, id: `y${file}:${fn}`, t: 0, doubts: [] };
      av = join([[generator], av]);
    }
    this.returnMemo[number] = av;
    return av;
  }

  /**
   * Functions that call each other in a cycle: computed once with nothing for the calls inside the cycle, then again with
   * what the first round gave. What a third round could add are longer paths into the same recursive data.
   */
  settle(component: readonly (readonly [FileId, FunctionId])[]): void {
    const numbers = component.map(([file, fn]) => this.program.number(file, fn));
    const first = component.map(([file, fn]) => this.returns(file, fn));
    numbers.forEach((number, i) => {
      this.assumed.set(number, first[i]!);
      delete this.memo[number];
      this.returnMemo[number] = undefined;
      this.throwMemo[number] = undefined;
    });
    for (const [file, fn] of component) this.returns(file, fn);
  }

  /** What a function throws past its own handlers, in terms of its parameters. */
  throws(file: FileId, fn: FunctionId): AV {
    const number = this.program.number(file, fn);
    const known = this.throwMemo[number];
    if (known) return known;
    this.throwMemo[number] = NOTHING;
    const facts = this.fn(file, fn);
    const out = facts.throws.filter((t) => t.region === undefined).map((t) => this.eval(file, fn, t.value));
    facts.calls.forEach((call, i) => {
      if (call.region === undefined) out.push(this.calls.thrown(file, fn, i));
    });
    const av = join(out, () => this.cut('alternatives'));
    this.throwMemo[number] = av;
    return av;
  }

  substitute(av: AV, frame: Frame): AV {
    return new Substitution(frame, this.program, this).apply(av);
  }
}

/** What has members is no text any more: what was parsed out of it. */
function parsed(av: AV): AV {
  if (!av.some((x) => x.a === 'str' && x.parts.length === 1)) return av;
  return av.flatMap((x) => (x.a === 'str' && x.parts.length === 1 ? withTransform(x.parts[0]!, x.t) : [x]));
}

/** What an unresolved call gave, under no name yet. */
function isNameless(x: Ref): boolean {
  return x.origin.kind === 'result' && x.origin.names.length === 0 && x.path.length === 0 && !x.alias;
}

/** A declared member names what an unresolved call put into it. */
function declaredAs(av: AV, member: MemberInfo): AV {
  return av.map((x) => (x.a === 'ref' && isNameless(x) ? { ...x, alias: member.key, owners: [member.owner] } : x));
}

/** Members of built-in types that rules call clean (`length`, `size`). */
function cleanMembersOf(rules: CompiledRules): ReadonlySet<string> {
  const out = new Set<string>();
  for (const root of builtinNodes(rules, 'Any')) {
    for (const [label, nodes] of Object.entries(rules.nodes[root]!.edges)) {
      if (!label.startsWith('m:')) continue;
      for (const node of nodes) if (rules.nodes[node]!.sanitizers?.some((s) => s.value[0]?.s === 'receiver' && s.effect === 'remove' && s.when.length === 0)) out.add(label.slice(2));
    }
  }
  return out;
}

/** A stable number for a global's name, so that its origin is one for all reads in a file. */
function nameIndex(name: string): number {
  let h = 0;
  for (let i = 0; i < name.length; i++) h = (h * 31 + name.charCodeAt(i)) | 0;
  return h;
}
