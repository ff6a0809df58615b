/** Type operators that name rows and choose of them: what queries give back. */
import { UNKNOWN_TYPE, type CallSiteRef, type MemberInfo, type TypeId, type TypeTable } from '../model/program.js';
import type { TypeOp } from '../model/rules.js';
import { constantKeys, flaggedKeys, placeValue, placeValues, typeArgumentAt, typeArgumentOf, type OperatorSite } from './call-places.js';
import type { ValueResolver } from './resolve-value.js';
import { included, selected, selectionOf, selectionOfType, type Selection } from './selection.js';
import { fitted, type SiteNames } from './site-names.js';
import { memberAlong } from './types/member-along.js';

/** Evaluates them for {@link TypeOperators}, which evaluates their operands. */
export class QueriedOperators {
  private readonly types: TypeTable;

  /** @param built the type that what a call builds describes */
  constructor(
    private readonly resolver: ValueResolver,
    private readonly names: SiteNames,
    private readonly built: (site: CallSiteRef) => TypeId,
  ) {
    this.types = resolver.types;
  }

  /**
   * @param inner what an operand says
   * @returns nothing for other operators
   */
  apply(op: TypeOp, site: OperatorSite, inner: (of: TypeOp) => TypeId): TypeId | undefined {
    if ('pick' in op) return this.narrowed(inner(op.pick[0]), op.pick[1], site, 'pick');
    if ('omit' in op) return this.narrowed(inner(op.omit[0]), op.omit[1], site, 'omit');
    if ('row' in op) return this.row(op.row, site);
    if ('declared' in op) return this.declared(op.declared, site);
    if ('select' in op) return this.select(inner(op.select[0]), op.select[1], site);
    if ('include' in op) return this.include(inner(op.include[0]), op.include[1], site);
    return undefined;
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
    if (argument)
      return selectionOfType(this.types, memberAlong(this.types, typeArgumentAt(this.resolver, argument.index, site), argument.keys));
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
    const found = this.nameOfRow(row, site);
    const name = found === undefined ? undefined : fitted(found, row.match ?? '*');
    if (!name) return UNKNOWN_TYPE;
    const declared = this.types.schemaType(row.case === 'pascal' ? name.charAt(0).toUpperCase() + name.slice(1) : name);
    const known = declared === UNKNOWN_TYPE ? this.types.schemaType(name) : declared;
    const built = known === UNKNOWN_TYPE ? this.ofTable(name, site) : known;
    return built === UNKNOWN_TYPE && row.open ? this.types.object([], name, false) : built;
  }

  private nameOfRow({ place, member }: Extract<TypeOp, { row: unknown }>['row'], site: OperatorSite): string | undefined {
    if (place === undefined) return member === undefined ? site.name : this.names.calleeMember(site, member);
    const ref = placeValue(this.resolver, site, place);
    return ref && constantKeys(this.resolver, ref)[0];
  }

  /** A table that a call of the program builds. */
  private ofTable(name: string, site: OperatorSite): TypeId {
    for (const built of this.resolver.tables.named(name)) {
      const isItself = built.file === site.file && built.function === site.function && built.call === site.call;
      const type = isItself ? UNKNOWN_TYPE : this.built(built);
      if (type !== UNKNOWN_TYPE) return type;
    }
    return UNKNOWN_TYPE;
  }
}
