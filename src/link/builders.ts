/** Types that library calls build or return, by the type operators of rules (TypeOp). */
import type { ValueId } from '../model/facts.js';
import type { CallSiteRef, MemberInfo, TypeId } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { typeAliasOf } from '../model/rule-graph.js';
import type { BuilderModel, TypeOp } from '../model/rules.js';
import { constantKeys, memberRef, placeValue, type ValueRef } from './call-places.js';
import type { ValueResolver } from './resolve-value.js';
import type { AliasContext } from './types/table.js';

/** Nesting of builders inside builders (schemas in schemas, selects in selects). */
const MAX_DEPTH = 24;

export class TypeBuilders {
  private readonly memo = new Map<string, TypeId>();

  constructor(private readonly resolver: ValueResolver) {}

  /** The type that a schema or model value describes. */
  describedBy(ref: ValueRef, depth = 0): TypeId {
    if (depth > MAX_DEPTH) return UNKNOWN_TYPE;
    for (const x of this.resolver.resolve(ref.file, ref.function, ref.value)) {
      if (x.e === 'lib' && x.created) {
        const type = this.builtAt(x.created, 'builds', depth);
        if (type !== UNKNOWN_TYPE) return type;
      }
      if (x.e === 'class') return this.resolver.types.instance(x.file, x.class);
      if (x.e === 'object') {
        const type = this.objectOf({ file: x.file, function: x.function, value: x.value }, '', depth);
        if (type !== UNKNOWN_TYPE) return type;
      }
    }
    return UNKNOWN_TYPE;
  }

  /** The type of a call's result, by `returns` of its builder rules. */
  returned(site: CallSiteRef): TypeId {
    return this.builtAt(site, 'returns', 0);
  }

  /** The meaning of a library's generic type: `infer<typeof schema>`, a generated model's name. */
  alias(module: string, name: string, args: readonly TypeId[], context: AliasContext): TypeId | undefined {
    const { rules, types } = this.resolver;
    const op = typeAliasOf(rules, module, name) ?? typeAliasOf(rules, module, '*');
    if (!op) return undefined;
    if ('row' in op) return types.schemaType(op.row.case === 'pascal' ? name.charAt(0).toUpperCase() + name.slice(1) : name);
    if ('typeArgument' in op) return args[op.typeArgument];
    if (!('builtBy' in op)) return undefined;
    const index = Number(/^TypeArgument\[(\d+)\]$/.exec(op.builtBy)?.[1] ?? -1);
    const origin = index < 0 ? undefined : context.origin(index);
    if (!origin || origin.value === undefined) return args[index];
    let ref: ValueRef | undefined = { file: origin.file, function: origin.function, value: origin.value };
    for (const key of origin.path) ref = ref && memberRef(this.resolver, ref, key);
    return ref ? this.describedBy(ref) : undefined;
  }

  private builtAt(site: CallSiteRef, what: 'builds' | 'returns', depth: number): TypeId {
    const key = `${what}:${site.file}:${site.function}:${site.call}`;
    const known = this.memo.get(key);
    if (known !== undefined) return known;
    this.memo.set(key, UNKNOWN_TYPE);
    const type = this.compute(site, what, depth);
    this.memo.set(key, type);
    return type;
  }

  private compute(site: CallSiteRef, what: 'builds' | 'returns', depth: number): TypeId {
    const call = this.resolver.fn(site.file, site.function).calls[site.call];
    if (!call) return UNKNOWN_TYPE;
    for (const x of this.resolver.resolve(site.file, site.function, call.callee)) {
      if (x.e !== 'lib') continue;
      for (const node of x.nodes) {
        for (const builder of this.resolver.rules.nodes[node]!.builders ?? []) {
          const type = this.apply(builder, what, site, depth);
          if (type !== UNKNOWN_TYPE) return type;
        }
      }
    }
    return UNKNOWN_TYPE;
  }

  private apply(builder: BuilderModel, what: 'builds' | 'returns', site: CallSiteRef, depth: number): TypeId {
    const op = builder[what];
    return op ? this.eval(op, site, depth + 1) : UNKNOWN_TYPE;
  }

