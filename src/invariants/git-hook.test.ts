/** Commits in real repositories, with the hook that .pre-commit-hooks.yaml declares run as the pre-commit framework runs it. */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtCopy, type BuiltCopy } from '../testing/built-copy.js';
import { execute, type Ended } from '../testing/in-shell.js';
import { temporaryTree, writeTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { readDefinition } from '../testing/read-definition.js';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files?: string;
  readonly args?: readonly string[];
  readonly pass_filenames?: boolean;
  readonly require_serial?: boolean;
}

const LEAK = 'export const greet = (user: { id: string; email: string }) => console.log(user.email);\n';
const CLEAN = 'export const greet = (user: { id: string; email: string }) => console.log(user.id);\n';

let built: BuiltCopy;
let repository: TemporaryTree;

beforeAll(async () => {
  built = await builtCopy();
}, 60_000);
afterAll(() => built.remove());

beforeEach(() => {
  repository = temporaryTree({ 'package.json': { name: 'courier' }, 'readme.md': '# Courier\n' });
  git('init', '--quiet');
  git('config', 'user.email', 'kai@courier.example');
  git('config', 'user.name', 'Kai');
  git('add', '.');
  git('commit', '--quiet', '--message', 'begin');
});
afterEach(() => repository.remove());

function git(...args: readonly string[]): Ended {
  return execute('git', args, repository.root, { XDG_CACHE_HOME: join(repository.root, '..', 'cache') });
}

/**
 * The script that pre-commit's own would be: staged files that are there and match, in batches, each handed to the entry
 * after its arguments; the commit is refused when one batch fails.
 */
function install(id: string, batch = 100): void {
  const hook = hooks.find((candidate) => candidate.id === id);
  if (!hook) throw new Error(`there is no hook ${id}`);
  const [program, ...args] = hook.entry.split(' ');
  expect(program).toBe('waybill');
  const script = `#!${process.execPath}
    const { spawnSync } = require('node:child_process');
    const staged = spawnSync('git', ['diff', '--staged', '--name-only', '--no-ext-diff', '-z', '--diff-filter=ACMRTUXB'], { encoding: 'utf8' });
    const matching = new RegExp(${JSON.stringify(hook.files ?? '')});
    const files = staged.stdout.split('\\0').filter((file) => file !== '' && matching.test(file));
    if (files.length === 0) process.exit(0);
    const run = (files) => spawnSync(process.execPath, ${JSON.stringify([
      join(built.root, 'bin/waybill.js'),
      ...args,
      ...(hook.args ?? []),
    ])}.concat(files), { stdio: 'inherit' }).status;
    const batches = [];
    if (${hook.pass_filenames === false}) batches.push([]);
    else for (let at = 0; at < files.length; at += ${batch}) batches.push(files.slice(at, at + ${batch}));
    const codes = batches.map(run);
    console.error('ended with ' + codes.join(' '));
    process.exit(Math.max(...codes));
  `;
  const path = join(repository.root, '.git/hooks/pre-commit');
  writeFileSync(path, script);
  chmodSync(path, 0o755);
}

/** Stages what is given and commits. */
function commit(files: Readonly<Record<string, unknown>>): Ended {
  writeTree(repository.root, files);
  git('add', '--all');
  return git('commit', '--message', 'change');
}

const hooks = readDefinition<readonly Hook[]>('.pre-commit-hooks.yaml', 'pre-commit-hooks.json');
const commits = (): number => Number(git('rev-list', '--count', 'HEAD').out);

describe('the hook for the files of a commit', () => {
  it('refuses a leak, says where it is, and lets it pass when it is mended', () => {
    install('waybill');
    const refused = commit({ 'src/greet.ts': LEAK });
    expect(refused.code).not.toBe(0);
    expect(refused.out + refused.err).toContain('`user.email` (e-mail address) is written to the application log');
    expect(refused.out + refused.err).toContain('src/greet.ts:1:');
    expect(commits()).toBe(1);
    expect(commit({ 'src/greet.ts': CLEAN }).code).toBe(0);
    expect(commits()).toBe(2);
  }, 60_000);

  it('does not ask about leaks elsewhere that were there before, unless data comes through the file', () => {
    commit({ 'src/old.ts': LEAK, 'src/log.ts': 'export const log = (text: string) => text.length;\n' });
    install('waybill');
    expect(commit({ 'src/new.ts': CLEAN }).code).toBe(0);
    expect(commit({ 'src/caller.ts': "import { log } from './log.js';\nexport const f = (phone: string) => log(phone);\n" }).code).toBe(0);
    const refused = commit({ 'src/log.ts': 'export const log = (text: string) => console.log(text);\n' });
    expect(refused.code).not.toBe(0);
    expect(refused.out + refused.err).toContain('phone number');
  }, 60_000);

  it('leaves tests, declarations, ignored and generated files what they are', () => {
    install('waybill');
    const { code, out, err } = commit({
      'src/greet.test.ts': LEAK,
      'src/greet.ts': CLEAN,
      'src/types.d.ts': 'declare const phone: string;\n',
      'src/vendor.min.js': LEAK,
      'src/client.generated.ts': `// @generated\n${LEAK}`,
    });
    expect({ code, out: out.includes('user.email') || err.includes('user.email') }).toEqual({ code: 0, out: false });
  }, 60_000);

  it('passes when nothing of the commit is analysed, and when files go', () => {
    install('waybill');
    expect(commit({ 'src/types.d.ts': 'declare const phone: string;\n' }).code).toBe(0);
    expect(commit({ 'readme.md': '# Courier 2\n' }).code).toBe(0);
    git('rm', '--quiet', 'src/types.d.ts');
    expect(git('commit', '--message', 'remove').code).toBe(0);
  }, 60_000);

  it('takes many names in several batches, and names that look like options or need quotes', () => {
    install('waybill', 2);
    const many = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`src/file ${index}.ts`, CLEAN]));
    expect(commit({ ...many, "src/it's (1) $HOME.ts": CLEAN, 'src/收件.ts': CLEAN }).code).toBe(0);
    const refused = commit({ 'src/file 0.ts': `${CLEAN}// changed\n`, 'src/file 1.ts': `${CLEAN}// changed\n`, 'src/z.ts': LEAK });
    expect(refused.code).not.toBe(0);
    expect(refused.err).toContain('ended with 0 1');
  }, 60_000);

  it('sees each package of a repository without a workspace by itself', () => {
    install('waybill');
    const refused = commit({
      'apps/api/package.json': { name: 'api' },
      'apps/api/src/a.ts': CLEAN,
      'apps/web/package.json': { name: 'web' },
      'apps/web/src/a.ts': LEAK,
    });
    expect(refused.code).not.toBe(0);
    expect(refused.out + refused.err).toContain('src/a.ts');
  }, 60_000);
});

describe('the hook for the whole workspace', () => {
  it('refuses as long as there is a leak anywhere', () => {
    commit({ 'src/old.ts': LEAK });
    install('waybill-workspace');
    const refused = commit({ 'src/new.ts': CLEAN });
    expect(refused.code).not.toBe(0);
    expect(refused.out + refused.err).toContain('src/old.ts');
    expect(commit({ 'src/old.ts': CLEAN }).code).toBe(0);
    expect(commit({ 'readme.md': 'no code\n' }).err).not.toContain('ended with');
  }, 60_000);
});
