/** From a file that a build would write to the source file that it is built from. */
import { isBelow } from '../paths.js';
import type { FileLookup } from './file-lookup.js';

const OUTPUT = new Set([
  'dist',
  'build',
  'lib',
  'out',
  'output',
  '_build',
  '.build',
  'es',
  'esm',
  'cjs',
  'umd',
  'types',
  'typings',
  'dist-es',
  'dist-cjs',
  'dist-types',
  'dist-esm',
  'dist-src',
]);
/** Folders in the output for one module format each. */
const FORMATS = new Set([
  'esm',
  'cjs',
  'es',
  'es5',
  'es6',
  'es2015',
  'es2020',
  'umd',
  'mjs',
  'module',
  'modules',
  'commonjs',
  'types',
  'typings',
  'browser',
  'node',
  'server',
  'client',
  'web',
  'production',
  'development',
  '_esm',
  '_cjs',
  '_types',
  'preserve-modules',
  'prod',
  'dev',
]);
const CODE_ENDING = /(?:\.d)?\.[cm]?[jt]sx?$/;
const FORMAT_ENDING = /[.-](?:esm?|cjs|umd|min|prod|production|development|dev|browser|node|module|modern|legacy|common|esm-bundler)$/;

/**
 * Takes the path of a built file and its package's folder, gives the source file: the same path under `src`, without
 * the output's folder, or without the format's folder. Nothing when the path is in no output folder.
 */
export function sourceOfBuilt(path: string, packageDir: string, lookup: FileLookup): string | undefined {
  if (!isBelow(path, packageDir)) return undefined;
  const parts = (packageDir === '' ? path : path.slice(packageDir.length + 1)).split('/');
  const at = parts.findIndex((part) => OUTPUT.has(part));
  if (at < 0) return undefined;
  const before = [...(packageDir === '' ? [] : [packageDir]), ...parts.slice(0, at)].join('/');
  for (const rest of restsOf(parts.slice(at + 1))) {
    for (const stem of stemsOf(rest)) {
      const found = lookup.fileOrIndex(join(before, 'src', stem)) ?? (stem === '' ? undefined : lookup.fileOrIndex(join(before, stem)));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The path in the output, then without leading folders of formats, then from `src` on. */
function restsOf(parts: readonly string[]): string[] {
  const rests = [parts.join('/')];
  for (let from = 0; from < parts.length && FORMATS.has(parts[from] ?? ''); from++) rests.push(parts.slice(from + 1).join('/'));
  const source = parts.indexOf('src');
  if (source >= 0) rests.push(parts.slice(source + 1).join('/'));
  return rests;
}

function stemsOf(path: string): string[] {
  const stem = path.replace(CODE_ENDING, '');
  const plain = stem.replace(FORMAT_ENDING, '');
  return plain === stem ? [stem] : [stem, plain];
}

function join(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('/');
}
