/**
 * What a value stands for: functions, classes, instances, modules, library objects. Lexical first, then declared types,
 * then class hierarchy; each answer is memoised, a question asked of itself answers nothing.
 */
import { cellWritesOf, type CellWrite } from '../model/cell-writes.js';
import type { FileFacts, FunctionFacts, FunctionId, Value, ValueId } from '../model/facts.js';
import type { CallSiteRef, FileId, ModuleGraph, TypeId, TypeTable, ValueTarget } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { anyMember, globalNodes, moduleNodes, step, typeNodes } from '../model/rule-graph.js';
import type { CompiledRules } from '../model/rules.js';
import { ClassMembers } from './class-members.js';
import { resultGivenBy } from './generic-results.js';
import { givenBack, handedByBuiltin, locatedInstances } from './handed-values.js';
import type { LinkContext, ParamBindings } from './context.js';
import { functionContexts, type FunctionContext } from './function-context.js';
import { NONE, union, type CallSite, type Entities, type Entity } from './entities.js';

/** Implementations taken from the class hierarchy for one call. */
const MAX_IMPLEMENTERS = 4;
/** Returns of one function that are looked at for what calling it gives. */
const MAX_RETURNS = 6;

export class ValueResolver implements LinkContext {
  readonly base: readonly number[];
  readonly functionCount: number;
  readonly classes: ClassMembers;
  private readonly memo: (Entities | undefined)[][];
  private readonly typeMemo = new Map<TypeId, Entities>();
  private readonly busy = new Set<string>();
  private readonly objectMembers = new Map<string, Entities>();
  private readonly contexts: (ReadonlyMap<FunctionId, FunctionContext> | undefined)[] = [];
  private readonly writes: (ReadonlyMap<number, readonly CellWrite[]> | undefined)[] = [];

  constructor(
    readonly graph: ModuleGraph,
    readonly types: TypeTable,
    readonly rules: CompiledRules,
    readonly paramNodes: ParamBindings,
    private readonly inlineUse: (file: FileId, fn: FunctionId) => (CallSiteRef & { readonly argument: number }) | undefined,
    private readonly typeOf: (file: FileId, fn: FunctionId, value: ValueId) => TypeId,
  ) {
    const base: number[] = [];
    let n = 0;
    for (const file of graph.files) {
      base.push(n);
      n += file.functions.length;
    }
    this.base = base;
    this.functionCount = n;
    this.memo = new Array(n);
    this.classes = new ClassMembers(this);
  }

  facts(file: FileId): FileFacts {
    return this.graph.files[file]!;
  }

  /** Where each cell of a file is written. */
  cellWrites(file: FileId): ReadonlyMap<number, readonly CellWrite[]> {
    return (this.writes[file] ??= cellWritesOf(this.facts(file)));
  }

  fn(file: FileId, id: FunctionId): FunctionFacts {
    return this.graph.files[file]!.functions[id]!;
  }

  /** Forgets what was resolved inside a function (its parameters have become known). */
  forget(file: FileId, fn: FunctionId): void {
    delete this.memo[this.base[file]! + fn];
  }

  resolve(file: FileId, fn: FunctionId, value: ValueId): Entities {
    const number = this.base[file]! + fn;
    const memo = (this.memo[number] ??= []);
    const known = memo[value];
    if (known) return known;
    memo[value] = NONE; // a cycle answers nothing
    const def = this.fn(file, fn).values[value];
    const result = def ? this.define(file, fn, value, def) : NONE;
    memo[value] = result;
    return result;
  }

