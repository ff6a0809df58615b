import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_API } from '../testing/cli-io.js';
import { WaybillError } from '../model/errors.js';
import type { Scan, ScanOptions } from '../model/options.js';
import { manyFindings } from '../testing/many-findings.js';
import { sampleResult, sampleRun } from '../testing/sample-result.js';
import { workflowCommands } from '../testing/workflow-commands.js';
import { runCli } from './cli.js';
import { repositoryPlace } from './ci.js';
import type { CliIo } from './io.js';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'waybill-ci-')));
});
afterEach(() => rm(folder, { recursive: true }));

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly asked?: ScanOptions;
}

interface World {
  readonly env?: CliIo['env'];
  readonly scan?: Scan;
}

const sample: Scan = () => Promise.resolve({ result: sampleResult, run: { ...sampleRun, root: folder } });

function ioOf(env: CliIo['env'], scan: Scan, write: (stream: 'out' | 'err', text: string) => void): CliIo {
  const stream = (name: 'out' | 'err'): CliIo['stdout'] => ({
    write: (text, done) => {
      write(name, text);
      queueMicrotask(() => done());
      return true;
    },
  });
  return {
    stdout: stream('out'),
    stderr: stream('err'),
    env,
    cwd: folder,
    platform: 'linux',
    api: { ...NO_API, scan },
  };
}

async function run(args: readonly string[], { env = {}, scan = sample }: World = {}): Promise<Run> {
  const said = { out: '', err: '' };
  let asked: ScanOptions | undefined;
  const asking: Scan = (options) => {
    asked = options;
    return scan(options);
  };
  const code = await runCli(
    args,
    ioOf(env, asking, (stream, text) => {
      said[stream] += text;
    }),
  );
  return { code, ...said, ...(asked === undefined ? {} : { asked }) };
}

const gitHub = (rest: CliIo['env'] = {}): World => ({
  env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary'), ...rest },
});
const summary = (): Promise<string> => readFile(join(folder, 'summary'), 'utf8');
const isThere = (name: string): Promise<boolean> =>
  readFile(join(folder, name)).then(
    () => true,
    () => false,
  );
const names = (text: string): string[] => workflowCommands(text).map(({ name }) => name);

