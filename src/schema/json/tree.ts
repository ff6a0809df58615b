/** JSON and YAML as a tree with places. Aliases of YAML are followed once each: a document that grows without end is refused. */
import { isAlias, isMap, isScalar, isSeq, parseDocument, type ParsedNode } from 'yaml';
import type { FactsProblem, Span } from '../../model/facts.js';

export type Tree =
  | { readonly t: 'map'; readonly entries: ReadonlyMap<string, Entry>; readonly at: Span }
  | { readonly t: 'list'; readonly items: readonly Tree[]; readonly at: Span }
  | { readonly t: 'scalar'; readonly value: unknown; readonly at: Span };

export interface Entry {
  readonly at: Span;
  readonly value: Tree;
}

export type TreeMap = Extract<Tree, { t: 'map' }>;

/** Nesting that is read. */
const MAX_DEPTH = 100;
/** Nodes that are made of one document, through aliases too. */
const MAX_NODES = 400_000;
const MAX_PROBLEMS = 5;

/** @returns what can be read; nothing of a document that is none */
export function treeOf(text: string): { readonly root: Tree | undefined; readonly problems: readonly FactsProblem[] } {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
  const problems = document.errors.slice(0, MAX_PROBLEMS).map(({ pos, code }): FactsProblem => ({
    message: `no JSON or YAML: ${code.toLowerCase().replaceAll('_', ' ')}`,
    at: [pos[0], pos[0]],
  }));
  const reader = new Reader();
  const root = document.contents === null ? undefined : reader.tree(document.contents, 0);
  return { root, problems: reader.isCut ? [...problems, { message: 'the document is too large or too deep', at: [0, 0], cut: 'schema nodes' }] : problems };
}

class Reader {
  isCut = false;
  private nodes = 0;

  private readonly anchors = new Map<string, ParsedNode>();

  tree(node: ParsedNode | null, depth: number): Tree | undefined {
    if (node === null) return undefined;
    if (depth > MAX_DEPTH || ++this.nodes > MAX_NODES) {
      this.isCut = true;
      return undefined;
    }
    // Nodes are met in the order of the document, where an alias stands for the last anchor of its name.
    if (isAlias(node)) return this.tree(this.anchors.get(node.source) ?? null, depth + 1);
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
    const at = placeOf(node);
    if (isScalar(node)) return { t: 'scalar', value: node.value, at };
    if (isSeq(node)) return { t: 'list', items: (node.items).flatMap((item) => this.tree(item, depth + 1) ?? []), at };
    if (!isMap(node)) return undefined;
    const entries = new Map<string, Entry>();
    for (const { key, value } of node.items as { key: ParsedNode; value: ParsedNode | null }[]) {
      if (!isScalar(key)) continue;
      const inner = this.tree(value, depth + 1);
      if (inner) entries.set(String(key.value), { at: placeOf(key), value: inner });
    }
    return { t: 'map', entries, at };
  }
}

function placeOf({ range }: ParsedNode): Span {
  return [range[0], range[1]];
}

export function at(tree: Tree | undefined, ...keys: readonly string[]): Tree | undefined {
  let found = tree;
  for (const key of keys) found = found?.t === 'map' ? found.entries.get(key)?.value : undefined;
  return found;
}

export function mapAt(tree: Tree | undefined, ...keys: readonly string[]): TreeMap | undefined {
  const found = at(tree, ...keys);
  return found?.t === 'map' ? found : undefined;
}

export function textAt(tree: Tree | undefined, ...keys: readonly string[]): string | undefined {
  const found = at(tree, ...keys);
  return found?.t === 'scalar' && typeof found.value === 'string' ? found.value : undefined;
}

export function listAt(tree: Tree | undefined, ...keys: readonly string[]): readonly Tree[] {
  const found = at(tree, ...keys);
  return found?.t === 'list' ? found.items : [];
}