  private define(file: FileId, fn: FunctionId, value: ValueId, def: Value): Entities {
    switch (def.op) {
      case 'param': return this.param(file, fn, def.index);
      case 'this': return this.thisOf(file, fn);
      case 'super': return this.superOf(file, fn);
      case 'load': return this.load(file, fn, value, def.object, def.key);
      case 'index': return this.indexed(this.resolve(file, fn, def.object));
      case 'element': return this.elements(this.resolve(file, fn, def.object));
      case 'call': {
        const call = this.fn(file, fn).calls[def.call]!;
        const bound = this.bound(file, fn, call.callee);
        if (bound.length) return bound;
        return this.called(this.resolve(file, fn, call.callee), call.kind === 'new' ? 'new' : 'call', { file, function: fn, call: def.call });
      }
      case 'phi': return union(def.inputs.map((v) => this.resolve(file, fn, v)));
      case 'object': case 'array': return [{ e: 'object', file, function: fn, value }];
      case 'function': return [{ e: 'fn', file, function: def.function, by: 'lexical' }];
      case 'class': return [{ e: 'class', file, class: def.class }];
      case 'outer': return this.resolve(file, def.function, def.value);
      case 'cell': return this.cell(file, def.cell);
      case 'import': return this.target(this.graph.importValue(file, def.import));
      case 'global': return this.global(def.name);
      case 'cast': {
        const inner = this.resolve(file, fn, def.value);
        const declared = this.ofType(this.types.resolve(file, fn, def.type));
        return union([inner, declared]);
      }
      case 'omit': return this.resolve(file, fn, def.object);
      case 'update': {
        const base = this.resolve(file, fn, def.object);
        return base.some((x) => x.e === 'instance' || x.e === 'updated') ? [{ e: 'updated', file, function: fn, value }] : base;
      }
      default: return NONE;
    }
  }

  /** What `f.bind(…)` gives is `f`. */
  private bound(file: FileId, fn: FunctionId, callee: ValueId): Entities {
    const def = this.fn(file, fn).values[callee];
    if (def?.op !== 'load' || def.key !== 'bind') return NONE;
    return this.resolve(file, fn, def.object).filter((x) => x.e === 'fn' || (x.e === 'lib' && x.nodes.length > 0 && step(this.rules, x.nodes, 'm:bind').length === 0));
  }

  /** Where no rule knows the path into a library, the declared type of the member counts. */
  private load(file: FileId, fn: FunctionId, value: ValueId, object: ValueId, key: string): Entities {
    const found = this.member(this.resolve(file, fn, object), key);
    if (found.some((x) => x.e !== 'lib' || x.nodes.length > 0)) return found;
    const declared = this.ofType(this.typeOf(file, fn, value)).filter((x) => x.e !== 'type');
    return declared.length ? union([declared, found]) : found;
  }

  /** What a key that is not known here leads to: an element, or any member (`console[level]`). */
  private indexed(of: Entities): Entities {
    return union([this.elements(of), ...of.map((x) => (x.e === 'lib' && step(this.rules, x.nodes, 'el').length === 0 ? this.libStepTo(x, anyMember(this.rules, x.nodes)) : NONE))]);
  }

  /** What any element of the values is. */
  elements(of: Entities): Entities {
    const out: Entities[] = [];
    for (const x of of) {
      if (x.e === 'type') out.push(this.ofType(this.types.element(x.type)));
      else if (x.e === 'lib') out.push(this.libStep(x, 'el'));
      else if (x.e === 'object') out.push(this.entriesOf(x));
    }
    return union(out);
  }

  private entriesOf(x: Extract<Entity, { e: 'object' }>): Entities {
    const def = this.fn(x.file, x.function).values[x.value]!;
    if (def.op === 'array') return union(def.elements.map((el) => this.resolve(x.file, x.function, el.value)));
    if (def.op !== 'object') return NONE;
    return union(def.entries.flatMap((en) => ('value' in en ? [this.resolve(x.file, x.function, en.value)] : [])));
  }

  private param(file: FileId, fn: FunctionId, index: number): Entities {
    const facts = this.fn(file, fn);
    const param = facts.params[index];
    const out: Entities[] = [];
    const bound = this.paramNodes.get(file, fn, index);
    if (bound) out.push([{ e: 'lib', module: bound.module, nodes: bound.nodes }]);
    if (param?.type) out.push(this.ofType(this.types.resolve(file, fn, param.type)));
    if (param?.default !== undefined) out.push(this.resolve(file, fn, param.default));
    if (param?.decorators) out.push(this.decorated(file, fn, param.decorators));
    if (out.every((x) => x.length === 0)) out.push(this.fromContext(file, fn, index));
    const known = union(out);
    const use = known.length ? undefined : this.inlineUse(file, fn);
    return use ? handedByBuiltin(this, use, index) : known;
  }

