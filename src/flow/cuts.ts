/** Counts of what limits have cut. */
export class Cuts {
  private readonly counts = new Map<string, number>();
  /** Cuts of all limits so far. */
  total = 0;

  add(limit: string): void {
    this.total++;
    this.counts.set(limit, (this.counts.get(limit) ?? 0) + 1);
  }

  all(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
