/** Folders that a build, a tool or a package manager fills. */
import { readdirSync, type Dirent } from 'node:fs';
import nodePath from 'node:path';

/** Installed code of others. */
const INSTALLED = new Set(['node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store']);

/** Always output, wherever they stand. */
const OUTPUT = new Set([
  'dist',
  'storybook-static',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.turbo',
  '.nx',
  '.vercel',
  '.netlify',
  '.cache',
  '.parcel-cache',
  '.angular',
  '.astro',
  '.docusaurus',
  '.expo',
  '.serverless',
  '.wrangler',
  '.react-router',
  '.vite',
  '.swc',
  '.vinxi',
  '.open-next',
  '.sst',
  '.nyc_output',
  '.contentlayer',
  '.rollup.cache',
  '.tanstack',
]);

/** Output by habit, yet words of their own: source when they hold hand-written TypeScript or stand inside `src`. */
const OUTPUT_BY_HABIT = new Set(['build', 'out', 'coverage']);

/** Names of output in libraries, and names of source in others: output only beside `src`, with traces of a compiler. */
const COMPILED_BESIDE_SOURCE = new Set(['lib', 'es', 'esm', 'cjs', 'umd']);

const TYPESCRIPT = /\.[cm]?tsx?$/;
const DECLARATION = /\.d\.[cm]?ts$/;
const COMPILER_TRACE = /(?:\.d\.[cm]?ts|\.[cm]?js\.map)$/;

/** Whether a folder holds installed packages. */
export function isInstalled(name: string): boolean {
  return INSTALLED.has(name);
}

/** Whether a folder's name alone says that a tool fills it. */
export function isOutputByName(name: string): boolean {
  return OUTPUT.has(name);
}

/**
 * Whether a folder with an ambiguous name (`build`, `lib`) is output.
 * @param path relative to the root  @param absolute its place on disk
 */
export function isOutputByContent(path: string, absolute: string, siblings: readonly Dirent[]): boolean {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  if (OUTPUT_BY_HABIT.has(name)) {
    if (name === 'build' && parts.at(-1) === 'public') return true;
    return !parts.includes('src') && !holds(absolute, isHandWritten);
  }
  if (!COMPILED_BESIDE_SOURCE.has(name)) return false;
  const besideSource = siblings.some((entry) => entry.name === 'src' && entry.isDirectory());
  return besideSource && holds(absolute, (file) => COMPILER_TRACE.test(file)) && !holds(absolute, isHandWritten);
}

function isHandWritten(file: string): boolean {
  return TYPESCRIPT.test(file) && !DECLARATION.test(file);
}

function holds(absolute: string, wanted: (file: string) => boolean): boolean {
  let entries: Dirent[];
  try {
    entries = readdirSync(absolute, { withFileTypes: true });
  } catch {
    return false;
  }
  return (
    entries.some((entry) => entry.isFile() && wanted(entry.name)) ||
    entries.some((entry) => entry.isDirectory() && !isInstalled(entry.name) && holds(nodePath.join(absolute, entry.name), wanted))
  );
}