  /** The type that a function expression is written against; unknown when there is none. */
  contextType(file: FileId, fn: FunctionId): TypeId {
    const context = (this.contexts[file] ??= functionContexts(this.facts(file))).get(fn);
    if (!context) return UNKNOWN_TYPE;
    let type = this.types.resolve(file, context.scope, context.type);
    for (const key of context.path) type = this.types.member(this.types.awaited(type), key)?.type ?? UNKNOWN_TYPE;
    return type;
  }

  /** A parameter of a function written against a library's function type: `const handle: RequestHandler = (req) => …`. */
  private fromContext(file: FileId, fn: FunctionId, index: number): Entities {
    const type = this.contextType(file, fn);
    if (type === UNKNOWN_TYPE) return NONE;
    const declared = this.types.params(type)[index];
    if (declared !== undefined && declared !== UNKNOWN_TYPE) return this.ofType(declared);
    return union(this.ofType(type).flatMap((x) => (x.e === 'lib' && x.nodes.length ? [this.libStep(x, `p:${index}`)] : [])));
  }

  /** Library nodes of a decorated parameter: `Decorated` of what the decorator is. */
  private decorated(file: FileId, fn: FunctionId, decorators: readonly number[]): Entities {
    const cls = this.fn(file, fn).class;
    if (cls === undefined) return NONE;
    const enclosing = this.facts(file).classes[cls]!.function;
    const out: Entities[] = [];
    for (const index of decorators) {
      const call = this.fn(file, enclosing).calls[index];
      if (!call) continue;
      for (const x of this.resolve(file, enclosing, call.callee)) {
        if (x.e === 'lib') out.push([{ ...x, nodes: step(this.rules, x.nodes, 'dec'), created: { file, function: enclosing, call: index } }]);
      }
    }
    return union(out);
  }

  thisOf(file: FileId, fn: FunctionId): Entities {
    const cls = this.classes.classOfThis(file, fn);
    if (cls < 0) return NONE;
    return union([[{ e: 'instance', file, class: cls, by: 'hierarchy' }], this.classes.libraryBase(file, cls)]);
  }

  private superOf(file: FileId, fn: FunctionId): Entities {
    const cls = this.classes.classOfThis(file, fn);
    if (cls < 0) return NONE;
    const out: Entities[] = [];
    for (const up of this.classes.superClasses(file, cls)) {
      if (up.e === 'class') out.push([up, { e: 'instance', file: up.file, class: up.class, by: 'lexical' }]);
      else if (up.e === 'lib') out.push([up]);
    }
    return union(out);
  }

  private cell(file: FileId, cell: number): Entities {
    const facts = this.facts(file);
    const out: Entities[] = [];
    const declared = facts.cells[cell]?.type;
    if (declared) out.push(this.ofType(this.types.resolve(file, facts.cells[cell]!.function, declared)));
    for (const w of this.cellWrites(file).get(cell) ?? []) out.push(this.resolve(file, w.function, w.value));
    return union(out);
  }

  /** What an import or export target stands for. */
  target(target: ValueTarget | undefined): Entities {
    if (!target) return NONE;
    switch (target.kind) {
      case 'value': return this.resolve(target.file, 0, target.value);
      case 'cell': return this.cell(target.file, target.cell);
      case 'module': return [{ e: 'module', file: target.file }];
      case 'external': {
        const root = moduleNodes(this.rules, target.module);
        const nodes = target.name === '*' ? root : step(this.rules, root, `m:${target.name}`);
        return [{ e: 'lib', module: target.module, nodes }];
      }
    }
  }

  private global(name: string): Entities {
    const nodes = globalNodes(this.rules, name);
    return nodes.length ? [{ e: 'lib', module: '', nodes }] : NONE;
  }

