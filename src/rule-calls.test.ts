/**
 * The least call of a rule, for rules whose own examples show something else: written by a program from the rules' paths, each line because
 * it is missed when its rule is taken away (npm run rule-mutants). They are no examples of how a library is used.
 */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesBelow, scanMarked, type MarkedScan } from './testing/scan-marked.js';

const CODE = /\.[jt]sx?$/;
/** Of what is found at a line: in other files no mark can stand. */
const isCode = (found: string): boolean => CODE.test(found.split(':', 1)[0] ?? '');
const files = filesBelow(fileURLToPath(new URL('../fixtures/rule-calls', import.meta.url)));

describe('calls of rules', () => {
  let scanned: MarkedScan;
  beforeAll(async () => {
    const apart = Object.entries(files).map(([path, text]) => [path, CODE.test(path) ? `${text}export {};\n` : text] as const);
    scanned = await scanMarked(Object.fromEntries(apart));
  }, 120_000);

  it.each([...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? path))])('%s', (library) => {
    const own = (list: readonly string[]) => list.filter((line) => line.startsWith(`${library}/`));
    const { missing, extra, wrongTypes } = scanned.comparison;
    expect({ missing: own(missing), extra: own(extra).filter(isCode), wrongTypes: own(wrongTypes) }).toEqual({
      missing: [],
      extra: [],
      wrongTypes: [],
    });
    const unmarked = [...scanned.marks].filter(([path, marks]) => CODE.test(path) && marks.length === 0).map(([path]) => path);
    expect(own(unmarked)).toEqual([]);
  });
});
