/** From a package of the workspace and a subpath to the source file. */
import type { Package } from '../../model/workspace.js';
import { isBelow, joinPath, nameOf } from '../paths.js';
import { testAreaAround } from '../roles.js';
import { sourceOfBuilt } from './built-files.js';
import { isDeclaration, type FileLookup } from './file-lookup.js';
import { packageTargets } from './package-targets.js';

/** What a specifier of a package names. */
export interface PackageSpecifier {
  readonly name: string;
  /** Without leading slash; '' for the package itself. */
  readonly subpath: string;
}

/** Takes a bare specifier, gives the package's name and the path in it. */
export function parsePackageSpecifier(specifier: string): PackageSpecifier {
  const first = specifier.indexOf('/');
  const end = specifier.startsWith('@') && first >= 0 ? specifier.indexOf('/', first + 1) : first;
  return end < 0 ? { name: specifier, subpath: '' } : { name: specifier.slice(0, end), subpath: specifier.slice(end + 1) };
}

/** The packages of the workspace by name; the order of folders decides among equals, packages for tests come last. */
export class PackageIndex {
  private readonly byName = new Map<string, { readonly found: Package; readonly area: string | undefined }[]>();

  constructor(packages: readonly Package[]) {
    for (const found of packages) {
      if (found.name === undefined) continue;
      const same = this.byName.get(found.name) ?? [];
      same.push({ found, area: testAreaAround(found.dir) });
      this.byName.set(found.name, same);
    }
    for (const same of this.byName.values()) same.sort((a, b) => Number(a.area !== undefined) - Number(b.area !== undefined));
  }

  /**
   * The packages of that name that a file in `dir` may mean: what stands among tests and fixtures (a stub of a library,
   * say) is seen from there alone, and first.
   */
  named(name: string, dir: string): Package[] {
    const same = this.byName.get(name);
    if (same === undefined) return [];
    const inner = same.filter(({ area }) => area !== undefined && isBelow(dir, area));
    return [...inner, ...same.filter(({ area }) => area === undefined)].map(({ found }) => found);
  }
}

/** Takes a package and a path in it, gives the source file, or nothing. */
export function resolveInPackage(found: Package, subpath: string, lookup: FileLookup): string | undefined {
  const targets = targetsOf(found, subpath).map((target) => joinPath(found.dir, target));
  const declared = resolveTargets(targets, found.dir, lookup);
  if (declared !== undefined && !isDeclaration(declared)) return declared;
  return (subpath === '' ? conventionalEntry(found, lookup) : conventionalSubpath(found, subpath, lookup)) ?? declared;
}

/** Takes targets relative to the root, best first, gives the first that is a source file or is built from one. */
export function resolveTargets(targets: readonly string[], packageDir: string, lookup: FileLookup): string | undefined {
  const exact = targets.map((target) => lookup.fileOrIndex(target));
  const written = exact.find((file) => file !== undefined && !isDeclaration(file));
  if (written !== undefined) return written;
  for (const target of targets) {
    const source = sourceOfBuilt(target, packageDir, lookup);
    if (source !== undefined) return source;
  }
  return exact.find((file) => file !== undefined);
}

function targetsOf(found: Package, subpath: string): string[] {
  if (subpath !== '') return packageTargets(found.exports, `./${subpath}`);
  const fields = [found.source, found.module, found.main, found.browser, found.types];
  return [...packageTargets(found.exports, '.'), ...fields.filter((field) => field !== undefined)];
}

function conventionalEntry(found: Package, lookup: FileLookup): string | undefined {
  const name = nameOf(found.name ?? found.dir);
  const places = ['src/index', 'index', 'src/main', `src/${name}`, 'lib/index', 'app/index', 'source/index'];
  return firstFile(
    places.map((place) => joinPath(found.dir, place)),
    lookup,
  );
}

/** Bundlers of a workspace see the folder itself, whatever `exports` allows. */
function conventionalSubpath(found: Package, subpath: string, lookup: FileLookup): string | undefined {
  const direct = joinPath(found.dir, subpath);
  return (
    lookup.fileOrIndex(direct) ?? sourceOfBuilt(direct, found.dir, lookup) ?? lookup.fileOrIndex(joinPath(found.dir, `src/${subpath}`))
  );
}

function firstFile(paths: readonly string[], lookup: FileLookup): string | undefined {
  for (const path of paths) {
    const file = lookup.fileOrIndex(path);
    if (file !== undefined) return file;
  }
  return undefined;
}
