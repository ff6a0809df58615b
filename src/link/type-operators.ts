/** Type operators of rules (TypeOp), applied at one call, member or type. */
import type { CallSiteRef, MemberInfo, TypeId, TypeTable } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import type { TypeOp } from '../model/rules.js';
import {
  constantKeys,
  elementsOf,
  flaggedKeys,
  literalOf,
  memberRef,
  placeValue,
  placeValues,
  typeArgumentOf,
  type OperatorSite,
  type ValueRef,
} from './call-places.js';
import { jsonSchemaType } from './json-schema.js';
import { included, selected, selectionOf, selectionOfType, type Selection } from './selection.js';
import type { ValueResolver } from './resolve-value.js';
import { rowOfQuery } from './sql-columns.js';
import { fitted, SiteNames } from './site-names.js';
import type { ValueOrigin } from './types/table.js';

/** Nesting of builders inside builders (schemas in schemas). */
export const MAX_BUILDER_DEPTH = 120;

/** What operators ask of values and types. */
export interface Described {
  /** The type that a schema or model value describes. `typeKey`: see `objectOf`. */
  describedBy(ref: ValueRef, depth: number, typeKey?: string): TypeId;
  /** What values of a declared type describe. */
  describedByType(type: TypeId, depth: number): TypeId;
  /** The type that a value has. */
  typeOf(ref: ValueRef): TypeId;
  /** The type that what a call builds describes. */
  built(site: CallSiteRef): TypeId;
}

/** Evaluates type operators, so that rules describe types by what code wrote. */
export class TypeOperators {
  private readonly types: TypeTable;
  private readonly names: SiteNames;

  constructor(
    private readonly resolver: ValueResolver,
    private readonly described: Described,
  ) {
    this.types = resolver.types;
    this.names = new SiteNames(resolver);
  }

  /** @returns the unknown type when the operator says nothing at this site */
  apply(op: TypeOp, site: OperatorSite, depth: number): TypeId {
    if (depth > MAX_BUILDER_DEPTH) return UNKNOWN_TYPE;
    return this.built(op, site, depth) ?? this.composed(op, site, depth) ?? this.queried(op, site, depth) ?? UNKNOWN_TYPE;
  }

  /** Operators that say what stands at a place. */
  private built(op: TypeOp, site: OperatorSite, depth: number): TypeId | undefined {
    if ('objectOf' in op) return this.firstOf(site, op.objectOf, (ref) => this.objectOf(ref, this.names.boundTo(site), depth, op.typeKey));
    if ('builtBy' in op) return this.builtBy(op.builtBy, site, depth);
    if ('instanceOf' in op) return this.firstOf(site, op.instanceOf, (ref) => this.described.describedBy(ref, depth + 1));
    if ('typeOf' in op) return this.firstOf(site, op.typeOf, (ref) => this.described.typeOf(ref));
    if ('entry' in op) return this.entry(op.entry.of, this.names.calleeMember(site, op.entry.member), site, depth);
    if ('jsonSchema' in op) return this.firstOf(site, op.jsonSchema, (ref) => jsonSchemaType(this.resolver, ref));
    if ('columns' in op) return this.firstOf(site, op.columns, (ref) => rowOfQuery(this.resolver, ref));
    if ('typeArgument' in op) return this.typeArgument(op.typeArgument, site);
    return undefined;
  }

  /** Operators that make a type of others. */
  private composed(op: TypeOp, site: OperatorSite, depth: number): TypeId | undefined {
    const { types } = this;
    const inner = (of: TypeOp): TypeId => this.apply(of, site, depth + 1);
    if ('arrayOf' in op) return types.array(inner(op.arrayOf));
    if ('elementOf' in op) return types.element(inner(op.elementOf));
    if ('resultOf' in op) return types.awaited(types.returns(inner(op.resultOf)));
    if ('members' in op)
      return this.withMembers(
        Object.entries(op.members).map(([key, of]) => [key, inner(of)] as const),
        site,
      );
    if ('keyed' in op)
      return this.withMembers(
        this.keysAt(op.keyed[0], site).map((key) => [key, inner(op.keyed[1])] as const),
        site,
      );
    if ('memberOf' in op) return types.member(inner(op.memberOf[0]), op.memberOf[1])?.type ?? UNKNOWN_TYPE;
    if ('memberAt' in op) {
      const of = inner(op.memberAt[0]);
      return this.union(this.keysAt(op.memberAt[1], site).map((key) => types.member(of, key)?.type ?? UNKNOWN_TYPE));
    }
    if ('merge' in op) return this.merged(this.operands(op.merge, site, depth), this.names.boundTo(site));
    if ('union' in op) return this.union(this.operands(op.union, site, depth));
    if ('first' in op) return this.first(op.first, site, depth);
    return 'primitive' in op ? this.primitive(op, site) : undefined;
  }

