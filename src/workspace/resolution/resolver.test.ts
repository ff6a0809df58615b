import { afterEach, describe, expect, it } from 'vitest';
import { temporaryTree, type TemporaryTree } from '../../testing/temporary-tree.js';
import { createResolver, openWorkspace } from '../index.js';

let tree: TemporaryTree | undefined;
afterEach(() => tree?.remove());

/** Opens a tree of empty code files and configs, gives a function that resolves to a path, `module:…` or nothing. */
async function resolving(code: readonly string[], configs: Readonly<Record<string, unknown>> = {}) {
  tree = temporaryTree({ ...Object.fromEntries(code.map((path) => [path, ''])), ...configs });
  const resolver = createResolver(await openWorkspace(tree.root));
  return (specifier: string, from: string): string | undefined => {
    const found = resolver.resolve(specifier, from);
    return found === undefined ? undefined : 'file' in found ? found.file : `module:${found.module}`;
  };
}

describe('relative specifiers', () => {
  it('lead to files, index files and TypeScript behind JavaScript endings', async () => {
    const resolve = await resolving([
      'src/a.ts',
      'src/b.tsx',
      'src/c.mts',
      'src/d.cts',
      'src/dir/index.ts',
      'src/e.js',
      'src/f.service.ts',
      'src/g.d.ts',
      'src/h.js',
      'src/h.d.ts',
      'src/index.js',
      'src/i.native.ts',
    ]);
    const from = 'src/main.ts';
    expect(['./a', './a.js', './a.ts', './b.jsx', './b.js', './c.mjs', './d.cjs'].map((it) => resolve(it, from))).toEqual([
      'src/a.ts',
      'src/a.ts',
      'src/a.ts',
      'src/b.tsx',
      'src/b.tsx',
      'src/c.mts',
      'src/d.cts',
    ]);
    expect(
      ['./dir', './dir/', './dir/index.js', './e', './f.service', './g', './h', './h.js', '.', './', './i'].map((it) => resolve(it, from)),
    ).toEqual([
      'src/dir/index.ts',
      'src/dir/index.ts',
      'src/dir/index.ts',
      'src/e.js',
      'src/f.service.ts',
      'src/g.d.ts',
      'src/h.js',
      'src/h.js',
      'src/index.js',
      'src/index.js',
      'src/i.native.ts',
    ]);
    expect(resolve('..', 'src/dir/x.ts')).toBe('src/index.js');
  });

  it('lead nowhere for assets, generated files and paths outside', async () => {
    const resolve = await resolving(['src/a.ts']);
    expect(
      ['./style.css', './gone', '../../outside', './a?raw', './a?url', 'raw-loader!./a', ''].map((it) => resolve(it, 'src/main.ts')),
    ).toEqual(Array(7).fill(undefined));
    expect(resolve('./a?worker', 'src/main.ts')).toBe('src/a.ts');
  });

  it("read a folder's package.json", async () => {
    const resolve = await resolving(['lib/entry.js', 'main.js'], { 'lib/package.json': { main: 'entry.js' } });
    expect(resolve('./lib', 'main.js')).toBe('lib/entry.js');
  });

  it('look into the other rootDirs', async () => {
    const resolve = await resolving(['app/a.ts', 'types/app/+types/a.ts'], {
      'tsconfig.json': { compilerOptions: { rootDirs: ['.', './types'] } },
    });
    expect(resolve('./+types/a', 'app/a.ts')).toBe('types/app/+types/a.ts');
  });

  it('go back from the build to the source', async () => {
    const resolve = await resolving(['src/cli.ts', 'bin/run.js'], { 'package.json': {} });
    expect(resolve('../dist/cli.js', 'bin/run.js')).toBe('src/cli.ts');
  });
});