  member(of: Entities, key: string): Entities {
    const out: Entities[] = [];
    for (const x of of) {
      switch (x.e) {
        case 'instance': out.push(this.instanceMember(x, key)); break;
        case 'class': out.push(this.classes.member(x.file, x.class, key, true, 'lexical')); break;
        case 'object': out.push(this.objectMember(x, key)); break;
        case 'updated': out.push(this.updatedMember(x, key)); break;
        case 'module': out.push(this.target(this.graph.exportValue(x.file, key))); break;
        case 'lib': out.push(this.libStep(x, `m:${key}`)); break;
        case 'type': out.push(this.typeMember(x.type, key)); break;
        case 'fn': out.push(this.functionMember(x, key)); break;
      }
    }
    return union(out);
  }

  /** `fn.call`, `fn.bind` … are the function itself; other members are what was stored on it. */
  private functionMember(x: Extract<Entity, { e: 'fn' }>, key: string): Entities {
    return key === 'bind' || key === 'call' || key === 'apply' ? [x] : NONE;
  }

  /** What was stored in a member of a local object wins over what its class has there. */
  private updatedMember(x: Extract<Entity, { e: 'updated' }>, key: string): Entities {
    const def = this.fn(x.file, x.function).values[x.value]!;
    if (def.op !== 'update') return NONE;
    return def.key === key ? this.resolve(x.file, x.function, def.value) : this.member(this.resolve(x.file, x.function, def.object), key);
  }

  private instanceMember(x: Extract<Entity, { e: 'instance' }>, key: string): Entities {
    const own = this.classes.member(x.file, x.class, key, false, x.by);
    if (x.by === 'lexical') return own;
    const overriding = this.overriding(x.file, x.class, key);
    return overriding.length ? union([own, overriding]) : own;
  }

  private overriding(file: FileId, cls: number, key: string): Entities {
    const out: Entity[] = [];
    for (const c of this.types.implementers(this.types.instance(file, cls))) {
      if (c.file === file && c.class === cls) continue;
      const m = this.facts(c.file).classes[c.class]!.members.find((y) => y.name === key && y.function !== undefined && !y.static && y.kind === 'method');
      if (m && out.length < MAX_IMPLEMENTERS) out.push({ e: 'fn', file: c.file, function: m.function!, by: 'hierarchy' });
    }
    return out;
  }

  private objectMember(x: Extract<Entity, { e: 'object' }>, key: string): Entities {
    const id = `${x.file}:${x.function}:${x.value}:${key}`;
    const known = this.objectMembers.get(id);
    if (known) return known;
    this.objectMembers.set(id, NONE); // an object spread into itself adds nothing
    const found = this.findObjectMember(x, key);
    this.objectMembers.set(id, found);
    return found;
  }

  private findObjectMember(x: Extract<Entity, { e: 'object' }>, key: string): Entities {
    const facts = this.fn(x.file, x.function);
    const def = facts.values[x.value]!;
    const out: Entities[] = [];
    if (def.op === 'object') {
      for (let i = def.entries.length - 1; i >= 0; i--) {
        const entry = def.entries[i]!;
        if ('key' in entry && entry.key === key) {
          out.push(this.resolve(x.file, x.function, entry.value));
          break;
        }
        if ('spread' in entry) out.push(this.member(this.resolve(x.file, x.function, entry.spread), key));
        else if ('computed' in entry) out.push(this.resolve(x.file, x.function, entry.value));
      }
    } else if (def.op === 'array') {
      const position = def.elements[Number(key)];
      if (position) out.push(this.resolve(x.file, x.function, position.value));
    }
    for (const store of facts.stores) {
      if (store.key === key && store.object === x.value) out.push(this.resolve(x.file, x.function, store.value));
    }
    return union(out);
  }

  private libStep(x: Extract<Entity, { e: 'lib' }>, label: string): Entities {
    return this.libStepTo(x, step(this.rules, x.nodes, label));
  }

  private libStepTo(x: Extract<Entity, { e: 'lib' }>, nodes: readonly number[]): Entities {
    return [{ e: 'lib', module: x.module, nodes, ...(x.created ? { created: x.created } : {}), ...(x.byName ? { byName: true as const } : {}) }];
  }

