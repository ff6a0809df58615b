/** A file that can't be read costs itself alone, and the report says so. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScanResult } from '../model/report.js';
import { findingDifference, NO_DIFFERENCE, scanFiles, scanPaths, sinkDifference } from '../testing/compare-scans.js';
import { courierFiles } from '../testing/courier.js';
import { temporaryTree, writeTree } from '../testing/temporary-tree.js';

const files = courierFiles();

/** Each oddity has a folder of its own beside the fixture's files. */
const folderOf = (name: string): string => `apps/api/src/odd/${Object.keys(cases).indexOf(name)}`;

/** Puts oddities beside the fixture's files and scans. */
async function scanWith(oddities: readonly (readonly [name: string, oddity: Case])[]): Promise<ScanResult> {
  const tree = temporaryTree(files);
  try {
    for (const [name, { put }] of oddities) {
      const dir = join(tree.root, folderOf(name));
      mkdirSync(dir, { recursive: true });
      put(dir);
    }
    return await scanPaths(['.'], tree.root);
  } finally {
    tree.remove();
  }
}

/** One line of code that a generator might write, of about three megabytes. */
function oneLine(): string {
  return `export const table = {${Array.from({ length: 120_000 }, (_, i) => `k${i}: f("${i}", [${i}, ${i}])`).join(', ')}};`;
}

const nested = (depth: number): string => `export const deep = ${'['.repeat(depth)}${']'.repeat(depth)};\n`;
function fallThrough(cases: number): string {
  const names = Array.from({ length: cases }, (_, i) => `v${i}`);
  return `export function f(x) { let ${names.join()}; switch (x) { ${names.map((v) => `case '${v}': ${v} = h();`).join(' ')} } }`;
}

const LATIN1 = Buffer.from('export const stra\xDFe = "M\xFCnchen"; console.log(user.email);\n', 'latin1');

interface Case {
  readonly put: (dir: string) => void;
  /** Reasons that are counted one higher. */
  readonly skipped?: readonly string[];
  /** Parts of problems' messages, of files in the odd folder. */
  readonly problems?: readonly (readonly [path: string, message: RegExp])[];
  /** Files analysed besides. */
  readonly analysed?: number;
}

const file = (name: string, content: string | Buffer) => (dir: string) => writeFileSync(join(dir, name), content);

