/** What a configuration does to a whole scan. The settings' effects on marked code stand in fixtures/config. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { describeConfig, draftConfig, scan, type ConfigReport } from '../index.js';
import type { ScanOptions } from '../model/options.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';

let tree: TemporaryTree | undefined;
afterEach(() => tree?.remove());

const LEAK =
  'export function leak(user: { email: string }) {\n  console.log(tidy(user.email));\n}\nconst tidy = (text: string) => text.trim();\n';
const GIT = { '.git/HEAD': '' };

async function scanned(files: Readonly<Record<string, unknown>>, options: Partial<ScanOptions> & { from?: string } = {}) {
  tree = temporaryTree({ ...GIT, ...files });
  const { from = '', ...rest } = options;
  return scan({ paths: ['.'], cwd: join(tree.root, from), noCache: true, ...rest });
}

const placesOf = ({ result }: Awaited<ReturnType<typeof scan>>) =>
  result.findings.map(({ location }) => `${location.path}:${location.line}`);

describe('where a configuration holds', () => {
  test('in the folder and below', async () => {
    expect(placesOf(await scanned({ 'a.ts': LEAK }))).toEqual(['a.ts:2']);
    expect(placesOf(await scanned({ 'a.ts': LEAK, 'waybill.yml': 'sanitizers: [tidy]' }))).toEqual([]);
  });

  test('from above, in a package of it, with paths that begin where it lies', async () => {
    const files = {
      'packages/api/a.ts': LEAK,
      'packages/api/old/b.ts': LEAK,
      'waybill.yml': 'exclude: packages/*/old\nsanitizers: ["./packages/api/a#tidy"]',
    };
    const exported = { ...files, 'packages/api/a.ts': LEAK.replace('const tidy', 'export const tidy') };
    const outcome = await scanned(exported, { from: 'packages/api' });
    expect(placesOf(outcome)).toEqual([]);
    expect(outcome.result.coverage.files.skipped).toEqual({ excluded: 1 });
  });

  test('below a folder for names alone', async () => {
    const files = { 'api/a.ts': LEAK, 'web/a.ts': LEAK, 'api/waybill.yml': 'sanitizers: [tidy]' };
    expect(placesOf(await scanned(files))).toEqual(['web/a.ts:2']);
    expect(placesOf(await scanned(files, { paths: ['api', 'web'] }))).toEqual(['web/a.ts:2']);
  });

  test('one that is named counts alone, and none can be', async () => {
    const files = { 'a.ts': LEAK, 'waybill.yml': 'sanitizers: [tidy]', 'ci/strict.yml': 'failOn: low', 'package.json': {} };
    const strict = await scanned(files, { config: 'ci/strict.yml' });
    expect(placesOf(strict)).toEqual(['a.ts:2']);
    expect(strict.settings?.failOn).toMatchObject([{ level: 'low', place: { path: 'ci/strict.yml', line: 1 } }]);
    const none = await scanned(files, { config: false });
    expect(placesOf(none)).toEqual(['a.ts:2']);
    expect(none.settings).toBeUndefined();
  });
});

