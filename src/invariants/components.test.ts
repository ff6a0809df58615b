/** What holds for files of code holds for component files: workers, cache, comments, questions, broken ones. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Api from '../index.js';
import { explain, scan } from '../index.js';
import type { ScanOptions } from '../model/options.js';
import { prettyExplanation } from '../report/explain/pretty.js';
import { builtCopy, type BuiltCopy } from '../testing/built-copy.js';
import { readMarks } from '../testing/marks.js';
import { filesBelow } from '../testing/scan-marked.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/components', import.meta.url));

describe('the component fixtures', () => {
  let copy: BuiltCopy;
  let tree: TemporaryTree;
  let cache: TemporaryTree;
  let built: typeof Api;
  const result = async (more: Partial<ScanOptions>): Promise<{ json: string; facts: unknown }> => {
    const outcome = await built.scan({ paths: ['.'], cwd: tree.root, ...more });
    return { json: JSON.stringify(outcome.result), facts: outcome.run.facts };
  };

  beforeAll(async () => {
    copy = await builtCopy();
    built = (await import(pathToFileURL(join(copy.root, 'dist', 'index.js')).href)) as typeof Api;
    tree = temporaryTree(Object.fromEntries(Object.entries(filesBelow(FIXTURES)).map(([path, text]) => [path, readMarks(text).blanked])));
    cache = temporaryTree({});
  }, 60_000);
  afterAll(() => {
    copy.remove();
    tree.remove();
    cache.remove();
  });

  it('have the same result with more workers, and from the cache', async () => {
    const expected = await result({ workers: 1, noCache: true });
    expect(expected.json).toContain('.svelte');
    expect(expected.json).toContain('.vue');
    expect((await result({ workers: 3, noCache: true })).json).toBe(expected.json);
    const files = readdirSync(tree.root, { recursive: true }).filter((name) => /\.(?:vue|svelte|ts)$/.test(String(name))).length;
    expect(await result({ workers: 1, cacheDir: cache.root })).toEqual({ json: expected.json, facts: { parsed: files, cached: 0 } });
    expect(await result({ workers: 1, cacheDir: cache.root })).toEqual({ json: expected.json, facts: { parsed: 0, cached: files } });
  }, 60_000);
});

const STYLE = { width: 100, color: 0, unicode: true, quiet: false } as const;

const VUE = `<script setup lang="ts">
defineProps<{ user: { id: string; email: string } }>();
</script>
<template>
  <p @click="console.log(user.email)">shown</p>
  <p @click="console.log(user.id)">silent</p>
  <!-- waybill-ignore-next-line email -- seen by the guest alone -->
  <p @click="console.log(user.email)">accepted</p>
  <p
    @click="console.log(user.email)"
  >over lines</p>
</template>
`;

describe('a component file', () => {
  it('takes comments of markup as suppressions, and answers questions about lines', async () => {
    const tree = temporaryTree({ 'a.vue': VUE });
    const { result } = await scan({ paths: ['.'], cwd: tree.root });
    expect(result.findings.map((f) => [f.callLocation.line, f.status])).toEqual([
      [5, 'new'],
      [8, 'suppressed'],
      [10, 'new'],
    ]);
    const page = async (line: number): Promise<string> =>
      prettyExplanation(await explain({ what: `a.vue:${line}`, cwd: tree.root }), STYLE);
    expect(await page(5)).toContain('<!-- waybill-ignore-next-line email -- <reason> -->');
    expect(await page(10)).toMatch(/around the element of line 9:\s+<!-- waybill-ignore-start email -- <reason> -->/);
    expect(await page(6)).toContain('console.log');
    tree.remove();
  }, 60_000);

  it('that can not be read whole is told in the report, and costs no other', async () => {
    const tree = temporaryTree({
      'a.svelte': '<b>{#if x}{/each}</b>\n<script>console.log(user.email)</script>',
      'b.vue': '<template lang="pug">\nb\n</template>',
      'c.ts': 'export const f = (user: { email: string }) => console.log(user.email);',
    });
    const { result } = await scan({ paths: ['.'], cwd: tree.root });
    tree.remove();
    expect(result.findings.map((f) => f.location.path)).toEqual(['a.svelte', 'c.ts']);
    expect(result.coverage.problems.map((p) => `${p.path}:${String(p.line)} ${p.message}`)).toEqual([
      expect.stringMatching(/^a\.svelte:1 The component's markup could not be read: /),
      `b.vue:1 The component's markup is written in pug, which is not read`,
    ]);
  }, 60_000);
});
