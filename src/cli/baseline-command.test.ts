import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NO_API } from '../testing/cli-io.js';
import { planBaseline, scan } from '../index.js';
import { temporaryTree, writeTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { runCli } from './cli.js';
import type { OutputStream } from './io.js';

let tree: TemporaryTree;
afterEach(() => tree.remove());

class Collected implements OutputStream {
  text = '';
  write(text: string, done: (error?: Error | null) => void): boolean {
    this.text += text;
    queueMicrotask(() => done());
    return true;
  }
}

async function run(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const [stdout, stderr] = [new Collected(), new Collected()];
  const api = { ...NO_API, scan, planBaseline };
  const io = { stdout, stderr, env: {}, cwd: tree.root, platform: 'linux', api };
  const code = await runCli([...args, '--no-cache'], io);
  return { code, out: stdout.text, err: stderr.text };
}

const leak = 'export function f(email: string) {\n  console.log(email);\n}\n';
const other = 'export function g(phoneNumber: string) {\n  console.log(phoneNumber);\n}\n';

describe('waybill baseline', () => {
  it('lets a scan pass until something new leaks', async () => {
    tree = temporaryTree({ 'a.ts': leak });
    expect((await run()).code).toBe(1);
    expect(await run('baseline', 'write')).toEqual({
      code: 0,
      out: 'wrote waybill-baseline.json: 1 finding is in it and will not fail a scan. Commit it.\n',
      err: '',
    });
    const passed = await run();
    expect(passed.code).toBe(0);
    expect(passed.out).toContain('1 finding of before, in waybill-baseline.json');
    writeTree(tree.root, { 'b.ts': other });
    const failed = await run('--quiet');
    expect(failed.code).toBe(1);
    expect(failed.out).toContain('b.ts');
    expect(failed.out).not.toContain('a.ts');
    expect((await run('--no-baseline', '--quiet')).out).toContain('a.ts');
  });

  it('tells how it changes, and what it holds', async () => {
    tree = temporaryTree({ 'a.ts': leak });
    await run('baseline', 'write');
    writeTree(tree.root, { 'a.ts': other });
    const show = await run('baseline');
    expect(show.code).toBe(0);
    expect(show.out).toBe(
      'waybill-baseline.json: 1 entry, 0 findings covered\n\nGone (waybill baseline update removes them)\n  a.ts in f: email to log console application-log\n',
    );
    expect((await run()).out).toContain('1 entry is obsolete; `waybill baseline update` removes them');
    expect((await run('baseline', 'update')).out).toBe(
      '- a.ts in f: email to log console application-log\n+ a.ts in g: phone-number to log console application-log\n' +
        'updated waybill-baseline.json: 1 added, 1 removed, 1 entry\n',
    );
    const before = readFileSync(join(tree.root, 'waybill-baseline.json'), 'utf8');
    expect((await run('baseline', 'update')).out).toBe('waybill-baseline.json is up to date: 1 entry\n');
    expect(readFileSync(join(tree.root, 'waybill-baseline.json'), 'utf8')).toBe(before);
    expect(await run('baseline', 'write')).toMatchObject({ code: 2, err: expect.stringContaining('there is a baseline already') });
  });

  it('helps', async () => {
    tree = temporaryTree({});
    const { code, out } = await run('baseline', '--help');
    expect(code).toBe(0);
    expect(out).toContain('waybill baseline update --no-new');
    expect((await run('baseline', 'write', '--help')).out).toContain('--force');
    expect((await run('baseline', 'wirte')).code).toBe(2);
  });
});

describe('waybill suppressions', () => {
  it('lists what is accepted, with what is wrong', async () => {
    const comments =
      '  // waybill-ignore-next-line email until 2999-01-31 -- for support\n  console.log(email);\n  // waybill-ignore password -- b\n';
    tree = temporaryTree({ 'a.ts': leak.replace('  console.log(email);\n', comments) });
    expect((await run('suppressions')).out).toBe(`a.ts:2  active  email
    for support
    comment · line · until 2999-01-31
    ↳ a.ts:3 high log-direct: \`email\` (e-mail address) is written to the
      application log

a.ts:4  unused  password
    b
    comment · line
    suppresses nothing: no finding here fits it (remove it)

2 suppressions: 1 active, 1 unused; 1 finding accepted
`);
    expect(JSON.parse((await run('suppressions', '--format', 'json')).out)).toMatchObject([{ state: 'active' }, { state: 'unused' }]);
    const report = await run();
    expect(report.code).toBe(0);
    expect(report.out).toContain('1 finding by 1 comment; `waybill suppressions` lists them');
    expect(report.out).toContain('this comment suppresses nothing');
  });
});
