/** Members of classes: fields, parameter properties, methods, accessors, inherited ones. */
import type { ClassFacts, ClassMemberFact } from '../../model/facts.js';
import type { FileId, MemberInfo, TypeId } from '../../model/program.js';
import type { TypeExpr } from '../../model/type-expr.js';
import { functionType, returnOf } from './functions.js';
import { addDeclarations } from './declared-listing.js';
import { ListingBuilder, type Listing } from './listing-builder.js';
import { UNKNOWN, type ObjectSource } from './nodes.js';
import type { TypeResolver } from './resolver.js';
import type { Scope } from './scope.js';

interface Place {
  readonly types: TypeResolver;
  readonly file: FileId;
  readonly facts: ClassFacts;
  readonly scope: Scope;
}

/** Members of an instance. */
export function classListing(types: TypeResolver, source: Extract<ObjectSource, { s: 'class' }>): Listing {
  const facts = types.graph.files[source.file]!.classes[source.class]!;
  const place: Place = { types, file: source.file, facts, scope: source.scope };
  const out = new ListingBuilder(types);
  const contracts = (facts.implements ?? []).map((expr) => types.resolve(expr, source.scope));
  for (const member of facts.members) {
    if (member.kind === 'constructor') addParameterProperties(place, out, member);
    else if (!member.static) out.add(memberInfo(place, member, contracts));
  }
  addDeclarations(types, out, source.merged, source.scope);
  addAssigned(place, out);
  if (facts.extends) out.inherit(madeSuper(place) ?? superType(place, facts.extends.type));
  contracts.forEach((contract) => out.relate(contract));
  return out.build();
}

/** Members of the class itself. */
export function staticListing(types: TypeResolver, file: FileId, cls: number): Listing {
  const facts = types.graph.files[file]!.classes[cls]!;
  const place: Place = { types, file, facts, scope: { ...types.scopeOf(file, facts.function), owner: facts.name, at: facts.span } };
  const out = new ListingBuilder(types);
  for (const member of facts.members) if (member.static) out.add(memberInfo(place, member, []));
  if (!facts.extends) return out.build();
  const above = types.node(superType(place, facts.extends.type));
  if (above.k === 'object' && above.source.s === 'class') out.inherit(types.store.constructorOf(above.source.file, above.source.class));
  else out.open = true;
  return out.build();
}

/** What rules say of a super class that a call makes: `extends PartialType(User)`. */
function madeSuper({ types, file, facts }: Place): TypeId | undefined {
  const value = facts.extends?.value;
  if (value === undefined || types.graph.files[file]!.functions[facts.function]!.values[value]?.op !== 'call') return undefined;
  return types.options.describedBy?.(file, facts.function, value) || undefined;
}

function superType({ types, scope }: Place, expr: TypeExpr): TypeId {
  return types.resolve(expr, scope);
}

/** The getter or field decides a member's type; a method without one takes it from the interface it implements. */
function memberInfo(place: Place, member: ClassMemberFact, contracts: readonly TypeId[]): MemberInfo {
  const { types, file, facts } = place;
  const declared = typeOfMember(place, member);
  const type = declared === UNKNOWN ? inheritedType(types, contracts, member.name) : declared;
  return {
    key: member.name,
    type,
    optional: member.optional === true,
    owner: facts.name,
    file,
    at: member.at,
    ...(member.kind !== 'field' && member.kind !== 'constructor' && { kind: member.kind }),
    ...(member.function !== undefined && { function: { file, function: member.function } }),
    ...(member.decorators?.length && { decorators: { file, function: facts.function, calls: member.decorators } }),
  };
}

function inheritedType(types: TypeResolver, contracts: readonly TypeId[], key: string): TypeId {
  for (const contract of contracts) {
    const found = types.listing(contract).byKey.get(key);
    if (found) return found.type;
  }
  return UNKNOWN;
}

function typeOfMember({ types, file, facts, scope }: Place, member: ClassMemberFact): TypeId {
  if (member.type && member.kind !== 'method') return types.resolve(member.type, scope);
  if (member.function !== undefined) {
    const type = functionType(types, { file, function: member.function }, scope);
    if (member.kind === 'method') return type;
    if (member.kind === 'getter') return returnOf(types, type);
    const param = types.graph.files[file]!.functions[member.function]!.params[0]?.type;
    return param ? types.resolve(param, scope) : UNKNOWN;
  }
  if (member.init) return types.values.ofValue(file, member.init.function, member.init.value);
  if (member.type) return types.resolve(member.type, types.scopeOf(file, facts.function));
  return UNKNOWN;
}

/** `constructor(private db: Db)`. */
function addParameterProperties({ types, file, facts, scope }: Place, out: ListingBuilder, member: ClassMemberFact): void {
  if (member.function === undefined) return;
  for (const param of types.graph.files[file]!.functions[member.function]!.params) {
    if (!param.property) continue;
    const type = param.type ? types.resolve(param.type, scope) : UNKNOWN;
    out.add({ key: param.name, type, optional: param.optional === true, owner: facts.name, file, at: param.at });
  }
}

/** `this.x = …` in the constructor declares a member in JavaScript. */
function addAssigned({ types, file, facts }: Place, out: ListingBuilder): void {
  const made = facts.members.find((member) => member.kind === 'constructor' && member.function !== undefined);
  if (made?.function === undefined) return;
  const body = types.graph.files[file]!.functions[made.function]!;
  for (const store of body.stores) {
    if (store.key === undefined || out.has(store.key) || body.values[store.object]?.op !== 'this') continue;
    const type = types.values.ofValue(file, made.function, store.value);
    out.add({ key: store.key, type, optional: false, owner: facts.name, file, at: store.at });
  }
}
