/** Laws of the baseline, over any findings and entries. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../model/report.js';
import type { BaselineEntry } from '../model/triage.js';
import { sampleResult } from '../testing/sample-result.js';
import { entryOf } from './baseline-entry.js';
import { matchBaseline } from './match-baseline.js';

const [sample] = sampleResult.findings as readonly [Finding];

const dataTypes = fc.uniqueArray(fc.constantFrom('email', 'phone-number', 'password'), { minLength: 1 });
const findings: fc.Arbitrary<Finding[]> = fc.array(
  fc
    .record({
      path: fc.constantFrom('a.ts', 'b.ts', 'c.ts'),
      symbol: fc.constantFrom('', 'f', 'g', 'h'),
      kind: fc.constantFrom('log' as const, 'url' as const),
      dataTypes,
    })
    .map(({ path, symbol, kind, dataTypes: ids }) => ({
      ...sample,
      kind,
      symbol,
      stem: `${kind} ${symbol}`,
      location: { ...sample.location, path },
      dataTypes: ids.map((id) => ({ id, title: id, tier: 'direct' as const, subPrint: id })),
    })),
  { maxLength: 12 },
);
const views = fc
  .record({ files: fc.subarray(['a.ts', 'b.ts', 'c.ts']), symbols: fc.subarray(['f', 'g', 'h']) })
  .map(({ files, symbols }) => ({
    has: (path: string) => files.includes(path),
    hasSymbol: (_path: string, symbol: string) => symbols.includes(symbol),
  }));

/** How often each data type goes to each kind of sink. */
function counts(entries: readonly Pick<BaselineEntry, 'sink' | 'dataTypes'>[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const { sink, dataTypes: ids } of entries) for (const id of ids) out.set(`${sink} ${id}`, (out.get(`${sink} ${id}`) ?? 0) + 1);
  return out;
}

describe('a baseline', () => {
  it('covers all it was written of, whatever the order', () => {
    fc.assert(
      fc.property(findings, views, (now, code) => {
        const { covered, gone } = matchBaseline(now, now.map(entryOf).reverse(), code);
        expect(gone).toEqual([]);
        for (const finding of now) expect([...(covered.get(finding) ?? [])].sort()).toEqual(finding.dataTypes.map(({ id }) => id).sort());
      }),
    );
  });

  it('never covers more of a data type than it lists, and what it does not use is gone', () => {
    fc.assert(
      fc.property(findings, findings, views, (before, now, code) => {
        const entries = before.map(entryOf);
        const { covered, gone } = matchBaseline(now, entries, code);
        const used = counts([...covered].map(([finding, ids]) => ({ sink: entryOf(finding).sink, dataTypes: [...ids] })));
        const [listed, left] = [counts(entries), counts(gone)];
        for (const [key, n] of listed) expect((used.get(key) ?? 0) + (left.get(key) ?? 0)).toBe(n);
        for (const key of used.keys()) expect(listed.has(key)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('covers nothing at another place as long as the code it spoke of is there', () => {
    const here = { has: () => true, hasSymbol: () => true };
    fc.assert(
      fc.property(findings, findings, (before, now) => {
        const known = new Set(before.map((f) => `${f.location.path} ${f.stem ?? ''}`));
        const { covered } = matchBaseline(now, before.map(entryOf), here);
        for (const finding of covered.keys()) expect(known.has(`${finding.location.path} ${finding.stem ?? ''}`)).toBe(true);
      }),
    );
  });
});
