/** Threads, in the program as it is built. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Api from '../index.js';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import type { ScanOptions, ScanOutcome } from '../model/options.js';
import { loadReporter } from '../report/reporter.js';
import { loadBundle } from '../rules/bundle.js';
import { builtCopy, type BuiltCopy } from '../testing/built-copy.js';
import { COURIER } from '../testing/courier.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { select } from '../triage/select.js';
import type * as WorkerPool from './worker-pool.js';

const run = promisify(execFile);
const api = (copy: BuiltCopy): Promise<typeof Api> =>
  import(pathToFileURL(join(copy.root, 'dist', 'index.js')).href) as Promise<typeof Api>;

/** The reports that have to be the same to the byte. */
async function reports({ result, run: info }: ScanOutcome): Promise<readonly string[]> {
  const input = { result, selection: select(result.findings, DEFAULT_THRESHOLDS), run: info };
  const style = { width: 80, color: 0, unicode: true, quiet: false } as const;
  return Promise.all((['json', 'sarif'] as const).map(async (format) => (await loadReporter(format))(input, style)));
}

describe('the courier fixture', () => {
  let copy: BuiltCopy;
  let scan: typeof Api.scan;
  let caches: TemporaryTree;
  let expected: readonly string[];
  const courier = (more: Partial<ScanOptions>): Promise<ScanOutcome> => scan({ paths: ['.'], cwd: COURIER, noCache: true, ...more });

  beforeAll(async () => {
    copy = await builtCopy();
    ({ scan } = await api(copy));
    caches = temporaryTree({});
    expected = await reports(await courier({ workers: 1 }));
  }, 60_000);
  afterAll(() => {
    copy.remove();
    caches.remove();
  });

  it.each([2, 4])(
    'has the same reports with %i workers',
    async (workers) => {
      const outcome = await courier({ workers });
      expect(outcome.run.workers).toBe(workers);
      expect(outcome.run.facts?.cached).toBe(0);
      expect(await reports(outcome)).toEqual(expected);
    },
    60_000,
  );

  it.each([1, 2, 4])(
    'has the same reports from a cache that %i workers filled',
    async (workers) => {
      const cacheDir = join(caches.root, `${workers}`);
      const cold = await courier({ workers, noCache: false, cacheDir });
      expect(cold.run.facts?.parsed).toBeGreaterThan(30);
      const warm = await courier({ workers, noCache: false, cacheDir });
      // Other choices have another result, but the same facts.
      const { result, ...fromFacts } = await courier({ workers, noCache: false, cacheDir, survey: true });
      const { survey, ...surveyed } = result;
      expect(survey).toBeDefined();
      for (const { run } of [warm, fromFacts]) {
        expect(run.facts).toEqual({ parsed: 0, cached: cold.run.facts?.parsed });
        expect(run.cacheProblem).toBeUndefined();
      }
      expect([warm.run.reused, fromFacts.run.reused]).toEqual([true, false]);
      expect(await reports(cold)).toEqual(expected);
      expect(await reports(warm)).toEqual(expected);
      expect(await reports({ ...fromFacts, result: surveyed })).toEqual(expected);
    },
    60_000,
  );

  it('loads the parser only when something is parsed', async () => {
    const script = `
      import { createRequire } from 'node:module';
      const { scan } = await import(process.argv[1]);
      const { run } = await scan({ paths: ['.'], cwd: process.argv[2], cacheDir: process.argv[3] });
      console.log(JSON.stringify([run.facts.parsed > 0, Object.keys(createRequire(import.meta.url).cache).some((file) => file.endsWith('typescript.js'))]));`;
    const once = async () => {
      const args = [
        '--input-type=module',
        '-e',
        script,
        pathToFileURL(join(copy.root, 'dist', 'index.js')).href,
        COURIER,
        join(caches.root, 'lazy'),
      ];
      return (await run(process.execPath, args)).stdout.trim();
    };
    expect(await once()).toBe('[true,true]');
    expect(await once()).toBe('[false,false]');
  }, 60_000);

  it('ends with its process, and when it is told to', async () => {
    const cli = join(copy.root, 'bin', 'waybill.js');
    const { stderr } = await run(process.execPath, [cli, COURIER, '--workers', '3', '--no-cache', '--fail-on', 'never', '--debug']);
    expect(stderr).toContain('with 3 workers');
    const controller = new AbortController();
    const reason = new Error('enough');
    const scanned = courier({ workers: 3, signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    await expect(scanned).rejects.toBe(reason);
    await expect(courier({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  }, 60_000);
});

describe('a file that can not be extracted', () => {
  let copy: BuiltCopy;
  const good = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [`src/good${i}.ts`, `export function f${i}(email: string) { console.log(email); }\n`]),
  );

  beforeAll(async () => {
    const plain = await builtCopy();
    const extract = readFileSync(join(plain.root, 'dist', 'extract', 'index.js'), 'utf8')
      .replace('function extractFile(', 'function reallyExtract(')
      .replace(/(export \{[^}]*)\bextractFile\b,?/, '$1');
    plain.remove();
    copy = await builtCopy({
      'extract/index.js': `${extract}
        import { isMainThread } from 'node:worker_threads';
        export function extractFile(input) {
          if (input.text.includes('this throws')) throw new Error('out of budget');
          if (input.text.includes('this kills') && !isMainThread) process.exit(3);
          return reallyExtract(input);
        }`,
    });
  }, 60_000);
  afterAll(() => copy.remove());

  it.each([1, 3])(
    'costs itself alone, with %i workers',
    async (workers) => {
      const tree = temporaryTree({ ...good, 'src/bad1.ts': '/* this throws */', 'src/bad2.ts': '/* this throws */' });
      const { result } = await (await api(copy)).scan({ paths: ['.'], cwd: tree.root, workers, noCache: true });
      tree.remove();
      expect(result.findings).toHaveLength(20);
      expect(result.coverage.files).toEqual({ analysed: 20, literalsOnly: 0, skipped: { failed: 2 } });
      expect(result.coverage.problems).toEqual(
        ['src/bad1.ts', 'src/bad2.ts'].map((path) => ({
          path,
          message: 'could not be analysed: out of budget',
          hint: 'the other files are not affected',
        })),
      );
    },
    60_000,
  );

  it('costs itself alone even when it ends the worker', async () => {
    const { startPool } = (await import(pathToFileURL(join(copy.root, 'dist', 'pool', 'worker-pool.js')).href)) as typeof WorkerPool;
    const pool = await startPool({ workers: 2, taxonomy: (await loadBundle()).taxonomy });
    const texts = ['const a = 1', '/* this kills */', 'const b = 1', '/* this throws */'].map((text) => Buffer.from(text));
    const task = { files: texts.map(({ length }, i) => ({ path: `${i}.ts`, length, literalsOnly: false })), bytes: Buffer.concat(texts) };
    const one = { files: task.files.slice(0, 1), bytes: texts[0] as Buffer };
    const results = await Promise.all([pool.run(task), pool.run(one), pool.run(task)]);
    await pool.close();
    const kinds = results.map(({ outcomes }) => outcomes.map((outcome) => Object.keys(outcome)[0]));
    expect(kinds).toEqual([['length', 'failed', 'length', 'failed'], ['length'], ['length', 'failed', 'length', 'failed']]);
    expect(results[0]?.outcomes[1]).toEqual({ failed: expect.stringContaining('exit') as string });
  }, 60_000);
});

it('goes on in one thread when no worker can start', async () => {
  const copy = await builtCopy({ 'pool/worker.js': 'throw new Error("no threads here");' });
  try {
    const { scan } = await api(copy);
    const alone = await scan({ paths: ['.'], cwd: COURIER, noCache: true, workers: 1 });
    const beside = await scan({ paths: ['.'], cwd: COURIER, noCache: true, workers: 3 });
    expect(await reports(beside)).toEqual(await reports(alone));
    expect(beside.result.coverage.files.skipped['failed']).toBeUndefined();
  } finally {
    copy.remove();
  }
}, 60_000);
