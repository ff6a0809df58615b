/** Puts a project's own rules behind the compiled ones of the package, so that a configuration costs no compiling of all. */
import type { CompiledRules, OwnName, OwnRules, RuleNode } from '../model/compiled-rules.js';
import type { FileProblem } from '../yaml/problems.js';
import { compileRules } from './compile.js';
import type { NodeTable } from './graph-builder.js';
import type { KnownWords } from './known-words.js';
import type { RuleSources } from './load.js';

/** What a project says, as rules. */
export interface OwnSources {
  readonly sources: RuleSources;
  /** The folder that a library's `Named[…]` paths hold in, by the library's name; '' is the root. */
  readonly folders: ReadonlyMap<string, string>;
  readonly names: readonly OwnName[];
  /** Libraries that stand for lines of a configuration: findings show this name for them. */
  readonly shownAs: { readonly name: string; readonly libraries: ReadonlySet<string> };
}

/**
 * @param base   the package's rules
 * @returns rules in which the own ones stand behind the package's, and what is wrong with the own ones
 */
export function withOwnRules(
  base: CompiledRules,
  own: OwnSources,
  words: Pick<KnownWords, 'dataTypes' | 'categories' | 'laws'>,
): { readonly rules: CompiledRules; readonly problems: readonly FileProblem[] } {
  const ownLibraries = new Set(own.sources.libraries.map(({ value }) => value.library));
  const isOwn = (id: string): boolean => ownLibraries.has(id.slice(0, id.lastIndexOf('/')));
  const instances = Object.keys(base.instances).filter((id) => !isOwn(id));
  const recipients = base.recipients.map(({ id }) => id);
  const { rules: added, problems } = compileRules(own.sources, {
    ...words,
    recipients,
    instances,
    policies: base.policies,
    regions: base.regions.map(({ id }) => id),
  });
  const merge = new Merge(base, added, own);
  return { rules: merge.rules(), problems };
}

class Merge {
  private readonly offset: number;
  /** Nodes of the package's instances → the own nodes that say more of them. */
  private readonly extended = new Map<number, number[]>();

  constructor(
    private readonly base: CompiledRules,
    private readonly added: CompiledRules,
    private readonly own: OwnSources,
  ) {
    this.offset = base.nodes.length;
    for (const [id, nodes] of Object.entries(added.instances)) {
      for (const node of base.instances[id] ?? []) {
        const more = nodes.filter((at) => saysSomething(added.nodes[at])).map((at) => at + this.offset);
        if (more.length > 0) this.extended.set(node, [...(this.extended.get(node) ?? []), ...more]);
      }
    }
  }

  rules(): CompiledRules {
    const { base, added } = this;
    const nodes = [...this.baseNodes(), ...added.nodes.map((node) => this.shown({ ...node, edges: this.moved(node.edges) }))];
    const replaced = new Set(added.recipients.map(({ id }) => id));
    return {
      ...base,
      nodes,
      modules: this.joined(base.modules, added.modules),
      modulePatterns: [
        ...base.modulePatterns.map(({ pattern, nodes: list }) => ({ pattern, nodes: this.extend(list) })),
        ...added.modulePatterns.map(({ pattern, nodes: list }) => ({ pattern, nodes: this.move(list) })),
      ],
      globals: this.joined(base.globals, added.globals),
      builtins: this.joined(base.builtins, added.builtins),
      tags: this.joined(base.tags, added.tags),
      throws: [...base.throws, ...this.move(added.throws)],
      files: this.joined(base.files, added.files),
      types: this.joined(base.types, added.types),
      typeAliases: { ...base.typeAliases, ...added.typeAliases },
      typeDescriptions: { ...base.typeDescriptions, ...added.typeDescriptions },
      names: this.joined(base.names, added.names),
      // A recipient of the same id takes the package's place; own ones come last, so that their hosts win.
      recipients: [...base.recipients.filter(({ id }) => !replaced.has(id)), ...added.recipients],
      policies: { ...base.policies, ...added.policies },
      regions: [...added.regions, ...base.regions],
      countries: base.countries,
      own: this.ownRules(),
    };
  }

  private ownRules(): OwnRules {
    const { added, own, offset } = this;
    const named = Object.entries(added.named).map(([name, nodes]) => {
      const byFolder = new Map<string, number[]>();
      for (const node of nodes) {
        const folder = own.folders.get(added.nodes[node]?.library ?? '') ?? '';
        byFolder.set(folder, [...(byFolder.get(folder) ?? []), node + offset]);
      }
      const list = [...byFolder].map(([folder, at]) => ({ folder, nodes: at })).sort((a, b) => b.folder.length - a.folder.length);
      return [name, list] as const;
    });
    return {
      from: offset,
      modules: Object.entries(added.modules).map(([specifier, nodes]) => ({ specifier, nodes: this.move(nodes) })),
      named: Object.fromEntries(named),
      names: [...own.names].sort((a, b) => b.folder.length - a.folder.length),
    };
  }

  /** The same list where no own rule begins at a shipped instance: then nothing is copied but references. */
  private baseNodes(): readonly RuleNode[] {
    if (this.extended.size === 0) return this.base.nodes;
    return this.base.nodes.map((node) => ({
      ...node,
      edges: Object.fromEntries(Object.entries(node.edges).map(([label, list]) => [label, this.extend(list)])),
    }));
  }

  private extend(nodes: readonly number[]): readonly number[] {
    if (this.extended.size === 0 || !nodes.some((node) => this.extended.has(node))) return nodes;
    return [...new Set(nodes.flatMap((node) => [node, ...(this.extended.get(node) ?? [])]))].sort((a, b) => a - b);
  }

  private move(nodes: readonly number[]): readonly number[] {
    return nodes.map((node) => node + this.offset);
  }

  private moved(table: NodeTable): NodeTable {
    return Object.fromEntries(Object.entries(table).map(([key, list]) => [key, this.move(list)]));
  }

  private joined(base: NodeTable, added: NodeTable): NodeTable {
    const entries = new Map(
      this.extended.size === 0 ? Object.entries(base) : Object.entries(base).map(([key, list]) => [key, this.extend(list)]),
    );
    for (const [key, list] of Object.entries(added)) entries.set(key, [...(entries.get(key) ?? []), ...this.move(list)]);
    return Object.fromEntries(entries);
  }

  /** A line of a configuration is told by one name, whichever file it is in: a finding keeps its identity. */
  private shown(node: RuleNode): RuleNode {
    const { name, libraries } = this.own.shownAs;
    if (!libraries.has(node.library)) return node;
    const rename = <Model extends { readonly library: string }>(models: readonly Model[] | undefined): readonly Model[] | undefined =>
      models?.map((model) => ({ ...model, library: name }));
    const { sinks, sources, sanitizers, ...rest } = node;
    return {
      ...rest,
      library: name,
      ...(sinks ? { sinks: rename(sinks)! } : {}),
      ...(sources ? { sources: rename(sources)! } : {}),
      ...(sanitizers ? { sanitizers: rename(sanitizers)! } : {}),
    };
  }
}

function saysSomething(node: RuleNode | undefined): boolean {
  if (!node) return false;
  const { library: _, edges, ...models } = node;
  return Object.keys(edges).length > 0 || Object.keys(models).length > 0;
}
