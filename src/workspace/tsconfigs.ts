/** tsconfig.json and jsconfig.json with their `extends` chains: only what module resolution needs. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import nodePath from 'node:path';
import type { Package, TsConfig, WorkspaceProblem } from '../model/workspace.js';
import { asObject, asString, asStrings, parseJsonWithComments } from './json.js';
import { byCodeUnits, relativeTo } from './paths.js';

/** What a config says, with absolute paths and the folder where `paths` was written. */
interface Settings {
  readonly baseUrl?: string;
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  readonly pathsBase?: string;
  readonly rootDirs?: readonly string[];
}

/**
 * Takes the paths of configs, gives them with everything applied, by the order of their paths; configs that
 * `references` names are added. What is missing, cyclic or no JSON is a problem, and the rest of the chain stands.
 */
export function readTsConfigs(
  root: string,
  paths: readonly string[],
  packages: readonly Package[],
  problems: WorkspaceProblem[],
): TsConfig[] {
  const reader = new ConfigReader(root, packages, problems);
  const configs = new Map<string, TsConfig>();
  // From the end: the order of the folder's listing, which differs between systems, must not show.
  const queue = [...paths].sort(byCodeUnits).reverse();
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (configs.has(path)) continue;
    const config = reader.config(path);
    configs.set(path, config);
    queue.push(...(config.references ?? []).filter((reference) => !reference.startsWith('..')));
  }
  return [...configs.values()].sort((a, b) => byCodeUnits(a.path, b.path));
}

class ConfigReader {
  private readonly raw = new Map<string, Readonly<Record<string, unknown>> | undefined>();
  private readonly reported = new Set<string>();
  private readonly packageDirs: ReadonlyMap<string, string>;

  constructor(
    private readonly root: string,
    packages: readonly Package[],
    private readonly problems: WorkspaceProblem[],
  ) {
    const named = packages.flatMap((found) => (found.name === undefined ? [] : [[found.name, found.dir] as const]));
    this.packageDirs = new Map(named.reverse());
  }

  config(path: string): TsConfig {
    const absolute = nodePath.resolve(this.root, path);
    const settings = this.settings(absolute, []);
    const references = this.references(absolute);
    const relative = (target: string): string => relativeTo(this.root, target);
    return {
      path,
      dir: relative(nodePath.dirname(absolute)),
      ...(settings.baseUrl === undefined ? {} : { baseUrl: relative(settings.baseUrl) }),
      ...(settings.paths === undefined ? {} : this.rootedPaths(settings.paths, settings, nodePath.dirname(absolute))),
      ...(settings.rootDirs === undefined ? {} : { rootDirs: settings.rootDirs.map(relative) }),
      ...(references.length === 0 ? {} : { references }),
    };
  }

  private rootedPaths(
    paths: Readonly<Record<string, readonly string[]>>,
    settings: Settings,
    dir: string,
  ): Pick<TsConfig, 'paths' | 'pathsBase'> {
    const base = settings.baseUrl ?? settings.pathsBase ?? dir;
    const rooted = Object.entries(paths).map(([pattern, targets]) => [
      pattern,
      targets.map((target) => relativeTo(this.root, nodePath.resolve(base, target))),
    ]);
    return { paths: Object.fromEntries(rooted) as Record<string, string[]>, pathsBase: relativeTo(this.root, base) };
  }

  /** What the config at an absolute path says after its bases; `chain` is what leads to it. */
  private settings(absolute: string, chain: readonly string[]): Settings {
    const json = this.json(absolute);
    if (json === undefined) return {};
    const dir = nodePath.dirname(absolute);
    const below = [...chain, absolute];
    const bases = typeof json['extends'] === 'string' ? [json['extends']] : (asStrings(json['extends']) ?? []);
    let settings: Settings = {};
    for (const base of bases) settings = { ...settings, ...this.inherited(base, absolute, below) };
    return { ...settings, ...ownSettings(json, dir, nodePath.dirname(below[0] ?? absolute)) };
  }

