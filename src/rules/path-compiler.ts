/** Turns paths into nodes of the graph: one trie per module set, global, built-in type, tag and instance. */
import { GraphBuilder, type NodeTable } from './graph-builder.js';
import type { PathRoot, RulePath, StepLabel } from './paths.js';

type Table = Map<string, Set<number>>;

export class PathCompiler {
  readonly graph = new GraphBuilder();
  readonly #modules: Table = new Map();
  readonly #globals: Table = new Map();
  readonly #builtins: Table = new Map();
  readonly #tags: Table = new Map();
  readonly #throws: Table = new Map();
  readonly #named: Table = new Map();
  readonly #files: Table = new Map();
  readonly #types: Table = new Map();
  readonly #names: Table = new Map();
  readonly #declared = new Set<string>();
  /** Module node of each library that has modules. */
  readonly #libraries = new Map<string, number>();
  /** `kind library name` → node. */
  readonly #roots = new Map<string, number>();
  /** `library/instance` → node. */
  readonly #instances = new Map<string, number>();
  readonly #globalObjects = new Set<string>();
  /** `library/name` → the node of the files' module object. */
  readonly #fileSets = new Map<string, number>();

  /** @param modules specifiers, `*` for any text */
  declareLibrary(library: string, modules: readonly string[]): void {
    this.#declared.add(library);
    if (modules.length === 0) return;
    const node = this.graph.add(library);
    this.#libraries.set(library, node);
    for (const module of modules) add(this.#modules, module, node);
  }

  isDeclared(library: string): boolean {
    return this.#declared.has(library);
  }

  declareGlobalObjects(library: string, names: readonly string[]): void {
    for (const name of names) {
      this.#globalObjects.add(name);
      this.#root('global', this.#globals, library, name);
    }
  }

  /** @param globs of the paths that a framework finds its files by */
  declareFiles(library: string, name: string, globs: readonly string[]): void {
    const node = this.graph.add(library);
    this.#fileSets.set(`${library}/${name}`, node);
    for (const glob of globs) add(this.#files, glob, node);
  }

  hasFiles(library: string, name: string): boolean {
    return this.#fileSets.has(`${library}/${name}`);
  }

  /** @param types keys `module#Type`  @param names receivers' names */
  declareInstance(library: string, instance: string, types: readonly string[], names: readonly string[]): void {
    const node = this.graph.add(library);
    this.#instances.set(`${library}/${instance}`, node);
    for (const type of types) add(this.#types, type, node);
    for (const name of names) add(this.#names, name, node);
  }

  hasModules(library: string): boolean {
    return this.#libraries.has(library);
  }

  instance(library: string, name: string): number | undefined {
    return this.#instances.get(`${library}/${name}`);
  }

  /** An instance of a file that is compiled already: paths may begin at it. */
  declareForeign(id: string): void {
    this.#instances.set(id, this.graph.add(id.slice(0, id.lastIndexOf('/'))));
  }

  instanceNames(): readonly string[] {
    return [...this.#instances.keys()];
  }

  /** The nodes at a path's end, made when they are not there. */
  compile(library: string, path: RulePath): readonly number[] {
    const { root, steps } = this.#withoutGlobalObject(path);
    return steps.reduce<readonly number[]>(
      (nodes, labels) => nodes.flatMap((node) => labels.map((label) => this.#step(node, label))),
      this.#start(library, root),
    );
  }

  #step(node: number, label: StepLabel): number {
    return typeof label === 'string' ? this.graph.child(node, label) : label.reduce((at, one) => this.graph.child(at, one), node);
  }

  /** `Global[window].Member[x]` is `Global[x]`. */
  #withoutGlobalObject(path: RulePath): RulePath {
    const [first, ...rest] = path.steps;
    const { root } = path;
    const isGlobalObject = root.r === 'global' && root.names.every((name) => this.#globalObjects.has(name));
    const labels = first?.flatMap((label) => (typeof label === 'string' ? label : [])) ?? [];
    const named =
      labels.length > 0 && labels.length === first?.length && labels.every((label) => label.startsWith('m:') && label !== 'm:*');
    if (!isGlobalObject || !named) return path;
    return { root: { r: 'global', names: labels.map((label) => label.slice(2)) }, steps: rest };
  }

  #start(library: string, root: PathRoot): readonly number[] {
    switch (root.r) {
      case 'export': {
        const module = this.#libraries.get(library);
        return module === undefined ? [] : root.names.map((name) => this.graph.child(module, `m:${name}`));
      }
      case 'global':
        return root.names.map((name) => this.#root('global', this.#globals, library, name));
      case 'builtin':
        return root.names.map((name) => this.#root('builtin', this.#builtins, library, name));
      case 'tag':
        return root.names.map((name) => this.#root('tag', this.#tags, library, name));
      case 'named':
        return root.names.map((name) => this.#root('named', this.#named, library, name));
      case 'file':
        return root.names.flatMap((name) => this.#fileSets.get(`${library}/${name}`) ?? []);
      case 'throw':
        return [this.#root('throw', this.#throws, library, 'Throw')];
      case 'instance': {
        const node = this.instance(root.library ?? library, root.name);
        return node === undefined ? [] : [node];
      }
    }
  }

  #root(kind: string, table: Table, library: string, name: string): number {
    const key = `${kind} ${library} ${name}`;
    const known = this.#roots.get(key);
    if (known !== undefined) return known;
    const node = this.graph.add(library);
    this.#roots.set(key, node);
    add(table, name, node);
    return node;
  }

  /**
   * CommonJS and ES modules meet at the default export: `require('m')` gives it, and `import m from 'm'` gives the
   * module object of a library that has none of its own. So each stands for the other.
   */
  joinDefaultExports(): void {
    for (const module of this.#libraries.values()) {
      const [own] = this.graph.children(module, 'm:default');
      if (own !== undefined) {
        this.graph.also(module, own);
        this.graph.also(own, module);
        continue;
      }
      for (const any of this.graph.children(module, 'm:*')) this.graph.link(module, 'm:default', any);
      this.graph.link(module, 'm:default', module);
    }
  }

  /** A member of the object that holds all globals is the global of that name. */
  joinGlobalObjects(): void {
    for (const object of this.#globalObjects) {
      for (const node of this.#globals.get(object) ?? []) {
        for (const [name, targets] of this.#globals) targets.forEach((target) => this.graph.link(node, `m:${name}`, target));
      }
    }
  }

  tables(): Readonly<
    Record<'modules' | 'globals' | 'builtins' | 'tags' | 'throws' | 'named' | 'files' | 'types' | 'names' | 'instances', NodeTable>
  > {
    return {
      modules: plain(this.#modules),
      globals: plain(this.#globals),
      builtins: plain(this.#builtins),
      tags: plain(this.#tags),
      throws: plain(this.#throws),
      named: plain(this.#named),
      files: plain(this.#files),
      types: plain(this.#types),
      names: plain(this.#names),
      instances: plain(new Map([...this.#instances].map(([id, node]) => [id, new Set([node])]))),
    };
  }
}

function add(table: Table, key: string, node: number): void {
  table.set(key, (table.get(key) ?? new Set()).add(node));
}

function plain(table: Table): NodeTable {
  return Object.fromEntries([...table].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, nodes]) => [key, [...nodes]]));
}
