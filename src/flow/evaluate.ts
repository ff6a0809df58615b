/** What every SSA value may be: each is evaluated once, on demand, in its own function's terms. */
import { cellWritesOf, type CellWrite } from '../model/cell-writes.js';
import type { FunctionFacts, FunctionId, Value, ValueId } from '../model/facts.js';
import { UNKNOWN_TYPE, type FileId, type MemberInfo, type Program, type ValueTarget } from '../model/program.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import { CLEAN, ELEMENT, join, MAP_KEY, narrow, NOTHING, type AV, type Frame, type Origin, type Ref } from './abstract-value.js';
import { CallValues } from './call-values.js';
import { castValue } from './casts.js';
import { checkedValue } from './checked-values.js';
import { cleanMembersOf } from './clean-members.js';
import { Cuts } from './cuts.js';
import { typed } from './declared-types.js';
import { Fields } from './fields.js';
import { FunctionResults } from './function-results.js';
import { lacks } from './lacking.js';
import { Loops, PENDING } from './loops.js';
import { MemberValues } from './member-values.js';
import { named } from './naming.js';
import { ObjectValues, parsed } from './object-values.js';
import { Origins } from './origins.js';
import { classValue, iterate, project } from './project.js';
import { SourceValues } from './source-values.js';
import { Substitution, type SubstitutionHooks } from './substitute.js';
import { thisValue } from './this-value.js';

/** Values inside values that are evaluated before a deeper one counts as unknown. */
const MAX_DEPTH = 700;

/** Evaluates values on demand and keeps them: most values of a program reach no sink. */
export class Evaluator implements SubstitutionHooks {
  readonly origins = new Origins();
  readonly calls: CallValues;
  readonly results: FunctionResults;
  private readonly sources: SourceValues;
  private readonly members: MemberValues;
  private readonly objects: ObjectValues;
  private readonly fields: Fields;
  private readonly memo: ((AV | undefined)[] | undefined)[];
  private readonly nameMaps: (Map<ValueId, string> | undefined)[];
  readonly cuts = new Cuts();
  private readonly cleanMembers: ReadonlySet<string>;
  private readonly cellWrites: (ReadonlyMap<number, readonly CellWrite[]> | undefined)[] = [];
  private readonly loops = new Loops(() => this.cut('values of loops'));
  private depth = 0;

  constructor(
    readonly program: Program,
    readonly rules: CompiledRules,
  ) {
    this.memo = new Array<(AV | undefined)[] | undefined>(program.functionCount);
    this.nameMaps = new Array<Map<ValueId, string> | undefined>(program.functionCount);
    this.cleanMembers = cleanMembersOf(rules);
    this.calls = new CallValues(this);
    this.results = new FunctionResults(this);
    this.sources = new SourceValues(this);
    this.members = new MemberValues(this);
    this.objects = new ObjectValues(this);
    this.fields = new Fields(this);
  }

  fn(file: FileId, fn: FunctionId): FunctionFacts {
    return this.program.graph.files[file]!.functions[fn]!;
  }

  cut(limit: string): void {
    this.cuts.add(limit);
  }

  /** The last net under the count of nested values: what was being evaluated is given up. */
  stackEnded(): void {
    this.depth = 0;
    this.loops.stop();
    this.cut('functions nested too deep');
  }

  isCleanMember(key: string): boolean {
    return this.cleanMembers.has(key);
  }

  fieldOf(ref: Ref, key: string, member: MemberInfo | undefined): AV | undefined {
    return this.fields.of(ref, key, member);
  }

  lacks(transforms: number, dataType: string): boolean {
    return lacks(this.rules, transforms, dataType);
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
    const number = this.program.number(file, fn);
    const memo = (this.memo[number] ??= []);
    const known = memo[value];
    if (known) return this.loops.read(number, value, known);
    if (this.depth > MAX_DEPTH) {
      this.cut('nesting');
      return NOTHING;
    }
    memo[value] = PENDING; // a value that depends on itself adds nothing
    this.loops.begin(number, value);
    this.depth++;
    const def = this.fn(file, fn).values[value];
    const result = checkedValue(this, file, fn, value, def ? this.define(file, fn, value, def) : NOTHING);
    this.depth--;
    memo[value] = result;
    this.loops.end(memo);
    return result;
  }

  private define(file: FileId, fn: FunctionId, value: ValueId, def: Value): AV {
    const source = this.sources.of(file, fn, value, def);
    if (!source) return this.made(file, fn, value, def);
    if (!source.beside) return source.av;
    // A member of which the code says nothing is the source.
    const put = this.made(file, fn, value, def).filter((x) => x.a !== 'ref' || x.origin.kind !== 'this');
    return join([source.av, put]);
  }