  private inherited(base: string, from: string, chain: readonly string[]): Settings {
    const target = this.locate(base, nodePath.dirname(from));
    if (target === undefined) {
      const installed = !isRelative(base);
      // One entry for a package that many configs extend: the remedy is the same.
      this.report(installed ? base : `${from}\0${base}`, {
        path: relativeTo(this.root, from),
        message: `"extends" names "${base}", which does not exist.`,
        hint: installed ? 'Install the dependencies, or correct the name.' : 'Generate the file, or correct the path.',
      });
      return {};
    }
    if (!chain.includes(target)) return this.settings(target, chain);
    const cycle = [...chain.slice(chain.indexOf(target)), target].map((path) => relativeTo(this.root, path));
    this.report([...new Set(cycle)].sort(byCodeUnits).join('\0'), {
      path: relativeTo(this.root, from),
      message: `"extends" leads back to itself: ${cycle.join(' -> ')}.`,
      hint: 'Remove one of these "extends".',
    });
    return {};
  }

  /** The file that `extends` names: a path, a package of the workspace, or an installed package. */
  private locate(base: string, dir: string): string | undefined {
    if (isRelative(base)) return existingConfig(nodePath.resolve(dir, base));
    const [name, subpath] = splitPackage(base);
    const own = this.packageDirs.get(name);
    const candidates = own === undefined ? [] : [nodePath.resolve(this.root, own)];
    for (let at = dir; ; at = nodePath.dirname(at)) {
      candidates.push(nodePath.join(at, 'node_modules', name));
      if (nodePath.dirname(at) === at) break;
    }
    for (const candidate of candidates) {
      const found = this.inPackage(candidate, subpath);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private inPackage(dir: string, subpath: string): string | undefined {
    if (!existsSync(dir)) return undefined;
    if (subpath !== '') return existingConfig(nodePath.join(dir, subpath));
    const declared = asString(this.json(nodePath.join(dir, 'package.json'), true)?.['tsconfig']);
    return (
      (declared === undefined ? undefined : existingConfig(nodePath.join(dir, declared))) ??
      existingConfig(nodePath.join(dir, 'tsconfig.json'))
    );
  }

  private references(absolute: string): string[] {
    const named = this.json(absolute)?.['references'];
    if (!Array.isArray(named)) return [];
    return named.flatMap((reference: unknown) => {
      const target = asString(asObject(reference)?.['path']);
      const found = target === undefined ? undefined : existingConfig(nodePath.resolve(nodePath.dirname(absolute), target));
      return found === undefined ? [] : [relativeTo(this.root, found)];
    });
  }

  private json(absolute: string, quiet = false): Readonly<Record<string, unknown>> | undefined {
    if (this.raw.has(absolute)) return this.raw.get(absolute);
    let value: Readonly<Record<string, unknown>> | undefined;
    try {
      const text = readFileSync(absolute, 'utf8');
      value = text.trim() === '' ? {} : asObject(parseJsonWithComments(text));
      if (value === undefined) throw new SyntaxError('no object');
    } catch (error) {
      const message = error instanceof SyntaxError ? 'The config is not valid JSON with comments.' : 'The config cannot be read.';
      if (!quiet)
        this.report(absolute, { path: relativeTo(this.root, absolute), message, hint: 'Correct the file; its aliases are not known.' });
    }
    this.raw.set(absolute, value);
    return value;
  }

  private report(key: string, problem: WorkspaceProblem): void {
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.problems.push(problem);
  }
}

/** @param configDir what `${configDir}` stands for: the folder of the config at the chain's end */
function ownSettings(json: Readonly<Record<string, unknown>>, dir: string, configDir: string): Settings {
  const options = asObject(json['compilerOptions']) ?? {};
  const expand = (path: string): string => path.replace('${configDir}', configDir);
  const baseUrl = asString(options['baseUrl']);
  const paths = asObject(options['paths']);
  const rootDirs = asStrings(options['rootDirs']);
  const expanded = Object.entries(paths ?? {}).map(([pattern, targets]) => [pattern, (asStrings(targets) ?? []).map(expand)]);
  return {
    ...(baseUrl === undefined ? {} : { baseUrl: nodePath.resolve(dir, expand(baseUrl)) }),
    ...(paths === undefined ? {} : { paths: Object.fromEntries(expanded) as Record<string, string[]>, pathsBase: dir }),
    ...(rootDirs === undefined ? {} : { rootDirs: rootDirs.map((rootDir) => nodePath.resolve(dir, expand(rootDir))) }),
  };
}

function isRelative(base: string): boolean {
  return base.startsWith('.') || nodePath.isAbsolute(base);
}

function splitPackage(specifier: string): [name: string, subpath: string] {
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  return [parts.slice(0, length).join('/'), parts.slice(length).join('/')];
}

function existingConfig(path: string): string | undefined {
  const candidates = [path, `${path}.json`, nodePath.join(path, 'tsconfig.json')];
  return candidates.find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile() === true);
}
