/** Where an import leads: a pure function of the workspace's file list, packages and configs, with a memory. */
import { builtinModules } from 'node:module';
import type { ModuleResolver, Package, Workspace } from '../../model/workspace.js';
import { packageFinder } from '../packages.js';
import { ancestorsOf, dirOf, isInside, joinPath } from '../paths.js';
import { sourceOfBuilt } from './built-files.js';
import { ConfigPaths } from './config-paths.js';
import { isProjectAlias, resolveByConvention } from './conventions.js';
import { FileLookup } from './file-lookup.js';
import { PackageIndex, parsePackageSpecifier, resolveInPackage, resolveTargets } from './package-entries.js';
import { packageTargets } from './package-targets.js';

type Resolution = ReturnType<ModuleResolver['resolve']>;

const BUILTINS = new Set(builtinModules);
const RELATIVE = /^\.{0,2}(?:\/|$)/;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** `./logo.svg?url`, `./text.md?raw`: the text or the address of a file, and not its exports. */
const CONTENT_QUERY = /\?(?:[^?]*&)?(?:raw|url|inline)(?:&|=|$)/;

/**
 * Takes a workspace, gives the resolver of its module specifiers. Reads nothing from disk. In this order: relative
 * paths, `paths` and `baseUrl`, `imports`, packages of the workspace, the conventions of bundlers.
 */
export function createResolver(workspace: ResolvedWorkspace): ModuleResolver {
  return new WorkspaceResolver(workspace);
}

type ResolvedWorkspace = Pick<Workspace, 'files' | 'packages' | 'tsconfigs' | 'links'> & Partial<Pick<Workspace, 'schemas'>>;

class WorkspaceResolver implements ModuleResolver {
  private readonly lookup: FileLookup;
  private readonly configs: ConfigPaths;
  private readonly packages: readonly Package[];
  private readonly packageByDir: ReadonlyMap<string, Package>;
  private readonly packageIndex: PackageIndex;
  private readonly packageOf: (dir: string) => number;
  /** What any package of the workspace depends on. */
  private readonly dependencies: ReadonlySet<string>;
  /** By folder, then by specifier: nothing depends on the file's own name. */
  private readonly memory = new Map<string, Map<string, Resolution>>();

  constructor(workspace: ResolvedWorkspace) {
    this.lookup = new FileLookup(
      [...workspace.files, ...(workspace.schemas ?? [])].map((file) => file.path),
      workspace.links,
    );
    this.configs = new ConfigPaths(workspace.tsconfigs);
    this.packages = workspace.packages;
    this.packageByDir = new Map(workspace.packages.map((found) => [found.dir, found]));
    this.packageIndex = new PackageIndex(workspace.packages);
    this.packageOf = packageFinder(workspace.packages);
    this.dependencies = new Set(workspace.packages.flatMap((found) => found.dependencies));
  }

  packageDir(path: string): string | undefined {
    return this.packages[this.packageOf(dirOf(path))]?.dir;
  }

  resolve(specifier: string, from: string): Resolution {
    const dir = dirOf(from);
    let known = this.memory.get(dir);
    if (known === undefined) this.memory.set(dir, (known = new Map<string, Resolution>()));
    if (known.has(specifier)) return known.get(specifier);
    const resolution = this.find(specifier, dir);
    known.set(specifier, resolution);
    return resolution;
  }

  private find(written: string, dir: string): Resolution {
    if (written === '' || written.includes('!') || CONTENT_QUERY.test(written)) return undefined;
    const query = written.indexOf('?');
    const specifier = query < 0 ? written : written.slice(0, query);
    if (RELATIVE.test(specifier)) return asFile(this.relative(specifier, dir));
    if (SCHEME.test(specifier) && !this.isAliased(specifier, dir)) return { module: specifier };
    return this.named(specifier, dir);
  }

  private isAliased(specifier: string, dir: string): boolean {
    return this.configs.candidates(specifier, dir).length > 0;
  }

