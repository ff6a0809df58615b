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
  /** Libraries of the package whose place an own one takes, and those that do not hold. */
  readonly replaced?: ReadonlySet<string>;
  readonly off?: ReadonlySet<string>;
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
  /** Nodes of the package that nothing leads to any more. */
  private readonly gone: ReadonlySet<number>;
  private readonly base: CompiledRules;

  constructor(
    base: CompiledRules,
    private readonly added: CompiledRules,
    private readonly own: OwnSources,
  ) {
    const { off = new Set<string>(), replaced = new Set<string>() } = own;
    this.base = withoutModels(base, new Set([...off, ...replaced]), off);
    this.gone = new Set(off.size === 0 ? [] : base.nodes.flatMap(({ library }, node) => (off.has(library) ? [node] : [])));
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
      throws: [...this.extend(base.throws), ...this.move(added.throws)],
      files: this.joined(base.files, added.files),
      types: this.joined(base.types, added.types),
      typeAliases: { ...base.typeAliases, ...added.typeAliases },
      typeDescriptions: { ...base.typeDescriptions, ...added.typeDescriptions },
      typeCarriers: { ...base.typeCarriers, ...added.typeCarriers },
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
    if (this.isAsShipped()) return this.base.nodes;
    return this.base.nodes.map((node) => ({ ...node, edges: this.extendedTable(node.edges) }));
  }

  private extend(nodes: readonly number[]): readonly number[] {
    if (!nodes.some((node) => this.extended.has(node) || this.gone.has(node))) return nodes;
    const all = nodes.flatMap((node) => [...(this.gone.has(node) ? [] : [node]), ...(this.extended.get(node) ?? [])]);
    return [...new Set(all)].sort((a, b) => a - b);
  }

  private isAsShipped(): boolean {
    return this.extended.size === 0 && this.gone.size === 0;
  }

  private extendedTable(table: NodeTable): NodeTable {
    const entries = Object.entries(table).map(([key, list]) => [key, this.extend(list)] as const);
    return Object.fromEntries(entries.filter(([, list]) => list.length > 0));
  }

  private move(nodes: readonly number[]): readonly number[] {
    return nodes.map((node) => node + this.offset);
  }

  private moved(table: NodeTable): NodeTable {
    return Object.fromEntries(Object.entries(table).map(([key, list]) => [key, this.move(list)]));
  }

  private joined(base: NodeTable, added: NodeTable): NodeTable {
    const entries = new Map(Object.entries(this.isAsShipped() ? base : this.extendedTable(base)));
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

/** The package's rules without what some libraries say; of those that are off, without the meaning of their types as well. */
function withoutModels(base: CompiledRules, libraries: ReadonlySet<string>, off: ReadonlySet<string>): CompiledRules {
  if (libraries.size === 0) return base;
  const nodes = base.nodes.map(({ library, edges, ...models }): RuleNode => {
    const kept = Object.entries(models as Readonly<Record<string, readonly { readonly library: string }[]>>).flatMap(([kind, list]) => {
      const left = list.filter((model) => !libraries.has(model.library));
      return left.length > 0 ? [[kind, left] as const] : [];
    });
    return { library, edges, ...Object.fromEntries(kept) };
  });
  const isOff = (key: string): boolean => {
    const of = base.modules[key.slice(0, key.indexOf('#'))] ?? [];
    return of.length > 0 && of.every((node) => off.has(base.nodes[node]!.library));
  };
  const types = (table: CompiledRules['typeAliases']) => Object.fromEntries(Object.entries(table).filter(([key]) => !isOff(key)));
  return {
    ...base,
    nodes,
    typeAliases: types(base.typeAliases),
    typeDescriptions: types(base.typeDescriptions),
    typeCarriers: types(base.typeCarriers),
  };
}

function saysSomething(node: RuleNode | undefined): boolean {
  if (!node) return false;
  const { library: _, edges, ...models } = node;
  return Object.keys(edges).length > 0 || Object.keys(models).length > 0;
}
