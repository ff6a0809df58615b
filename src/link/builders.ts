/** Types that library values build, describe, return and hold, by the type operators of rules. */
import type { FunctionId, Value, ValueId } from '../model/facts.js';
import type { CallSiteRef, FileId, MemberInfo, TypeId } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import type { TypeExpr } from '../model/type-expr.js';
import { typeAliasOf, typeCarrierOf, typeDescriptionOf } from '../model/rule-graph.js';
import { elementsOf, literalOf, typeArgumentOf, type OperatorSite, type ValueRef } from './call-places.js';
import { Documents } from './documents.js';
import type { Entities } from './entities.js';
import type { ValueResolver } from './resolve-value.js';
import { isKnown, MAX_BUILDER_DEPTH, TypeOperators, type Described, type ObjectForm } from './type-operators.js';
import type { AliasContext } from './types/table.js';

/** What a builder rule says of: the value's description, a call's result, the value itself. */
type Side = 'builds' | 'returns' | 'is';

/** Applies builder rules, so that schemas and clients have types that nobody wrote down. */
export class TypeBuilders implements Described {
  private readonly memo = new Map<string, TypeId>();
  private readonly typeMemo = new Map<TypeId, TypeId>();
  readonly operators: TypeOperators;
  private readonly documents: Documents;

  constructor(
    private readonly resolver: ValueResolver,
    private readonly typeOfValue: (file: FileId, fn: FunctionId, value: ValueId) => TypeId,
  ) {
    this.operators = new TypeOperators(resolver, this);
    this.documents = new Documents(resolver);
  }

  /** Forgets what was asked before all parameters of callbacks were known. */
  forget(): void {
    this.memo.clear();
    this.typeMemo.clear();
  }

  typeOf(ref: ValueRef, depth = 0): TypeId {
    const type = this.typeOfValue(ref.file, ref.function, ref.value);
    const literal = type === UNKNOWN_TYPE && depth < MAX_BUILDER_DEPTH ? literalOf(this.resolver, ref) : undefined;
    if (!literal) return type;
    const members = literal.entries.flatMap((entry): MemberInfo[] => {
      const value = 'spread' in entry ? entry.spread : entry.value;
      const of = this.typeOf({ file: literal.file, function: literal.function, value }, depth + 1);
      if ('key' in entry) return [{ key: entry.key, type: of, optional: false, owner: '', file: literal.file, at: entry.at }];
      return 'spread' in entry ? [...this.resolver.types.members(of)] : [];
    });
    return this.resolver.types.object(
      members,
      '',
      literal.entries.every((entry) => 'key' in entry),
    );
  }

  describedBy(ref: ValueRef, depth = 0, form?: ObjectForm): TypeId {
    if (depth > MAX_BUILDER_DEPTH) return UNKNOWN_TYPE;
    return this.once(`d${form?.typeKey ?? ''}:${ref.file}:${ref.function}:${ref.value}`, () => {
      const type = this.describe(ref, depth, form);
      return type === UNKNOWN_TYPE ? this.describedByType(this.typeOf(ref), depth) : type;
    });
  }

  describedByType(type: TypeId, depth = 0): TypeId {
    if (type === UNKNOWN_TYPE || depth > MAX_BUILDER_DEPTH) return UNKNOWN_TYPE;
    const known = this.typeMemo.get(type);
    if (known !== undefined) return known;
    this.typeMemo.set(type, UNKNOWN_TYPE);
    let found = UNKNOWN_TYPE;
    for (const { module, name, args } of this.resolver.types.externals(type)) {
      const op = typeDescriptionOf(this.resolver.rules, module, name);
      if (op) found = this.operators.apply(op, { file: 0, function: 0, name, arguments: args }, depth + 1);
      if (found !== UNKNOWN_TYPE) break;
    }
    this.typeMemo.set(type, found);
    return found;
  }

  /** The type of a call's result, by `returns` of its builder rules. */
  returned(site: CallSiteRef): TypeId {
    return this.ofCall(site, 'returns', 0);
  }

  /** The type that what a call builds describes, by `builds` of its builder rules. */
  built(site: CallSiteRef): TypeId {
    return this.ofCall(site, 'builds', 0);
  }

  /** The type of a member that is read from a library value. */
  read(file: FileId, fn: FunctionId, value: ValueId, object: ValueId): TypeId {
    return this.byNodes(this.resolver.resolve(file, fn, value), 'is', { file, function: fn, object }, 0);
  }