  private primitive(op: Extract<TypeOp, { primitive: unknown }>, site: OperatorSite): TypeId {
    if (op.primitive === 'any') return UNKNOWN_TYPE;
    const format = op.formatFrom === undefined ? op.format : this.keysAt(op.formatFrom, site)[0];
    return op.primitive === 'string' && format !== undefined ? this.types.formatted(format) : this.types.primitive(op.primitive);
  }

  /** Operators that name rows and choose of them. */
  private queried(op: TypeOp, site: OperatorSite, depth: number): TypeId | undefined {
    const inner = (of: TypeOp): TypeId => this.apply(of, site, depth + 1);
    if ('pick' in op) return this.narrowed(inner(op.pick[0]), op.pick[1], site, 'pick');
    if ('omit' in op) return this.narrowed(inner(op.omit[0]), op.omit[1], site, 'omit');
    if ('row' in op) return this.row(op.row, site);
    if ('declared' in op) return this.declared(op.declared, site);
    if ('select' in op) return this.select(inner(op.select[0]), op.select[1], site);
    if ('include' in op) return this.include(inner(op.include[0]), op.include[1], site);
    return undefined;
  }

  /** The members of an object literal by what each describes. */
  objectOf(ref: ValueRef, name: string, depth: number, typeKey?: string): TypeId {
    const found = literalOf(this.resolver, ref);
    if (!found || depth > MAX_BUILDER_DEPTH) return UNKNOWN_TYPE;
    const members = new Map<string, MemberInfo>();
    for (const entry of found.entries) {
      if ('computed' in entry) continue;
      const value = { file: found.file, function: found.function, value: 'spread' in entry ? entry.spread : entry.value };
      if ('spread' in entry) {
        const spread = this.described.describedBy(value, depth + 1, typeKey);
        for (const m of this.types.members(spread)) members.set(m.key, m);
      } else {
        const of = (typeKey ? memberRef(this.resolver, value, typeKey) : undefined) ?? value;
        const type = this.described.describedBy(of, depth + 1, typeKey);
        members.set(entry.key, { key: entry.key, type, optional: false, owner: name, file: found.file, at: entry.at });
      }
    }
    return this.types.object([...members.values()], name, true);
  }

  private firstOf(site: OperatorSite, place: string, ask: (ref: ValueRef) => TypeId): TypeId {
    for (const ref of placeValues(this.resolver, site, place)) {
      const type = ask(ref);
      if (type !== UNKNOWN_TYPE) return type;
    }
    return UNKNOWN_TYPE;
  }

  private first(ops: readonly TypeOp[], site: OperatorSite, depth: number): TypeId {
    for (const op of ops) {
      const type = this.apply(op, site, depth + 1);
      if (isKnown(this.types, type)) return type;
    }
    return UNKNOWN_TYPE;
  }

  /** Nothing when nothing is known of any member. */
  private withMembers(of: readonly (readonly [string, TypeId])[], site: OperatorSite): TypeId {
    const known = of.filter(([, type]) => this.types.shape(type) !== 'unknown');
    if (known.length === 0) return UNKNOWN_TYPE;
    const members = known.map(([key, type]): MemberInfo => ({ key, type, optional: false, owner: '', file: site.file, at: [0, 0] }));
    return this.types.object(members, '', false);
  }

