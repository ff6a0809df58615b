import fc from 'fast-check';
import { expect, it } from 'vitest';
import { batchesOf } from './batches.js';
import { workerCount } from './worker-count.js';

it('puts every file in one batch, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300_000), { maxLength: 300 }), fc.integer({ min: 1, max: 8 }), (sizes, threads) => {
      const batches = batchesOf(sizes, threads);
      expect(batches.flatMap(([start, end]) => sizes.slice(start, end))).toEqual(sizes);
      for (const [start, end] of batches) expect(end).toBeGreaterThan(start);
    }),
  );
});

it('makes batches enough for every thread', () => {
  expect(batchesOf(new Array<number>(100).fill(1000), 4).length).toBeGreaterThanOrEqual(8);
  expect(batchesOf(new Array<number>(1000).fill(100_000), 2).length).toBe(500);
});

it('takes one thread for little code or few processors, and never more than pay', () => {
  expect(workerCount(0, 16)).toBe(1);
  expect(workerCount(9_000_000, 16)).toBe(1);
  expect(workerCount(35_000_000, 16)).toBe(3);
  expect(workerCount(35_000_000, 2)).toBe(1);
  expect(workerCount(200_000_000, 3)).toBe(1);
  expect(workerCount(200_000_000, 1)).toBe(1);
  expect(workerCount(1e9, 64)).toBe(8);
});