describe('aliases of tsconfig and jsconfig', () => {
  it('follow the nearest config, the longest pattern and the order of targets', async () => {
    const resolve = await resolving(['src/a.ts', 'src/deep/b.ts', 'other/c.ts', 'apps/x/lib/a.ts', 'exact.ts'], {
      'tsconfig.json': {
        compilerOptions: { paths: { '@/*': ['./gone/*', './src/*'], '@/deep/*': ['./other/*', './src/deep/*'], exact: ['./exact.ts'] } },
      },
      'apps/x/tsconfig.json': { compilerOptions: { paths: { '@/*': ['./lib/*'] } } },
    });
    expect(['@/a', '@/a.js', '@/deep/b', '@/deep/c', 'exact'].map((it) => resolve(it, 'src/main.ts'))).toEqual([
      'src/a.ts',
      'src/a.ts',
      'src/deep/b.ts',
      'other/c.ts',
      'exact.ts',
    ]);
    expect(resolve('@/a', 'apps/x/main.ts')).toBe('apps/x/lib/a.ts');
    expect(resolve('@/style.css', 'src/main.ts')).toBeUndefined();
  });

  it('include baseUrl, in plain JavaScript too', async () => {
    const resolve = await resolving(['src/components/Button.js'], { 'jsconfig.json': { compilerOptions: { baseUrl: 'src' } } });
    expect(resolve('components/Button', 'src/main.js')).toBe('src/components/Button.js');
    expect(resolve('react', 'src/main.js')).toBe('module:react');
  });

  it('come from the configs that a solution references', async () => {
    const resolve = await resolving(['src/a.ts', 'server/b.ts'], {
      'tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: './config/tsconfig.node.json' }] },
      'tsconfig.app.json': { compilerOptions: { baseUrl: '.', paths: { '@/*': ['src/*'] } }, include: ['src'] },
      'config/tsconfig.node.json': { compilerOptions: { paths: { '$server/*': ['../server/*'] } }, include: ['../server'] },
    });
    expect(resolve('@/a', 'src/main.ts')).toBe('src/a.ts');
    expect(resolve('$server/b', 'server/main.ts')).toBe('server/b.ts');
  });

  it('of Nx stand in tsconfig.base.json', async () => {
    const resolve = await resolving(['libs/ui/src/index.ts', 'libs/ui/src/lib/a.ts', 'tools/x.ts'], {
      'nx.json': '{}',
      'package.json': {},
      'tsconfig.base.json': {
        compilerOptions: { baseUrl: '.', paths: { '@acme/ui': ['libs/ui/src/index.ts'], '@acme/ui/*': ['libs/ui/src/lib/*'] } },
      },
      'apps/web/tsconfig.json': { extends: '../../tsconfig.base.json' },
    });
    expect(['@acme/ui', '@acme/ui/a'].map((it) => resolve(it, 'apps/web/src/main.ts'))).toEqual([
      'libs/ui/src/index.ts',
      'libs/ui/src/lib/a.ts',
    ]);
    expect(resolve('@acme/ui', 'tools/x.ts')).toBe('libs/ui/src/index.ts');
  });

  it('serve a folder scanned by itself', async () => {
    const resolver = createResolver({
      files: [{ path: 'lib/a.ts', bytes: 0, role: 'source', package: -1 }],
      packages: [],
      tsconfigs: [{ path: '../tsconfig.json', dir: '..', paths: { '@/*': ['*'] } }],
    });
    expect(resolver.resolve('@/lib/a', 'x.ts')).toEqual({ file: 'lib/a.ts' });
  });
});