  private builtBy(place: string, site: OperatorSite, depth: number): TypeId {
    const argument = typeArgumentOf(place);
    if (!argument) return this.firstOf(site, place, (ref) => this.described.describedBy(ref, depth + 1));
    const type = this.typeArgument(argument.index, site);
    const origin = site.origin?.(argument.index);
    const built = origin ? this.ofOrigin(origin, depth) : UNKNOWN_TYPE;
    if (built !== UNKNOWN_TYPE) return built;
    const described = this.described.describedByType(type, depth + 1);
    // A library's type that says nothing of what it describes is not what it describes.
    return described !== UNKNOWN_TYPE ? described : this.types.shape(type) === 'external' ? UNKNOWN_TYPE : type;
  }

  private ofOrigin(origin: ValueOrigin, depth: number): TypeId {
    if (origin.value === undefined) return UNKNOWN_TYPE;
    let ref: ValueRef = { file: origin.file, function: origin.function, value: origin.value };
    for (const [i, key] of origin.path.entries()) {
      const next = memberRef(this.resolver, ref, key);
      // A member of what a value describes: `typeof schema.shape`.
      if (!next) return i === 0 ? this.pathOf(this.described.describedBy(ref, depth + 1), origin.path) : UNKNOWN_TYPE;
      ref = next;
    }
    return this.described.describedBy(ref, depth + 1);
  }

  private pathOf(type: TypeId, path: readonly string[]): TypeId {
    return path.reduce((at, key) => this.types.member(at, key)?.type ?? UNKNOWN_TYPE, type);
  }

  private typeArgument(index: number, site: OperatorSite): TypeId {
    if (site.arguments) return site.arguments[index] ?? UNKNOWN_TYPE;
    if (site.call === undefined) return UNKNOWN_TYPE;
    const expr = this.resolver.fn(site.file, site.function).calls[site.call]!.typeArgs?.[index];
    return expr ? this.types.resolve(site.file, site.function, expr) : UNKNOWN_TYPE;
  }

  private entry(place: string, key: string | undefined, site: OperatorSite, depth: number): TypeId {
    if (key === undefined) return UNKNOWN_TYPE;
    return this.firstOf(site, place, (ref) => {
      const member = memberRef(this.resolver, ref, key);
      return member ? this.described.describedBy(member, depth + 1) : UNKNOWN_TYPE;
    });
  }

  private operands(of: readonly TypeOp[] | string, site: OperatorSite, depth: number): readonly TypeId[] {
    if (typeof of !== 'string') return of.map((op) => this.apply(op, site, depth + 1));
    const refs = placeValues(this.resolver, site, of).flatMap((ref) => {
      const elements = elementsOf(this.resolver, ref);
      return elements.length > 0 ? elements : [ref];
    });
    return refs.map((ref) => this.described.describedBy(ref, depth + 1));
  }

  private union(of: readonly TypeId[]): TypeId {
    const known = of.filter((type) => type !== UNKNOWN_TYPE);
    return known.length === 0 ? UNKNOWN_TYPE : known.length === 1 ? known[0]! : this.types.union(known);
  }

  private merged(of: readonly TypeId[], name: string): TypeId {
    const known = of.filter((type) => this.types.shape(type) !== 'unknown');
    if (known.length <= 1) return known[0] ?? UNKNOWN_TYPE;
    const byKey = new Map<string, MemberInfo>();
    for (const t of known) for (const m of this.types.members(t)) byKey.set(m.key, m);
    if (byKey.size === 0) return UNKNOWN_TYPE;
    const closed = known.length === of.length && of.every((t) => this.types.closed(t));
    return this.types.object([...byKey.values()], name || this.types.name(known[0]!), closed);
  }

  private narrowed(type: TypeId, place: string, site: OperatorSite, how: 'pick' | 'omit'): TypeId {
    const flags = placeValues(this.resolver, site, place).flatMap((ref) => flaggedKeys(this.resolver, ref));
    const on = flags.filter((flag) => flag.on).map((flag) => flag.key);
    if (flags.length === 0 || on.some((key) => key === '*' || key.endsWith('.*')) || this.types.shape(type) === 'unknown') return type;
    // What is switched off leaves the rest.
    const [way, keys] = on.length > 0 || how === 'omit' ? [how, on] : (['omit', flags.map((flag) => flag.key)] as const);
    return this.types.shape(type) === 'array'
      ? this.types.array(this.chosen(this.types.element(type), way, keys, site))
      : this.chosen(type, way, keys, site);
  }

