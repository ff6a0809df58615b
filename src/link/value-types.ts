/** Declared types of values: by annotation, cast, declared member, declared or inferred return, builder rules. */
import type { CallFact, FunctionFacts, FunctionId, Value, ValueId } from '../model/facts.js';
import type { CallSiteRef, FileId, TypeId } from '../model/program.js';
import type { TypeExpr } from '../model/type-expr.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import type { TypeBuilders } from './builders.js';
import { generatedResult, generatedValue } from './generated-types.js';
import { givenBy, resultGivenBy, resultParameter, type Given } from './generic-results.js';
import type { ValueResolver } from './resolve-value.js';
import type { ResolverMaps } from './resolver-maps.js';
import { textGivenBy } from './text-methods.js';

/** Returns of one function whose types are joined when it declares none. */
const MAX_RETURNS = 3;

/** Types values on demand: most of a program's values are never asked for. */
export class ValueTypes {
  private memo: (TypeId | undefined)[][];

  constructor(
    private readonly resolver: ValueResolver,
    private readonly builders: TypeBuilders,
    private readonly resolvers: ResolverMaps,
    private readonly inlineUse: (file: FileId, fn: FunctionId) => (CallSiteRef & { readonly argument: number }) | undefined,
  ) {
    this.memo = new Array<(TypeId | undefined)[]>(resolver.functionCount);
  }

  /** Forgets what was asked before all parameters of callbacks were known. */
  forget(): void {
    this.memo = new Array<(TypeId | undefined)[]>(this.resolver.functionCount);
  }

  typeOf(file: FileId, fn: FunctionId, value: ValueId): TypeId {
    const memo = (this.memo[this.resolver.base[file]! + fn] ??= []);
    const known = memo[value];
    if (known !== undefined) return known;
    if (!this.resolver.enter()) return UNKNOWN_TYPE;
    memo[value] = UNKNOWN_TYPE; // a cycle has no type of its own
    const def = this.resolver.fn(file, fn).values[value];
    const type = def ? this.define(file, fn, value, def) : UNKNOWN_TYPE;
    memo[value] = type;
    this.resolver.leave();
    return type;
  }

  private define(file: FileId, fn: FunctionId, value: ValueId, def: Value): TypeId {
    const { types } = this.resolver;
    switch (def.op) {
      case 'param':
        return this.param(file, fn, def.index);
      case 'this':
        return this.thisType(file, fn);
      case 'const':
        return typeof def.value === 'string'
          ? types.primitive('string')
          : typeof def.value === 'number'
            ? types.primitive('number')
            : typeof def.value === 'boolean'
              ? types.primitive('boolean')
              : UNKNOWN_TYPE;
      case 'concat':
        return types.primitive('string');
      case 'arith':
        return types.primitive('number');
      case 'test':
        return types.primitive('boolean');
      case 'load':
        return this.load(file, fn, value, def);
      case 'index':
      case 'element':
        return types.awaited(types.element(this.typeOf(file, fn, def.object)));
      case 'keys':
        return types.primitive('string');
      case 'call':
        return this.call(file, fn, def.call);
      case 'phi':
        return this.phi(def.inputs.map((v) => this.typeOf(file, fn, v)));
      case 'outer':
        return this.typeOf(file, def.function, def.value);
      case 'cell':
        return this.cell(file, def.cell);
      case 'import': {
        const target = this.resolver.graph.importValue(file, def.import);
        return target?.kind === 'value'
          ? this.typeOf(target.file, 0, target.value)
          : target?.kind === 'cell'
            ? this.cell(target.file, target.cell)
            : target === undefined
              ? generatedValue(this.resolver, file, def.import)
              : UNKNOWN_TYPE;
      }
      case 'omit': {
        const type = this.typeOf(file, fn, def.object);
        return type === UNKNOWN_TYPE ? type : types.omit(type, def.keys);
      }
      case 'update':
        return this.typeOf(file, fn, def.object);
      case 'cast': {
        const declared = types.awaited(types.resolve(file, fn, def.type));
        return types.shape(declared) === 'unknown' ? this.typeOf(file, fn, def.value) : declared;
      }
      default:
        return UNKNOWN_TYPE;
    }
  }