  private eval(op: TypeOp, site: CallSiteRef, depth: number): TypeId {
    const { types } = this.resolver;
    if (depth > MAX_DEPTH) return UNKNOWN_TYPE;
    if ('objectOf' in op) {
      const ref = placeValue(this.resolver, site, op.objectOf);
      return ref ? this.objectOf(ref, this.boundName(site), depth) : UNKNOWN_TYPE;
    }
    if ('arrayOf' in op) return types.array(this.eval(op.arrayOf, site, depth + 1));
    if ('builtBy' in op) return this.builtBy(op.builtBy, site, depth);
    if ('pick' in op) return this.narrowed(op.pick, site, depth, (t, k) => types.pick(t, k));
    if ('omit' in op) return this.narrowed(op.omit, site, depth, (t, k) => types.omit(t, k));
    if ('merge' in op) return this.merged(op.merge.map((o) => this.eval(o, site, depth + 1)), this.boundName(site));
    if ('union' in op) return this.unionOf(op.union, site, depth);
    if ('primitive' in op) return op.primitive === 'any' ? UNKNOWN_TYPE : types.primitive(op.primitive);
    if ('row' in op) return this.row(op.row, site);
    if ('select' in op) {
      const ref = placeValue(this.resolver, site, op.select[1]);
      const type = this.eval(op.select[0], site, depth + 1);
      return ref ? this.select(type, ref, depth) : type;
    }
    if ('include' in op) return this.include(this.eval(op.include[0], site, depth + 1), placeValue(this.resolver, site, op.include[1]), depth);
    if ('typeArgument' in op) return this.typeArgument(op.typeArgument, site);
    if ('instanceOf' in op) {
      const ref = placeValue(this.resolver, site, op.instanceOf);
      return ref ? this.describedBy(ref, depth + 1) : UNKNOWN_TYPE;
    }
    return UNKNOWN_TYPE;
  }

  private builtBy(place: string, site: CallSiteRef, depth: number): TypeId {
    const argument = /^TypeArgument\[(\d+)\]$/.exec(place);
    if (argument) return this.typeArgument(Number(argument[1]), site);
    const ref = placeValue(this.resolver, site, place);
    return ref ? this.describedBy(ref, depth + 1) : UNKNOWN_TYPE;
  }

  private typeArgument(index: number, site: CallSiteRef): TypeId {
    const expr = this.resolver.fn(site.file, site.function).calls[site.call]!.typeArgs?.[index];
    return expr ? this.resolver.types.resolve(site.file, site.function, expr) : UNKNOWN_TYPE;
  }

  /** The variable a schema is bound to names its type: `const userSchema = …`. */
  private boundName(site: CallSiteRef): string {
    const facts = this.resolver.fn(site.file, site.function);
    const value = facts.values.findIndex((v) => v.op === 'call' && v.call === site.call);
    return facts.names.find(([v]) => v === value)?.[1] ?? '';
  }

  private objectOf(ref: ValueRef, name: string, depth: number): TypeId {
    const members: MemberInfo[] = [];
    const found = this.literal(ref);
    if (!found) return UNKNOWN_TYPE;
    for (const entry of found.entries) {
      if ('key' in entry) {
        const type = this.describedBy({ file: found.file, function: found.function, value: entry.value }, depth + 1);
        members.push({ key: entry.key, type, optional: false, owner: name, file: found.file, at: entry.at });
      } else if ('spread' in entry) {
        const spread = this.objectOf({ file: found.file, function: found.function, value: entry.spread }, name, depth + 1);
        members.push(...this.resolver.types.members(spread));
      }
    }
    return this.resolver.types.object(members, name, true);
  }

  private literal(ref: ValueRef) {
    for (const x of this.resolver.resolve(ref.file, ref.function, ref.value)) {
      if (x.e !== 'object') continue;
      const def = this.resolver.fn(x.file, x.function).values[x.value]!;
      if (def.op === 'object') return { file: x.file, function: x.function, entries: def.entries };
    }
    return undefined;
  }

  private narrowed([of, place]: readonly [TypeOp, string], site: CallSiteRef, depth: number, narrow: (t: TypeId, keys: readonly string[]) => TypeId): TypeId {
    const type = this.eval(of, site, depth + 1);
    const ref = placeValue(this.resolver, site, place);
    const keys = ref ? constantKeys(this.resolver, ref) : [];
    return keys.length ? narrow(type, keys) : type;
  }