  private typeMember(type: TypeId, key: string): Entities {
    const member = this.types.member(type, key);
    const out: Entities[] = [];
    if (member?.function) out.push([{ e: 'fn', ...member.function, by: 'type' }]);
    else if (member) out.push(this.ofType(member.type));
    if (!member?.function || member.kind === 'method') {
      const found: Entity[] = [];
      for (const c of this.types.implementers(type)) {
        const m = this.classes.find(c.file, c.class, key, false);
        if (m?.member.kind === 'method' && m.member.function !== undefined && found.length < MAX_IMPLEMENTERS) {
          found.push({ e: 'fn', file: m.file, function: m.member.function, by: 'hierarchy' });
        }
      }
      out.push(found);
    }
    return union(out);
  }

  ofType(type: TypeId): Entities {
    const known = this.typeMemo.get(type);
    if (known) return known;
    this.typeMemo.set(type, NONE);
    const actual = this.types.awaited(type);
    const out: Entity[] = [];
    for (const c of this.types.classes(actual)) {
      out.push({ e: 'instance', file: c.file, class: c.class, by: 'type' }, ...this.classes.libraryBase(c.file, c.class));
    }
    for (const ext of this.types.externals(actual)) {
      const nodes = typeNodes(this.rules, ext.module, ext.name);
      out.push({ e: 'lib', module: ext.module, nodes });
    }
    const shape = this.types.shape(actual);
    // A declared type with an outside base keeps its own members beside those of the base.
    if (!out.some((x) => x.e === 'instance') && shape !== 'unknown' && shape !== 'external') out.push({ e: 'type', type: actual });
    const result = union([out]);
    this.typeMemo.set(type, result);
    return result;
  }

  called(callee: Entities, kind: 'call' | 'new', site: CallSite): Entities {
    const out: Entities[] = [];
    for (const x of callee) {
      if (x.e === 'class') out.push([{ e: 'instance', file: x.file, class: x.class, by: 'lexical' }, ...this.classes.libraryBase(x.file, x.class)]);
      else if (x.e === 'fn') out.push(this.returned(x.file, x.function), this.given(x.file, x.function, site));
      else if (x.e === 'lib') out.push(this.libCalled(x, kind, site));
      else if (x.e === 'type') out.push(this.ofType(this.types.returns(x.type)));
    }
    return union(out);
  }

  private libCalled(x: Extract<Entity, { e: 'lib' }>, kind: 'call' | 'new', site: CallSite): Entities {
    const located = locatedInstances(this, x.nodes, site);
    if (located.length) return located;
    const label = kind === 'new' ? 'new' : 'ret';
    let nodes = step(this.rules, x.nodes, label);
    if (nodes.length === 0 && kind === 'new') nodes = step(this.rules, x.nodes, 'ret');
    const given = givenBack(this, x.nodes, site);
    if (given.length) return nodes.length ? union([given, [{ e: 'lib', module: x.module, nodes, created: site }]]) : given;
    return [{ e: 'lib', module: x.module, nodes, created: site, ...(x.byName ? { byName: true as const } : {}) }];
  }

  /** What a generic function gives back of what it is called with. */
  private given(file: FileId, fn: FunctionId, site: CallSite): Entities {
    const given = resultGivenBy(this.fn(file, fn));
    const argument = given && this.fn(site.file, site.function).calls[site.call]?.args[given.param];
    if (!argument || argument.spread) return NONE;
    const values = this.resolve(site.file, site.function, argument.value);
    return given.how === 'value' ? values : this.called(values.filter((x) => x.e === 'fn'), 'call', site);
  }

  /** What a function of the project gives: its returns, or its declared return type. */
  private returned(file: FileId, fn: FunctionId): Entities {
    const key = `${file}:${fn}`;
    if (this.busy.has(key)) return NONE;
    this.busy.add(key);
    const facts = this.fn(file, fn);
    const out: Entities[] = facts.returns.slice(0, MAX_RETURNS).map((r) => this.resolve(file, fn, r.value));
    this.busy.delete(key);
    const inner = union(out);
    if (!facts.returnType) return inner;
    return union([inner, this.ofType(this.types.resolve(file, fn, facts.returnType))]);
  }
}
