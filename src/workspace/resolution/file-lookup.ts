/** Finds the file that a path without its exact ending means, as bundlers and compilers do. */
import { COMPONENT_ENDINGS } from '../../model/endings.js';
import type { LinkedPath } from '../../model/workspace.js';
import { dirOf, joinPath } from '../paths.js';

/** What an import of the left ending may mean: TypeScript before JavaScript, implementations before declarations. */
const SUBSTITUTES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx', '.d.ts'],
  '.jsx': ['.tsx', '.jsx', '.ts', '.d.ts'],
  '.mjs': ['.mts', '.mjs', '.ts', '.d.mts'],
  '.cjs': ['.cts', '.cjs', '.ts', '.d.cts'],
};

const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** Code for several platforms: one of the variants stands for all. */
const PLATFORM_ENDINGS = ['.native', '.web', '.ios', '.android'].flatMap((platform) =>
  ['.tsx', '.ts', '.js', '.jsx'].map((ending) => platform + ending),
);
const DECLARATION_ENDINGS = ['.d.ts', '.d.mts', '.d.cts'];
const ALL_ENDINGS = [...ENDINGS, ...PLATFORM_ENDINGS, ...DECLARATION_ENDINGS, ...COMPONENT_ENDINGS];

export class FileLookup {
  private readonly files: ReadonlySet<string>;
  private readonly folders = new Set<string>(['']);

  /** Symbolic links and where they lead. */
  private readonly links: ReadonlyMap<string, string>;

  constructor(files: Iterable<string>, links: readonly LinkedPath[] = []) {
    this.files = new Set(files);
    this.links = new Map(links.map(({ path, target }) => [path, target]));
    for (const file of this.files) {
      for (let dir = dirOf(file); !this.folders.has(dir); dir = dirOf(dir)) this.folders.add(dir);
    }
  }

  /** Whether code stands in the folder or below it. */
  hasFolder(dir: string): boolean {
    return this.folders.has(dir);
  }

  /** The file that a path means: substituted endings, the very path, the path with an ending. */
  file(path: string): string | undefined {
    return this.find(path) ?? (this.links.size === 0 ? undefined : this.throughLink(path));
  }

  /** The file that a path means whose folder, or which itself, is a symbolic link. */
  private throughLink(path: string): string | undefined {
    const own = [path, ...substitutesOf(path), ...ALL_ENDINGS.map((ending) => path + ending)].find((name) => this.links.has(name));
    if (own !== undefined) return this.find(this.links.get(own) ?? '');
    for (let dir = dirOf(path); dir !== ''; dir = dirOf(dir)) {
      const target = this.links.get(dir);
      if (target !== undefined) return this.find(joinPath(target, path.slice(dir.length + 1)));
    }
    return undefined;
  }

  private find(path: string): string | undefined {
    if (!this.folders.has(dirOf(path))) return undefined;
    const substitute = substitutesOf(path).find((candidate) => this.files.has(candidate));
    if (substitute !== undefined) return substitute;
    if (this.files.has(path)) return path;
    const appended = ALL_ENDINGS.find((candidate) => this.files.has(path + candidate));
    return appended === undefined ? undefined : path + appended;
  }

  /** The index file of a folder. */
  index(dir: string): string | undefined {
    return this.folders.has(dir) || this.links.size > 0 ? this.file(dir === '' ? 'index' : `${dir}/index`) : undefined;
  }

  /** The file or, when it is a folder, its index file. */
  fileOrIndex(path: string): string | undefined {
    return (path === '' ? undefined : this.file(path)) ?? this.index(path);
  }
}

function substitutesOf(path: string): string[] {
  const dot = path.lastIndexOf('.');
  const endings = dot < 0 ? undefined : SUBSTITUTES[path.slice(dot)];
  return endings === undefined ? [] : endings.map((ending) => path.slice(0, dot) + ending);
}

/** Whether a file only declares. */
export function isDeclaration(path: string): boolean {
  return /\.d\.[cm]?ts$/.test(path);
}
