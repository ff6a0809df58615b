/** Members of object literals and of whole modules, as `typeof` types. */
import type { ObjectEntry } from '../../model/facts.js';
import type { FileId, MemberInfo } from '../../model/program.js';
import { ListingBuilder, type Listing } from './listing-builder.js';
import type { ObjectSource } from './nodes.js';
import type { TypeResolver } from './resolver.js';

/** Later entries replace earlier ones; a spread of unknown content leaves the object open. */
export function literalListing(types: TypeResolver, source: Extract<ObjectSource, { s: 'literal' }>): Listing {
  const { file, function: fn, value } = source;
  const out = new ListingBuilder(types);
  const def = types.graph.files[file]!.functions[fn]!.values[value];
  const entries: readonly ObjectEntry[] = def?.op === 'object' ? def.entries : [];
  for (const entry of [...entries].reverse()) {
    if ('key' in entry) out.add(memberOf(entry.key, types.values.ofValue(file, fn, entry.value, source.constant), file, entry.at));
    else if ('spread' in entry) out.inherit(types.values.ofValue(file, fn, entry.spread));
    else out.open = true;
  }
  return reversed(out.build());
}

/** Exports of a module. */
export function namespaceListing(types: TypeResolver, file: FileId): Listing {
  const out = new ListingBuilder(types);
  for (const name of types.graph.exportNames(file)) {
    const target = types.graph.exportValue(file, name);
    if (target) out.add(memberOf(name, types.values.ofTarget(target), file, [0, 0]));
  }
  return out.build();
}

function memberOf(key: string, type: number, file: FileId, at: MemberInfo['at']): MemberInfo {
  return { key, type, optional: false, owner: '', file, at };
}

function reversed(listing: Listing): Listing {
  return { ...listing, members: [...listing.members].reverse() };
}
