/** Configuration as the command line knows it: which flags beat what, what `config` and `init` write. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NO_API } from '../testing/cli-io.js';
import { describeConfig, draftConfig, scan } from '../index.js';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { thresholdsOf } from '../triage/select.js';
import { runCli } from './cli.js';
import type { CliIo, OutputStream } from './io.js';

let tree: TemporaryTree | undefined;
afterEach(() => tree?.remove());

const LEAK = 'export const leak = (user: { email: string }) => console.log(user.email);\n';

class Collected implements OutputStream {
  text = '';
  write(text: string, done: (error?: Error | null) => void): boolean {
    this.text += text;
    queueMicrotask(() => done());
    return true;
  }
}

/** Runs the command line on a tree of files. */
async function run(files: Readonly<Record<string, unknown>>, args: readonly string[]) {
  tree ??= temporaryTree({ '.git/HEAD': '', ...files });
  const stdout = new Collected();
  const stderr = new Collected();
  const io: CliIo = {
    stdout,
    stderr,
    env: {},
    cwd: tree.root,
    platform: 'linux',
    api: { ...NO_API, scan: (options) => scan({ ...options, noCache: true }), describeConfig, draftConfig },
  };
  const code = await runCli(args, io);
  return { code, out: stdout.text, err: stderr.text };
}
afterEach(() => (tree = undefined));

describe('flags, configuration, defaults', () => {
  const place = { path: 'waybill.yml', line: 1 };

  it('count in this order', () => {
    expect(thresholdsOf({}, undefined)).toEqual(DEFAULT_THRESHOLDS);
    const settings = { severity: 'medium', confidence: 'low', failOn: [{ level: 'low', place }], ignore: [] } as const;
    expect(thresholdsOf({}, settings)).toEqual({ severity: 'medium', confidence: 'low', failOn: 'low' });
    expect(thresholdsOf({ severity: 'high', confidence: 'high', failOn: 'never' }, settings)).toEqual({
      severity: 'high',
      confidence: 'high',
      failOn: 'never',
    });
  });

  it('a list of failOn is kept beside the default, until a flag is given', () => {
    const failOn = [{ level: 'low', kinds: ['url'], place }] as const;
    expect(thresholdsOf({}, { failOn, ignore: [] })).toEqual({ ...DEFAULT_THRESHOLDS, failOnEntries: failOn });
    expect(thresholdsOf({ failOn: 'critical' }, { failOn, ignore: [] })).toEqual({ ...DEFAULT_THRESHOLDS, failOn: 'critical' });
  });

  it('decide the exit code', async () => {
    const files = { 'a.ts': LEAK, 'waybill.yml': 'failOn: [{ level: never, paths: a.ts }]\n' };
    const passed = await run(files, []);
    expect(passed.code).toBe(0);
    expect(passed.out).toContain('passed: no finding that failOn of the configuration names');
    expect((await run(files, ['--fail-on', 'low'])).code).toBe(1);
    expect((await run(files, ['--no-config'])).code).toBe(1);
    const json = JSON.parse((await run(files, ['--format', 'json'])).out) as { thresholds: unknown };
    expect(json.thresholds).toMatchObject({ failOn: 'high', failOnEntries: [{ level: 'never', paths: ['a.ts'] }] });
  });

  it('wrong configuration ends with 2 and every place', async () => {
    const { code, out, err } = await run({ 'a.ts': LEAK, 'waybill.yml': 'failon: high\nloggers: x\n' }, []);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('the configuration is wrong in 2 places\n  waybill.yml:1:1: unknown key "failon"');
    expect(err).toContain('\n  waybill.yml:2:10: loggers: expected a list, not "x"\n');
  });

  it('a configuration that is named has to be there', async () => {
    const { code, err } = await run({ 'a.ts': LEAK }, ['--config', 'none.yml']);
    expect(code).toBe(2);
    expect(err).toContain('none.yml:1:1: there is no such file');
  });
});

