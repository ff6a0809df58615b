/** What can not be looked at at all is an error that says what to do, and never a report that finds nothing. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { WaybillError } from '../model/errors.js';
import { scanPaths } from '../testing/compare-scans.js';
import { temporaryTree } from '../testing/temporary-tree.js';

const tree = temporaryTree({
  'readme/README.md': '# no code',
  'hidden/.gitignore': '*.ts\n',
  'hidden/a.ts': 'log(1)',
  'note.txt': 'x',
  'src/a.ts': 'log(1)',
});
symlinkSync('loop', join(tree.root, 'loop'));
afterAll(() => tree.remove());

it.each([
  ['nowhere', 'path-not-found'],
  ['src/nowhere.ts', 'path-not-found'],
  ['src/a.ts/b.ts', 'path-not-found'],
  ['loop', 'path-not-found'],
  ['readme', 'nothing-to-analyse'],
  ['hidden', 'nothing-to-analyse'],
  ['note.txt', 'nothing-to-analyse'],
])('%s: %s', async (path, code) => {
  const error: unknown = await scanPaths([path], tree.root).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(WaybillError);
  expect(error).toMatchObject({ code, where: path });
  expect((error as WaybillError).hint).toMatch(/\w{3}/);
});

it('one wrong name among right ones is not passed over', async () => {
  await expect(scanPaths(['src', 'scr'], tree.root)).rejects.toMatchObject({ code: 'path-not-found', where: 'scr' });
});

it('a folder that is named through a link, or twice, is looked at once', async () => {
  symlinkSync('src', join(tree.root, 'linked'));
  const { coverage } = await scanPaths(['src', 'linked', './src/'], tree.root);
  expect(coverage.files.analysed).toBe(1);
});