describe('packages of the workspace', () => {
  const root = { name: 'root', private: true, workspaces: ['packages/*'] };

  it.each([
    ['npm and yarn', { 'package.json': root }],
    ['pnpm', { 'package.json': { name: 'root' }, 'pnpm-workspace.yaml': 'packages:\n  - "packages/*"\n' }],
    ['Turborepo', { 'package.json': root, 'turbo.json': '{}' }],
    ['Lerna', { 'package.json': { name: 'root' }, 'lerna.json': { packages: ['packages/*'] } }],
    ['Nx', { 'package.json': root, 'nx.json': '{}' }],
  ])('resolve by name in %s', async (_, layout) => {
    const resolve = await resolving(['packages/a/src/index.ts', 'packages/a/src/mail/index.ts', 'packages/b/src/x.ts'], {
      ...layout,
      'packages/a/package.json': { name: '@acme/a', main: 'dist/index.js', types: 'dist/index.d.ts' },
      'packages/b/package.json': { name: '@acme/b', dependencies: { '@acme/a': 'workspace:*' } },
    });
    expect(resolve('@acme/a', 'packages/b/src/x.ts')).toBe('packages/a/src/index.ts');
    expect(resolve('@acme/a/mail', 'packages/b/src/x.ts')).toBe('packages/a/src/mail/index.ts');
    expect(resolve('@acme/a/src/mail', 'packages/b/src/x.ts')).toBe('packages/a/src/mail/index.ts');
    expect(resolve('@acme/unknown', 'packages/b/src/x.ts')).toBe('module:@acme/unknown');
  });

  it('resolve by exports: conditions, patterns, the source before the build', async () => {
    const resolve = await resolving(
      [
        'p/src/index.ts',
        'p/src/server/index.ts',
        'p/src/features/mail.ts',
        'p/src/utils/deep/x.ts',
        'p/src/web.tsx',
        'p/src/special.ts',
        'p/types.d.ts',
        'main.ts',
      ],
      {
        'package.json': {},
        'p/package.json': {
          name: 'p',
          exports: {
            '.': {
              types: './dist/index.d.ts',
              import: { node: './dist/esm/index.mjs', default: './dist/index.js' },
              require: './dist/cjs/index.cjs',
            },
            './server': [{ import: './build/server/index.js' }],
            './features/*.js': './dist/features/*.js',
            './utils/*': { default: './dist/utils/*.js' },
            './utils/special': './src/special.ts',
            './web': { source: './src/web.tsx', default: './dist/web.js' },
            './types': { types: './types.d.ts' },
            './private/*': null,
          },
        },
      },
    );
    const specifiers = ['p', 'p/server', 'p/features/mail.js', 'p/utils/deep/x', 'p/utils/special', 'p/web', 'p/types', 'p/private/x'];
    expect(specifiers.map((it) => resolve(it, 'main.ts'))).toEqual([
      'p/src/index.ts',
      'p/src/server/index.ts',
      'p/src/features/mail.ts',
      'p/src/utils/deep/x.ts',
      'p/src/special.ts',
      'p/src/web.tsx',
      'p/types.d.ts',
      'module:p/private/x',
    ]);
    expect(resolve('p', 'p/test/a.ts')).toBe('p/src/index.ts');
  });

  it.each([
    [{ main: './dist/mylib.umd.js' }, ['p/src/index.ts'], 'p/src/index.ts'],
    [{ main: 'lib/index.js' }, ['p/lib/index.js', 'p/src/other.js'], 'p/lib/index.js'],
    [{ main: 'dist/src/main.js' }, ['p/src/main.ts'], 'p/src/main.ts'],
    [{ main: 'dist/p/src/main.js' }, ['p/src/main.ts'], 'p/src/main.ts'],
    [{ module: 'dist/entry.esm.js' }, ['p/src/entry.ts'], 'p/src/entry.ts'],
    [{ main: './dist/server.js' }, ['p/server.ts'], 'p/server.ts'],
    [{ types: './src/public.ts', main: './dist/bundle.js' }, ['p/src/public.ts', 'p/src/index.ts'], 'p/src/public.ts'],
    [{ exports: './dist/index.js' }, ['p/index.js'], 'p/index.js'],
    [{ source: 'src/p.ts', main: 'dist/p.js' }, ['p/src/p.ts'], 'p/src/p.ts'],
    [{}, ['p/index.js'], 'p/index.js'],
    [{ main: '.' }, ['p/index.js'], 'p/index.js'],
  ])('%j of %j leads to %s', async (manifest, code, expected) => {
    const resolve = await resolving(code, { 'p/package.json': { name: 'p', ...manifest } });
    expect(resolve('p', 'main.ts')).toBe(expected);
  });

  it('are not the stubs that tests keep of libraries, except for those tests', async () => {
    const resolve = await resolving(['test/fixtures/express/index.js', 'src/a.ts', 'test/b.ts'], {
      'package.json': {},
      'test/fixtures/express/package.json': { name: 'express' },
    });
    expect(resolve('express', 'src/a.ts')).toBe('module:express');
    expect(resolve('express', 'test/b.ts')).toBe('test/fixtures/express/index.js');
  });

  it('have imports of their own', async () => {
    const resolve = await resolving(['a/src/db.ts', 'a/src/lib/x.ts'], {
      'a/package.json': {
        name: 'a',
        imports: {
          '#db': { node: './dist/db.js', default: './dist/db.js' },
          '#lib/*': './src/lib/*.ts',
          '#http': 'undici',
          '#gone': './gone.js',
        },
      },
    });
    expect(['#db', '#lib/x', '#http', '#gone', '#virtual'].map((it) => resolve(it, 'a/src/main.ts'))).toEqual([
      'a/src/db.ts',
      'a/src/lib/x.ts',
      'module:undici',
      undefined,
      'module:#virtual',
    ]);
  });
});