describe('waybill config', () => {
  const files = { 'a.ts': LEAK, 'waybill.yml': 'severity: medium\nsanitizers: [redact]\nfailOn:\n  - { level: never, paths: tools/ }\n' };

  it('shows what holds, and where it stands', async () => {
    const { code, out } = await run(files, ['config', '--confidence', 'low']);
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['waybill.yml'],
      [''],
      ['sanitizers', 'redact', 'waybill.yml:2'],
      ['failOn', 'level: never; paths: tools/', 'waybill.yml:4'],
      ['', 'high', 'default'],
      ['severity', 'medium', 'waybill.yml:1'],
      ['confidence', 'low', '--confidence'],
      ['policy', 'default', 'default'],
      [''],
    ]);
  });

  it('tells failOn in the order in which it is asked, in and above the folder, and leaves out what is never asked', async () => {
    const nested = {
      'a.ts': LEAK,
      'package.json': { name: 'x', waybill: { failOn: 'critical' } },
      'api/waybill.yml': 'failOn:\n  - { level: never, paths: tools/ }\n  - { level: low, tiers: credential }\n',
      'api/inner/waybill.yml': 'failOn: low\nignore:\n  - { paths: "很长的文件夹名字/和另一个很长的名字/", reason: 旧 }\n',
      'api/b.ts': LEAK,
      'api/inner/c.ts': LEAK,
    };
    const rowsOf = async (path: string) => {
      const { out } = await run(nested, ['config', path, '--format', 'json']);
      const { rows } = JSON.parse(out) as { rows: { key: string; value: unknown; origin: { file?: string; line?: number } }[] };
      return rows.filter(({ key }) => key === 'failOn').map(({ value, origin }) => [value, `${origin.file}:${origin.line}`]);
    };
    const api = [
      [{ level: 'never', paths: 'tools/' }, 'api/waybill.yml:2'],
      [{ level: 'low', tiers: 'credential' }, 'api/waybill.yml:3'],
    ];
    const whole = ['critical', 'package.json:1'];
    expect(await rowsOf('.')).toEqual([['low', 'api/inner/waybill.yml:1'], ...api, whole]);
    expect(await rowsOf('api')).toEqual([['low', 'api/inner/waybill.yml:1'], ...api, whole]);
    expect(await rowsOf('api/inner')).toEqual([['low', 'api/inner/waybill.yml:1']]);
    const { out } = await run(nested, ['config', 'api/inner']);
    expect(out).toMatch(/\nignore {6}paths: 很长的文件夹名字\/和另一个很长的名字\/; reason: 旧\n {12,}api\/inner\/waybill\.yml:3\nfailOn/);
  });

  it('as JSON', async () => {
    const report = JSON.parse((await run(files, ['config', '--format', 'json'])).out) as { files: unknown; rows: unknown[] };
    expect(report.files).toEqual(['waybill.yml']);
    expect(report.rows).toContainEqual({ key: 'severity', value: 'medium', origin: { from: 'file', file: 'waybill.yml', line: 1 } });
    expect(report.rows).toContainEqual({ key: 'policy', value: 'default', origin: { from: 'default' } });
  });

  it('says that there is none, and refuses a folder that is not there', async () => {
    expect((await run({ 'a.ts': LEAK }, ['config'])).out).toMatch(/^no configuration was found: defaults hold\n/);
    expect((await run({}, ['config', 'nowhere'])).code).toBe(2);
  });
});

describe('waybill init', () => {
  it('writes a file that is right, says what it saw, and scans with it', async () => {
    const files = { 'a.ts': LEAK, 'package.json': { name: 'x', dependencies: { express: '4' } } };
    const { code, out } = await run(files, ['init']);
    expect(code).toBe(0);
    expect(out).toContain('requests         express');
    expect(out).toContain('wrote waybill.yml');
    expect(readFileSync(join(tree!.root, 'waybill.yml'), 'utf8')).toMatch(/^# yaml-language-server: \$schema=/);
    expect((await run(files, ['config'])).out).toMatch(/^waybill\.yml\n/);
    expect((await run(files, [])).code).toBe(1);
  });

  it('replaces nothing without --force, and makes no second one', async () => {
    const files = { 'waybill.yml': 'failOn: low\n' };
    const refused = await run(files, ['init']);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('--force replaces it');
    expect(readFileSync(join(tree!.root, 'waybill.yml'), 'utf8')).toBe('failOn: low\n');
    expect((await run(files, ['init', '--force'])).code).toBe(0);
    expect(readFileSync(join(tree!.root, 'waybill.yml'), 'utf8')).not.toBe('failOn: low\n');
  });

  it('sees the other names of a configuration', async () => {
    const { code, err } = await run({ 'waybill.json': '{}' }, ['init', '--force']);
    expect(code).toBe(2);
    expect(err).toContain('waybill.json');
    expect(existsSync(join(tree!.root, 'waybill.yml'))).toBe(false);
  });
});