  private relative(specifier: string, dir: string): string | undefined {
    if (specifier.startsWith('/')) return this.absolute(specifier, dir);
    const path = joinPath(dir, specifier);
    if (!isInside(path)) return undefined;
    return this.path(path, specifier.endsWith('/') || specifier.endsWith('.')) ?? this.firstOf(this.configs.siblings(path, dir));
  }

  /** `/src/main.ts`, as development servers read it: from the folder of the package. */
  private absolute(specifier: string, dir: string): string | undefined {
    return this.firstOf(this.packageDirsAround(dir).map((at) => joinPath(at, specifier.slice(1))));
  }

  /** A path of the tree: a file, a folder with a package.json or an index file, or what a build writes there. */
  private path(path: string, isFolder = false): string | undefined {
    const file = isFolder || path === '' ? undefined : this.lookup.file(path);
    if (file !== undefined) return file;
    const found = this.packageByDir.get(path);
    return (
      (found === undefined ? undefined : resolveInPackage(found, '', this.lookup)) ??
      this.lookup.index(path) ??
      sourceOfBuilt(path, this.packages[this.packageOf(dirOf(path))]?.dir ?? '', this.lookup)
    );
  }

  private firstOf(paths: readonly string[]): string | undefined {
    for (const path of paths) {
      const file = isInside(path) ? this.path(path) : undefined;
      if (file !== undefined) return file;
    }
    return undefined;
  }

  private named(specifier: string, dir: string): Resolution {
    const aliased = this.firstOf(this.configs.candidates(specifier, dir));
    if (aliased !== undefined) return { file: aliased };
    if (specifier.startsWith('#')) {
      const imported = this.imported(specifier, dir);
      if (imported !== undefined) return imported.resolution;
    }
    return (
      asFile(this.inWorkspace(specifier, dir) ?? this.byConvention(specifier, dir)) ??
      (isProjectAlias(specifier) ? undefined : { module: specifier })
    );
  }

  /** `#alias` by the `imports` of the package around; nothing when it has no such key. */
  private imported(specifier: string, dir: string): { readonly resolution: Resolution } | undefined {
    const around = this.packages[this.packageOf(dir)];
    const targets = around === undefined ? [] : packageTargets(around.imports, specifier);
    if (around === undefined || targets.length === 0) return undefined;
    const own = targets.filter((target) => target.startsWith('./')).map((target) => joinPath(around.dir, target));
    const file = resolveTargets(own, around.dir, this.lookup);
    if (file !== undefined) return { resolution: { file } };
    const outside = targets.find((target) => !target.startsWith('./') && !target.startsWith('#'));
    return { resolution: outside === undefined ? undefined : this.named(outside, around.dir) };
  }

  private inWorkspace(specifier: string, dir: string): string | undefined {
    const { name, subpath } = parsePackageSpecifier(specifier);
    for (const found of this.packageIndex.named(name, dir)) {
      const file = resolveInPackage(found, subpath, this.lookup);
      if (file !== undefined) return file;
    }
    return undefined;
  }

  /** Only what no package of the workspace depends on: an alias must not take a library's place. */
  private byConvention(specifier: string, dir: string): string | undefined {
    const { name } = parsePackageSpecifier(specifier);
    if (BUILTINS.has(specifier) || BUILTINS.has(name) || this.dependencies.has(name)) return undefined;
    // Where no package.json says what is installed, only what can't be a library is taken for an alias.
    if (this.packageOf(dir) < 0 && !isProjectAlias(specifier)) return undefined;
    return resolveByConvention(specifier, this.packageDirsAround(dir), this.lookup);
  }

  private packageDirsAround(dir: string): string[] {
    return ancestorsOf(dir).filter((at) => at === '' || this.packageByDir.has(at));
  }
}

function asFile(file: string | undefined): { readonly file: string } | undefined {
  return file === undefined ? undefined : { file };
}