  private load(file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'load' }>): TypeId {
    const { types } = this.resolver;
    const declared = this.member(this.typeOf(file, fn, def.object), def.key);
    if (types.shape(declared) !== 'unknown') return declared;
    const read = this.builders.read(file, fn, value, def.object);
    if (read !== UNKNOWN_TYPE) return types.awaited(read);
    const entry = this.entry(file, fn, def);
    return entry === UNKNOWN_TYPE ? declared : entry;
  }

  /** An entry of an object literal that nothing after it overwrites. */
  private entry(file: FileId, fn: FunctionId, def: Extract<Value, { op: 'load' }>): TypeId {
    const literal = this.resolver.fn(file, fn).values[def.object];
    if (literal?.op !== 'object') return UNKNOWN_TYPE;
    for (let i = literal.entries.length - 1; i >= 0; i--) {
      const entry = literal.entries[i]!;
      if ('spread' in entry) return this.member(this.typeOf(file, fn, entry.spread), def.key);
      if (!('key' in entry)) return UNKNOWN_TYPE;
      if (entry.key === def.key) return this.typeOf(file, fn, entry.value);
    }
    return UNKNOWN_TYPE;
  }

  private member(type: TypeId, key: string): TypeId {
    const { types } = this.resolver;
    if (type === UNKNOWN_TYPE) return type;
    const member = types.member(type, key);
    if (member) return types.awaited(member.type);
    const isAsked = /^\d+$/.test(key) || types.shape(type) === 'array' || (key === 'length' && types.shape(type) === 'string');
    return isAsked ? types.awaited(types.at(type, key)) : UNKNOWN_TYPE;
  }

  private thisType(file: FileId, fn: FunctionId): TypeId {
    const cls = this.resolver.classes.classOfThis(file, fn);
    return cls < 0 ? UNKNOWN_TYPE : this.resolver.types.instance(file, cls);
  }

  private phi(of: readonly TypeId[]): TypeId {
    const known = of.filter((t) => t !== UNKNOWN_TYPE && this.resolver.types.shape(t) !== 'null');
    if (known.length === 0) return UNKNOWN_TYPE;
    return known.every((t) => t === known[0]) ? known[0]! : this.resolver.types.union(known);
  }

  private param(file: FileId, fn: FunctionId, index: number): TypeId {
    const { types } = this.resolver;
    const param = this.resolver.fn(file, fn).params[index];
    if (!param) return UNKNOWN_TYPE;
    if (param.type) {
      const declared = types.awaited(types.resolve(file, fn, param.type));
      if (types.shape(declared) !== 'unknown') return declared;
    }
    if (param.default !== undefined) {
      const type = this.typeOf(file, fn, param.default);
      if (type !== UNKNOWN_TYPE) return type;
    }
    const handed = this.builders.handed(file, fn, index);
    if (handed === UNKNOWN_TYPE) {
      const resolved = this.resolvers.parameter(file, fn, index);
      if (resolved !== UNKNOWN_TYPE) return resolved;
    }
    return handed === UNKNOWN_TYPE ? this.contextual(file, fn, index) : types.awaited(handed);
  }

  /** The parameter type that the called function declares for the callback handed in. */
  private contextual(file: FileId, fn: FunctionId, index: number): TypeId {
    const { types } = this.resolver;
    const context = this.resolver.parameters.contextType(file, fn);
    if (context !== UNKNOWN_TYPE) return types.awaited(types.params(context)[index] ?? UNKNOWN_TYPE);
    const use = this.inlineUse(file, fn);
    if (!use) return UNKNOWN_TYPE;
    const call = this.resolver.fn(use.file, use.function).calls[use.call]!;
    for (const x of this.resolver.resolve(use.file, use.function, call.callee)) {
      let declared = UNKNOWN_TYPE;
      if (x.e === 'fn') {
        const param = this.resolver.fn(x.file, x.function).params[use.argument];
        if (param?.type) declared = types.resolve(x.file, x.function, param.type);
      } else if (x.e === 'type') declared = types.params(x.type)[use.argument] ?? UNKNOWN_TYPE;
      const type = declared === UNKNOWN_TYPE ? declared : types.awaited(types.params(declared)[index] ?? UNKNOWN_TYPE);
      if (type !== UNKNOWN_TYPE) return type;
    }
    return UNKNOWN_TYPE;
  }

  private cell(file: FileId, cell: number): TypeId {
    const facts = this.resolver.facts(file);
    const declared = facts.cells[cell];
    if (declared?.type) return this.resolver.types.awaited(this.resolver.types.resolve(file, declared.function, declared.type));
    return this.phi((this.resolver.cellWrites(file).get(cell) ?? []).map((w) => this.typeOf(file, w.function, w.value)));
  }

  private call(file: FileId, fn: FunctionId, index: number): TypeId {
    const { types } = this.resolver;
    const call = this.resolver.fn(file, fn).calls[index]!;
    const built = this.builders.returned({ file, function: fn, call: index });
    if (built !== UNKNOWN_TYPE) return types.awaited(built);
    const out: TypeId[] = [];
    for (const x of this.resolver.resolve(file, fn, call.callee)) {
      if (x.e === 'fn') out.push(this.resultOf(x.file, x.function, { file, function: fn, call: index }));
      else if (x.e === 'class' && call.kind === 'new') out.push(types.instance(x.file, x.class));
      else if (x.e === 'type') out.push(types.awaited(types.returns(x.type)));
    }
    const known = out.length === 0 ? generatedResult(this.resolver, file, fn, call.callee) : this.phi(out);
    if (known === UNKNOWN_TYPE && call.receiver !== undefined && out.length === 0) return this.textOf(file, fn, call);
    return known === UNKNOWN_TYPE && call.kind === 'new' && call.typeArgs ? this.constructed(file, fn, call.callee, call.typeArgs) : known;
  }

  private textOf(file: FileId, fn: FunctionId, call: CallFact): TypeId {
    const { rules, types } = this.resolver;
    const { values } = this.resolver.fn(file, fn);
    const callee = values[call.callee];
    if (callee?.op !== 'load') return UNKNOWN_TYPE;
    const shape = values[callee.object]?.op === 'array' ? 'array' : types.shape(this.typeOf(file, fn, callee.object));
    const gives = textGivenBy(rules, shape, callee.key);
    const text = types.primitive('string');
    return gives === 'text' ? text : gives === 'parts' ? types.array(text) : UNKNOWN_TYPE;
  }

  /** `new Map<string, User>()` has the type that its name stands for as a type. */
  private constructed(file: FileId, fn: FunctionId, callee: ValueId, args: readonly TypeExpr[]): TypeId {
    const def = this.resolver.fn(file, fn).values[callee];
    if (def?.op === 'outer') return this.constructed(file, def.function, def.value, args);
    const name = def?.op === 'global' ? def.name : def?.op === 'import' ? this.resolver.facts(file).imports[def.import]?.local : undefined;
    return name === undefined ? UNKNOWN_TYPE : this.resolver.types.resolve(file, fn, { t: 'name', name, args });
  }

  /** What a generic function gives may only be told by the arguments; else its return type. */
  private resultOf(file: FileId, fn: FunctionId, site: CallSiteRef): TypeId {
    const facts = this.resolver.fn(file, fn);
    if (!facts.typeParams) return this.returnType(file, fn);
    const written = this.writtenResult(facts, site);
    if (written !== UNKNOWN_TYPE) return written;
    const told = this.toldBy(site, resultGivenBy(facts));
    if (told) {
      const type =
        told.how === 'value' ? this.typeOf(site.file, site.function, told.value) : this.resultOfHanded(site, told.value, told.how);
      if (type !== UNKNOWN_TYPE) return type;
    }
    // `infer<T>`: what the schema that is given for T describes.
    const schema = facts.returnType && this.toldBy(site, givenBy(facts, this.builders.describedArgument(file, fn, facts.returnType) ?? ''));
    const described = schema?.how === 'value' ? this.builders.describedBy({ ...site, value: schema.value }) : UNKNOWN_TYPE;
    return described === UNKNOWN_TYPE ? this.returnType(file, fn) : described;
  }

  /** `find<User>(…)` of a function that gives back its type parameter. */
  private writtenResult(facts: FunctionFacts, site: CallSiteRef): TypeId {
    const written = this.resolver.fn(site.file, site.function).calls[site.call]!.typeArgs;
    const index = written ? resultParameter(facts) : -1;
    const type = written?.[index];
    return type ? this.resolver.types.awaited(this.resolver.types.resolve(site.file, site.function, type)) : UNKNOWN_TYPE;
  }

  private toldBy(site: CallSiteRef, given: Given | undefined): { readonly value: ValueId; readonly how: Given['how'] } | undefined {
    const argument = given && this.resolver.fn(site.file, site.function).calls[site.call]!.args[given.param];
    return argument && !argument.spread ? { value: argument.value, how: given.how } : undefined;
  }

  /** What calling or constructing what is handed over gives. */
  private resultOfHanded(site: CallSiteRef, value: ValueId, how: Given['how']): TypeId {
    const results = this.resolver.resolve(site.file, site.function, value).flatMap((x) => {
      if (x.e === 'class') return [this.resolver.types.instance(x.file, x.class)];
      return x.e === 'fn' && how === 'result' ? [this.returnType(x.file, x.function)] : [];
    });
    return this.phi(results);
  }

  /** Declared return type, or the joined type of the returns. */
  returnType(file: FileId, fn: FunctionId): TypeId {
    const facts = this.resolver.fn(file, fn);
    const { types } = this.resolver;
    if (facts.returnType) {
      const declared = types.awaited(types.resolve(file, fn, facts.returnType));
      if (types.shape(declared) !== 'unknown') return declared;
    }
    // What a generator gives is no value that it returns.
    if (facts.generator || facts.returns.length > MAX_RETURNS) return UNKNOWN_TYPE;
    return this.phi(facts.returns.map((r) => this.typeOf(file, fn, r.value)));
  }
}