describe('aliases without a config', () => {
  it('are accepted when a folder of the package makes them resolve', async () => {
    const resolve = await resolving(
      [
        'web/src/a.ts',
        'web/src/components/Button.tsx',
        'web/src/util/types.ts',
        'nuxt/app/b.ts',
        'nuxt/server/c.ts',
        'kit/src/lib/d.ts',
        'kit/src/zod/v4.ts',
      ],
      {
        'web/package.json': {},
        'nuxt/package.json': {},
        'kit/package.json': { dependencies: { zod: '*' } },
      },
    );
    expect(['@/a', '~/a', 'src/a', '@components/Button', '@/gone', 'util/types'].map((it) => resolve(it, 'web/src/x/main.ts'))).toEqual([
      'web/src/a.ts',
      'web/src/a.ts',
      'web/src/a.ts',
      'web/src/components/Button.tsx',
      undefined,
      'module:util/types',
    ]);
    expect(['~/b', '~~/server/c', '#imports'].map((it) => resolve(it, 'nuxt/app/main.ts'))).toEqual([
      'nuxt/app/b.ts',
      'nuxt/server/c.ts',
      'module:#imports',
    ]);
    expect(['$lib/d', 'zod/v4', '$app/navigation'].map((it) => resolve(it, 'kit/src/routes/+page.ts'))).toEqual([
      'kit/src/lib/d.ts',
      'module:zod/v4',
      'module:$app/navigation',
    ]);
    expect(resolve('/src/a.ts', 'web/vite.config.ts')).toBe('web/src/a.ts');
  });

  it('never take the place of a library', async () => {
    const code = ['prisma/client.ts', 'web/main.ts'];
    const declared = await resolving(code, {
      'package.json': {},
      'web/package.json': {},
      'db/package.json': { dependencies: { '@prisma/client': '*' } },
    });
    expect(declared('@prisma/client', 'web/main.ts')).toBe('module:@prisma/client');
    tree?.remove();
    const loose = await resolving(code);
    expect(loose('@prisma/client', 'web/main.ts')).toBe('module:@prisma/client');
  });

  it('leave libraries, built-ins and addresses as modules', async () => {
    const resolve = await resolving(['main.js']);
    expect(
      ['lodash', 'lodash/get', 'node:fs', 'fs/promises', 'https://esm.sh/x', 'astro:content', '@scope/x'].map((it) =>
        resolve(it, 'main.js'),
      ),
    ).toEqual([
      'module:lodash',
      'module:lodash/get',
      'module:node:fs',
      'module:fs/promises',
      'module:https://esm.sh/x',
      'module:astro:content',
      'module:@scope/x',
    ]);
  });
});
