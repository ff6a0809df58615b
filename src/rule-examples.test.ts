/** Every rule's own examples, through the whole pipeline: each in a folder of its own, all in one scan. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { LibraryRules } from './model/rules.js';
import { scanMarked, type MarkedScan } from './testing/scan-marked.js';

const RULES = fileURLToPath(new URL('../rules', import.meta.url));

interface Example {
  readonly folder: string;
  readonly code: string;
  readonly leaks: boolean;
}

const libraries = ['libraries', 'language'].flatMap((dir) =>
  readdirSync(join(RULES, dir))
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => parse(readFileSync(join(RULES, dir, name), 'utf8')) as LibraryRules),
);

const examples = libraries.flatMap((rules): Example[] => [
  ...(rules.examples?.leaks ?? []).map((code, i) => ({ folder: `${rules.library}/leaks-${i + 1}`, code, leaks: true })),
  ...(rules.examples?.clean ?? []).map((code, i) => ({ folder: `${rules.library}/clean-${i + 1}`, code, leaks: false })),
]);

/** JSX in an example makes it a component file. */
function fileOf(example: Example): string {
  return `${example.folder}/${/<[A-Za-z][^>]*\/>|<\/[A-Za-z]+>/.test(example.code) ? 'example.tsx' : 'example.ts'}`;
}

describe('examples of rules', () => {
  let scanned: MarkedScan;

  beforeAll(async () => {
    // One package each, so that an ambient declaration in one says nothing in another.
    scanned = await scanMarked(Object.fromEntries(examples.map((e) => [fileOf(e), `${e.code}\nexport {};\n`])));
  }, 120_000);

  /** Rules that need a file beside the code, which an example cannot hold; their tests stand in src/link. */
  const NEEDS_A_SCHEMA = ['zod-prisma-types'];

  it('are there for every library', () => {
    const without = libraries.filter((l) => l.status === 'verified' && !l.examples?.clean?.length && !l.examples?.leaks?.length);
    expect(without.map((l) => l.library)).toEqual(NEEDS_A_SCHEMA);
  });

  it.each(libraries.map((l) => l.library))('%s', (library) => {
    const own = (list: readonly string[]) => list.filter((line) => line.startsWith(`${library}/`));
    const { missing, extra, wrongTypes } = scanned.comparison;
    expect({ missing: own(missing), extra: own(extra), wrongTypes: own(wrongTypes) }).toEqual({ missing: [], extra: [], wrongTypes: [] });
  });
});