  /** The type of a callback's parameter, as the call hands it over. */
  handed(file: FileId, fn: FunctionId, index: number, side: 'is' | 'builds' = 'is', depth = 0): TypeId {
    const bound = this.resolver.paramNodes.get(file, fn, index);
    if (!bound) return UNKNOWN_TYPE;
    const entities: Entities = [{ e: 'lib', module: bound.module, nodes: bound.nodes }];
    const found = bound.sites.map((site) => this.byNodes(entities, side, site, depth)).filter((type) => type !== UNKNOWN_TYPE);
    return found.length === 0 ? UNKNOWN_TYPE : found.every((type) => type === found[0]) ? found[0]! : this.resolver.types.union(found);
  }

  /** The meaning of a library's type: `infer<typeof schema>`, a generated model's name. */
  alias(module: string, name: string, args: readonly TypeId[], context: AliasContext): TypeId | undefined {
    const op = typeAliasOf(this.resolver.rules, module, name);
    if (!op) return undefined;
    const site = { file: context.file, function: context.function, name, arguments: args, origin: (i: number) => context.origin(i) };
    const type = this.operators.apply(op, site, 0);
    return type === UNKNOWN_TYPE ? undefined : type;
  }

  /** What a value of a library's type gives in time. */
  carried(module: string, name: string, args: readonly TypeId[]): TypeId | undefined {
    const op = typeCarrierOf(this.resolver.rules, module, name);
    return op && this.operators.apply(op, { file: 0, function: 0, name, arguments: args }, 0);
  }

  /** Of a result type `infer<T>`: the name T of the type argument whose description it is. */
  describedArgument(file: FileId, fn: FunctionId, type: TypeExpr): string | undefined {
    if (type.t === 'name' && type.name === 'Promise' && type.args?.[0]) return this.describedArgument(file, fn, type.args[0]);
    if (type.t !== 'name' || !type.args) return undefined;
    for (const { module, name } of this.resolver.types.externals(this.resolver.types.resolve(file, fn, type))) {
      const op = typeAliasOf(this.resolver.rules, module, name);
      const argument = op && 'builtBy' in op ? type.args[typeArgumentOf(op.builtBy)?.index ?? -1] : undefined;
      if (argument?.t === 'name') return argument.name;
    }
    return undefined;
  }

  private describe(ref: ValueRef, depth: number, form?: ObjectForm): TypeId {
    const { file, function: fn, value } = ref;
    const def = this.resolver.fn(file, fn).values[value];
    const inner = (id: ValueId, of: FunctionId = fn): TypeId => this.describedBy({ file, function: of, value: id }, depth, form);
    switch (def?.op) {
      case 'outer':
        return inner(def.value, def.function);
      case 'cast':
        return inner(def.value);
      case 'omit':
      case 'update':
        return inner(def.object);
      case 'phi':
        return def.inputs.map((input) => inner(input)).find((type) => type !== UNKNOWN_TYPE) ?? UNKNOWN_TYPE;
      case 'param': {
        const handed = this.handed(file, fn, def.index, 'builds', depth);
        return handed === UNKNOWN_TYPE ? this.ofEntities(ref, depth, form) : handed;
      }
      case 'call': {
        const built = this.ofCall({ file, function: fn, call: def.call }, 'builds', depth);
        const asked = built === UNKNOWN_TYPE ? this.documents.ofCall({ file, function: fn, call: def.call }) : built;
        return asked === UNKNOWN_TYPE ? this.ofEntities(ref, depth, form) : asked;
      }
      case 'const':
      case 'concat':
        return this.documents.ofText(file, fn, def);
      case 'load':
        return this.member(ref, def, depth, form);
      case 'import':
        return this.imported(ref, def.import, depth, form);
      default:
        return this.ofEntities(ref, depth, form);
    }
  }

  private imported(ref: ValueRef, index: number, depth: number, form?: ObjectForm): TypeId {
    const target = this.resolver.graph.importValue(ref.file, index);
    if (target?.kind === 'value') return this.describedBy({ file: target.file, function: 0, value: target.value }, depth, form);
    const name = target?.kind === 'external' ? target.name : (this.resolver.facts(ref.file).imports[index]?.name ?? '');
    const entities = this.resolver.resolve(ref.file, ref.function, ref.value);
    const built = this.byNodes(entities, 'builds', { file: ref.file, function: ref.function, name }, depth);
    return built === UNKNOWN_TYPE ? this.ofEntities(ref, depth, form) : built;
  }

