/** Aliases of tsconfig.json and jsconfig.json: `paths`, `baseUrl`, `rootDirs`, for the files each config rules. */
import type { TsConfig } from '../../model/workspace.js';
import { ancestorsOf, isBelow, joinPath, nameOf } from '../paths.js';

const MAIN_NAMES = ['tsconfig.json', 'jsconfig.json'];

interface PathPattern {
  readonly prefix: string;
  readonly suffix: string;
  readonly targets: readonly string[];
}

interface CompiledConfig {
  readonly exact: ReadonlyMap<string, readonly string[]>;
  /** Longest prefix first. */
  readonly patterns: readonly PathPattern[];
  readonly baseUrl: string | undefined;
  readonly rootDirs: readonly string[];
}

export class ConfigPaths {
  private readonly byDir = new Map<string, CompiledConfig[]>();
  private readonly around: CompiledConfig[];
  private readonly known = new Map<string, readonly (readonly CompiledConfig[])[]>();

  constructor(configs: readonly TsConfig[]) {
    const byPath = new Map(configs.map((config) => [config.path, config]));
    const dirs = new Map<string, TsConfig[]>();
    for (const config of configs) dirs.set(config.dir, [...(dirs.get(config.dir) ?? []), config]);
    for (const [dir, here] of dirs) this.byDir.set(dir, ruling(here, byPath).map(compile));
    this.around = [...dirs.keys()].filter((dir) => dir.startsWith('..')).flatMap((dir) => this.byDir.get(dir) ?? []);
  }

  /**
   * Takes a specifier and the folder of its file, gives the paths it may mean, best first. The nearest config decides;
   * those further out are asked for their patterns when it leads nowhere, for a folder's config is often incomplete.
   */
  candidates(specifier: string, dir: string): string[] {
    const [nearest, ...outer] = this.levels(dir);
    const targets = (nearest ?? []).flatMap((config) => [...matches(config, specifier), ...fromBase(config, specifier)]);
    return [...targets, ...outer.flat().flatMap((config) => matches(config, specifier))];
  }

  /** Takes a path that a relative specifier means, gives the same path in the other `rootDirs`. */
  siblings(path: string, dir: string): string[] {
    const nearest = this.levels(dir)[0] ?? [];
    return nearest.flatMap(({ rootDirs }) => {
      const home = rootDirs.find((rootDir) => isBelow(path, rootDir));
      if (home === undefined) return [];
      const rest = home === '' ? path : path.slice(home.length + 1);
      return rootDirs.filter((rootDir) => rootDir !== home).map((rootDir) => joinPath(rootDir, rest));
    });
  }

  /** The configs of each folder upward that has some. */
  private levels(dir: string): readonly (readonly CompiledConfig[])[] {
    let levels = this.known.get(dir);
    if (levels === undefined) {
      const found = ancestorsOf(dir).flatMap((at) => (this.byDir.has(at) ? [this.byDir.get(at) ?? []] : []));
      levels = this.around.length === 0 ? found : [...found, this.around];
      this.known.set(dir, levels);
    }
    return levels;
  }
}

/** The configs of one folder in the order in which they are asked: its main one, what that references, the others. */
function ruling(here: readonly TsConfig[], byPath: ReadonlyMap<string, TsConfig>): TsConfig[] {
  const main = MAIN_NAMES.map((name) => here.find((config) => nameOf(config.path) === name)).find((config) => config !== undefined);
  const referenced = (main?.references ?? []).flatMap((path) => {
    const config = byPath.get(path);
    // A reference to another folder's main config is that folder's own affair.
    const applies = config !== undefined && (config.dir === main?.dir || !MAIN_NAMES.includes(nameOf(path)));
    return applies ? [config] : [];
  });
  const aliasing = [...referenced, ...here].filter(
    (config) => config !== main && (config.paths ?? config.baseUrl ?? config.rootDirs) !== undefined,
  );
  return [...new Set([...(main === undefined ? [] : [main]), ...aliasing])];
}

function compile(config: TsConfig): CompiledConfig {
  const exact = new Map<string, readonly string[]>();
  const patterns: PathPattern[] = [];
  for (const [key, targets] of Object.entries(config.paths ?? {})) {
    const star = key.indexOf('*');
    if (star < 0) exact.set(key, targets);
    else patterns.push({ prefix: key.slice(0, star), suffix: key.slice(star + 1), targets });
  }
  patterns.sort((a, b) => b.prefix.length - a.prefix.length);
  return { exact, patterns, baseUrl: config.baseUrl, rootDirs: config.rootDirs ?? [] };
}

function matches(config: CompiledConfig, specifier: string): string[] {
  const exact = config.exact.get(specifier);
  if (exact !== undefined) return [...exact];
  const pattern = config.patterns.find(
    ({ prefix, suffix }) => specifier.length >= prefix.length + suffix.length && specifier.startsWith(prefix) && specifier.endsWith(suffix),
  );
  if (pattern === undefined) return [];
  const matched = specifier.slice(pattern.prefix.length, specifier.length - pattern.suffix.length);
  return pattern.targets.map((target) =>
    joinPath(
      '',
      target.replace('*', () => matched),
    ),
  );
}

function fromBase(config: CompiledConfig, specifier: string): string[] {
  return config.baseUrl === undefined ? [] : [joinPath(config.baseUrl, specifier)];
}
