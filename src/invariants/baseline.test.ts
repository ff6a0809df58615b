/** What a baseline knows again after code was changed, and that nothing new passes for what was there. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../model/report.js';
import { scanFiles } from '../testing/compare-scans.js';
import { factsOf } from '../testing/facts-of.js';
import { isLost, newLeaks, passes, survives, type Refactoring } from '../testing/refactorings.js';
import { entryOf } from '../triage/baseline-entry.js';
import { matchBaseline } from '../triage/match-baseline.js';

const all = Object.entries({ ...survives, ...isLost, ...newLeaks, ...passes });

type Side = 'before' | 'after';
/** Findings of a case, by its name, with paths inside it. */
type Found = ReadonlyMap<string, readonly Finding[]>;

/** Every case in a folder of its own, all in one scan. */
async function scanSide(side: Side): Promise<Found> {
  const files = Object.fromEntries(
    all.flatMap(([, refactoring], i) => Object.entries(refactoring[side]).map(([path, text]) => [`c${i}/${path}`, text])),
  );
  const { findings } = await scanFiles(files);
  return new Map(
    all.map(([name], i) => [
      name,
      findings
        .filter(({ location }) => location.path.startsWith(`c${i}/`))
        .map((f) => ({ ...f, location: { ...f.location, path: f.location.path.slice(`c${i}/`.length) } })),
    ]),
  );
}

let before: Found;
let after: Found;
beforeAll(async () => {
  before = await scanSide('before');
  after = await scanSide('after');
}, 60_000);

/** Data types of findings that no entry covers, one finding a text. */
function fresh(name: string, refactoring: Refactoring): readonly string[] {
  const files = refactoring.after;
  const findings = after.get(name) ?? [];
  const { covered } = matchBaseline(findings, (before.get(name) ?? []).map(entryOf), {
    has: (path) => Object.hasOwn(files, path),
    hasSymbol: (path, symbol) => factsOf(files[path] ?? '', path).functions.some((f) => f.symbol === symbol),
  });
  return findings.flatMap((finding) => {
    const left = finding.dataTypes.map(({ id }) => id).filter((id) => covered.get(finding)?.has(id) !== true);
    return left.length === 0 ? [] : [`${finding.location.path} ${finding.symbol} ${finding.rule} ${left.join(' ')}`];
  });
}

describe('a baseline', () => {
  it('is tried on more than forty refactorings', () => {
    expect(Object.keys(survives).length).toBeGreaterThan(40);
  });

  it.each(Object.entries(survives))('survives %s', (name, refactoring) => {
    expect(before.get(name)?.length).toBeGreaterThan(0);
    expect(after.get(name)?.length).toBeGreaterThan(0);
    expect(fresh(name, refactoring)).toEqual([]);
  });

  it.each(Object.entries(isLost))('is known not to survive %s', (name, refactoring) => {
    expect(before.get(name)?.length).toBeGreaterThan(0);
    expect(fresh(name, refactoring)).toHaveLength(refactoring.fresh);
  });

  it.each(Object.entries(newLeaks))('does not hide %s', (name, refactoring) => {
    expect(before.get(name)?.length).toBeGreaterThan(0);
    expect(fresh(name, refactoring)).toHaveLength(refactoring.fresh);
  });

  it.each(Object.entries(passes))('is known to take for old %s', (name, refactoring) => {
    expect(after.get(name)?.length).toBeGreaterThan(0);
    expect(fresh(name, refactoring)).toEqual([]);
  });
});