  /** Of a row whose columns nobody declares, those that are asked for are known by their names. */
  private chosen(type: TypeId, way: 'pick' | 'omit', keys: readonly string[], { file }: OperatorSite): TypeId {
    const { types } = this;
    const isOpen = types.shape(type) === 'object' && !types.closed(type) && types.members(type).length === 0;
    if (!isOpen || way === 'omit') return isOpen ? type : types[way](type, keys);
    const owner = types.name(type);
    // `users.email` is the column of a table.
    const columns = keys.map((key) => key.slice(key.lastIndexOf('.') + 1));
    const members = columns.map((key): MemberInfo => ({ key, type: UNKNOWN_TYPE, optional: false, owner, file, at: [0, 0] }));
    return types.object(members, owner, true);
  }

  private keysAt(place: string, site: OperatorSite): readonly string[] {
    return placeValues(this.resolver, site, place).flatMap((ref) => constantKeys(this.resolver, ref));
  }

  /** Nothing when no selection can be read there. */
  private select(type: TypeId, place: string, site: OperatorSite): TypeId {
    const selection = this.selectionAt(place, site);
    return selection === undefined || selection === 'unknown' ? UNKNOWN_TYPE : selected(this.types, type, selection);
  }

  /** An include object that is no literal may ask for any relation. */
  private include(type: TypeId, place: string | undefined, site: OperatorSite): TypeId {
    const selection = place === undefined ? undefined : this.selectionAt(place, site);
    return selection === 'unknown' ? type : included(this.types, type, selection);
  }

  private selectionAt(place: string, site: OperatorSite): Selection | 'unknown' | undefined {
    const argument = typeArgumentOf(place);
    if (argument) return selectionOfType(this.types, this.pathOf(this.typeArgument(argument.index, site), argument.keys));
    const ref = placeValue(this.resolver, site, place);
    return ref && (selectionOf(this.resolver, ref) ?? 'unknown');
  }

  /** Of files in the folder of the code, or around it: those of another package say nothing of this one. */
  private declared(name: string, { file }: OperatorSite): TypeId {
    const { graph } = this.resolver;
    const path = graph.files[file]!.path;
    const around = graph.globalTypes(name).filter((place) => {
      const of = graph.files[place.file]!.path;
      return path.startsWith(of.slice(0, of.lastIndexOf('/') + 1));
    });
    const types = around.map((place) => this.types.resolve(place.file, 0, { t: 'name', name }));
    if (types.length < 2) return types[0] ?? UNKNOWN_TYPE;
    return this.types.object(
      types.flatMap((type) => this.types.members(type)),
      this.types.name(types[0]!),
      false,
    );
  }

  private row(row: Extract<TypeOp, { row: unknown }>['row'], site: OperatorSite): TypeId {
    const found =
      row.place !== undefined
        ? this.keysAt(row.place, site)[0]
        : row.member !== undefined
          ? this.names.calleeMember(site, row.member)
          : site.name;
    const name = found === undefined ? undefined : fitted(found, row.match ?? '*');
    if (!name) return UNKNOWN_TYPE;
    const declared = this.types.schemaType(row.case === 'pascal' ? name.charAt(0).toUpperCase() + name.slice(1) : name);
    const known = declared === UNKNOWN_TYPE ? this.types.schemaType(name) : declared;
    const built = known === UNKNOWN_TYPE ? this.ofTable(name, site) : known;
    return built === UNKNOWN_TYPE && row.open ? this.types.object([], name, false) : built;
  }

  /** A table that a call of the program builds. */
  private ofTable(name: string, site: OperatorSite): TypeId {
    for (const built of this.resolver.tables.named(name)) {
      const isItself = built.file === site.file && built.function === site.function && built.call === site.call;
      const type = isItself ? UNKNOWN_TYPE : this.described.built(built);
      if (type !== UNKNOWN_TYPE) return type;
    }
    return UNKNOWN_TYPE;
  }
}

/** Whether anything is known of a type: a list of unknown elements is only a list. */
export function isKnown(types: TypeTable, type: TypeId): boolean {
  const shape = types.shape(type);
  return shape === 'array' ? isKnown(types, types.element(type)) : shape !== 'unknown';
}
