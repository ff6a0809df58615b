/** The program as a process: bin, streams, signals. Built here with a scan of its own, so that no analysis is needed. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { cp, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Gives the sample, never ends, or keeps the thread busy. */
const FAKE_SCAN = `
  import { sampleResult as result, sampleRun as run } from './src/testing/sample-result.js';
  const forever = () => new Promise(() => { setInterval(() => undefined, 1000); console.error('scanning'); });
  const busy = ({ blocking }) => blocking(() => { process.stderr.write('scanning'); for (;;); });
  export const analyse = (options) => process.env.SCAN_BUSY ? busy(options) : process.env.SCAN_FOREVER ? forever() : Promise.resolve({ result, run });
`;

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'waybill-process-')));
  for (const name of ['package.json', 'bin']) await cp(join(root, name), join(folder, name), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

interface Start {
  readonly env?: Record<string, string>;
  /** Called when the process has said something on standard error. */
  readonly onError?: (child: ReturnType<typeof spawn>) => void;
  readonly closeOutput?: boolean;
  /** A file that standard output goes to. */
  readonly stdout?: number;
}

function start(args: readonly string[], { env = {}, onError, closeOutput = false, stdout }: Start = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(folder, 'bin/waybill.js'), ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['pipe', stdout ?? 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout?.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr?.on('data', (data: Buffer) => {
      err += data.toString();
      onError?.(child);
    });
    if (closeOutput) child.stdout?.destroy();
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
}

describe('bin/waybill.js before it is built', () => {
  it('says what to do', async () => {
    const { code, err } = await start([]);
    expect(code).toBe(2);
    expect(err).toContain('npm run build');
  });
});

describe('the process', () => {
  beforeAll(async () => {
    await build({
      entryPoints: [join(root, 'src/code-cache/index.ts')],
      outfile: join(folder, 'dist/code-cache/index.js'),
      format: 'esm',
      logLevel: 'error',
    });
    await build({
      entryPoints: [join(root, 'src/cli/main.ts')],
      outfile: join(folder, 'dist/waybill.cjs'),
      bundle: true,
      format: 'cjs',
      platform: 'node',
      logLevel: 'error',
      define: { 'import.meta.url': 'ADDRESS' },
      banner: { js: "const ADDRESS = require('node:url').pathToFileURL(__dirname + '/cli/main.js').href;" },
      plugins: [
        {
          name: 'fake-scan',
          setup({ onResolve, onLoad }) {
            onResolve({ filter: /\/api\// }, () => ({ path: 'scan', namespace: 'fake' }));
            onLoad({ filter: /.*/, namespace: 'fake' }, () => ({ contents: FAKE_SCAN, resolveDir: root, loader: 'js' }));
          },
        },
      ],
    });
  });

  it('prints all of a report into a pipe, and exits with 1 for findings', async () => {
    const { code, out, err } = await start(['--format', 'json']);
    expect(code).toBe(1);
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1 });
  });

  it('is quiet when its reader leaves', async () => {
    expect(await start(['--format', 'json'], { closeOutput: true })).toMatchObject({ code: 1, err: '' });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends with %s as %i', async (signal, code) => {
    const ended = await start([], { env: { SCAN_FOREVER: '1' }, onError: (child) => child.kill(signal) });
    expect(ended).toMatchObject({ code, out: '' });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('is ended by %s also while the thread is busy', async (signal) => {
    const ended = await start([], { env: { SCAN_BUSY: '1' }, onError: (child) => child.kill(signal) });
    expect(ended).toMatchObject({ code: null, signal, out: '' });
  });

  it.skipIf(process.platform === 'win32')('says that its folder is gone', async () => {
    const script = 'folder=$(mktemp -d) && cd "$folder" && rmdir "$folder" && exec "$0" "$1"';
    const { code, err } = await new Promise<Pick<Ended, 'code' | 'err'>>((resolve) => {
      const child = spawn('sh', ['-c', script, process.execPath, join(folder, 'bin/waybill.js')], { stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      child.stderr.on('data', (data: Buffer) => (said += data.toString()));
      child.on('close', (status) => resolve({ code: status, err: said }));
    });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('the working directory is gone') as string });
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full, on standard output and in a file', async () => {
    const full = openSync('/dev/full', 'w');
    const stdout = await start(['--format', 'json'], { stdout: full });
    closeSync(full);
    expect(stdout).toMatchObject({ code: 2 });
    expect(stdout.err).toContain("standard output can't be written (the disk is full)");
    const file = await start(['--format', 'json', '--output', '/dev/full']);
    expect(file).toMatchObject({ code: 2, out: '' });
    expect(file.err).toContain("the output can't be written (the disk is full)");
  });

  it('leaves no part of a report behind when its folder can not be written', async () => {
    const { code, out, err } = await start(['--format', 'json', '--output', 'nowhere/a.json']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('mkdir -p nowhere');
    expect((await readdir(folder)).filter((name) => name.includes('tmp') || name === 'nowhere')).toEqual([]);
  });

  it('exits with 2 when it was used wrongly', async () => {
    expect(await start(['--nope'])).toMatchObject({ code: 2, out: '' });
  });
});
