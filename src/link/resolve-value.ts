/**
 * What a value stands for: functions, classes, instances, modules, library objects. Lexical first, then declared types,
 * then class hierarchy; each answer is memoised, a question asked of itself answers nothing.
 */
import { cellWritesOf, type CellWrite } from '../model/cell-writes.js';
import type { CallFact, FileFacts, FunctionFacts, FunctionId, Value, ValueId } from '../model/facts.js';
import type { FileId, TypeId, TypeTable, ValueTarget } from '../model/program.js';
import { globalNodes, moduleNodes, step, tagNodes } from '../model/rule-graph.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import { ClassMembers } from './class-members.js';
import type { LinkContext, ParamBindings } from './context.js';
import type { LinkedModuleGraph } from './module-graph.js';
import type { HandedParameters } from './handed-parameters.js';
import { NamedTables } from './named-tables.js';
import { ObjectStores } from './object-stores.js';
import type { OwnModels } from './own-models.js';
import { NONE, union, type CallSite, type Entities } from './entities.js';
import { constantKey } from './constant-key.js';
import { EntityCalls } from './entity-calls.js';
import { EntityMembers } from './entity-members.js';
import { ParameterEntities, type InlineUse } from './parameter-entities.js';
import { TypeEntities } from './type-entities.js';

/** Values and members of values that are resolved inside each other before a deeper one stands for nothing. Real code was seen to reach 60. */
const MAX_DEPTH = 300;

/** Resolves on demand and keeps the answers: each value is asked by many calls. */
export class ValueResolver implements LinkContext {
  readonly base: readonly number[];
  readonly functionCount: number;
  readonly classes: ClassMembers;
  readonly members: EntityMembers;
  readonly parameters: ParameterEntities;
  readonly tables: NamedTables;
  readonly stores: ObjectStores;
  /** How often a question was not asked for {@link MAX_DEPTH}. */
  tooDeep = 0;
  private depth = 0;
  private readonly calls: EntityCalls;
  private readonly memo: ((Entities | undefined)[] | undefined)[];
  private readonly typeEntities: TypeEntities;
  private readonly writes: (ReadonlyMap<number, readonly CellWrite[]> | undefined)[] = [];

  constructor(
    readonly graph: LinkedModuleGraph,
    readonly types: TypeTable,
    readonly rules: CompiledRules,
    readonly paramNodes: ParamBindings,
    readonly handed: HandedParameters,
    inlineUse: InlineUse,
    private readonly typeOf: (file: FileId, fn: FunctionId, value: ValueId) => TypeId,
    readonly own: OwnModels | undefined,
  ) {
    const base: number[] = [];
    let n = 0;
    for (const file of graph.files) {
      base.push(n);
      n += file.functions.length;
    }
    this.base = base;
    this.functionCount = n;
    this.memo = new Array<(Entities | undefined)[] | undefined>(n);
    this.classes = new ClassMembers(this);
    this.members = new EntityMembers(this);
    this.tables = new NamedTables(this);
    this.stores = new ObjectStores(this);
    this.parameters = new ParameterEntities(this, inlineUse);
    this.calls = new EntityCalls(this);
    this.typeEntities = new TypeEntities(this);
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
    this.memo[this.base[file]! + fn] = undefined;
  }

  /** Forgets all that was resolved. */
  forgetAll(): void {
    this.memo.fill(undefined);
    this.members.forget();
    this.tables.forget();
  }

  resolve(file: FileId, fn: FunctionId, value: ValueId): Entities {
    const number = this.base[file]! + fn;
    const memo = (this.memo[number] ??= []);
    const known = memo[value];
    if (known) return known;
    if (!this.enter()) return NONE;
    memo[value] = NONE; // a cycle answers nothing
    const def = this.fn(file, fn).values[value];
    let result = def ? this.define(file, fn, value, def) : NONE;
    if (this.own && def) result = this.withOwn(result, this.own.ofValue(file, fn, value, def));
    memo[value] = result;
    this.leave();
    return result;
  }

  /** Beside what a value is, what the project's own rules say of it. */
  private withOwn(entities: Entities, nodes: readonly number[]): Entities {
    return nodes.length === 0 ? entities : union([[{ e: 'lib', module: '', nodes }], entities]);
  }

  /** One question inside another; false when there are too many, which is counted. */
  enter(): boolean {
    if (this.depth >= MAX_DEPTH) {
      this.tooDeep++;
      return false;
    }
    this.depth++;
    return true;
  }

  leave(): void {
    this.depth--;
  }

  /** The last net under the count: what was being asked is given up. */
  stackEnded(): void {
    this.depth = 0;
    this.tooDeep++;
  }

  /** What is called: of an intrinsic element, what the rules know of its tag. */
  callee(file: FileId, fn: FunctionId, call: CallFact): Entities {
    const def = call.kind === 'jsx' ? this.fn(file, fn).values[call.callee] : undefined;
    if (def?.op !== 'const') return this.resolve(file, fn, call.callee);
    const nodes = tagNodes(this.rules, String(def.value));
    return nodes.length ? [{ e: 'lib', module: '', nodes }] : NONE;
  }

