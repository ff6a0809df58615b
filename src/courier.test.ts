import { describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { filesBelow, scanMarked } from './testing/scan-marked.js';

const COURIER = fileURLToPath(new URL('../fixtures/courier', import.meta.url));

describe('the courier fixture', () => {
  it('has every leak that is marked and no other finding', async () => {
    const { comparison, marks } = await scanMarked(filesBelow(COURIER));
    const all = [...marks.values()].flat();
    expect(all.filter((m) => m.kind === 'leak').length).toBeGreaterThanOrEqual(80);
    expect(all.filter((m) => m.kind === 'clean').length).toBeGreaterThanOrEqual(80);
    expect(comparison).toEqual({ missing: [], extra: [], mendedMisses: [], mendedFalse: [], wrongTypes: [] });
  }, 60_000);
});