const cases: Readonly<Record<string, Case>> = {
  'broken syntax': {
    put: file('broken.ts', 'export function f( { const = ; }}} class {{ "\n`${'),
    problems: [['broken.ts', /./]],
    analysed: 1,
  },
  'half a merge': {
    put: file('merge.ts', '<<<<<<< HEAD\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> main\n'),
    problems: [['merge.ts', /./]],
    analysed: 1,
  },
  'a script of three megabytes on one line': {
    put: file('table.js', oneLine()),
    skipped: ['too-large'],
    problems: [['table.js', /too large/]],
  },
  'a bundle of twenty megabytes': {
    put: file('bundle.js', '!function(e,t){return e.a=t.b,c(d)};'.repeat(560_000)),
    skipped: ['minified'],
  },
  'twenty megabytes of code': {
    put: file('everything.ts', 'export function one() {\n  return log(user.email);\n}\n'.repeat(400_000)),
    skipped: ['too-large'],
    problems: [['everything.ts', /too large/]],
  },
  'a switch of a thousand cases that fall through': {
    put: file('fall.ts', fallThrough(1_500)),
    problems: [['fall.ts', /Branches too often/]],
    analysed: 1,
  },
  'a module of three megabytes on one line': { put: file('table.ts', oneLine()), analysed: 1 },
  'Latin-1': { put: file('latin.ts', LATIN1), skipped: ['not-utf8'], problems: [['latin.ts', /not UTF-8/]] },
  'a binary file': {
    put: file('video.ts', Buffer.from([0x47, 0x40, 0, 0x10, 0, 0, 0xb0, 0x0d, 0xff, 0xfe, 0])),
    skipped: ['binary'],
    problems: [['video.ts', /no text/]],
  },
  'an empty file': { put: file('empty.ts', ''), analysed: 1 },
  'a byte order mark alone': { put: file('mark.ts', '\uFEFF'), analysed: 1 },
  'a folder with the name of a file': { put: (dir) => mkdirSync(join(dir, 'folder.ts')) },
  'a link to nothing': {
    put: (dir) => symlinkSync('nowhere.ts', join(dir, 'dangling.ts')),
    skipped: ['unreadable'],
    problems: [['dangling.ts', /could not be read/]],
  },
  'links that lead to each other': {
    put: (dir) => {
      symlinkSync('b.ts', join(dir, 'a.ts'));
      symlinkSync('a.ts', join(dir, 'b.ts'));
    },
    skipped: ['unreadable', 'unreadable'],
    problems: [
      ['a.ts', /could not be read/],
      ['b.ts', /could not be read/],
    ],
  },
  'a folder that links to itself': { put: (dir) => symlinkSync('.', join(dir, 'again')), skipped: ['link'] },
  'a folder that links outside': { put: (dir) => symlinkSync(tmpdir(), join(dir, 'elsewhere')), skipped: ['link-outside'] },
  'configs that extend each other': {
    put: (dir) => {
      writeTree(dir, { 'tsconfig.json': { extends: './tsconfig.other.json' }, 'tsconfig.other.json': { extends: './tsconfig.json' } });
    },
    problems: [['tsconfig', /leads back to itself/]],
  },
  'a config and a manifest that are no JSON': {
    put: (dir) => {
      writeFileSync(join(dir, 'tsconfig.json'), '{ "compilerOptions": ');
      writeFileSync(join(dir, 'package.json'), '[');
    },
    problems: [
      ['tsconfig.json', /not valid JSON/],
      ['package.json', /./],
    ],
  },
  'nesting deeper than the stack': { put: file('deep.ts', nested(100_000)), problems: [['deep.ts', /deep/i]], analysed: 1 },
  'a sum of a hundred thousand parts': {
    put: file('sum.ts', `export const sum = ${Array(100_000).fill('a').join(' + ')};\n`),
    analysed: 1,
  },
  'a chain of ten thousand calls': { put: file('chain.ts', `export const chain = a${'.b()'.repeat(10_000)};\n`), analysed: 1 },
  'a schema that is none': { put: file('schema.prisma', 'model { {{{ email String @@@\n'), problems: [['schema.prisma', /./]] },
  'names of built-in members': {
    put: file(
      'proto.ts',
      'export const constructor = 1; export const __proto__ = { toString: 2, hasOwnProperty: 3 };\nclass A { __proto__ = 1; constructor() {} }\n',
    ),
    analysed: 1,
  },
};

describe('beside the courier fixture', () => {
  const entries = Object.entries(cases);
  let before: ScanResult;
  let after: ScanResult;
  beforeAll(async () => {
    before = await scanFiles(files);
    after = await scanWith(entries);
  }, 60_000);

  it('all oddities together cost themselves alone', async () => {
    for (const compare of [findingDifference, sinkDifference]) {
      const all = compare(before, after);
      if (all.lost.length + all.gained.length === 0) continue;
      for (const entry of entries) expect(compare(before, await scanWith([entry])), entry[0]).toEqual(NO_DIFFERENCE);
      expect(all).toEqual(NO_DIFFERENCE);
    }
  }, 60_000);

  it('no oddity is passed over', () => {
    const skipped = { ...before.coverage.files.skipped };
    let analysed = before.coverage.files.analysed;
    for (const [, oddity] of entries) {
      for (const reason of oddity.skipped ?? []) skipped[reason] = (skipped[reason] ?? 0) + 1;
      analysed += oddity.analysed ?? 0;
    }
    expect(after.coverage.files.skipped).toEqual(skipped);
    expect(after.coverage.files.analysed).toBe(analysed);
  });

  it.each(entries)('%s: the report says what was wrong', (name, { problems = [] }) => {
    const said = after.coverage.problems.filter(({ path }) => path.startsWith(`${folderOf(name)}/`));
    for (const [path, message] of problems) {
      expect(
        said.some((problem) => problem.path.includes(path) && message.test(problem.message)),
        `${path}: ${message}`,
      ).toBe(true);
    }
    if (problems.length === 0) expect(said).toEqual([]);
  });
});
