import { mkdir, mkdtemp, readFile, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_API } from '../testing/cli-io.js';
import { WaybillError } from '../model/errors.js';
import type { Scan, ScanOptions } from '../model/options.js';
import type { ScanResult } from '../model/report.js';
import { sampleResult, sampleRun } from '../testing/sample-result.js';
import { runCli } from './cli.js';
import type { CliIo, OutputStream } from './io.js';

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'waybill-cli-')));
});
afterAll(() => rm(folder, { recursive: true }));

class Collected implements OutputStream {
  text = '';
  constructor(readonly failure?: Error) {}
  write(text: string, done: (error?: Error | null) => void): boolean {
    if (!this.failure) this.text += text;
    queueMicrotask(() => done(this.failure));
    return true;
  }
}

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly asked: readonly ScanOptions[];
}

const found =
  (findings: ScanResult['findings']): Scan =>
  () =>
    Promise.resolve({ result: { ...sampleResult, findings }, run: sampleRun });
const sample = found(sampleResult.findings);

async function run(
  args: readonly string[],
  { scan = sample, stdout = new Collected(), env = {} }: { scan?: Scan; stdout?: Collected; env?: CliIo['env'] } = {},
): Promise<Run> {
  const stderr = new Collected();
  const asked: ScanOptions[] = [];
  const code = await runCli(args, {
    stdout,
    stderr,
    env,
    cwd: folder,
    platform: 'linux',
    api: {
      ...NO_API,
      scan: (options) => {
        asked.push(options);
        return scan(options);
      },
    },
  });
  return { code, out: stdout.text, err: stderr.text, asked };
}

describe('exit codes', () => {
  it('is 1 with findings at or above --fail-on, 0 with none', async () => {
    expect((await run([])).code).toBe(1);
    expect((await run([], { scan: found([]) })).code).toBe(0);
    expect((await run(['--fail-on', 'never'])).code).toBe(0);
    const lows = sampleResult.findings.filter(({ severity }) => severity === 'low');
    expect((await run([], { scan: found(lows) })).code).toBe(0);
    expect((await run(['--fail-on', 'low'], { scan: found(lows) })).code).toBe(1);
  });

  it('does not change with --severity, and does with --confidence', async () => {
    const [unsure] = sampleResult.findings.filter(({ confidence }) => confidence === 'low');
    expect(
      (await run(['--severity', 'critical'], { scan: found(sampleResult.findings.filter(({ severity }) => severity === 'high')) })).code,
    ).toBe(1);
    expect((await run([], { scan: found(unsure ? [unsure] : []) })).code).toBe(0);
    expect((await run(['--confidence', 'low'], { scan: found(unsure ? [unsure] : []) })).code).toBe(1);
  });

  it('is 2 when there was nothing to look at', async () => {
    const files = { analysed: 0, literalsOnly: 0, skipped: { ignored: 3 } };
    const nothing: ScanResult = { ...sampleResult, findings: [], coverage: { ...sampleResult.coverage, files } };
    const { code, out, err } = await run(['src'], { scan: () => Promise.resolve({ result: nothing, run: sampleRun }) });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('there is no TypeScript or JavaScript file, and no Vue or Svelte component, to analyse');
    expect(err).toContain('ignored 3');
  });

  it('is 2 with what, where and a hint when the scan says so', async () => {
    const scan: Scan = () =>
      Promise.reject(new WaybillError({ code: 'path-not-found', what: 'there is no such file', where: 'scr', hint: 'did you mean src?' }));
    const { code, err } = await run(['scr'], { scan });
    expect(code).toBe(2);
    expect(err).toBe('✖ waybill: there is no such file\n  where  scr\n  hint   did you mean src?\n');
  });

  it('is 2 for a command that is misspelt, and names the nearest', async () => {
    const scan: Scan = ({ paths: [where = ''] }) =>
      Promise.reject(new WaybillError({ code: 'path-not-found', what: 'there is no such file or folder', where }));
    expect((await run(['explian'], { scan })).err).toContain('hint   did you mean the command: waybill explain');
    expect((await run(['baseline', 'updat'], { scan })).err).toContain('hint   did you mean the command: waybill baseline update');
    expect((await run(['--no-cache', 'baseline', 'write'], { scan })).err).toContain(
      'hint   the command comes first, its options after it: waybill baseline …',
    );
    expect((await run(['lib/explian'], { scan })).err).not.toContain('did you mean');
    expect((await run(['explain'])).err).toContain('hint   waybill explain --help tells how it is used');
  });

  it('is 2 for a fault of ours, with a stack on demand', async () => {
    const scan: Scan = () => Promise.reject(new TypeError('x is\u001b[2J not a function'));
    const { code, err } = await run([], { scan });
    expect(code).toBe(2);
    expect(err).toBe('✖ waybill: internal error: x is␛[2J not a function\n  hint   this is a fault of waybill; --debug shows where\n');
    expect((await run(['--debug'], { scan })).err).toContain('cli.test.ts');
  });
});

