/** Report files: written beside and renamed, so that none is ever there in half. */
import { constants, rmSync } from 'node:fs';
import { access, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { errors } from './errors.js';

const unfinished = new Set<string>();

/**
 * Whether the files can be written, before minutes are spent on what goes there.
 *
 * @param files  as given, relative to `cwd`
 * @throws WaybillError when two are the same, one is a folder, or its folder is missing or read-only
 */
export async function checkOutputs(files: readonly string[], cwd: string): Promise<void> {
  const seen = new Set<string>();
  for (const file of files) {
    const path = resolve(cwd, file);
    if (seen.has(path)) throw errors.sameOutput(file);
    seen.add(path);
    await checkOutput(file, path);
  }
}

async function checkOutput(file: string, path: string): Promise<void> {
  const present = await stat(path).catch(() => undefined);
  if (present?.isDirectory() === true || /[\\/]$/.test(file)) throw errors.outputIsFolder(file);
  if (present && !present.isFile()) return;
  const folder = dirname(present ? await realpath(path) : path);
  const folderStat = await stat(folder).catch(() => undefined);
  if (!folderStat) throw errors.outputFolderMissing(file, dirname(file));
  try {
    if (!folderStat.isDirectory()) throw Object.assign(new Error('its folder is a file'), { code: 'ENOTDIR' });
    await access(folder, constants.W_OK);
    if (present) await access(path, constants.W_OK);
  } catch (error) {
    throw errors.outputNotWritable(file, error);
  }
}

/**
 * Writes a report. What a link points to is replaced, not the link; a device or pipe is written to as it is.
 *
 * @throws WaybillError output-not-writable; then the file is as it was
 */
export async function writeOutput(file: string, cwd: string, text: string): Promise<void> {
  const path = resolve(cwd, file);
  try {
    const present = await stat(path).catch(() => undefined);
    if (present && !present.isFile()) await writeFile(path, text);
    else await replace(present ? await realpath(path) : path, text);
  } catch (error) {
    throw errors.outputNotWritable(file, error);
  }
}

async function replace(path: string, text: string): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  unfinished.add(beside);
  try {
    const handle = await open(beside, 'w');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  } finally {
    unfinished.delete(beside);
  }
}

/** For a run that is being ended: takes away what was begun. */
export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}
