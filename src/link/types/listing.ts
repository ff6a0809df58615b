/** Members of types: declared ones, inherited ones, and those that operators make. */
import type { TypeId } from '../../model/program.js';
import { classListing, staticListing } from './class-listing.js';
import { addDeclarations, declaredListing, writtenListing } from './declared-listing.js';
import { ListingBuilder, type Listing } from './listing-builder.js';
import { UNKNOWN, type ObjectSource, type TypeNode } from './nodes.js';
import { elementOf, isTable, unionOf } from './operators.js';
import { augmentationScope } from './instances.js';
import { nameOf } from './queries.js';
import type { TypeResolver } from './resolver.js';
import { bind } from './scope.js';
import { literalListing, namespaceListing } from './value-listing.js';

const EMPTY: Listing = { members: [], byKey: new Map(), open: false, index: UNKNOWN, parents: [] };
const OPEN: Listing = { ...EMPTY, open: true };

/** Lists the members of an expanded type. */
export function list(types: TypeResolver, type: TypeId): Listing {
  const node = types.store.nodes[type]!;
  switch (node.k) {
    case 'object':
      return listObject(types, node.source);
    case 'union':
      return unionListing(types, node.of);
    case 'constructor':
      return staticListing(types, node.file, node.class);
    case 'external':
      return externalListing(types, node);
    case 'unknown':
    case 'function':
      return OPEN;
    default:
      return EMPTY;
  }
}

function listObject(types: TypeResolver, source: ObjectSource): Listing {
  switch (source.s) {
    case 'declared':
      return declaredListing(types, source.decls, source.scope);
    case 'class':
      return classListing(types, source);
    case 'written':
      return writtenListing(types, source.expr, source.scope);
    case 'intersection':
      return intersectionListing(types, source.parts);
    case 'pick':
    case 'omit':
      return projectionListing(types, source);
    case 'partial':
      return partialListing(types, source.of);
    case 'columns':
      return columnListing(types, source.of);
    case 'mapped':
      return mappedListing(types, source);
    case 'record':
      return recordListing(types, source);
    case 'index':
      return { ...EMPTY, index: source.value, open: true };
    case 'literal':
      return literalListing(types, source);
    case 'namespace':
      return namespaceListing(types, source.file);
    case 'given': {
      const out = new ListingBuilder(types);
      source.members.forEach((member) => out.add(member));
      out.open = !source.closed;
      return out.build();
    }
  }
}

/** What the program adds to an outside type by `declare module` and `declare global`. */
function externalListing(types: TypeResolver, node: Extract<TypeNode, { k: 'external' }>): Listing {
  const { module, name } = node;
  const decls = module === '' ? types.graph.globalTypes(name) : types.graph.augmentations(module, name);
  if (decls.length === 0) return OPEN;
  const out = new ListingBuilder(types);
  for (const decl of decls) addDeclarations(types, out, [decl], augmentationScope(types, decl, node.args));
  out.open = true;
  return out.build();
}

function unionListing(types: TypeResolver, of: readonly TypeId[]): Listing {
  const listings = of.map((branch) => types.listing(branch));
  const out = new ListingBuilder(types);
  const keys = new Set(listings.flatMap((listing) => [...listing.byKey.keys()]));
  for (const key of keys) {
    const found = listings.map((listing) => listing.byKey.get(key)).filter((member) => member !== undefined);
    const first = found[0]!;
    const same = found.every((member) => member.type === first.type);
    out.add({
      ...first,
      type: same
        ? first.type
        : unionOf(
            types,
            found.map((member) => member.type),
          ),
      optional: found.length < listings.length || found.some((member) => member.optional),
    });
  }
  of.forEach((branch) => out.relate(branch));
  out.open = listings.some((listing) => listing.open);
  out.index = elementOfBranches(types, listings);
  return out.build();
}

function elementOfBranches(types: TypeResolver, listings: readonly Listing[]): TypeId {
  const found = listings.map((listing) => listing.index).filter((index) => index !== UNKNOWN);
  return found.length > 0 ? unionOf(types, found) : UNKNOWN;
}

function intersectionListing(types: TypeResolver, parts: readonly TypeId[]): Listing {
  const out = new ListingBuilder(types);
  parts.forEach((part) => out.inherit(part));
  return out.build();
}

function projectionListing(types: TypeResolver, source: Extract<ObjectSource, { s: 'pick' | 'omit' }>): Listing {
  const base = types.listing(source.of);
  const out = new ListingBuilder(types);
  for (const member of base.members) if (source.keys.has(member.key) === (source.s === 'pick')) out.add(member);
  out.relate(source.of);
  if (source.s === 'omit') {
    out.open = base.open;
    out.index = base.index;
    return out.build();
  }
  // The keys are certain even when the type they are picked from is not.
  if (base.open) {
    const owner = nameOf(types, source.of);
    for (const key of source.keys) out.add({ key, type: base.index, optional: false, owner, file: source.place.file, at: source.place.at });
  }
  return out.build();
}

function partialListing(types: TypeResolver, of: TypeId): Listing {
  const base = types.listing(of);
  const out = new ListingBuilder(types);
  for (const member of base.members) out.add(member.optional ? member : { ...member, optional: true });
  out.relate(of);
  out.open = base.open;
  out.index = base.index;
  return out.build();
}

function columnListing(types: TypeResolver, of: TypeId): Listing {
  const base = types.listing(of);
  const out = new ListingBuilder(types);
  for (const member of base.members) if (!isTable(types, member.type)) out.add(member);
  out.relate(of);
  out.open = base.open;
  return out.build();
}

function mappedListing(types: TypeResolver, source: Extract<ObjectSource, { s: 'mapped' }>): Listing {
  const base = types.listing(source.base);
  const { expr, scope } = source;
  const out = new ListingBuilder(types);
  for (const key of source.keys) {
    const type = expr.value ? types.resolve(expr.value, bind(scope, [[expr.param, types.store.literal([key])]])) : UNKNOWN;
    const from = base.byKey.get(key);
    if (from) out.add({ ...from, type });
    else out.add({ key, type, optional: false, owner: scope.owner, file: scope.file, at: scope.at });
  }
  if (source.base === UNKNOWN) return out.build();
  out.relate(source.base);
  out.open = base.open;
  if (base.index !== UNKNOWN) out.index = elementOf(types, source.base);
  return out.build();
}

function recordListing(types: TypeResolver, source: Extract<ObjectSource, { s: 'record' }>): Listing {
  const out = new ListingBuilder(types);
  const { owner, file, at } = source.scope;
  for (const key of source.keys) out.add({ key, type: source.value, optional: false, owner, file, at });
  return out.build();
}
