/** A file named by itself is seen as its workspace sees it, and only what has a place in it is said. */
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding, ScanResult } from '../model/report.js';
import { difference, findingKey, jsonOf, NO_DIFFERENCE, scanPaths } from '../testing/compare-scans.js';
import { COURIER } from '../testing/courier.js';
import { temporaryTree } from '../testing/temporary-tree.js';

const placesOf = (finding: Finding): ReadonlySet<string> =>
  new Set([
    finding.location.path,
    finding.callLocation.path,
    ...finding.flows.flatMap((flow) => flow.steps.map(({ location }) => location.path)),
  ]);

const named = (path: string, cwd = COURIER): Promise<ScanResult> => scanPaths([path], cwd);

describe('a file named on the command line', () => {
  let whole: ScanResult;
  beforeAll(async () => {
    whole = await named('.');
  });

  it.each([
    ['types of a package, a schema and a repository', 'apps/api/src/customers/routes.ts'],
    ['a path alias', 'apps/web/src/pages/dispatch.tsx'],
    ['a function that leaks what its callers give', 'packages/shared/src/logging/reporter.ts'],
    ['a type whose members leak elsewhere', 'packages/shared/src/domain/people.ts'],
    ['a script without types', 'apps/worker/scripts/backfill.cjs'],
  ])(
    'has the findings of the whole scan with a place in it: %s',
    async (_what, path) => {
      const alone = await named(path);
      const expected = whole.findings.filter((finding) => placesOf(finding).has(path));
      expect(difference(expected.map(findingKey), alone.findings.map(findingKey))).toEqual(NO_DIFFERENCE);
      expect(alone.findings.map(({ print }) => print).sort()).toEqual(expected.map(({ print }) => print).sort());
      for (const finding of alone.findings) expect(placesOf(finding)).toContain(path);
      expect(alone.coverage.files.analysed).toBe(whole.coverage.files.analysed);
    },
    30_000,
  );

  it('brings findings that stand in other files, when data comes through it', async () => {
    const path = 'packages/shared/src/http/client.ts';
    const { findings } = await named(path);
    expect(findings.some(({ location }) => location.path !== path)).toBe(true);
  }, 30_000);

  it('is the same file by any name, from any folder', async () => {
    const path = 'apps/web/src/lib/session.ts';
    const report = jsonOf(await named(path));
    const folder = dirname(join(COURIER, path));
    expect(jsonOf(await named('session.ts', folder))).toBe(report);
    expect(jsonOf(await named(join(COURIER, path), '/'))).toBe(report);
    expect(jsonOf(await named(relative(join(COURIER, 'packages'), join(COURIER, path)), join(COURIER, 'packages')))).toBe(report);
  }, 30_000);

  it('is analysed whole when it is a test', async () => {
    const path = 'apps/api/src/customers/service.test.ts';
    const { coverage } = await named(path);
    expect(coverage.files.literalsOnly).toBe(whole.coverage.files.literalsOnly - 1);
    expect(coverage.files.analysed).toBe(whole.coverage.files.analysed + 1);
  }, 30_000);

  it('is named twice, or with its folder, and counted once', async () => {
    const path = 'apps/web/src/lib/session.ts';
    const once = jsonOf(await named(path));
    expect(jsonOf(await scanPaths([path, join(COURIER, path)], COURIER))).toBe(once);
    const both = await scanPaths(['.', path], COURIER);
    expect(both.coverage).toEqual(whole.coverage);
    expect(both.findings.map(findingKey)).toEqual(whole.findings.map(findingKey));
  }, 30_000);
});

const two = {
  'first/log.ts': 'export const show = (email: string) => console.log(email);\n',
  'second/log.ts': '\n\nexport function show(phoneNumber: string) { console.log(phoneNumber); }\n',
};

const cases: Readonly<Record<string, () => Promise<void>>> = {
  'are counted once when one lies in the other': async () => {
    const tree = temporaryTree(two);
    const result = await scanPaths(['.', 'first'], tree.root).finally(() => tree.remove());
    expect(result.findings).toHaveLength(2);
    expect(result.coverage.files.analysed).toBe(2);
  },
  'are told apart when they hold files of the same name': async () => {
    const tree = temporaryTree(two);
    const result = await scanPaths(['first', 'second'], tree.root).finally(() => tree.remove());
    expect(result.findings).toHaveLength(2);
    expect(new Set(result.findings.map(({ location }) => location.path)).size).toBe(2);
    for (const { location } of result.findings)
      expect(result.sources[location.path]?.split('\n')[location.line - 1]).toContain('console.log');
  },
  'have the findings each has by itself': async () => {
    const tree = temporaryTree(two);
    // Alone, a folder is the root of its paths.
    const messages = async (paths: string[]) =>
      (await scanPaths(paths, tree.root)).findings.map(({ rule, message, print }) => [rule, message, print]);
    try {
      expect(await messages(['first', 'second'])).toEqual([...(await messages(['first'])), ...(await messages(['second']))]);
    } finally {
      tree.remove();
    }
  },
};

describe('folders named on the command line', () => {
  for (const [what, check] of Object.entries(cases)) it(what, check, 30_000);
});