describe('what was not seen', () => {
  const seen =
    (coverage: Partial<ScanResult['coverage']>): Scan =>
    () =>
      Promise.resolve({ result: { ...sampleResult, findings: [], coverage: { ...sampleResult.coverage, ...coverage } }, run: sampleRun });
  const percent = { files: 100, calls: 78.4, sinkArguments: 91.3 };

  it('fails with 2 below --min-coverage, after the report, and says what is less', async () => {
    expect((await run(['--min-coverage', '78.4'], { scan: seen({ percent }) })).code).toBe(0);
    const { code, out, err } = await run(['--min-coverage', '92'], { scan: seen({ percent }) });
    expect(code).toBe(2);
    expect(out).toContain('failed: 78.4% of calls and 91.3% of sink arguments followed, less than --min-coverage 92');
    expect(err).toContain('waybill: 78.4% of calls and 91.3% of sink arguments followed, less than --min-coverage 92');
  });

  it('fails with 2 when it is incomplete and must not be', async () => {
    const { code, err } = await run(['--fail-on-incomplete', '--quiet'], { scan: seen({}) });
    expect(code).toBe(2);
    expect(err).toContain('not read, or not whole: apps/api/src/broken.ts and 1 more');
    expect((await run(['--fail-on-incomplete'], { scan: seen({ problems: [] }) })).code).toBe(0);
  });

  it('fails with 2 beside findings too, and the line tells both', async () => {
    const { code, err } = await run(['--min-coverage', '100', '-f', 'json', '-o', 'seen.json']);
    expect(code).toBe(2);
    expect(err).toContain('failed: 6 findings at or above high; 99.7% of files');
  });
});

