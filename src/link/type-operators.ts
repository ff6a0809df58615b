/** Type operators of rules (TypeOp), applied at one call, member or type. */
import type { CallSiteRef, MemberInfo, TypeId, TypeTable } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import type { TypeOp } from '../model/rules.js';
import {
  constantKeysAt,
  elementsOf,
  literalOf,
  memberRef,
  placeValues,
  typeArgumentAt,
  typeArgumentOf,
  type OperatorSite,
  type ValueRef,
} from './call-places.js';
import { jsonSchemaType } from './json-schema.js';
import { QueriedOperators } from './queried-operators.js';
import type { ValueResolver } from './resolve-value.js';
import { rowOfQuery } from './sql-columns.js';
import { SiteNames } from './site-names.js';
import { StatedFormats } from './stated-formats.js';
import { memberAlong } from './types/member-along.js';
import type { ValueOrigin } from './types/table.js';

/** Nesting of builders inside builders (schemas in schemas). */
export const MAX_BUILDER_DEPTH = 120;

/** How members of an object say more than their type: see `objectOf`. */
export type ObjectForm = Pick<Extract<TypeOp, { objectOf: string }>, 'typeKey' | 'formats'>;

/** What operators ask of values and types. */
export interface Described {
  /** The type that a schema or model value describes. */
  describedBy(ref: ValueRef, depth: number, form?: ObjectForm): TypeId;
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
  private readonly rows: QueriedOperators;
  private readonly formats: StatedFormats;

  constructor(
    private readonly resolver: ValueResolver,
    private readonly described: Described,
  ) {
    this.types = resolver.types;
    this.names = new SiteNames(resolver);
    this.formats = new StatedFormats(resolver, (op, site) => this.apply(op, site, 1));
    this.rows = new QueriedOperators(resolver, this.names, (site) => described.built(site));
  }

  /** @returns the unknown type when the operator says nothing at this site */
  apply(op: TypeOp, site: OperatorSite, depth: number): TypeId {
    if (depth > MAX_BUILDER_DEPTH) return UNKNOWN_TYPE;
    const queried = (): TypeId | undefined => this.rows.apply(op, site, (of) => this.apply(of, site, depth + 1));
    return this.built(op, site, depth) ?? this.composed(op, site, depth) ?? queried() ?? UNKNOWN_TYPE;
  }

  /** Operators that say what stands at a place. */
  private built(op: TypeOp, site: OperatorSite, depth: number): TypeId | undefined {
    if ('objectOf' in op) return this.firstOf(site, op.objectOf, (ref) => this.objectOf(ref, this.names.boundTo(site), depth, op));
    if ('builtBy' in op) return this.builtBy(op.builtBy, site, depth);
    if ('instanceOf' in op) return this.firstOf(site, op.instanceOf, (ref) => this.described.describedBy(ref, depth + 1));
    if ('typeOf' in op) return this.firstOf(site, op.typeOf, (ref) => this.described.typeOf(ref));
    if ('entry' in op) return this.entry(op.entry.of, this.names.calleeMember(site, op.entry.member), site, depth);
    if ('jsonSchema' in op) return this.firstOf(site, op.jsonSchema, (ref) => jsonSchemaType(this.resolver, ref));
    if ('columns' in op) return this.firstOf(site, op.columns, (ref) => rowOfQuery(this.resolver, ref));
    if ('typeArgument' in op) return typeArgumentAt(this.resolver, op.typeArgument, site);
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
        constantKeysAt(this.resolver, site, op.keyed[0]).map((key) => [key, inner(op.keyed[1])] as const),
        site,
      );
    if ('memberOf' in op) return types.member(inner(op.memberOf[0]), op.memberOf[1])?.type ?? UNKNOWN_TYPE;
    if ('memberAt' in op) {
      const of = inner(op.memberAt[0]);
      return this.union(constantKeysAt(this.resolver, site, op.memberAt[1]).map((key) => types.member(of, key)?.type ?? UNKNOWN_TYPE));
    }
    if ('merge' in op) return this.merged(this.operands(op.merge, site, depth), this.names.boundTo(site));
    if ('union' in op) return this.union(this.operands(op.union, site, depth));
    if ('first' in op) return this.first(op.first, site, depth);
    if ('absent' in op) return placeValues(this.resolver, site, op.absent[1]).length > 0 ? UNKNOWN_TYPE : inner(op.absent[0]);
    return 'primitive' in op ? this.primitive(op, site) : undefined;
  }

  private primitive(op: Extract<TypeOp, { primitive: unknown }>, site: OperatorSite): TypeId {
    if (op.primitive === 'any') return UNKNOWN_TYPE;
    const format = op.formatFrom === undefined ? op.format : this.formatAt(site, op.formatFrom);
    return op.primitive === 'string' && format !== undefined ? this.types.formatted(format) : this.types.primitive(op.primitive);
  }

  private formatAt(site: OperatorSite, places: string | readonly string[]): string | undefined {
    for (const place of typeof places === 'string' ? [places] : places) {
      for (const ref of placeValues(this.resolver, site, place)) {
        const format = this.formats.at(ref);
        if (format !== undefined) return format;
      }
    }
    return undefined;
  }

  /** The members of an object literal by what each describes. */
  objectOf(ref: ValueRef, name: string, depth: number, form?: ObjectForm): TypeId {
    const found = literalOf(this.resolver, ref);
    if (!found || depth > MAX_BUILDER_DEPTH) return UNKNOWN_TYPE;
    const members = new Map<string, MemberInfo>();
    for (const entry of found.entries) {
      if ('computed' in entry) continue;
      const value = { file: found.file, function: found.function, value: 'spread' in entry ? entry.spread : entry.value };
      if ('spread' in entry) {
        const spread = this.described.describedBy(value, depth + 1, form);
        for (const m of this.types.members(spread)) members.set(m.key, m);
      } else {
        const of = (form?.typeKey ? memberRef(this.resolver, value, form.typeKey) : undefined) ?? value;
        const type = this.stated(value, this.described.describedBy(of, depth + 1, form), form);
        members.set(entry.key, { key: entry.key, type, optional: false, owner: name, file: found.file, at: entry.at });
      }
    }
    return this.types.object([...members.values()], name, true);
  }

  /** A text with the format that its options state. */
  private stated(options: ValueRef, type: TypeId, form: ObjectForm | undefined): TypeId {
    if (!form?.formats || this.types.shape(type) !== 'string') return type;
    const format = this.formats.among(options, form.formats);
    return format === undefined ? type : this.types.formatted(format);
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
    const type = typeArgumentAt(this.resolver, argument.index, site);
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
      if (!next) return i === 0 ? memberAlong(this.types, this.described.describedBy(ref, depth + 1), origin.path) : UNKNOWN_TYPE;
      ref = next;
    }
    return this.described.describedBy(ref, depth + 1);
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
}

/** Whether anything is known of a type: a list of unknown elements is only a list. */
export function isKnown(types: TypeTable, type: TypeId): boolean {
  const shape = types.shape(type);
  return shape === 'array' ? isKnown(types, types.element(type)) : shape !== 'unknown';
}
