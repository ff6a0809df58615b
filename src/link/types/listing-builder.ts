/** How members of a type are collected. */
import type { MemberInfo, TypeId } from '../../model/program.js';
import { MAX_MEMBERS } from './budgets.js';
import { UNKNOWN } from './nodes.js';
import type { TypeResolver } from './resolver.js';

export interface Listing {
  readonly members: readonly MemberInfo[];
  readonly byKey: ReadonlyMap<string, MemberInfo>;
  /** Members may be there that are not listed. */
  readonly open: boolean;
  /** Value of an index signature; the unknown type when there is none. */
  readonly index: TypeId;
  /** What it extends, implements, or is made of: for classes and outside types behind it. */
  readonly parents: readonly TypeId[];
}

/** Collects members; the first under a key wins. */
export class ListingBuilder {
  private readonly byKey = new Map<string, MemberInfo>();
  private readonly parents: TypeId[] = [];
  open = false;
  index: TypeId = UNKNOWN;

  constructor(private readonly types: TypeResolver) {}

  add(member: MemberInfo): void {
    if (this.byKey.has(member.key)) return;
    if (this.byKey.size >= MAX_MEMBERS) {
      this.open = true;
      this.types.cut('members');
    } else this.byKey.set(member.key, member);
  }

  /** Members of a type that this one extends or is made of. */
  inherit(parent: TypeId): void {
    const listing = this.types.listing(parent);
    this.parents.push(parent);
    for (const member of listing.members) this.add(member);
    this.open ||= listing.open;
    if (this.index === UNKNOWN) this.index = listing.index;
  }

  /** A parent whose members are not taken over. */
  relate(parent: TypeId): void {
    this.parents.push(parent);
  }

  has(key: string): boolean {
    return this.byKey.has(key);
  }

  build(): Listing {
    return { members: [...this.byKey.values()], byKey: this.byKey, open: this.open, index: this.index, parents: this.parents };
  }
}