describe('wrong use', () => {
  it.each([
    [['--fromat', 'json'], "unknown option '--fromat'", 'did you mean --format?'],
    [['--format', 'sarf'], "--format does not know 'sarf'", 'did you mean sarif?'],
    [['--fail-on', 'hihg'], "--fail-on does not know 'hihg'", 'did you mean high?'],
    [['scan', '--workers', '0'], "--workers takes a whole number from 1 on, not '0'", ''],
    [['--min-coverage', '101'], "--min-coverage takes a number from 0 to 100, not '101'", ''],
    [['--severity'], "option '--severity <level>' argument missing", 'waybill --help'],
    [['--format', 'json', '--format', 'sarif'], "json and sarif can't both go to standard output", 'give all but one a file'],
  ])('%j', async (args, what, hint) => {
    const { code, out, err, asked } = await run(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(what);
    expect(err).toContain(hint);
    expect(asked).toEqual([]);
  });
});

describe('what it says of itself', () => {
  it('helps by a word as well', async () => {
    for (const [args, flagged] of [
      [['help'], ['--help']],
      [
        ['help', 'scan'],
        ['scan', '--help'],
      ],
      [
        ['help', 'baseline'],
        ['baseline', '--help'],
      ],
    ] as const)
      expect(await run(args)).toEqual(await run(flagged));
    expect(await run(['help', 'bsaeline'])).toMatchObject({
      code: 2,
      err: expect.stringContaining("unknown command 'bsaeline'") as string,
    });
  });

  it('helps, with and without the command', async () => {
    const { code, out, err } = await run(['--help']);
    expect(code).toBe(0);
    expect(err).toBe('');
    await expect(out).toMatchFileSnapshot('./snapshots/help.txt');
    const alone = out.replace(/\nOther commands.*?\n(?=\nExamples)/s, '');
    expect((await run(['scan', '-h'])).out).toBe(alone);
  });

  it('tells its version', async () => {
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
    expect(await run(['--version'])).toMatchObject({ code: 0, out: `${version}\n` });
    expect(await run(['scan', '-v'])).toMatchObject({ code: 0, out: `${version}\n` });
  });
});

describe('the scan it asks for', () => {
  it('is of this folder, or of what is named', async () => {
    expect((await run([])).asked).toEqual([{ paths: ['.'], cwd: folder }]);
    expect((await run(['apps', 'lib/a.ts'])).asked[0]?.paths).toEqual(['apps', 'lib/a.ts']);
    expect((await run(['scan', 'apps', '--workers', '4', '--no-cache'])).asked).toEqual([
      { paths: ['apps'], cwd: folder, workers: 4, noCache: true },
    ]);
    expect((await run(['--cache-dir', 'cache'])).asked).toEqual([{ paths: ['.'], cwd: folder, cacheDir: 'cache' }]);
  });
});

describe('reports', () => {
  it('goes to standard output, and nothing beside it', async () => {
    const { out, err } = await run(['--format', 'json']);
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1 });
  });

  it('writes several at once, and leaves nothing else behind', async () => {
    await mkdir(join(folder, 'several'));
    const { code, out, err } = await run([
      '--format',
      'json',
      '--output',
      'several/a.json',
      '--format',
      'sarif=several/b.sarif',
      '--format',
      'pretty',
      '--quiet',
    ]);
    expect(code).toBe(1);
    expect(out).toContain('log-credential');
    expect(err).toBe('');
    expect(JSON.parse(await readFile(join(folder, 'several/b.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect((await readdir(join(folder, 'several'))).sort()).toEqual(['a.json', 'b.sarif']);
  });

  it('tells the terminal how it went when all is in files', async () => {
    const { out, err } = await run(['-f', 'json', '-o', 'c.json']);
    expect(out).toBe('');
    expect(err).toBe('failed: 6 findings at or above high; written to c.json\n');
  });

  it('replaces what a link points to, not the link', async () => {
    await writeFile(join(folder, 'real.json'), 'old');
    await symlink('real.json', join(folder, 'link.json'));
    await run(['-f', 'json', '-o', 'link.json']);
    expect(await readFile(join(folder, 'real.json'), 'utf8')).toContain('schemaVersion');
  });

  it.each([
    ['missing/a.json', 'the folder of the output does not exist'],
    ['file/a.json', "the output can't be written (a part of its path is a file)"],
    ['.', 'the output is a folder'],
    ['x'.repeat(300), "the output can't be written (its name is too long)"],
  ])('fails with 2 when %s can not be written', async (file, what) => {
    await writeFile(join(folder, 'file'), '');
    const { code, err } = await run(['-f', 'json', '-o', file]);
    expect(code).toBe(2);
    expect(err).toContain(what);
  });

  it('looks at the outputs before it scans', async () => {
    expect((await run(['-f', 'json', '-o', 'missing/a.json'])).asked).toEqual([]);
    expect((await run(['-f', 'json=d.json', '-f', 'sarif=./d.json'])).err).toContain('two formats have the same output');
  });

  it('colours when told', async () => {
    expect((await run(['--color'])).out).toContain('\u001b[');
    expect((await run([], { env: { FORCE_COLOR: '1' } })).out).toContain('\u001b[');
    expect((await run(['--no-color'], { env: { FORCE_COLOR: '1' } })).out).not.toContain('\u001b[');
    expect((await run(['--nope', '--color'])).err).toContain('\u001b[');
  });

  it('is quiet about a reader that has left, and not about a full disk', async () => {
    const failing = (code: string): Collected => new Collected(Object.assign(new Error('write'), { code }));
    expect(await run([], { stdout: failing('EPIPE') })).toMatchObject({ code: 1, err: '' });
    const full = await run([], { stdout: failing('ENOSPC') });
    expect(full.code).toBe(2);
    expect(full.err).toContain("standard output can't be written (the disk is full)");
  });
});
