/** Which declared members are personal data, by table and type. */
import type { Classifier } from '../model/classifier.js';
import type { Entity, PersonalMember, Place } from '../model/inventory.js';
import { position } from '../model/position.js';
import type { FileId, MemberInfo, Program, TypeId } from '../model/program.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { Declaration } from './declaration.js';
import { typesOf } from './declarations.js';
import { tablesOf } from './tables.js';

/** Inline objects inside inline objects that are looked into. */
const MAX_INLINE = 3;
/** Members of one declaration that are looked at. */
const MAX_MEMBERS = 400;

/** @returns tables, and types with personal members, in file order; a member stands under the first that declares it */
export function entitiesOf(program: Program, rules: CompiledRules, classifier: Classifier): readonly Entity[] {
  const survey = new EntitySurvey(program, classifier);
  const files = program.graph.files.map((_, file) => file);
  // Tables of all files first: a class of rows may be named as a type elsewhere.
  const tables = new Map(files.map((file) => [file, tablesOf(program, rules, file).flatMap((d) => survey.entity(file, d) ?? [])]));
  return files.flatMap((file) => [
    ...(tables.get(file) ?? []),
    ...typesOf(program, rules, file).flatMap((d) => survey.entity(file, d) ?? []),
  ]);
}

class EntitySurvey {
  /** Places of members that have an entity. */
  private readonly told = new Set<string>();

  constructor(
    private readonly program: Program,
    private readonly classifier: Classifier,
  ) {}

  entity(file: FileId, { kind, name, type, at, declaredBy }: Declaration): Entity | undefined {
    const own = this.program.types
      .members(type)
      .slice(0, MAX_MEMBERS)
      .filter((m) => isData(m) && this.isNew(m) && !(kind === 'table' && this.isRelation(m)));
    if (own.length === 0) return undefined;
    for (const m of own) this.told.add(keyOf(m));
    const personal = own.flatMap((m) => this.personal(m, [name, this.program.types.name(type), m.owner], '', 0));
    if (kind === 'type' && personal.length === 0) return undefined;
    return { name, kind, declaredBy, place: this.place(file, at), members: own.length, personal };
  }

  /** A row of another table is no column. */
  private isRelation({ type }: MemberInfo): boolean {
    const { types } = this.program;
    const of = types.awaited(types.shape(type) === 'array' ? types.element(type) : type);
    return types.shape(of) === 'object' && types.name(of) !== '' && types.members(of).length > 0;
  }

  private isNew(member: MemberInfo): boolean {
    return !this.told.has(keyOf(member));
  }

  private personal(member: MemberInfo, owners: readonly string[], below: string, depth: number): readonly PersonalMember[] {
    const { types } = this.program;
    const type = types.awaited(member.type);
    const name = below + member.key;
    const evidence = this.classifier.origin({
      name: member.key,
      owners: [...new Set(owners.filter((owner) => owner !== ''))],
      type,
      declared: true,
    });
    if (evidence) return [{ name, dataType: evidence.dataType, strength: evidence.strength, place: this.place(member.file, member.at[0]) }];
    const inline = this.inlineObject(type);
    if (inline === undefined || depth >= MAX_INLINE || this.classifier.holdsWording(member.key)) return [];
    return types
      .members(inline)
      .filter((m) => isData(m) && this.isNew(m))
      .flatMap((m) => {
        this.told.add(keyOf(m));
        return this.personal(m, [member.key], `${name}.`, depth + 1);
      });
  }

  /** An object type that is written where the member is, or a list of such. */
  private inlineObject(type: TypeId): TypeId | undefined {
    const { types } = this.program;
    const of = types.shape(type) === 'array' ? types.element(type) : type;
    return types.shape(of) === 'object' && types.name(of) === '' ? of : undefined;
  }

  private place(file: FileId, at: number): Place {
    const facts = this.program.graph.files[file]!;
    return { path: facts.path, ...position(facts, at) };
  }
}

function isData(member: MemberInfo): boolean {
  return member.kind !== 'method' && member.kind !== 'setter';
}

function keyOf({ file, at }: MemberInfo): string {
  return `${file}:${at[0]}`;
}
