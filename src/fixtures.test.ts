/** Behaviour on small marked programs: `fixtures/<theme>/<leaf>`, each leaf a program of its own, all in one scan. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesBelow, scanMarked, type MarkedScan } from './testing/scan-marked.js';

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));

const foldersOf = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** Scanned by tests of their own. */
const APART = ['courier', 'policies', 'rule-calls'];
const themes = foldersOf(FIXTURES).filter((theme) => !APART.includes(theme));
const leaves = themes.flatMap((theme) => foldersOf(`${FIXTURES}/${theme}`).map((leaf) => `${theme}/${leaf}`));

describe('marked programs', () => {
  let scanned: MarkedScan;

  beforeAll(async () => {
    const files = themes.flatMap((theme) =>
      Object.entries(filesBelow(`${FIXTURES}/${theme}`)).map(([path, text]) => [`${theme}/${path}`, text] as const),
    );
    scanned = await scanMarked(Object.fromEntries(files));
  }, 120_000);

  it.each(leaves)('%s', (leaf) => {
    const own = (list: readonly string[]) => list.filter((line) => line.startsWith(`${leaf}/`));
    const { missing, extra, wrongTypes, mendedMisses, mendedFalse } = scanned.comparison;
    expect({
      missing: own(missing),
      extra: own(extra),
      wrongTypes: own(wrongTypes),
      mendedMisses: own(mendedMisses),
      mendedFalse: own(mendedFalse),
    }).toEqual({ missing: [], extra: [], wrongTypes: [], mendedMisses: [], mendedFalse: [] });
  });

  it.each(leaves)('%s says what leaks and what is clean', (leaf) => {
    const kinds = new Set(
      [...scanned.marks].filter(([path]) => path.startsWith(`${leaf}/`)).flatMap(([, marks]) => marks.map((m) => m.kind)),
    );
    expect([...kinds]).toEqual(expect.arrayContaining(['leak', 'clean']));
  });
});
