/** The order in which things are written, listed or named means nothing. */
import type * as NodeFs from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ScanResult } from '../model/report.js';
import { findingDifference, jsonOf, NO_DIFFERENCE, scanFiles, scanPaths, sinkDifference } from '../testing/compare-scans.js';
import { COURIER, courierFiles } from '../testing/courier.js';
import { seededShuffle, shuffleImports } from '../testing/reorder.js';

const listing = vi.hoisted(() => ({ order: <T>(names: T[]): T[] => names }));

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof NodeFs>();
  const readdirSync = ((...args: Parameters<typeof fs.readdirSync>) => listing.order(fs.readdirSync(...args))) as typeof fs.readdirSync;
  return { ...fs, readdirSync, default: { ...fs, readdirSync } };
});

const CODE = /\.[cm]?[jt]sx?$/;

describe('order', () => {
  const files = courierFiles();
  let before: ScanResult;
  beforeAll(async () => {
    before = await scanFiles(files);
  });

  it.each([1, 2, 3])(
    'of imports and of the names in them (seed %i) changes no finding',
    async (seed) => {
      const shuffle = seededShuffle(seed);
      const shuffled = Object.fromEntries(
        Object.entries(files).map(([path, text]) => [path, CODE.test(path) ? shuffleImports(path, text, shuffle) : text]),
      );
      expect(Object.keys(files).filter((path) => files[path] !== shuffled[path]).length).toBeGreaterThan(30);
      const after = await scanFiles(shuffled);
      expect(findingDifference(before, after)).toEqual(NO_DIFFERENCE);
      expect(sinkDifference(before, after)).toEqual(NO_DIFFERENCE);
    },
    60_000,
  );

  it('of a folder as the system lists it changes no byte', async () => {
    const report = async () => jsonOf(await scanPaths(['.'], COURIER));
    const sorted = await report();
    let calls = 0;
    const orders = [<T>(names: T[]) => names.reverse(), seededShuffle(7)];
    for (const order of orders) {
      listing.order = (names) => {
        calls++;
        return order(names);
      };
      expect(await report()).toBe(sorted);
    }
    listing.order = (names) => names;
    expect(calls).toBeGreaterThan(20);
  }, 60_000);

  it('of the folders and files on the command line changes no byte', async () => {
    const report = async (paths: string[]) => jsonOf(await scanPaths(paths, COURIER));
    const paths = ['apps/web', 'packages/shared', 'apps/worker'];
    expect(await report([...paths].reverse())).toBe(await report(paths));
    const files = ['apps/web/src/lib/api.ts', 'apps/api/src/app.ts', 'apps/api/src/config.ts'];
    expect(await report([...files].reverse())).toBe(await report(files));
  }, 60_000);
});
