/** Finds the file that a path without its exact ending means, as bundlers and compilers do. */
import { dirOf } from '../paths.js';

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
const ALL_ENDINGS = [...ENDINGS, ...PLATFORM_ENDINGS, ...DECLARATION_ENDINGS];

export class FileLookup {
  private readonly files: ReadonlySet<string>;
  private readonly folders = new Set<string>(['']);

  constructor(files: Iterable<string>) {
    this.files = new Set(files);
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
    if (!this.folders.has(dirOf(path))) return undefined;
    const dot = path.lastIndexOf('.');
    const substitutes = dot < 0 ? undefined : SUBSTITUTES[path.slice(dot)];
    const stem = path.slice(0, dot);
    const ending = substitutes?.find((candidate) => this.files.has(stem + candidate));
    if (ending !== undefined) return stem + ending;
    if (this.files.has(path)) return path;
    const appended = ALL_ENDINGS.find((candidate) => this.files.has(path + candidate));
    return appended === undefined ? undefined : path + appended;
  }

  /** The index file of a folder. */
  index(dir: string): string | undefined {
    return this.folders.has(dir) ? this.file(dir === '' ? 'index' : `${dir}/index`) : undefined;
  }

  /** The file or, when it is a folder, its index file. */
  fileOrIndex(path: string): string | undefined {
    return (path === '' ? undefined : this.file(path)) ?? this.index(path);
  }
}

/** Whether a file only declares. */
export function isDeclaration(path: string): boolean {
  return /\.d\.[cm]?ts$/.test(path);
}
