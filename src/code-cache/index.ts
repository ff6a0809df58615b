/**
 * Loads large CommonJS files with V8's code cache, kept beside the package: what the engine compiled of a file in an earlier
 * run need not be compiled again (https://nodejs.org/api/vm.html#scriptcreatecacheddata). The cache is code, so it lies where
 * the package's own code lies and nowhere else: who may write there may change the package itself.
 */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';

/** Of the built package; sources that are run as they are keep nothing. */
const FOLDER = fileURLToPath(new URL('./', import.meta.url));
const BUILT = existsSync(join(FOLDER, 'index.js'));

/** What was loaded without a fitting cache. One list for a process: the bundled program has a copy of this module of its own. */
const PENDING = Symbol.for('waybill.code-cache');
const pending: (() => void)[] = ((globalThis as { [PENDING]?: (() => void)[] })[PENDING] ??= []);

/**
 * Runs a CommonJS file.
 *
 * @param file absolute path
 * @param name of its cache: it must tell the file's content, for V8 compares no more than the length
 * @returns its exports
 */
export function loadCached(file: string, name: (content: Buffer) => string): unknown {
  const content = readFileSync(file);
  // The tag stands for V8's version, its flags and the processor.
  const cache = `${FOLDER}${name(content)}-${cachedDataVersionTag().toString(16)}.bin`;
  const cachedData = read(cache);
  const script = new Script(Module.wrap(content.toString('utf8')), { filename: file, ...(cachedData ? { cachedData } : {}) });
  const module = new Module(file);
  const require = createRequire(file);
  require.cache[file] = module;
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  run.call(module.exports, module.exports, require, module, file, dirname(file));
  const fits = cachedData !== undefined && script.cachedDataRejected !== true;
  if (!fits && BUILT) pending.push(() => write(cache, script));
  return module.exports;
}

/**
 * Keeps, when the process ends, what was compiled by then. To be called by a run that has used most of the code, for what is
 * not in a cache has to be compiled in every run.
 */
export function keepCodeAtExit(): void {
  const due = pending.splice(0);
  if (due.length > 0) process.once('beforeExit', () => due.forEach((keep) => keep()));
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Beside and renamed: another process may read it now. Never throws. */
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