  private merged(of: readonly TypeId[], name: string): TypeId {
    const { types } = this.resolver;
    const byKey = new Map<string, MemberInfo>();
    for (const t of of) for (const m of types.members(t)) byKey.set(m.key, m);
    if (byKey.size === 0) return UNKNOWN_TYPE;
    return types.object([...byKey.values()], name || types.name(of[0]!), of.every((t) => types.closed(t)));
  }

  private unionOf(place: string, site: CallSiteRef, depth: number): TypeId {
    const ref = placeValue(this.resolver, site, place);
    if (!ref) return UNKNOWN_TYPE;
    const def = this.resolver.fn(ref.file, ref.function).values[ref.value];
    if (def?.op !== 'array') return UNKNOWN_TYPE;
    return this.resolver.types.union(def.elements.map((el) => this.describedBy({ file: ref.file, function: ref.function, value: el.value }, depth + 1)));
  }

  private row(row: { readonly member?: number; readonly place?: string; readonly case?: 'pascal' }, site: CallSiteRef): TypeId {
    let name: string | undefined;
    if (row.place) {
      const ref = placeValue(this.resolver, site, row.place);
      name = ref ? constantKeys(this.resolver, ref)[0] : undefined;
    } else name = this.calleeMember(site, row.member ?? 1);
    if (!name) return UNKNOWN_TYPE;
    return this.resolver.types.schemaType(row.case === 'pascal' ? name.charAt(0).toUpperCase() + name.slice(1) : name);
  }

  /** The n-th member from the end of the callee's path: of `db.user.findMany`, 1 is `user`. */
  private calleeMember(site: CallSiteRef, n: number): string | undefined {
    const facts = this.resolver.fn(site.file, site.function);
    let value: ValueId | undefined = facts.calls[site.call]!.callee;
    for (let i = 0; value !== undefined; i++) {
      const def: (typeof facts.values)[number] | undefined = facts.values[value];
      if (def?.op !== 'load') return undefined;
      if (i === n) return def.key;
      value = def.object;
    }
    return undefined;
  }

  /** Keys of a select object: true keeps the member, an object narrows it. */
  private select(type: TypeId, ref: ValueRef, depth: number): TypeId {
    const found = this.literal(ref);
    if (!found || depth > MAX_DEPTH) return type;
    const { types } = this.resolver;
    const members: MemberInfo[] = [];
    for (const entry of found.entries) {
      if (!('key' in entry)) return type;
      const def = this.resolver.fn(found.file, found.function).values[entry.value];
      if (def?.op === 'const' && !def.value) continue;
      const member = types.member(type, entry.key);
      if (!member) continue;
      members.push({ ...member, type: this.nested(member.type, { file: found.file, function: found.function, value: entry.value }, depth) });
    }
    return types.object(members, types.name(type), true);
  }

  /** A member's type under `{ select: …, include: … }`; relations of relations are dropped unless asked for. */
  private nested(type: TypeId, ref: ValueRef, depth: number): TypeId {
    const { types } = this.resolver;
    const isArray = types.shape(type) === 'array';
    const element = isArray ? types.element(type) : type;
    if (types.members(element).length === 0) return type;
    const options = this.literal(ref);
    const at = (key: string): ValueRef | undefined => {
      const entry = options?.entries.find((e) => 'key' in e && e.key === key);
      return options && entry && 'key' in entry ? { file: options.file, function: options.function, value: entry.value } : undefined;
    };
    const select = at('select');
    const narrowed = select ? this.select(element, select, depth + 1) : this.include(element, at('include'), depth + 1);
    return isArray ? types.array(narrowed) : narrowed;
  }

  private include(type: TypeId, ref: ValueRef | undefined, depth: number): TypeId {
    const { types } = this.resolver;
    const members = types.members(type);
    if (members.length === 0 || depth > MAX_DEPTH) return type;
    const wanted = ref ? this.literal(ref) : undefined;
    if (ref && !wanted) return type;
    const kept: MemberInfo[] = [];
    for (const m of members) {
      const element = types.shape(m.type) === 'array' ? types.element(m.type) : m.type;
      if (types.shape(element) !== 'object') {
        kept.push(m);
        continue;
      }
      const entry = wanted?.entries.find((e) => 'key' in e && e.key === m.key);
      if (wanted && entry && 'key' in entry) kept.push({ ...m, type: this.nested(m.type, { file: wanted.file, function: wanted.function, value: entry.value }, depth) });
    }
    return types.object(kept, types.name(type), true);
  }
}