  private define(file: FileId, fn: FunctionId, value: ValueId, def: Value): Entities {
    switch (def.op) {
      case 'param':
        return this.parameters.of(file, fn, def.index);
      case 'this':
        return this.thisOf(file, fn);
      case 'super':
        return this.superOf(file, fn);
      case 'load':
        return this.load(file, fn, value, def.object, def.key);
      case 'index':
        return this.members.at(this.resolve(file, fn, def.object), () => constantKey(this, file, fn, def.key));
      case 'element':
        return this.members.elements(this.resolve(file, fn, def.object));
      case 'call': {
        const call = this.fn(file, fn).calls[def.call]!;
        const bound = this.bound(file, fn, call.callee);
        if (bound.length) return bound;
        return this.called(this.resolve(file, fn, call.callee), call.kind === 'new' ? 'new' : 'call', {
          file,
          function: fn,
          call: def.call,
        });
      }
      case 'phi':
        return union(def.inputs.map((v) => this.resolve(file, fn, v)));
      case 'object':
      case 'array':
        return [{ e: 'object', file, function: fn, value }];
      case 'function':
        return [{ e: 'fn', file, function: def.function, by: 'lexical' }];
      case 'class':
        return [{ e: 'class', file, class: def.class }];
      case 'outer':
        return this.resolve(file, def.function, def.value);
      case 'cell':
        return this.cell(file, def.cell);
      case 'import':
        return this.target(this.graph.importValue(file, def.import));
      case 'global':
        return this.global(def.name);
      case 'cast': {
        const inner = this.resolve(file, fn, def.value);
        const declared = this.ofType(this.types.resolve(file, fn, def.type));
        return union([inner, declared]);
      }
      case 'omit':
        return this.resolve(file, fn, def.object);
      case 'update': {
        const base = this.resolve(file, fn, def.object);
        return base.some((x) => x.e === 'instance' || x.e === 'updated') ? [{ e: 'updated', file, function: fn, value }] : base;
      }
      default:
        return NONE;
    }
  }

  /** What `f.bind(…)` gives is `f`. */
  private bound(file: FileId, fn: FunctionId, callee: ValueId): Entities {
    const def = this.fn(file, fn).values[callee];
    if (def?.op !== 'load' || def.key !== 'bind') return NONE;
    return this.resolve(file, fn, def.object).filter(
      (x) => x.e === 'fn' || (x.e === 'lib' && x.nodes.length > 0 && step(this.rules, x.nodes, 'm:bind').length === 0),
    );
  }

  member(entities: Entities, key: string): Entities {
    return this.members.of(entities, key);
  }

  called(callee: Entities, kind: 'call' | 'new', site: CallSite): Entities {
    return this.calls.of(callee, kind, site);
  }

  /** Where no rule knows the path into a library, the declared type of the member counts. */
  private load(file: FileId, fn: FunctionId, value: ValueId, object: ValueId, key: string): Entities {
    if (this.isOwnExports(file, fn, object)) return this.target(this.graph.exportValue(file, key));
    const found = this.member(this.resolve(file, fn, object), key);
    if (found.some((x) => x.e !== 'lib' || x.nodes.length > 0)) return found;
    const declared = this.ofType(this.typeOf(file, fn, value)).filter((x) => x.e !== 'type');
    if (declared.length > 0) return union([declared, found]);
    // A library may give an instance of a class of the project: `useContext(DeskContext).tell(text)`.
    const instances = found.length > 0 ? this.ofType(this.typeOf(file, fn, object)).filter((x) => x.e === 'instance') : NONE;
    return instances.length > 0 ? union([this.member(instances, key), found]) : found;
  }

  /** What a CommonJS module exports, read in it: `exports`, `module.exports`. */
  private isOwnExports(file: FileId, fn: FunctionId, value: ValueId): boolean {
    const { values } = this.fn(file, fn);
    const def = values[value];
    if (def?.op === 'global') return def.name === 'exports';
    const of = def?.op === 'load' && def.key === 'exports' ? values[def.object] : undefined;
    return of?.op === 'global' && of.name === 'module';
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
    return this.own ? this.withOwn(union(out), this.own.ofCell(file, cell)) : union(out);
  }

  /** What an import or export target stands for. */
  target(target: ValueTarget | undefined): Entities {
    if (!target) return NONE;
    switch (target.kind) {
      case 'value':
        return this.resolve(target.file, 0, target.value);
      case 'cell':
        return this.cell(target.file, target.cell);
      case 'module':
        return [{ e: 'module', file: target.file }];
      case 'external': {
        const root = moduleNodes(this.rules, target.module);
        const nodes = target.name === '*' ? root : step(this.rules, root, `m:${target.name}`);
        return [{ e: 'lib', module: target.module, nodes }];
      }
      case 'any':
        return union(target.targets.map((one) => this.target(one)));
    }
  }

  private global(name: string): Entities {
    const nodes = globalNodes(this.rules, name);
    return nodes.length ? [{ e: 'lib', module: '', nodes }] : NONE;
  }

  /** What values of a declared type stand for. */
  ofType(type: TypeId): Entities {
    return this.typeEntities.of(type);
  }
}
