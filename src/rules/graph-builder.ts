/** Builds the graph of all rules' paths: one trie per root, joined at instances, then folded. */
import type { RuleNode } from '../model/compiled-rules.js';

export type NodeModelLists = Omit<RuleNode, 'library' | 'edges'>;
type ModelKind = keyof NodeModelLists;
type ModelOf<Kind extends ModelKind> = NonNullable<NodeModelLists[Kind]>[number];

interface DraftNode {
  readonly library: string;
  readonly edges: Map<string, Set<number>>;
  /** Nodes that a value of this node is also in. */
  readonly also: Set<number>;
  readonly models: Map<ModelKind, unknown[]>;
}

export class GraphBuilder {
  readonly #nodes: DraftNode[] = [];

  /** Makes a node without edges. */
  add(library: string): number {
    this.#nodes.push({ library, edges: new Map(), also: new Set(), models: new Map() });
    return this.#nodes.length - 1;
  }

  /** The node behind a label, made when it is not there. */
  child(from: number, label: string): number {
    const draft = this.#draft(from);
    const [there] = draft.edges.get(label) ?? [];
    if (there !== undefined) return there;
    const made = this.add(draft.library);
    draft.edges.set(label, new Set([made]));
    return made;
  }

  /** The nodes a label leads to by now. */
  children(from: number, label: string): readonly number[] {
    return [...(this.#draft(from).edges.get(label) ?? [])];
  }

  link(from: number, label: string, to: number): void {
    const { edges } = this.#draft(from);
    edges.set(label, (edges.get(label) ?? new Set()).add(to));
  }

  /** A value of `from` is one of `to` as well (an epsilon edge). */
  also(from: number, to: number): void {
    if (from !== to) this.#draft(from).also.add(to);
  }

  attach<Kind extends ModelKind>(node: number, kind: Kind, model: ModelOf<Kind>): void {
    const { models } = this.#draft(node);
    models.set(kind, [...(models.get(kind) ?? []), model]);
  }

  /** All nodes, epsilon edges folded in: each has the edges and models of all it also is. */
  fold(): readonly RuleNode[] {
    return this.#nodes.map((draft, node) => {
      const all = this.#closure(node).map((other) => this.#draft(other));
      return { library: draft.library, edges: mergeEdges(all), ...mergeModels(all) };
    });
  }

  #closure(node: number): readonly number[] {
    const found = new Set([node]);
    for (const at of found) for (const next of this.#draft(at).also) found.add(next);
    return [...found].sort((a, b) => a - b);
  }

  #draft(node: number): DraftNode {
    const draft = this.#nodes[node];
    if (!draft) throw new RangeError(`no rule node ${node}`);
    return draft;
  }
}

function mergeEdges(drafts: readonly DraftNode[]): Readonly<Record<string, readonly number[]>> {
  const merged = new Map<string, Set<number>>();
  for (const [label, targets] of drafts.flatMap(({ edges }) => [...edges])) {
    const into = merged.get(label) ?? new Set();
    targets.forEach((target) => into.add(target));
    merged.set(label, into);
  }
  return Object.fromEntries([...merged].sort(byKey).map(([label, targets]) => [label, [...targets].sort((a, b) => a - b)]));
}

function mergeModels(drafts: readonly DraftNode[]): NodeModelLists {
  const merged = new Map<ModelKind, unknown[]>();
  for (const [kind, models] of drafts.flatMap((draft) => [...draft.models])) {
    merged.set(kind, [...(merged.get(kind) ?? []), ...models]);
  }
  return Object.fromEntries([...merged].sort(byKey));
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}

/** References into the graph by name: modules, globals, types … */
export type NodeTable = Readonly<Record<string, readonly number[]>>;

/**
 * Merges nodes that cannot be told apart (same library, models and, step by step, edges) and drops those that no root
 * reaches. Partition refinement as in Moore's minimisation of automata (1956).
 *
 * @param roots in a fixed order: they decide the new numbers
 * @returns the nodes and, for each old number, the new one
 */
export function minimize(
  nodes: readonly RuleNode[],
  roots: readonly number[],
): { readonly nodes: readonly RuleNode[]; readonly renamed: ReadonlyMap<number, number> } {
  const classes = refine(nodes);
  const numbers = new Map<number, number>();
  const representatives: RuleNode[] = [];
  const renamed = new Map<number, number>();
  const queue = [...roots];
  for (const old of queue) {
    if (renamed.has(old)) continue;
    const cls = classes[old] ?? -1;
    const known = numbers.get(cls);
    renamed.set(old, known ?? representatives.length);
    const node = nodes[old];
    if (known !== undefined || !node) continue;
    numbers.set(cls, representatives.length);
    representatives.push(node);
    queue.push(...Object.values(node.edges).flat());
  }
  // Targets of merged nodes were never queued: their class has a number all the same.
  const numberOf = (old: number): number => numbers.get(classes[old] ?? -1) ?? -1;
  const renumbered = representatives.map((node) => ({ ...node, edges: mapTable(node.edges, numberOf) }));
  return { nodes: renumbered, renamed };
}

/** Applies new numbers to a table, without doubles. */
export function mapTable(table: NodeTable, numberOf: (old: number) => number): NodeTable {
  return Object.fromEntries(Object.entries(table).map(([key, list]) => [key, [...new Set(list.map(numberOf))].sort((a, b) => a - b)]));
}

function refine(nodes: readonly RuleNode[]): readonly number[] {
  let classes = number(nodes.map(({ edges: _, ...rest }) => JSON.stringify(rest)));
  for (let count = 0; ;) {
    const current = classes;
    const signatures = nodes.map(({ edges }, node) => {
      const targets = Object.entries(edges).map(
        ([label, list]) => `${label}:${[...new Set(list.map((to) => current[to]!))].sort((a, b) => a - b).join()}`,
      );
      return `${current[node] ?? -1} ${targets.join(' ')}`;
    });
    classes = number(signatures);
    const size = new Set(classes).size;
    if (size === count) return classes;
    count = size;
  }
}

function number(keys: readonly string[]): readonly number[] {
  const numbers = new Map<string, number>();
  return keys.map((key) => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}
