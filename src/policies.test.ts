/** The shipped policies on marked programs: `fixtures/policies/<policy>`, each judged by its own, and all of them by each. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { scan } from './index.js';
import type { ScanResult } from './model/report.js';
import { SEVERITIES } from './model/selection.js';
import { filesBelow, scanMarked } from './testing/scan-marked.js';
import { temporaryTree, type TemporaryTree } from './testing/temporary-tree.js';

const FIXTURES = fileURLToPath(new URL('../fixtures/policies', import.meta.url));
const POLICIES = readdirSync(FIXTURES).sort();
/** Those that say a law or a standard. */
const LAWS = POLICIES.filter((policy) => policy !== 'strict');

describe('each policy', () => {
  it.each(POLICIES)('%s reports what its program marks, and is silent elsewhere', async (policy) => {
    const { comparison, marks } = await scanMarked(filesBelow(`${FIXTURES}/${policy}`), { policy });
    expect(comparison).toEqual({ missing: [], extra: [], wrongTypes: [], mendedMisses: [], mendedFalse: [] });
    expect(new Set([...marks.values()].flat().map(({ kind }) => kind))).toEqual(new Set(['leak', 'clean']));
  });
});

describe('all programs under all policies', () => {
  let tree: TemporaryTree;
  const results = new Map<string, ScanResult>();
  const resultOf = (policy: string): ScanResult => results.get(policy)!;

  beforeAll(async () => {
    tree = temporaryTree(filesBelow(FIXTURES));
    for (const policy of ['default', ...POLICIES, 'pipl,gdpr'])
      results.set(policy, (await scan({ paths: ['.'], cwd: tree.root, policy, noCache: true, workers: 1 })).result);
    return () => tree.remove();
  }, 120_000);

  it('keep every print: of calls, findings and data types', () => {
    const printsOf = ({ sinks }: ScanResult): readonly string[] => sinks.map(({ print, location }) => `${print}@${location.path}`);
    const first = printsOf(resultOf('default'));
    expect(first.length).toBeGreaterThan(30);
    for (const policy of POLICIES) expect(printsOf(resultOf(policy))).toEqual(first);
    const subPrints = new Map(
      resultOf('default').findings.flatMap((f) => f.dataTypes.map((t) => [`${f.location.path}:${f.location.line}:${t.id}`, t.subPrint])),
    );
    for (const policy of POLICIES)
      for (const f of resultOf(policy).findings)
        for (const t of f.dataTypes) {
          const known = subPrints.get(`${f.location.path}:${f.location.line}:${t.id}`);
          if (known !== undefined) expect(t.subPrint).toBe(known);
        }
  });

  it('say nothing of policies when the default judges alone', () => {
    const { findings, policies, jurisdictions } = resultOf('default');
    expect([policies, jurisdictions]).toEqual([undefined, undefined]);
    expect(JSON.stringify(findings)).not.toMatch(/"policies"|beyondDefault|crossBorder/);
  });

  it.each(LAWS)('under %s each finding says by which article and what to ask', (policy) => {
    const { findings, policies } = resultOf(policy);
    expect(findings.length).toBeGreaterThan(5);
    const titles = new Set(policies?.[0]?.articles.map(({ title }) => title));
    for (const finding of findings) {
      expect(finding.policies).toHaveLength(1);
      const [said] = finding.policies!;
      expect({ ...said, at: finding.location }).toMatchObject({ policy, severity: finding.severity });
      expect(said!.articles.length).toBeGreaterThan(0);
      expect(said!.articles.every((title) => titles.has(title))).toBe(true);
      expect(said!.ask.length).toBeGreaterThan(0);
    }
  });

  it('mark what the default does not report', () => {
    const atDefault = new Set(resultOf('default').findings.map(({ print, location }) => `${print}@${location.path}`));
    for (const policy of POLICIES)
      for (const { print, location, dataTypes } of resultOf(policy).findings) {
        const isKnown = atDefault.has(`${print}@${location.path}`);
        if (!isKnown)
          expect(dataTypes.filter(({ rule }) => rule !== undefined).every(({ beyondDefault }) => beyondDefault === true)).toBe(true);
      }
    expect(resultOf('strict').findings.some(({ dataTypes }) => dataTypes.some(({ beyondDefault }) => beyondDefault))).toBe(true);
  });

  it('together report what one of them does, with the worst severity', () => {
    const [pipl, gdpr, both] = ['pipl', 'gdpr', 'pipl,gdpr'].map(resultOf) as [ScanResult, ScanResult, ScanResult];
    const keyOf = ({ print, location }: ScanResult['findings'][number]): string => `${print}@${location.path}`;
    const single = new Map<string, ScanResult['findings'][number][]>();
    for (const f of [...pipl.findings, ...gdpr.findings]) single.set(keyOf(f), [...(single.get(keyOf(f)) ?? []), f]);
    expect(both.findings.map(keyOf).sort()).toEqual([...single.keys()].sort());
    for (const f of both.findings) {
      const own = single.get(keyOf(f))!;
      expect(f.severity).toBe(SEVERITIES.find((severity) => own.some((one) => one.severity === severity)));
      expect(f.policies).toEqual(own.flatMap((one) => one.policies ?? []));
    }
    expect(both.findings.some((f) => f.policies?.length === 1)).toBe(true);
    expect(both.findings.some((f) => f.policies?.length === 2)).toBe(true);
  });
});
