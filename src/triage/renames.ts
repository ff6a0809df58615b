/** Functions of a file that are gone, and those that have come in their place. */

export interface Leak<T> {
  readonly item: T;
  readonly path: string;
  readonly symbol: string;
  /** Sink and data types. */
  readonly likeness: string;
}

interface Group<T> {
  readonly symbol: string;
  readonly leaks: readonly Leak<T>[];
}

/**
 * Pairs leaks of functions that are gone with equal leaks of functions that are new in the same file. One old function
 * becomes one new one, that with the most leaks in common; leaks that only the new one has stay new.
 */
export function renames<A, B>(gone: readonly Leak<A>[], fresh: readonly Leak<B>[]): readonly (readonly [A, B])[] {
  const freshByPath = groups(fresh);
  const out: (readonly [A, B])[] = [];
  for (const [path, old] of groups(gone)) {
    const free = new Set(freshByPath.get(path) ?? []);
    for (const group of old) {
      let best: { readonly to: Group<B>; readonly pairs: readonly (readonly [A, B])[] } | undefined;
      for (const to of free) {
        const pairs = common(group, to);
        if (pairs.length > (best?.pairs.length ?? 0)) best = { to, pairs };
      }
      if (!best) continue;
      free.delete(best.to);
      out.push(...best.pairs);
    }
  }
  return out;
}

function groups<T>(leaks: readonly Leak<T>[]): Map<string, readonly Group<T>[]> {
  const byPath = new Map<string, Map<string, Leak<T>[]>>();
  for (const leak of leaks) {
    const ofPath = byPath.get(leak.path) ?? new Map<string, Leak<T>[]>();
    byPath.set(leak.path, ofPath);
    const ofSymbol = ofPath.get(leak.symbol);
    if (ofSymbol) ofSymbol.push(leak);
    else ofPath.set(leak.symbol, [leak]);
  }
  return new Map([...byPath].map(([path, ofPath]) => [path, [...ofPath].map(([symbol, of]) => ({ symbol, leaks: of }))]));
}

function common<A, B>(a: Group<A>, b: Group<B>): (readonly [A, B])[] {
  const left = [...b.leaks];
  return a.leaks.flatMap((leak) => {
    const at = left.findIndex(({ likeness }) => likeness === leak.likeness);
    return at < 0 ? [] : [[leak.item, left.splice(at, 1)[0]!.item] as const];
  });
}
