/**
 * Programs that a careless analysis never comes back from. What ends the search are limits in units of work: nothing here looks at a
 * clock, and what grows by powers would not end at all.
 */
import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../model/report.js';
import { scanFiles } from '../testing/compare-scans.js';
import { doubling, huge, type WorstCase } from '../testing/worst-cases.js';

const linesOf = ({ findings }: ScanResult): readonly number[] =>
  findings.filter((f) => f.location.path === 'a.ts').map((f) => f.location.line);

function lineOfLeak({ files, leak }: WorstCase): number {
  const at = files['a.ts']!.lastIndexOf(leak);
  return files['a.ts']!.slice(0, at).split('\n').length;
}

describe('what would double with each step', () => {
  it.each(doubling(40).map((one) => [one.name, one] as const))('%s: ends, and the leak is found', async (_name, one) => {
    const result = await scanFiles(one.files);
    expect(linesOf(result)).toContain(lineOfLeak(one));
    expect(result.coverage.problems).toEqual([]);
  });
});

describe('much of one thing', () => {
  it.each(huge(500).map((one) => [one.name, one] as const))('%s: ends, and the leak is found', async (_name, one) => {
    const result = await scanFiles(one.files);
    expect(linesOf(result)).toContain(lineOfLeak(one));
    expect(result.coverage.problems).toEqual([]);
  });
});

describe('a report of what was cut', () => {
  it('counts what lies too deep to be seen', async () => {
    const deep = `${'{ a: '.repeat(20)}user.email${' }'.repeat(20)}`;
    const { coverage, findings } = await scanFiles({ 'a.ts': `export function go(user: { email: string }) { console.log(${deep}); }\n` });
    expect(findings).toEqual([]);
    expect(coverage.cuts['objects in objects']).toBeGreaterThan(0);
    expect(coverage.sinkArguments).toMatchObject({ total: 1, followed: 0 });
  });

  it('counts results that were too large to be kept whole', async () => {
    const many = doubling(40).find(({ name }) => name.startsWith('functions that call'))!;
    const { coverage } = await scanFiles(many.files);
    expect(coverage.cuts['size of a result']).toBeGreaterThan(0);
  });
});
