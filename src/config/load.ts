/** All configurations that hold for a root of the analysis: around it, and below it. */
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { FileProblem } from '../yaml/problems.js';
import { configsIn, foldersUpwards } from './find.js';
import { readConfig, type ConfigFile, type ConfigWords } from './read.js';

/** A configuration, and where it lies. */
export interface PlacedConfig extends ConfigFile {
  /** Its folder from the root: '' at the root, `packages/api` below, `../..` above it. */
  readonly folder: string;
}

export interface LoadOptions {
  /** Files that messages name are shown from here; absolute. */
  readonly cwd: string;
  /** Read instead of what is found, paths in it begin at the working directory; `false`: nothing is. */
  readonly config?: string | false;
  /** Not searched from below; default: the user's. */
  readonly home?: string;
}

/** Reads configurations; each once, as roots may share those around them. */
export class ConfigLoader {
  readonly problems: FileProblem[] = [];
  private readonly known = new Map<string, ConfigFile | undefined>();

  constructor(
    private readonly options: LoadOptions,
    private readonly words: ConfigWords,
  ) {}

  /**
   * @param root    absolute
   * @param below   folders below the root that may hold a configuration, relative to it
   * @returns outermost first
   */
  load(root: string, below: readonly string[]): readonly PlacedConfig[] {
    const { config, cwd, home } = this.options;
    if (config === false) return [];
    if (config !== undefined) {
      const file = this.read(resolve(cwd, config));
      const dir = isAround(cwd, root) ? cwd : root;
      return file ? [{ ...file, dir, folder: posix(relative(root, dir)) }] : [];
    }
    const inside = [...new Set(below)].filter((dir) => dir !== '').sort();
    const folders = [...foldersUpwards(root, home).toReversed(), ...inside.map((dir) => resolve(root, dir))];
    return this.placed(
      folders.flatMap((dir) => this.onlyOne(configsIn(dir))),
      root,
    );
  }

  private placed(paths: readonly string[], root: string): readonly PlacedConfig[] {
    return paths.flatMap((path) => {
      const file = this.read(path);
      return file ? [{ ...file, folder: posix(relative(root, file.dir)) }] : [];
    });
  }

  /** Two in one folder would leave open which one counts. */
  private onlyOne(paths: readonly string[]): readonly string[] {
    const [first, ...more] = paths;
    if (first === undefined || this.known.has(first)) return first === undefined ? [] : [first];
    for (const other of more) {
      const message = `there is a configuration in ${this.shown(first)} already: a folder has one`;
      this.problems.push({ file: this.shown(other), line: 1, column: 1, message });
    }
    return [first];
  }

  private read(path: string): ConfigFile | undefined {
    if (this.known.has(path)) return this.known.get(path);
    const read = readConfig(path, this.shown(path), this.words);
    const file = 'config' in read ? read : undefined;
    if (!('config' in read)) this.problems.push(...read);
    this.known.set(path, file);
    return file;
  }

  private shown(path: string): string {
    return posix(relative(this.options.cwd, path)) || posix(path);
  }
}

/** Whether a folder is the other one or lies around it. */
function isAround(dir: string, inner: string): boolean {
  const path = relative(dir, inner);
  return path === '' || (!isAbsolute(path) && path.split(sep)[0] !== '..');
}

/** The folder of a file named relative to the root; '' in the root itself. */
export function folderOf(file: string): string {
  const dir = dirname(file);
  return dir === '.' ? '' : dir;
}

export function posix(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** A relative module of a configuration as seen from the root of the analysis. */
export function moduleFromRoot(root: string, dir: string, module: string): string {
  const path = posix(relative(root, resolve(dir, module)));
  return path === '' ? '.' : path.startsWith('..') ? path : `./${path}`;
}