describe('on GitHub', () => {
  it('annotates beside the report, without being asked, folded, before the verdict', async () => {
    const { out, err, code } = await run([], gitHub());
    expect(names(out)).toEqual(['group', ...Array<string>(6).fill('error'), 'warning', 'notice', 'endgroup']);
    expect(out.trimEnd().split('\n').at(-1)).toBe('✖ failed: 6 findings at or above high');
    expect({ err, code }).toEqual({ err: '', code: 1 });
  });

  it('writes the summary of the step, after what is there already', async () => {
    await writeFile(join(folder, 'summary'), 'before\n');
    await run([], gitHub());
    expect(await summary()).toMatch(/^before\n\n## ❌ Waybill: failed: 6 findings/);
    expect(await summary()).not.toContain(folder);
  });

  it('links the files of the commit', async () => {
    const commit = '0123456789abcdef0123456789abcdef01234567';
    await run([], gitHub({ GITHUB_SERVER_URL: 'https://git.example', GITHUB_REPOSITORY: 'kai/courier', GITHUB_SHA: commit }));
    expect(await summary()).toContain(`](https://git.example/kai/courier/blob/${commit}/apps/api/src/auth/sessions.ts#L6)`);
  });

  it('keeps the summary below what GitHub takes, with what other commands of the step wrote', async () => {
    const scan: Scan = () => Promise.resolve({ result: manyFindings({ high: 5_000 }), run: { ...sampleRun, root: folder } });
    for (let round = 0; round < 2; round++) {
      const { err } = await run([], { ...gitHub(), scan });
      expect(Buffer.byteLength(await summary())).toBeLessThanOrEqual(1024 * 1024);
      expect(err).toBe(round < 1 ? '' : 'the summary of the step was not written (it is full)\n');
    }
  });

  it('does not fail for a summary that can not be written', async () => {
    await mkdir(join(folder, 'summary'));
    const { err, code, out } = await run([], gitHub());
    expect({ err, code }).toEqual({ err: 'the summary of the step was not written (EISDIR)\n', code: 1 });
    expect(out).toContain('✖ failed');
  });

  it('is silent when told, when another report goes to standard output, and when all are files', async () => {
    for (const args of [['--no-annotations'], ['--format', 'json'], ['--format', 'sarif=a.sarif'], ['--format', 'pretty=a.txt']]) {
      expect(names((await run(args, gitHub())).out)).toEqual([]);
      expect(await isThere('summary')).toBe(false);
    }
  });

  it('annotates as quietly as asked, and with the report for code scanning in a file', async () => {
    const { out } = await run(['--format', 'sarif=a.sarif', '--format', 'pretty', '--quiet', '--severity', 'high'], gitHub());
    expect(names(out)).toEqual(['group', ...Array<string>(6).fill('error'), 'endgroup']);
    expect(await isThere('a.sarif')).toBe(true);
  });

  it('says nothing of it when there is nothing to annotate', async () => {
    const scan: Scan = () => Promise.resolve({ result: { ...sampleResult, findings: [] }, run: { ...sampleRun, root: folder } });
    const { out } = await run([], { ...gitHub(), scan });
    expect(names(out)).toEqual([]);
    expect(await summary()).toContain('✅');
  });
});

describe('elsewhere', () => {
  it('prints no commands, and writes no summary', async () => {
    const { out } = await run([], { env: { CI: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary') } });
    expect(names(out)).toEqual([]);
    expect(await isThere('summary')).toBe(false);
  });

  it('is without colour and 80 columns wide in a log, unless colour is asked for', async () => {
    const { out } = await run([], { env: { CI: 'true' } });
    expect(out).not.toContain('\u001b');
    expect(out).toContain('\n'.concat('─'.repeat(80), '\n'));
    expect((await run([], { env: { CI: 'true', FORCE_COLOR: '1' } })).out).toContain('\u001b[');
    expect((await run([], { env: { CI: 'true', COLUMNS: '120' } })).out).toContain('\n'.concat('─'.repeat(120), '\n'));
  });

  it('prints each format to standard output, and several to files', async () => {
    expect((await run(['--format', 'github'])).out).toMatch(/^::error file=/);
    expect((await run(['--format', 'gitlab-codequality'])).out).toMatch(/^\[\n/);
    expect((await run(['--format', 'junit'])).out).toMatch(/^<\?xml /);
    expect((await run(['--format', 'markdown'])).out).toMatch(/^## /);
    const { out } = await run(['-f', 'junit=a.xml', '-f', 'gitlab-codequality=a.json', '-f', 'markdown=a.md', '-f', 'pretty']);
    expect(out).toContain('✖ failed');
    for (const file of ['a.xml', 'a.json', 'a.md']) expect(await isThere(file)).toBe(true);
  });
});

describe('paths from the top of the repository', () => {
  const place = (root: string, env: CliIo['env'] = {}): string =>
    repositoryPlace(
      join(folder, root),
      ioOf(env, sample, () => undefined),
    ).prefix;

  it('begins at the folder with .git', async () => {
    await mkdir(join(folder, 'shop/.git'), { recursive: true });
    expect(place('shop')).toBe('');
    expect(place('shop/apps/api')).toBe('apps/api/');
    expect(place('shop/apps/api', { GITHUB_WORKSPACE: folder })).toBe('apps/api/');
  });

  it('begins at the workspace of the service when there is no .git, else at the working directory', () => {
    expect(place('shop/apps')).toBe('shop/apps/');
    expect(place('shop/apps', { GITHUB_WORKSPACE: join(folder, 'shop') })).toBe('apps/');
    expect(place('shop/apps', { CI_PROJECT_DIR: join(folder, 'shop') })).toBe('apps/');
    expect(place('shop/apps', { CI_PROJECT_DIR: join(folder, 'else') })).toBe('shop/apps/');
    expect(place('../waybill-elsewhere')).toBe('');
  });

  it('has an address only when the service gives one that is whole', () => {
    const address = (env: CliIo['env']): string | undefined =>
      repositoryPlace(
        folder,
        ioOf(env, sample, () => undefined),
      ).address;
    const commit = 'a'.repeat(40);
    expect(address({ CI_PROJECT_URL: 'https://lab.example/kai/courier', CI_COMMIT_SHA: commit })).toBe(
      `https://lab.example/kai/courier/-/blob/${commit}/`,
    );
    expect(address({ CI_PROJECT_URL: 'javascript:alert(1)', CI_COMMIT_SHA: commit })).toBeUndefined();
    expect(address({ CI_PROJECT_URL: 'https://lab.example/a', CI_COMMIT_SHA: 'main' })).toBeUndefined();
    expect(address({ GITHUB_REPOSITORY: 'a/b', GITHUB_SHA: commit })).toBeUndefined();
  });
});

describe('for a git hook', () => {
  it('asks for the files as changes', async () => {
    expect((await run(['--hook', 'a.ts', 'b.ts'])).asked).toEqual({ paths: ['a.ts', 'b.ts'], cwd: folder, filesAreChanges: true });
  });

  it('passes when none of the files is code to analyse, and only then', async () => {
    const failing =
      (code: string): Scan =>
      () =>
        Promise.reject(new WaybillError({ code, what: 'no' }));
    expect(await run(['--hook', 'a.d.ts'], { scan: failing('nothing-to-analyse') })).toMatchObject({ code: 0, out: '', err: '' });
    expect((await run(['a.d.ts'], { scan: failing('nothing-to-analyse') })).code).toBe(2);
    expect((await run(['--hook', 'a.ts'], { scan: failing('other') })).code).toBe(2);
  });
});