describe('what a configuration does', () => {
  test('excluded files are counted as skipped, unless they are named', async () => {
    const files = { 'a.ts': LEAK, 'old/b.ts': LEAK, 'waybill.yml': 'exclude: old/', 'package.json': {} };
    const { result } = await scanned(files);
    expect(result.coverage.files).toMatchObject({ analysed: 1, skipped: { excluded: 1 } });
    expect(placesOf(await scanned(files, { paths: ['old/b.ts'] }))).toEqual(['old/b.ts:2']);
    expect(placesOf(await scanned(files, { paths: ['a.ts', 'old/b.ts'], filesAreChanges: true }))).toEqual(['a.ts:2']);
  });

  test('own hosts are told by their name', async () => {
    const code =
      "export const send = (user: { email: string }) => fetch('https://api.acme.example/in', { method: 'POST', body: user.email });\n";
    const third = await scanned({ 'a.ts': code });
    expect(third.result.findings).toHaveLength(1);
    const first = await scanned({ 'a.ts': code, 'waybill.yml': 'firstParty: ["*.acme.example"]' });
    expect(first.result.findings).toHaveLength(0);
    expect(first.result.sinks).toMatchObject([{ party: 'first', recipient: 'acme.example' }]);
  });

  test('findings through an own logger keep their identity wherever the scan begins', async () => {
    const files = {
      'waybill.yml': 'loggers: ["./packages/api/log#audit"]',
      'packages/api/log.ts': 'export function audit(text: string) { globalThis.postMessage(text); }\n',
      'packages/api/a.ts': "import { audit } from './log';\nexport const leak = (user: { email: string }) => audit(user.email);\n",
    };
    const [whole] = (await scanned(files)).result.findings;
    const [part] = (await scanned(files, { from: 'packages/api' })).result.findings;
    expect(whole).toMatchObject({ rule: 'log-direct', recipient: 'application-log' });
    expect(part?.print).toBe(whole?.print);
  });

  test('a package of the workspace is named by its own name', async () => {
    const files = {
      'waybill.yml': 'loggers: ["@acme/log#audit"]',
      'package.json': { workspaces: ['packages/*'] },
      'packages/log/package.json': { name: '@acme/log', main: 'index.ts' },
      'packages/log/index.ts': 'export function audit(text: string) { globalThis.postMessage(text); }\n',
      'packages/api/package.json': { name: '@acme/api', dependencies: { '@acme/log': '*' } },
      'packages/api/a.ts': "import { audit } from '@acme/log';\nexport const leak = (user: { email: string }) => audit(user.email);\n",
    };
    expect(placesOf(await scanned(files))).toEqual(['packages/api/a.ts:2']);
  });

  test('lines that speak of nothing are told', async () => {
    const { result } = await scanned({ 'a.ts': LEAK, 'waybill.yml': 'loggers:\n  - ./log#audit\n  - ./a#lake\n' });
    expect(result.coverage.problems).toMatchObject([
      { path: 'waybill.yml', message: 'Line 2: "./log#audit" leads to no file that is analysed.' },
      { path: 'waybill.yml', message: 'Line 3: "./a#lake" is no export of a.ts.', hint: 'Did you mean "leak"?' },
    ]);
  });

  test('the settings of the run come from the folder or above, accepted places from below as well', async () => {
    const entry = 'ignore: [{ paths: a.ts, reason: known, until: 2030-01-31, by: Ann }]';
    const { settings } = await scanned({
      'api/a.ts': LEAK,
      'waybill.yml': 'severity: medium\nfailOn: critical\n',
      'api/waybill.yml': `severity: low\nconfidence: low\nfailOn: [{ level: never, paths: x/ }]\n${entry}\n`,
    });
    expect(settings).toEqual({
      severity: 'medium',
      failOn: [
        { level: 'never', paths: ['x/'], place: { path: 'api/waybill.yml', line: 3 }, scope: { below: 'api', above: '' } },
        { level: 'critical', place: { path: 'waybill.yml', line: 2 } },
      ],
      ignore: [
        {
          paths: ['a.ts'],
          reason: 'known',
          until: '2030-01-31',
          by: 'Ann',
          place: { path: 'api/waybill.yml', line: 4 },
          scope: { below: 'api', above: '' },
        },
      ],
    });
  });

  test('a policy and a recipient of own rules', async () => {
    const policy = readFileSync(new URL('../../rules/policies/default.yml', import.meta.url), 'utf8').replace(
      'policy: default',
      'policy: own',
    );
    const files = { 'a.ts': LEAK, 'waybill.yml': 'policy: own\nrules: rules\n', 'rules/policies/own.yml': policy };
    expect(placesOf(await scanned(files))).toEqual(['a.ts:2']);
  });
});

describe('a configuration that is wrong', () => {
  test('ends the run with all problems of all files', async () => {
    const files = {
      'a.ts': LEAK,
      'waybill.yml': 'failon: high\n',
      'api/waybill.yml': 'loggers: x\n',
      'rules/a.yml': 'library: a\nstatus: verified\nsinks: [{ at: "Exprt[a]", kind: log }]\n',
      'web/waybill.yml': 'rules: [../rules, none]\npolicy: strickt\n',
    };
    await expect(scanned(files)).rejects.toMatchObject({
      code: 'wrong-config',
      exitCode: 2,
      details: [
        expect.stringMatching(/^api\/waybill\.yml:1:10: /),
        expect.stringMatching(/^rules\/a\.yml:3:16: .*did you mean "Export"\?$/),
        expect.stringMatching(/^waybill\.yml:1:1: .*did you mean "failOn"\?$/),
        expect.stringMatching(
          /^web\/waybill\.yml:1:19: "none": there is no such file or folder, and no package "none" in node_modules of web or above$/,
        ),
        expect.stringMatching(/^web\/waybill\.yml:2:9: there is no policy "strickt"; there are ccpa, default, .*did you mean "strict"\?$/),
      ],
    });
  });
});

describe('the cache', () => {
  test('a changed configuration never gives the result of the old one', async () => {
    tree = temporaryTree({ ...GIT, 'a.ts': LEAK });
    const { root } = tree;
    mkdirSync(join(root, '../cache'));
    const run = () => scan({ paths: ['.'], cwd: root, cacheDir: join(root, '../cache') });
    const config = (text: string) => writeFileSync(join(root, 'waybill.yml'), text);
    expect(placesOf(await run())).toEqual(['a.ts:2']);
    config('sanitizers: [tidy]');
    const masked = await run();
    expect(placesOf(masked)).toEqual([]);
    expect(masked.run.facts).toMatchObject({ parsed: 0, cached: 1 });
    config('sources: { email: none }');
    expect(placesOf(await run())).toEqual([]);
    config('');
    expect(placesOf(await run())).toEqual(['a.ts:2']);
  });

  test('no result holds a place of the machine', async () => {
    const { result, settings } = await scanned(
      { 'api/a.ts': LEAK, 'waybill.yml': 'loggers: ["./nothing#x"]\nfailOn: low' },
      { from: 'api' },
    );
    expect(JSON.stringify([result, settings])).not.toContain(tree!.root);
    expect(settings?.failOn).toMatchObject([{ place: { path: '../waybill.yml', line: 2 }, scope: { below: '', above: 'api' } }]);
  });
});

