import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_API } from '../testing/cli-io.js';
import { explain, inventory } from '../index.js';
import type { ExplainOptions, InventoryOptions } from '../model/options.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { runCli } from './cli.js';

let tree: TemporaryTree;
beforeAll(() => {
  tree = temporaryTree({
    'package.json': { name: 'shop' },
    'a.ts': `export const log = (email: string) => console.log(email);\n`,
  });
});
afterAll(() => tree.remove());

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly asked: readonly (InventoryOptions | ExplainOptions)[];
}

async function run(...args: string[]): Promise<Run> {
  const text = { out: '', err: '' };
  const stream = (key: 'out' | 'err') => ({
    write(written: string, done: () => void) {
      text[key] += written;
      queueMicrotask(done);
      return true;
    },
  });
  const asked: (InventoryOptions | ExplainOptions)[] = [];
  const noted =
    <Options extends InventoryOptions | ExplainOptions, Result>(call: (options: Options) => Promise<Result>) =>
    (options: Options) => {
      asked.push(options);
      return call(options);
    };
  const code = await runCli([...args], {
    stdout: stream('out'),
    stderr: stream('err'),
    env: {},
    cwd: tree.root,
    platform: 'linux',
    api: { ...NO_API, inventory: noted(inventory), explain: noted(explain) },
  });
  return { code, ...text, asked };
}

describe('the policy', () => {
  it('is that of the option, for every command that judges', async () => {
    for (const command of [['inventory'], ['explain', 'a.ts:1']]) {
      const { code, err, asked } = await run(...command, '--no-cache', '--policy', 'nope');
      expect(code).toBe(2);
      expect(err).toContain('there is no such policy');
      expect(asked[0]).toMatchObject({ policy: 'nope' });
      expect((await run(...command, '--no-cache', '--no-config', '--policy', 'default')).code).toBe(0);
    }
  });
});

describe('inventory', () => {
  it('prints tables, and hands its options on', async () => {
    const { code, out, asked } = await run(
      'inventory',
      '--no-cache',
      '--workers',
      '1',
      '--data-type',
      'email,phone-number',
      '--confidence',
      'low',
    );
    expect(code).toBe(0);
    expect(out).toContain('E-mail address');
    expect(asked).toMatchObject([{ paths: ['.'], noCache: true, workers: 1, dataTypes: ['email', 'phone-number'], confidence: 'low' }]);
  });

  it('writes a file', async () => {
    const { code, out, err } = await run('inventory', '--no-cache', '--format', 'csv', '--output', 'data.csv');
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain('written to data.csv');
    expect(await readFile(join(tree.root, 'data.csv'), 'utf8')).toContain('"email"');
  });

  it('refuses what it does not know', async () => {
    expect(await run('inventory', '--format', 'cvs')).toMatchObject({
      code: 2,
      asked: [],
      err: expect.stringContaining('did you mean csv') as string,
    });
    expect(await run('inventory', '--no-cache', '--data-type', 'emial')).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean email?') as string,
    });
    expect(await run('inventory', 'nowhere')).toMatchObject({ code: 2, err: expect.stringContaining('no such file') as string });
  });
});

describe('explain', () => {
  it('tells of a line, as text and as JSON', async () => {
    const { code, out } = await run('explain', 'a.ts:1', '--no-cache');
    expect([code, out]).toEqual([0, expect.stringContaining('log-direct')]);
    const json = JSON.parse((await run('explain', 'a.ts:1', '--no-cache', '-f', 'json')).out) as { sinks: { sink: { print: string } }[] };
    expect(await run('explain', json.sinks[0]!.sink.print, '--no-cache')).toMatchObject({ code: 0 });
  });

  it('ends with 2 when there is nothing to tell of', async () => {
    expect(await run('explain', 'a.ts:7', '--no-cache')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('the file has 2 lines') as string,
    });
    expect(await run('explain')).toMatchObject({ code: 2, asked: [] });
  });
});

describe('help', () => {
  it.each(['inventory', 'explain'])('of %s has examples and loads nothing', async (command) => {
    const { code, out, asked } = await run(command, '--help');
    expect([code, asked]).toEqual([0, []]);
    expect(out).toContain(`waybill ${command}`);
    expect(out).toContain('Examples:');
  });
});
