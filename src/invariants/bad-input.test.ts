/** A file that can't be read costs itself alone, and the report says so. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../index.js';
import type { Coverage, ScanResult } from '../model/report.js';
import { findingDifference, NO_DIFFERENCE, scanFiles, sinkDifference } from '../testing/compare-scans.js';
import { courierFiles } from '../testing/courier.js';
import { writeTree } from '../testing/temporary-tree.js';

const files = courierFiles();
const ODD = 'apps/api/src/odd';

/** Puts something odd beside the fixture's files and scans. */
async function scanWith(put: (dir: string) => void): Promise<ScanResult> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'waybill-')));
  try {
    writeTree(root, files);
    const odd = join(root, ODD);
    mkdirSync(odd);
    put(odd);
    return (await scan({ paths: ['.'], cwd: root })).result;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** One line of code that a generator might write, of about three megabytes. */
function oneLine(): string {
  return `export const table = {${Array.from({ length: 120_000 }, (_, i) => `k${i}: f("${i}", [${i}, ${i}])`).join(', ')}};`;
}

const nested = (depth: number): string => `export const deep = ${'['.repeat(depth)}${']'.repeat(depth)};\n`;
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

const file = (name: string, content: string | Buffer) => (dir: string) => {
  mkdirSync(dirname(join(dir, name)), { recursive: true });
  writeFileSync(join(dir, name), content);
};

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
  'a script of three megabytes on one line': { put: file('table.js', oneLine()), skipped: ['too-large'] },
  'a module of three megabytes on one line': { put: file('table.ts', oneLine()), analysed: 1 },
  'Latin-1': { put: file('latin.ts', LATIN1), skipped: ['not-utf8'] },
  'a binary file': { put: file('video.ts', Buffer.from([0x47, 0x40, 0, 0x10, 0, 0, 0xb0, 0x0d, 0xff, 0xfe, 0])), skipped: ['binary'] },
  'an empty file': { put: file('empty.ts', ''), analysed: 1 },
  'a byte order mark alone': { put: file('mark.ts', '\uFEFF'), analysed: 1 },
  'a folder with the name of a file': { put: (dir) => mkdirSync(join(dir, 'folder.ts')) },
  'a link to nothing': { put: (dir) => symlinkSync('nowhere.ts', join(dir, 'dangling.ts')), skipped: ['unreadable'] },
  'a folder that links to itself': { put: (dir) => symlinkSync('.', join(dir, 'again')) },
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
  'a sum of a hundred thousand parts': { put: file('sum.ts', `export const sum = ${Array(100_000).fill('a').join(' + ')};\n`), analysed: 1 },
  'a chain of ten thousand calls': { put: file('chain.ts', `export const chain = a${'.b()'.repeat(10_000)};\n`), analysed: 1 },
  'a schema that is none': { put: file('schema.prisma', 'model { {{{ email String @@@\n'), problems: [['schema.prisma', /./]] },
  'names of built-in members': { put: file('proto.ts', 'export const constructor = 1; export const __proto__ = { toString: 2, hasOwnProperty: 3 };\nclass A { __proto__ = 1; constructor() {} }\n'), analysed: 1 },
};

/** What fails, and why: each must go from here when it is mended. */
const known: Readonly<Record<string, string>> = {
  'a link to nothing': 'the walk passes over symbolic links without counting them, whatever they lead to',
};

describe('beside the courier fixture', () => {
  let before: ScanResult;
  beforeAll(async () => {
    before = await scanFiles(files);
  });

  it.each(Object.entries(cases))('%s costs itself alone', async (name, oddity) => {
    const after = await scanWith(oddity.put);
    expect(findingDifference(before, after)).toEqual(NO_DIFFERENCE);
    expect(sinkDifference(before, after)).toEqual(NO_DIFFERENCE);
    if (name in known) expect(() => expectSaid(before.coverage, after.coverage, oddity), 'is mended: take it from the known').toThrow();
    else expectSaid(before.coverage, after.coverage, oddity);
  }, 30_000);
});

function expectSaid(before: Coverage, after: Coverage, { skipped = [], problems = [], analysed = 0 }: Case): void {
  const counts = { ...before.files.skipped };
  for (const reason of skipped) counts[reason] = (counts[reason] ?? 0) + 1;
  expect(after.files.skipped).toEqual(counts);
  expect(after.files.analysed).toBe(before.files.analysed + analysed);
  const said = after.problems.filter(({ path }) => path.startsWith(ODD));
  for (const [path, message] of problems) {
    expect(said.some((problem) => problem.path.includes(path) && message.test(problem.message)), `${path}: ${message}`).toBe(true);
  }
  if (problems.length === 0) expect(said).toEqual([]);
}
