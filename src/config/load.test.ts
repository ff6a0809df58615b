import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { ConfigLoader } from './load.js';

let tree: TemporaryTree | undefined;
afterEach(() => tree?.remove());

/** Folders of the configurations that hold, outermost first, as seen from the root. */
function foldersOf(
  files: Readonly<Record<string, unknown>>,
  root: string,
  { below = [], config, home, cwd = '' }: { below?: string[]; config?: string | false; home?: string; cwd?: string } = {},
) {
  tree = temporaryTree(files);
  const loader = new ConfigLoader(
    { cwd: join(tree.root, cwd), ...(config === undefined ? {} : { config }), home: join(tree.root, home ?? '../nobody') },
    { dataTypes: [], rules: [] },
  );
  const found = loader.load(join(tree.root, root), below);
  return { folders: found.map(({ folder }) => folder), files: found.map(({ yaml }) => yaml.file), problems: loader.problems };
}

describe('the search', () => {
  test('goes upwards to the top of the repository, and no further', () => {
    const files = { 'waybill.yml': '', 'repo/.git/HEAD': '', 'repo/waybill.yml': '', 'repo/packages/api/waybill.json': '{}' };
    expect(foldersOf(files, 'repo/packages/api').folders).toEqual(['../..', '']);
  });

  test('without a repository goes on, but not into the home directory', () => {
    const files = { 'waybill.yml': '', 'home/waybill.yml': '', 'home/work/waybill.yml': '', 'home/work/api/a.ts': '' };
    expect(foldersOf(files, 'home/work/api', { home: 'home' }).folders).toEqual(['..']);
  });

  test('the home directory itself is searched when it is the root', () => {
    expect(foldersOf({ 'home/waybill.yml': '' }, 'home', { home: 'home' }).folders).toContain('');
  });

  test('takes those below, the outer ones first', () => {
    const files = { '.git/HEAD': '', 'waybill.yml': '', 'b/waybill.yml': '', 'b/c/package.json': { waybill: { failOn: 'low' } } };
    expect(foldersOf(files, '', { below: ['b/c', 'b'] }).folders).toEqual(['', 'b', 'b/c']);
  });

  test('a manifest counts by its key alone', () => {
    const files = { '.git/HEAD': '', 'package.json': { name: 'x', dependencies: { waybill: '1' }, scripts: { waybill: 'waybill' } } };
    expect(foldersOf(files, '').folders).toEqual([]);
  });

  test('two in one folder are a mistake', () => {
    const found = foldersOf({ '.git/HEAD': '', 'waybill.yml': '', 'waybill.json': '{}' }, '');
    expect(found.problems).toEqual([
      { file: 'waybill.json', line: 1, column: 1, message: 'there is a configuration in waybill.yml already: a folder has one' },
    ]);
  });

  test('a file that is named stands alone, and its paths begin at the working directory', () => {
    const files = { '.git/HEAD': '', 'waybill.yml': '', 'ci/strict.yml': '', 'api/waybill.yml': '' };
    expect(foldersOf(files, 'api', { config: 'ci/strict.yml', below: ['x'] })).toMatchObject({ folders: ['..'], files: ['ci/strict.yml'] });
    expect(foldersOf(files, '', { config: 'nothing.yml' }).problems[0]).toMatchObject({
      file: 'nothing.yml',
      message: 'there is no such file',
    });
  });

  test('none is read with false', () => {
    expect(foldersOf({ 'waybill.yml': 'wrong' }, '', { config: false })).toMatchObject({ folders: [], problems: [] });
  });
});
