import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { getTsconfig } from 'get-tsconfig';
import { afterEach, describe, expect, it } from 'vitest';
import type { TsConfig } from '../model/workspace.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { openWorkspace } from './open.js';

let tree: TemporaryTree | undefined;
afterEach(() => tree?.remove());

async function open(files: Readonly<Record<string, unknown>>) {
  tree = temporaryTree(files);
  return openWorkspace(tree.root);
}

const at = (configs: readonly TsConfig[], file: string): TsConfig | undefined => configs.find((config) => config.path === file);

describe('tsconfig', () => {
  it('takes paths from where they are written and baseUrl from where it is', async () => {
    const { tsconfigs, problems } = await open({
      'config/base.json': '{ /* shared */ "compilerOptions": { "baseUrl": "..", "paths": { "@/*": ["src/*"], }, }, }',
      'config/rooted.json': { compilerOptions: { paths: { '~/*': ['../lib/*'] } } },
      'apps/a/tsconfig.json': { extends: '../../config/base' },
      'apps/b/tsconfig.json': { extends: ['../../config/base.json', '../../config/rooted.json'], compilerOptions: { baseUrl: 'src' } },
      'apps/c/tsconfig.json': { extends: '../../config/rooted.json', compilerOptions: { rootDirs: ['.', '${configDir}/.types'] } },
    });
    expect(problems).toEqual([]);
    expect(at(tsconfigs, 'apps/a/tsconfig.json')).toEqual({
      path: 'apps/a/tsconfig.json',
      dir: 'apps/a',
      baseUrl: '',
      paths: { '@/*': ['src/*'] },
      pathsBase: '',
    });
    expect(at(tsconfigs, 'apps/b/tsconfig.json')).toMatchObject({ baseUrl: 'apps/b/src', paths: { '~/*': ['apps/b/lib/*'] } });
    expect(at(tsconfigs, 'apps/c/tsconfig.json')).toMatchObject({
      paths: { '~/*': ['lib/*'] },
      pathsBase: 'config',
      rootDirs: ['apps/c', 'apps/c/.types'],
    });
  });

  it('expands ${configDir} in the folder of the config at the end of the chain', async () => {
    const { tsconfigs } = await open({
      'base.json': { compilerOptions: { paths: { '#/*': ['${configDir}/src/*'] } } },
      'apps/a/tsconfig.json': { extends: '../../base.json' },
    });
    expect(at(tsconfigs, 'apps/a/tsconfig.json')?.paths).toEqual({ '#/*': ['apps/a/src/*'] });
  });

  it('extends packages of the workspace and installed ones', async () => {
    const { tsconfigs, problems } = await open({
      'packages/tsconfig/package.json': { name: '@acme/tsconfig' },
      'packages/tsconfig/app.json': { compilerOptions: { baseUrl: '.' } },
      'node_modules/@set/up/package.json': { tsconfig: 'main.json' },
      'node_modules/@set/up/main.json': { compilerOptions: { paths: { 'x/*': ['y/*'] } } },
      'apps/a/tsconfig.json': { extends: '@acme/tsconfig/app.json' },
      'apps/b/tsconfig.json': { extends: '@set/up' },
    });
    expect(problems).toEqual([]);
    expect(at(tsconfigs, 'apps/a/tsconfig.json')?.baseUrl).toBe('packages/tsconfig');
    expect(at(tsconfigs, 'apps/b/tsconfig.json')?.paths).toEqual({ 'x/*': ['node_modules/@set/up/y/*'] });
  });

  it('reports a missing base once per package and a cycle once, and keeps the rest', async () => {
    const { tsconfigs, problems } = await open({
      'a/tsconfig.json': { extends: '@not/installed', compilerOptions: { baseUrl: '.' } },
      'b/tsconfig.json': { extends: '@not/installed' },
      'c/tsconfig.json': { extends: './gone.json' },
      'd/tsconfig.json': { extends: './tsconfig.base.json', compilerOptions: { baseUrl: 'src' } },
      'd/tsconfig.base.json': { extends: './tsconfig.json' },
      'e/tsconfig.json': '{ "compilerOptions": ',
      'f/jsconfig.json': '',
    });
    expect(problems.map((problem) => `${problem.path}: ${problem.message}`)).toEqual([
      'a/tsconfig.json: "extends" names "@not/installed", which does not exist.',
      'c/tsconfig.json: "extends" names "./gone.json", which does not exist.',
      'd/tsconfig.json: "extends" leads back to itself: d/tsconfig.base.json -> d/tsconfig.json -> d/tsconfig.base.json.',
      'e/tsconfig.json: The config is not valid JSON with comments.',
    ]);
    expect(at(tsconfigs, 'a/tsconfig.json')?.baseUrl).toBe('a');
    expect(at(tsconfigs, 'd/tsconfig.json')?.baseUrl).toBe('d/src');
    expect(tsconfigs).toHaveLength(6 + 1);
  });

  it('around the root counts when the root has none, inside the work tree', async () => {
    tree = temporaryTree({ 'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } }, 'src/a.ts': '' });
    const src = path.join(tree.root, 'src');
    expect((await openWorkspace(src)).tsconfigs).toEqual([]);
    mkdirSync(path.join(tree.root, '.git'));
    expect((await openWorkspace(src)).tsconfigs).toMatchObject([{ path: '../tsconfig.json', dir: '..', paths: { '@/*': ['*'] } }]);
  });

  it('says what get-tsconfig says', async () => {
    const { root, tsconfigs } = await open({
      'tsconfig.base.json': {
        compilerOptions: { baseUrl: './', paths: { '@acme/*': ['packages/*/src'], '@one': ['packages/one/src/index.ts'] } },
      },
      'packages/one/tsconfig.json': '{ "extends": "../../tsconfig.base.json", /* c */ "references": [{ "path": "./tsconfig.lib.json" }] }',
      'packages/one/tsconfig.lib.json': { extends: './tsconfig.json' },
    });
    const other = getTsconfig(path.join(root, 'packages/one/x.ts'))?.config.compilerOptions;
    const own = at(tsconfigs, 'packages/one/tsconfig.json');
    expect(path.resolve(root, own?.baseUrl ?? '?')).toBe(path.resolve(root, 'packages/one', other?.baseUrl ?? '?'));
    expect(own?.paths).toEqual(other?.paths);
    expect(own?.references).toEqual(['packages/one/tsconfig.lib.json']);
  });
});
