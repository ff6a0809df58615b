import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CacheStore } from '../cache/index.js';
import { encode } from '../codec/index.js';
import { planBaseline, scan, type ScanOptions } from '../index.js';
import type { FactsCount } from '../model/report.js';
import { loadBundle } from '../rules/bundle.js';
import { jsonOf } from '../testing/compare-scans.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { AnalysisCache } from './analysis-cache.js';

const LEAK = 'export function notify(email: string) { console.log(email); }\n';
let tree: TemporaryTree;
let caches: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree({ 'src/a.ts': LEAK, 'src/b.ts': 'export const b = 1;\n', 'src/c.ts': 'export const c = <T,>(x: T) => x;\n' });
  caches = temporaryTree({});
});
afterEach(() => {
  tree.remove();
  caches.remove();
});

async function scanned(): Promise<{ count: FactsCount | undefined; json: string }> {
  const { result, run } = await scan({ paths: ['.'], cwd: tree.root, cacheDir: caches.root });
  expect(run.cacheProblem).toBeUndefined();
  const plain = await scan({ paths: ['.'], cwd: tree.root, noCache: true });
  expect(jsonOf(result)).toBe(jsonOf(plain.result));
  return { count: run.facts, json: jsonOf(result) };
}

it('parses what changed, and nothing that only moved', async () => {
  expect((await scanned()).count).toEqual({ parsed: 3, cached: 0 });
  expect((await scanned()).count).toEqual({ parsed: 0, cached: 3 });
  writeFileSync(join(tree.root, 'src/b.ts'), 'export const b = 2;\n');
  expect((await scanned()).count).toEqual({ parsed: 1, cached: 2 });
  renameSync(join(tree.root, 'src/a.ts'), join(tree.root, 'src/moved.ts'));
  const moved = await scanned();
  expect(moved.count).toEqual({ parsed: 0, cached: 3 });
  expect(moved.json).toContain('src/moved.ts');
  expect(moved.json).not.toContain('src/a.ts');
}, 60_000);

it('tells languages and roles apart', async () => {
  await scanned();
  renameSync(join(tree.root, 'src/c.ts'), join(tree.root, 'src/c.tsx'));
  expect((await scanned()).count).toEqual({ parsed: 1, cached: 2 });
  renameSync(join(tree.root, 'src/a.ts'), join(tree.root, 'src/a.test.ts'));
  expect((await scanned()).count).toEqual({ parsed: 1, cached: 2 });
}, 60_000);

it('parses anew what holds something else', async () => {
  const { taxonomyVersion } = await loadBundle();
  const cache = AnalysisCache.open(tree.root, { dir: caches.root, taxonomyVersion });
  const key = cache?.keyOf({ path: 'src/a.ts', role: 'source' }, Buffer.from(LEAK)) ?? '';
  await cache?.close();
  for (const wrong of [encode({ functions: [] }), encode([1, 2]), Buffer.from('no facts'), Buffer.alloc(0)]) {
    rmSync(join(caches.root, 'waybill'), { recursive: true, force: true });
    const store = new CacheStore(join(caches.root, 'waybill'));
    store.add(key, wrong);
    await store.close();
    expect((await scanned()).count).toEqual({ parsed: 3, cached: 0 });
    expect((await scanned()).count).toEqual({ parsed: 0, cached: 3 });
  }
}, 60_000);

describe('the whole result', () => {
  const run = async (options: Partial<ScanOptions> = {}) => {
    const asked = { paths: ['.'], cwd: tree.root, ...options };
    const cached = await scan({ ...asked, cacheDir: caches.root });
    const plain = await scan({ ...asked, noCache: true });
    expect(jsonOf(cached.result)).toBe(jsonOf(plain.result));
    expect(cached.result.sources).toEqual(plain.result.sources);
    return { reused: cached.run.reused, parsed: cached.run.facts?.parsed };
  };
  const write = (path: string, text: string) => writeFileSync(join(tree.root, path), text);

  it('is kept while nothing that decides it changes', async () => {
    expect(await run()).toEqual({ reused: false, parsed: 3 });
    expect(await run()).toEqual({ reused: true, parsed: 0 });
    utimesSync(join(tree.root, 'src/a.ts'), 1, 1);
    expect(await run()).toEqual({ reused: true, parsed: 0 });
    write('src/notes.md', 'no code');
    expect(await run()).toEqual({ reused: true, parsed: 0 });
  }, 60_000);

  it.each<[string, () => void, number]>([
    ['a file', () => write('src/b.ts', 'export const b = 2;\n'), 1],
    ['a new file', () => write('src/d.ts', 'export const d = 1;\n'), 1],
    ['a file less', () => rmSync(join(tree.root, 'src/b.ts')), 0],
    ['two files that change places', () => [write('src/b.ts', LEAK), write('src/a.ts', 'export const b = 1;\n')], 0],
    ['a package', () => write('package.json', '{ "name": "p", "dependencies": { "pino": "9" } }'), 0],
    ['aliases', () => write('tsconfig.json', '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }'), 0],
    ['what is ignored', () => write('.gitignore', 'src/b.ts\n'), 0],
    ['a schema', () => write('schema.prisma', 'model User {\n  id Int @id\n  email String\n}\n'), 0],
    ['the configuration', () => write('waybill.yml', 'sanitizers: [notify]\n'), 0],
    ['what the configuration leaves out', () => write('waybill.yml', 'exclude: [src/b.ts]\n'), 0],
  ])(
    'is made anew for %s',
    async (_what, change, parsed) => {
      await run();
      change();
      expect(await run()).toEqual({ reused: false, parsed });
      expect(await run()).toEqual({ reused: true, parsed: 0 });
    },
    60_000,
  );

  it("is made anew when a project's own rules change", async () => {
    const own = (kind: string) =>
      `library: press\nmodules: [press]\nstatus: verified\nsinks:\n  - { at: ["Export[print]"], kind: ${kind}, recipient: browser-console }\n`;
    mkdirSync(join(tree.root, 'rules'));
    write('waybill.yml', 'rules: rules\n');
    write('src/e.ts', "import { print } from 'press';\nexport const e = (email: string) => print(email);\n");
    write('rules/press.yml', own('log'));
    await run();
    write('rules/press.yml', own('file'));
    expect((await run()).reused).toBe(false);
  }, 60_000);

  it('is told apart by policy, baseline and what was named', async () => {
    await run();
    expect((await run({ paths: ['src/a.ts'] })).reused).toBe(false);
    expect((await run({ survey: true })).reused).toBe(false);
    expect((await run()).reused).toBe(true);
    const plan = await planBaseline({ paths: ['.'], cwd: tree.root, cacheDir: caches.root, anew: true });
    writeFileSync(plan.file, plan.text);
    expect((await run()).reused).toBe(true);
    write('src/b.ts', LEAK);
    expect((await run()).reused).toBe(false);
    expect((await run()).reused).toBe(true);
  }, 60_000);

  it('is made anew when it is something else', async () => {
    await run();
    const folder = join(caches.root, 'waybill');
    const store = new CacheStore(folder);
    const keys = [...store.keys()];
    await store.abandon();
    rmSync(folder, { recursive: true });
    const poisoned = new CacheStore(folder);
    for (const key of keys) poisoned.add(key, encode({ findings: [], sinks: 'none' }));
    await poisoned.close();
    expect(await run()).toEqual({ reused: false, parsed: 3 });
    expect(await run()).toEqual({ reused: true, parsed: 0 });
  }, 60_000);
});