  /** A value by how the code makes it. */
  private made(file: FileId, fn: FunctionId, value: ValueId, def: Value): AV {
    switch (def.op) {
      case 'param':
        return this.param(file, fn, def.index);
      case 'this':
      case 'super':
        return thisValue(this, file, fn, def.op === 'super');
      case 'const':
        return [{ a: 'const', ...('value' in def ? { value: def.value } : {}) }];
      case 'load':
        return this.members.load(file, fn, value, def);
      case 'index':
        return this.members.index(file, fn, value, def);
      case 'element':
        return named(iterate(this.eval(file, fn, def.object), this), this.nameOf(file, fn, value), ELEMENT);
      case 'keys':
        return project(this.eval(file, fn, def.object), MAP_KEY, this);
      case 'call':
        return this.calls.result(file, fn, def.call, value);
      case 'phi':
        return join(
          def.inputs.map((v) => this.eval(file, fn, v)),
          () => this.cut('alternatives'),
        );
      case 'concat':
        return [{ a: 'str', parts: def.parts.map((v) => this.eval(file, fn, v)), plain: true, t: 0, doubts: [] }];
      case 'arith':
        return join(def.operands.map((v) => this.eval(file, fn, v)));
      case 'test':
        return CLEAN;
      case 'regex':
        return [{ a: 'const', regex: def.source, ...(def.flags ? { flags: def.flags } : {}) }];
      case 'object':
        return this.objects.object(file, fn, value, def);
      case 'array':
        return this.objects.array(file, fn, value, def);
      case 'function':
        return [{ a: 'fn', file, function: def.function, env: [] }];
      case 'class':
        return [classValue({ file, class: def.class })];
      case 'outer':
        return this.outer(file, fn, def);
      case 'cell':
        return this.cell(file, def.cell);
      case 'import':
        return this.imported(file, fn, def.import);
      case 'global':
        return this.origins.global(file, def.name);
      case 'omit':
        return narrow(parsed(this.eval(file, fn, def.object)), undefined, def.keys);
      case 'update':
        return this.objects.update(file, fn, value, def);
      case 'cast':
        return castValue(this, file, fn, value, def);
      case 'caught':
        return this.results.caught(file, fn, def.region);
      default:
        return NOTHING;
    }
  }

  /** Variable name first bound to a value. */
  nameOf(file: FileId, fn: FunctionId, value: ValueId): string | undefined {
    const number = this.program.number(file, fn);
    const names = (this.nameMaps[number] ??= new Map(this.fn(file, fn).names));
    return names.get(value);
  }

  /** Forgets what was computed inside a function (what it calls has become known). */
  forget(number: number): void {
    this.memo[number] = undefined;
    this.loops.drop(number);
  }

  private param(file: FileId, fn: FunctionId, index: number): AV {
    const param = this.fn(file, fn).params[index];
    if (!param) return NOTHING;
    const value = this.fn(file, fn).values.findIndex((v) => v.op === 'param' && v.index === index);
    const type = this.program.typeOf(file, fn, value);
    const bound = this.calls.parameters.boundParam(file, fn, index);
    const handed = bound.length
      ? typed(this.program.types, bound, type, param.name)
      : this.origins.ref({ kind: 'param', file, function: fn, index, names: param.name ? [param.name] : [], at: param.at }, type);
    // What is added to it may be made of it.
    if (value >= 0) (this.memo[this.program.number(file, fn)] ??= [])[value] = handed;
    return this.objects.filled(handed, file, fn, value);
  }

  /** A captured variable; the `this` of a field's arrow function is the object that it is called on. */
  private outer(file: FileId, fn: FunctionId, def: Extract<Value, { op: 'outer' }>): AV {
    const around = this.fn(file, def.function);
    const isFieldsThis = around.kind === 'fields' && around.values[def.value]?.op === 'this';
    return isFieldsThis ? thisValue(this, file, fn) : this.eval(file, def.function, def.value);
  }

  cell(file: FileId, cell: number): AV {
    const facts = this.program.graph.files[file]!;
    const info = facts.cells[cell]!;
    const writes = (this.cellWrites[file] ??= cellWritesOf(facts));
    const out = (writes.get(cell) ?? []).map((w) =>
      this.calls.fromCallers(this.eval(file, w.function, w.value), { file, function: w.function }),
    );
    const content = join(out, () => this.cut('alternatives'));
    const type = info.type ? this.program.types.awaited(this.program.types.resolve(file, info.function, info.type)) : UNKNOWN_TYPE;
    if (content.some((x) => x.a !== 'const')) return typed(this.program.types, content, type);
    if (content.length && !info.type) return content;
    return this.origins.ref({ kind: 'cell', file, function: info.function, index: cell, names: [info.name], at: [0, 0] }, type);
  }

  /** A value of which nothing but its variable's name is known. */
  nameless(file: FileId, fn: FunctionId, value: ValueId, type = UNKNOWN_TYPE): AV {
    const name = this.nameOf(file, fn, value);
    return this.origins.ref({ kind: 'value', file, function: fn, index: value, names: name ? [name] : [], at: [0, 0] }, type);
  }

  private imported(file: FileId, fn: FunctionId, index: number): AV {
    const target = this.program.graph.importValue(file, index);
    const bound = target && this.bound(target);
    if (bound) return bound;
    const imp = this.program.graph.files[file]!.imports[index]!;
    return this.origins.ref({ kind: 'import', file, function: 0, index, names: [imp.local ?? imp.name], at: imp.at }, UNKNOWN_TYPE);
  }

  /** What a name of another file is bound to; nothing where it is not of the project. */
  bound(target: ValueTarget): AV | undefined {
    switch (target.kind) {
      case 'value':
        return this.eval(target.file, 0, target.value);
      case 'cell':
        return this.cell(target.file, target.cell);
      case 'module':
        return NOTHING;
      case 'any':
        return join(target.targets.map((one) => this.bound(one) ?? NOTHING));
      case 'external':
        return undefined;
    }
  }

  substitute(av: AV, frame: Frame): AV {
    return new Substitution(frame, this.program, this).apply(av);
  }
}