  /** A member of a library value: what rules say of it, or a member of what the value describes. */
  private member(ref: ValueRef, def: Extract<Value, { op: 'load' }>, depth: number, form?: ObjectForm): TypeId {
    const { file, function: fn } = ref;
    const objects = this.resolver.resolve(file, fn, def.object);
    if (objects.some((x) => x.e === 'lib')) {
      const site = { file, function: fn, object: def.object, name: def.key };
      const built = this.byNodes(this.resolver.resolve(file, fn, ref.value), 'builds', site, depth);
      if (built !== UNKNOWN_TYPE) return built;
      const owner = this.describedBy({ file, function: fn, value: def.object }, depth + 1, form);
      const member = this.resolver.types.member(owner, def.key);
      if (member) return member.type;
      if (objects.every((x) => x.e === 'lib')) return UNKNOWN_TYPE;
    }
    return this.ofEntities(ref, depth, form);
  }

  /** What a value may be: made by a library call, a class, a literal. */
  private ofEntities(ref: ValueRef, depth: number, form?: ObjectForm): TypeId {
    for (const x of this.resolver.resolve(ref.file, ref.function, ref.value)) {
      const type =
        x.e === 'lib'
          ? x.created
            ? this.ofCall(x.created, 'builds', depth)
            : this.byNodes([x], 'builds', { file: ref.file, function: ref.function }, depth)
          : x.e === 'class'
            ? this.instance(x.file, x.class, depth)
            : x.e === 'object'
              ? this.literal({ file: x.file, function: x.function, value: x.value }, depth, form)
              : UNKNOWN_TYPE;
      if (type !== UNKNOWN_TYPE) return type;
    }
    return UNKNOWN_TYPE;
  }

  /** An array literal describes arrays of what its elements describe. */
  private literal(ref: ValueRef, depth: number, form?: ObjectForm): TypeId {
    const { types } = this.resolver;
    if (this.resolver.fn(ref.file, ref.function).values[ref.value]?.op !== 'array') {
      return this.operators.objectOf(ref, '', depth + 1, form);
    }
    const elements = elementsOf(this.resolver, ref).map((el) => this.describedBy(el, depth + 1, form));
    const known = elements.filter((type) => type !== UNKNOWN_TYPE);
    return known.length === 0 ? UNKNOWN_TYPE : types.array(known.length === 1 ? known[0]! : types.union(known));
  }

  /** Instances of a class; with what its library super class is told of them: `extends Model<Attributes>`. */
  private instance(file: FileId, cls: number, depth: number): TypeId {
    const { types } = this.resolver;
    const own = types.instance(file, cls);
    const described = this.describedByType(own, depth + 1);
    const columns = this.resolver.tables.ofClass(file, cls).map((site) => this.built(site));
    const members = [described, ...columns].flatMap((type) => types.members(type));
    const fields = types.members(own);
    const more = members.filter((m) => !fields.some((f) => f.key === m.key));
    return more.length === 0 ? own : types.object([...fields, ...more], types.name(own), false);
  }

  private ofCall(site: CallSiteRef, side: Side, depth: number): TypeId {
    return this.once(`${side}:${site.file}:${site.function}:${site.call}`, () => {
      const call = this.resolver.fn(site.file, site.function).calls[site.call];
      return call ? this.byNodes(this.resolver.resolve(site.file, site.function, call.callee), side, site, depth) : UNKNOWN_TYPE;
    });
  }

  /** The first rule that knows the type decides. */
  private byNodes(entities: Entities, side: Side, site: OperatorSite, depth: number): TypeId {
    let found = UNKNOWN_TYPE;
    for (const x of entities) {
      if (x.e !== 'lib') continue;
      for (const node of x.nodes) {
        for (const builder of this.resolver.rules.nodes[node]!.builders ?? []) {
          const op = builder[side];
          const type = op ? this.operators.apply(op, site, depth + 1) : UNKNOWN_TYPE;
          if (isKnown(this.resolver.types, type)) return type;
          if (found === UNKNOWN_TYPE) found = type;
        }
      }
    }
    return found;
  }

  /** A question asked of itself answers nothing. */
  private once(key: string, ask: () => TypeId): TypeId {
    const known = this.memo.get(key);
    if (known !== undefined) return known;
    this.memo.set(key, UNKNOWN_TYPE);
    const type = ask();
    this.memo.set(key, type);
    return type;
  }
}
