/** Members of interfaces, tables and object types, as they are written. */
import type { MemberInfo } from '../../model/program.js';
import type { TypeDecl, TypeExpr, TypeMember } from '../../model/type-expr.js';
import { lastName } from './instances.js';
import { ListingBuilder, type Listing } from './listing-builder.js';
import { UNKNOWN, type DeclPlace } from './nodes.js';
import type { TypeResolver } from './resolver.js';
import type { Scope } from './scope.js';

/** A member of an interface, table or object type. */
function writtenMember(types: TypeResolver, member: TypeMember, scope: Scope): MemberInfo {
  return {
    key: member.key,
    type: member.type ? types.resolve(member.type, scope) : UNKNOWN,
    optional: member.optional === true,
    owner: scope.owner,
    file: scope.file,
    at: member.at,
    ...(member.kind && { kind: member.kind }),
    ...(member.says && { says: member.says }),
  };
}

/** All merged declarations; then what they extend. */
export function declaredListing(types: TypeResolver, decls: readonly DeclPlace[], scope: Scope): Listing {
  const out = new ListingBuilder(types);
  addDeclarations(types, out, decls, scope);
  return out.build();
}

export function addDeclarations(types: TypeResolver, out: ListingBuilder, decls: readonly DeclPlace[], scope: Scope): void {
  const all = decls.map((place) => types.graph.files[place.file]!.types[place.decl]!);
  const scopes = decls.map((place, i) => scopeFor(place, all[i]!, scope));
  all.forEach((decl, i) => decl.members?.forEach((member) => out.add(writtenMember(types, member, scopes[i]!))));
  all.forEach((decl, i) => decl.extends?.forEach((parent) => out.inherit(types.resolve(parent, scopes[i]!))));
}

/** Merged declarations may stand in other files, where names mean other things. */
function scopeFor(place: DeclPlace, decl: TypeDecl, scope: Scope): Scope {
  if (place.file === scope.file) return scope;
  return { ...scope, file: place.file, function: decl.function, owner: lastName(decl.name), at: decl.at, memo: new Map() };
}

function isPartOf(expr: TypeExpr, body: TypeExpr): boolean {
  if (expr === body) return true;
  return (body.t === 'union' || body.t === 'intersection') && body.of.some((part) => isPartOf(expr, part));
}

/** A named declaration owns what its own braces hold; object types inside it are anonymous. */
export function writtenListing(types: TypeResolver, expr: Extract<TypeExpr, { t: 'object' }>, scope: Scope): Listing {
  const out = new ListingBuilder(types);
  const owner = scope.body && isPartOf(expr, scope.body) ? scope.owner : '';
  for (const member of expr.members) out.add({ ...writtenMember(types, member, scope), owner });
  if (expr.index) {
    out.index = types.resolve(expr.index, scope);
    out.open = true;
  }
  return out.build();
}