describe('what holds', () => {
  const rowsOf = (report: ConfigReport) =>
    report.rows.map(({ key, value, origin, below, notHere }) => [
      key,
      value,
      origin.from === 'file' ? `${origin.file}:${origin.line}` : 'default',
      ...(below === undefined ? [] : [below]),
      ...(notHere ? ['not here'] : []),
    ]);

  test('each value with the line that says it', async () => {
    tree = temporaryTree({
      ...GIT,
      'waybill.yml': 'failOn: low\nsanitizers:\n  - tidy\n  - { name: digest, effect: hash }\nsources:\n  custRef: email\n',
      'api/package.json': { name: 'api', waybill: { severity: 'high', sanitizers: ['trim'] } },
    });
    const report = await describeConfig({ path: '.', cwd: tree.root });
    expect(report.files).toEqual(['waybill.yml', 'api/package.json']);
    expect(rowsOf(report)).toEqual([
      ['sanitizers', 'tidy', 'waybill.yml:3'],
      ['sanitizers', { name: 'digest', effect: 'hash' }, 'waybill.yml:4'],
      ['sanitizers', 'trim', 'api/package.json:1', 'api'],
      ['sources', { custRef: 'email' }, 'waybill.yml:6'],
      ['failOn', 'low', 'waybill.yml:1'],
      ['severity', 'low', 'default'],
      ['severity', 'high', 'api/package.json:1', 'api', 'not here'],
      ['confidence', 'medium', 'default'],
      ['policy', 'default', 'default'],
    ]);
    const inPackage = await describeConfig({ path: 'api', cwd: tree.root });
    expect(rowsOf(inPackage)).toContainEqual(['severity', 'high', 'api/package.json:1']);
  });
});

describe('a draft', () => {
  async function drafted(files: Readonly<Record<string, unknown>>) {
    tree = temporaryTree({ ...GIT, ...files });
    return draftConfig({ path: '.', cwd: tree.root });
  }

  test('of an empty project says how to begin, and is right', async () => {
    const { sketch, text } = await drafted({ 'a.ts': LEAK });
    expect(sketch).toEqual({ packages: [], libraries: [], ownHosts: [], hostVariables: [], loggers: [] });
    expect(text).toContain('# firstParty:');
    writeFileSync(join(tree!.root, 'waybill.yml'), text);
    expect((await describeConfig({ path: '.', cwd: tree!.root })).files).toEqual(['waybill.yml']);
  });

  test('of a service sees frameworks, loggers and database by the rules', async () => {
    const { sketch } = await drafted({
      'package.json': { dependencies: { express: '4', pino: '9', '@prisma/client': '6', 'left-alone': '1', '@types/express': '4' } },
    });
    expect(sketch.libraries).toEqual(
      expect.arrayContaining([
        { name: 'express', does: expect.arrayContaining(['requests', 'response']) as unknown },
        { name: 'pino', does: expect.arrayContaining(['log']) as unknown },
        { name: '@prisma/client', does: expect.arrayContaining(['database']) as unknown },
      ]),
    );
    expect(sketch.libraries.map(({ name }) => name)).not.toContain('left-alone');
  });

  test('takes own hosts from manifests and environment, and never shows a secret', async () => {
    const { sketch, text } = await drafted({
      'package.json': { homepage: 'https://www.acme-parcels.com/docs', repository: 'https://github.com/acme/parcels' },
      '.env.example':
        'API_URL=https://api.acme-parcels.com/v1\nCRM=https://key:s3cretword@crm.partner.net/\nDB=postgres://a:b@db.partner.net/x\n',
      'a.ts': "export const at = 'https://track.acme-parcels.com';\n",
    });
    expect(sketch.ownHosts).toEqual([{ pattern: '*.acme-parcels.com', seen: 'api.acme-parcels.com' }]);
    expect(sketch.hostVariables).toEqual([{ name: 'CRM', host: 'crm.partner.net', file: '.env.example' }]);
    expect(text).toContain('  - "*.acme-parcels.com"');
    expect(text).not.toContain('s3cretword');
  });

  test('of a monorepo names its packages, and loggers that can not be followed', async () => {
    const { sketch, text } = await drafted({
      'package.json': { workspaces: ['packages/*'] },
      'packages/api/package.json': { name: '@acme/api' },
      'packages/api/src/audit-logger.ts': "import { open } from 'acme-journal';\nexport const auditLogger = open('audit');\n",
      'packages/web/package.json': { name: '@acme/web' },
      'packages/web/logger.ts': "import pino from 'pino';\nexport const logger = pino();\n",
    });
    expect(sketch.packages).toEqual([
      { dir: 'packages/api', name: '@acme/api' },
      { dir: 'packages/web', name: '@acme/web' },
    ]);
    expect(sketch.loggers).toEqual(['./packages/api/src/audit-logger#auditLogger']);
    expect(text).toContain('packages/api, packages/web');
  });
});
