import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CacheStore } from '../cache/index.js';
import { encode } from '../codec/index.js';
import { scan } from '../index.js';
import type { FactsCount } from '../model/report.js';
import { loadBundle } from '../rules/bundle.js';
import { jsonOf } from '../testing/compare-scans.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { FactsCache } from './facts-cache.js';

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
  const rulesVersion = (await loadBundle()).version;
  const cache = FactsCache.open(tree.root, { dir: caches.root, rulesVersion });
  const key = cache?.keyOf({ path: 'src/a.ts', bytes: LEAK.length, role: 'source', package: -1 }, Buffer.from(LEAK)) ?? '';
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
