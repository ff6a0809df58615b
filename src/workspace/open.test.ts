import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../model/workspace.js';
import { temporaryTree, writeTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { openWorkspace, type OpenOptions } from './open.js';
import { createResolver } from './resolution/resolver.js';

const trees: TemporaryTree[] = [];

function make(files: Readonly<Record<string, unknown>>, name?: string): string {
  const tree = temporaryTree(files, name);
  trees.push(tree);
  return tree.root;
}

afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove();
});

async function open(files: Readonly<Record<string, unknown>>, options?: OpenOptions): Promise<Workspace> {
  return openWorkspace(make(files), options);
}

const paths = (workspace: Workspace): string[] => workspace.files.map((file) => file.path);
const skips = (workspace: Workspace): string[] => workspace.skipped.map(({ path: at, reason }) => `${reason} ${at}`);

/** Git as a user without configuration has it. */
function git(cwd: string, ...args: string[]): string {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const options = ['-c', 'core.excludesFile=', '-c', 'user.name=t', '-c', 'user.email=t@localhost', '-c', 'core.quotePath=false'];
  return execFileSync('git', [...options, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...env, GIT_CONFIG_GLOBAL: '', GIT_CONFIG_NOSYSTEM: '1' },
  });
}

describe('files', () => {
  it('lists TypeScript, JavaScript and components in the order of code units, with size, role and package', async () => {
    const workspace = await open({
      'package.json': { name: 'shop' },
      'src/b.ts': 'export {}',
      'src/a.tsx': '',
      'src/C.mts': '',
      'src/d.cts': '',
      'e.js': '',
      'f.jsx': '',
      'g.mjs': '',
      'h.cjs': '',
      'i.vue': '',
      'types.d.ts': '',
      'packages/x/package.json': {},
      'packages/x/test/y.test.ts': '',
    });
    expect(paths(workspace)).toEqual([
      'e.js',
      'f.jsx',
      'g.mjs',
      'h.cjs',
      'i.vue',
      'packages/x/test/y.test.ts',
      'src/C.mts',
      'src/a.tsx',
      'src/b.ts',
      'src/d.cts',
      'types.d.ts',
    ]);
    expect(workspace.files.find((file) => file.path === 'src/b.ts')).toEqual({ path: 'src/b.ts', bytes: 9, role: 'source', package: 0 });
    expect(workspace.files.find((file) => file.path.endsWith('y.test.ts'))).toMatchObject({ role: 'test', package: 1 });
  });

  it('takes loose snippets without any package.json', async () => {
    const workspace = await open({ 'snippet.js': 'console.log(1)' });
    expect(workspace).toMatchObject({ files: [{ path: 'snippet.js', package: -1 }], packages: [], tsconfigs: [], problems: [] });
  });

  it('tells the size of a file that is longer than one read', async () => {
    const workspace = await open({ 'a.ts': 'x'.repeat(40_000) });
    expect(workspace.files[0]?.bytes).toBe(40_000);
  });

  it('takes names with spaces, brackets and other scripts', async () => {
    const workspace = await open({ 'src/my app/[id]/página.ts': '', 'src/用户/模型.ts': '', 'src/#hash/a b.js': '' });
    expect(paths(workspace)).toEqual(['src/#hash/a b.js', 'src/my app/[id]/página.ts', 'src/用户/模型.ts']);
  });

  it('tells the role from the path below the root alone', async () => {
    const root = make({ 'app/src/a.ts': '' }, 'test');
    expect((await openWorkspace(path.join(root, 'app'))).files[0]?.role).toBe('source');
  });

  it('lists prisma schemas', async () => {
    const workspace = await open({ 'packages/db/schema.prisma': '', 'packages/db/models/user.prisma': '', 'node_modules/x/a.prisma': '' });
    expect(workspace.schemas).toEqual([
      { path: 'packages/db/models/user.prisma', kind: 'prisma' },
      { path: 'packages/db/schema.prisma', kind: 'prisma' },
    ]);
  });

  it('counts symbolic links, and reads what they lead to in its own place, once', async () => {
    const root = make({ 'src/a.ts': '', 'lib/b.ts': '', 'node_modules/c/c.ts': '', '.gitignore': 'hidden\n', 'tsconfig.base.json': {} });
    const outside = make({ 'd.ts': '' });
    const link = (target: string, at: string): void => symlinkSync(target, path.join(root, at));
    link(root, 'src/loop');
    link('self.ts', 'src/self.ts');
    link('a.ts', 'src/again.ts');
    link('again.ts', 'src/twice.ts');
    link('../lib', 'src/lib2');
    link(outside, 'src/other');
    link('lib', 'hidden');
    link('lib', 'dist');
    link('README.md', 'notes.md');
    link('tsconfig.base.json', 'tsconfig.json');
    const workspace = await openWorkspace(root);
    expect(paths(workspace)).toEqual(['lib/b.ts', 'src/a.ts']);
    expect(workspace.skipped.map((one) => [one.path, one.reason])).toEqual([
      ['dist', 'build-output'],
      ['hidden', 'ignored'],
      ['node_modules', 'node_modules'],
      ['src/again.ts', 'link'],
      ['src/lib2', 'link'],
      ['src/loop', 'link'],
      ['src/other', 'link-outside'],
      ['src/self.ts', 'unreadable'],
      ['src/twice.ts', 'link'],
    ]);
    expect(workspace.links).toEqual([
      { path: 'src/again.ts', target: 'src/a.ts' },
      { path: 'src/lib2', target: 'lib' },
      { path: 'src/loop', target: '' },
      { path: 'src/twice.ts', target: 'src/a.ts' },
    ]);
    expect(workspace.tsconfigs.map((config) => config.path)).toEqual(['tsconfig.base.json', 'tsconfig.json']);
    const resolver = createResolver(workspace);
    const leads = (specifier: string): unknown => resolver.resolve(specifier, 'src/a.ts');
    expect([leads('./again'), leads('./twice.js'), leads('./lib2/b'), leads('./loop/loop/src/a')]).toEqual([
      { file: 'src/a.ts' },
      { file: 'src/a.ts' },
      { file: 'lib/b.ts' },
      undefined,
    ]);
  });

  it('rejects a root that is no folder', async () => {
    const root = make({ 'a.ts': '' });
    await expect(openWorkspace(path.join(root, 'nowhere'))).rejects.toMatchObject({ code: 'path-not-found' });
    await expect(openWorkspace(path.join(root, 'a.ts'))).rejects.toMatchObject({ code: 'path-not-found' });
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('says which folder cannot be read and goes on', async () => {
    const root = make({ 'a.ts': '', 'closed/b.ts': '' });
    chmodSync(path.join(root, 'closed'), 0);
    const workspace = await openWorkspace(root);
    chmodSync(path.join(root, 'closed'), 0o755);
    expect(paths(workspace)).toEqual(['a.ts']);
    expect(workspace.problems).toMatchObject([{ path: 'closed' }]);
  });
});

describe('what is skipped', () => {
  it('counts folders once, with the reason', async () => {
    const workspace = await open({
      'a.ts': '',
      'node_modules/x/index.js': '',
      'packages/y/node_modules/z/index.js': '',
      'packages/y/dist/a.js': '',
      '.next/server/b.js': '',
      'build/c.js': '',
      'public/build/d.js': '',
      'src/__generated__/e.ts': '',
      '.gitignore': 'tmp/\n*.local.ts\n',
      'tmp/f.ts': '',
      'g.local.ts': '',
    });
    expect(paths(workspace)).toEqual(['a.ts']);
    expect(skips(workspace)).toEqual([
      'build-output .next',
      'build-output build',
      'ignored g.local.ts',
      'node_modules node_modules',
      'build-output packages/y/dist',
      'node_modules packages/y/node_modules',
      'build-output public/build',
      'generated src/__generated__',
      'ignored tmp',
    ]);
  });

  it('keeps build, out, coverage and lib where people write in them', async () => {
    const kept = {
      'build/tasks/release.ts': '',
      'src/coverage/policy.js': '',
      'packages/a/out/mailbox.ts': '',
      'lib/server.js': '',
      'packages/b/lib/index.js': '',
      'packages/b/src/x.ts': '',
    };
    expect(paths(await open(kept))).toEqual(Object.keys(kept).sort());
  });

  it('drops lib beside src when a compiler wrote it', async () => {
    const workspace = await open({ 'src/index.ts': '', 'lib/index.js': '', 'lib/index.d.ts': '' });
    expect(skips(workspace)).toEqual(['build-output lib']);
  });

  it('looks into files for generators and packers', async () => {
    const workspace = await open({
      'a.ts': '/* This file is auto-generated, DO NOT EDIT */',
      'b.gen.ts': '',
      'jquery.min.js': '',
      'packed.js': 'var a=b(c,d);'.repeat(3000),
      'huge.js': ' '.repeat(2_000_001),
      'model.d.ts': '',
      'model.ts': '',
      'ambient.d.ts': '',
    });
    expect(paths(workspace)).toEqual(['ambient.d.ts', 'model.ts']);
    expect(skips(workspace)).toEqual([
      'generated a.ts',
      'generated b.gen.ts',
      'too-large huge.js',
      'minified jquery.min.js',
      'declaration model.d.ts',
      'minified packed.js',
    ]);
  });

  it("applies the user's patterns", async () => {
    const files = { 'src/a.ts': '', 'src/legacy/b.ts': '', 'scripts/c.ts': '' };
    expect(paths(await open(files, { exclude: ['legacy/'] }))).toEqual(['scripts/c.ts', 'src/a.ts']);
    expect(paths(await open(files, { include: ['/src'] }))).toEqual(['src/a.ts', 'src/legacy/b.ts']);
  });
});

describe('ignore rules', () => {
  const files = {
    '.gitignore': '*.log.ts\n/secret/\n!keep.log.ts\nfoo/\n# comment\n\\#odd.ts\n**/deep/*.ts\nCase.ts\ntrailing.ts   \n',
    'a.ts': '',
    'x.log.ts': '',
    'keep.log.ts': '',
    'secret/a.ts': '',
    'sub/secret/a.ts': '',
    '#odd.ts': '',
    'sub/deep/a.ts': '',
    'sub/deep/more/a.ts': '',
    'case.ts': '',
    'sub/Case.ts': '',
    'sub/trailing.ts': '',
    'sub/.gitignore': '!x.log.ts\n!foo/\n/only.ts\n*.js\n!a.js\n',
    'sub/x.log.ts': '',
    'sub/foo/a.ts': '',
    'sub/foo/x.log.ts': '',
    'sub/foo/in/secret.log.ts': '',
    'sub/foo/foo/a.ts': '',
    'foo/a.ts': '',
    'sub/only.ts': '',
    'sub/in/only.ts': '',
    'sub/in/a.js': '',
    'sub/in/b.js': '',
    'sub/in/.gitignore': '!b.js\n',
    'müll/ü.ts': '',
    'müll/.gitignore': 'ü.ts\n',
    'we [i]rd/.gitignore': '!foo/\n',
    'we [i]rd/foo/a.ts': '',
    'tracked.log.ts': '',
    '.storybook/main.ts': '',
  };
  const expected = [
    '.storybook/main.ts',
    'a.ts',
    'case.ts',
    'keep.log.ts',
    'sub/deep/more/a.ts',
    'sub/foo/a.ts',
    'sub/foo/foo/a.ts',
    'sub/foo/x.log.ts',
    'sub/in/a.js',
    'sub/in/b.js',
    'sub/in/only.ts',
    'sub/secret/a.ts',
    'sub/x.log.ts',
    'we [i]rd/foo/a.ts',
  ];

  it('are those of git, nested and negated', async () => {
    const root = make(files);
    git(root, 'init', '-q');
    const listed = git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
      .split('\0')
      .filter((name) => /\.(?:ts|js)$/.test(name));
    expect(paths(await openWorkspace(root))).toEqual(expected);
    expect(listed.sort()).toEqual(expected);
  });

  it('hold for tracked files too, so a copy outside git has the same files', async () => {
    const root = make(files);
    git(root, 'init', '-q');
    git(root, 'add', '--force', '.');
    git(root, 'commit', '-q', '-m', 'all');
    writeTree(root, { 'untracked.ts': '' });
    rmSync(path.join(root, 'a.ts'));
    const copy = path.join(path.dirname(root), 'copy');
    cpSync(root, copy, { recursive: true });
    rmSync(path.join(copy, '.git'), { recursive: true });
    const [inside, outside] = [await openWorkspace(root), await openWorkspace(copy)];
    expect({ ...outside, root: '' }).toEqual({ ...inside, root: '' });
    expect(paths(inside)).toEqual([...expected.filter((name) => name !== 'a.ts'), 'untracked.ts'].sort());
  });

  it('come from the top of the work tree when a folder in it is scanned', async () => {
    const root = make({
      '.gitignore': 'packages/*/gen/\n*.local.ts\n',
      'packages/a/gen/x.ts': '',
      'packages/a/y.ts': '',
      'packages/a/z.local.ts': '',
    });
    mkdirSync(path.join(root, '.git'));
    expect(paths(await openWorkspace(path.join(root, 'packages', 'a')))).toEqual(['y.ts']);
  });

  it('do not hide a folder that is scanned itself', async () => {
    const root = make({ '.gitignore': 'vendor/\n', 'vendor/a.ts': '' });
    mkdirSync(path.join(root, '.git'));
    expect(paths(await openWorkspace(path.join(root, 'vendor')))).toEqual(['a.ts']);
  });
});

describe('what is named on the command line', () => {
  const files = {
    'src/a.ts': '',
    'test/b.test.ts': '',
    'test/c.test.ts': '',
    '.gitignore': 'ignored.ts\n',
    'ignored.ts': '',
    'gen.ts': '// @generated\n',
  };

  it('is analysed whole, even when it is a test, ignored or generated', async () => {
    const root = make(files);
    const workspace = await openWorkspace(root, { focus: ['test/b.test.ts', path.join(root, 'ignored.ts'), 'gen.ts'] });
    expect(workspace.focus).toEqual(['gen.ts', 'ignored.ts', 'test/b.test.ts']);
    expect(workspace.files.map((file) => `${file.path} ${file.role}`)).toEqual([
      'gen.ts source',
      'ignored.ts source',
      'src/a.ts source',
      'test/b.test.ts source',
      'test/c.test.ts test',
    ]);
  });

  it('is left out when it is too large to be parsed, packed or not', async () => {
    const packed = `f(${'"a",'.repeat(600_000)}1)`;
    const workspace = await open(
      { 'a.ts': '', 'packed.js': packed, 'large.js': 'const a = 1;\n'.repeat(200_000) },
      { focus: ['packed.js', 'large.js'] },
    );
    expect(workspace.focus).toEqual([]);
    expect(workspace.skipped).toEqual([
      { path: 'large.js', reason: 'too-large' },
      { path: 'packed.js', reason: 'too-large' },
    ]);
  });

  it('may be a folder: roles count from there', async () => {
    const root = make({ 'src/a.ts': '', 'test/app/x.ts': '', 'test/app/test/y.ts': '' });
    const workspace = await openWorkspace(root, { focus: ['test/app'] });
    expect(workspace.focus).toEqual(['test/app/test/y.ts', 'test/app/x.ts']);
    expect(workspace.files.map((file) => file.role)).toEqual(['source', 'test', 'source']);
  });

  it('may be a folder that is left out otherwise', async () => {
    const workspace = await open({ 'src/a.ts': '', 'dist/b.js': '' }, { focus: ['dist'] });
    expect(workspace.focus).toEqual(['dist/b.js']);
  });

  it('is everything when it is the root, or nothing', async () => {
    expect((await open(files, { focus: ['.'] })).focus).toBeUndefined();
    expect((await open(files, { focus: [] })).focus).toBeUndefined();
  });

  it('is a problem when it is not there, outside, or of another kind', async () => {
    const workspace = await open({ 'a.md': '' }, { focus: ['no.ts', '../out.ts', 'a.md'] });
    expect(workspace.problems.map((problem) => problem.path)).toEqual(['../out.ts', 'a.md', 'no.ts']);
    expect(workspace.focus).toEqual([]);
  });
});

describe('packages', () => {
  it('are read with what resolution and rules ask for', async () => {
    const workspace = await open({
      'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }',
      'packages/a/package.json': {
        name: '@acme/a',
        version: '1.2.3',
        main: './dist/index.js',
        typings: 'index.d.ts',
        exports: { '.': './x.js' },
        dependencies: { zod: '*' },
        devDependencies: { vitest: '*', zod: '*' },
      },
    });
    expect(workspace.packages).toEqual([
      { dir: '', name: 'root', private: true, dependencies: [] },
      {
        dir: 'packages/a',
        name: '@acme/a',
        version: '1.2.3',
        main: './dist/index.js',
        types: 'index.d.ts',
        exports: { '.': './x.js' },
        dependencies: ['vitest', 'zod'],
      },
    ]);
  });

  it('that are no JSON are a problem, not a crash', async () => {
    const workspace = await open({ 'package.json': '{ "name": ', 'b/package.json': '[]', 'b/a.ts': '' });
    expect(workspace.problems.map((problem) => problem.path)).toEqual(['b/package.json', 'package.json']);
    expect(workspace.files[0]?.package).toBe(1);
  });
});

describe('digests', () => {
  const digest = (content: Uint8Array): string => Buffer.from(content).toString('latin1');

  it('are made of what was read whole, when they are asked for', async () => {
    const files = { 'small.ts': 'let a;', 'empty.ts': '', 'large.ts': '// more than the head\n'.repeat(1000) };
    const { files: digested } = await open(files, { digest });
    expect(digested.map((file) => [file.path, file.digest])).toEqual([
      ['empty.ts', ''],
      ['large.ts', undefined],
      ['small.ts', 'let a;'],
    ]);
    const { files: without } = await open(files);
    expect(without.some((file) => 'digest' in file)).toBe(false);
  });
});
