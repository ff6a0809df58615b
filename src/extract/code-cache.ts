/**
 * Loads a large CommonJS file with V8's code cache, kept beside the package: what the engine compiled of the file in an
 * earlier run need not be compiled again (https://nodejs.org/api/vm.html#scriptcreatecacheddata). The cache is code, so it
 * lies where the package's own code lies and nowhere else: who may write there may change the package itself.
 */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';

/** Made by the build; where it is not there, as beside sources that are run as they are, nothing is kept. */
const FOLDER = fileURLToPath(new URL('../code-cache/', import.meta.url));

/** A loaded file. */
export interface Loaded {
  readonly exports: unknown;
  /** Keeps what is compiled by now for the next run, where no fitting cache was found; never throws. */
  readonly keep: () => void;
}

/**
 * @param file absolute path of a CommonJS file
 * @param name of its cache: it must tell the file's content, for V8 compares no more than the length
 */
export function loadCached(file: string, name: string): Loaded {
  // The tag stands for V8's version, its flags and the processor.
  const cache = `${FOLDER}${name}-${cachedDataVersionTag().toString(16)}.bin`;
  const cachedData = read(cache);
  const script = new Script(Module.wrap(readFileSync(file, 'utf8')), { filename: file, ...(cachedData ? { cachedData } : {}) });
  const module = new Module(file);
  const require = createRequire(file);
  require.cache[file] = module;
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  run.call(module.exports, module.exports, require, module, file, dirname(file));
  const fits = cachedData !== undefined && script.cachedDataRejected !== true;
  return { exports: module.exports, keep: fits || !existsSync(FOLDER) ? () => undefined : () => write(cache, script) };
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Beside and renamed: another process may read it now. */
function write(path: string, script: Script): void {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(FOLDER, 'unfinished-'));
    const unfinished = join(folder, 'data');
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, path);
  } catch {
    // A package folder that can't be written: each run compiles for itself.
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}
