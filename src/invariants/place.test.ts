/** Where a folder lies, and from where it is scanned, means nothing: the report is the same, byte by byte. */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadReporter } from '../report/reporter.js';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import { jsonOf, scanPaths } from '../testing/compare-scans.js';
import { COURIER } from '../testing/courier.js';
import { writeTree } from '../testing/temporary-tree.js';
import { select } from '../triage/select.js';

const report = async (path: string, cwd: string): Promise<string> => jsonOf(await scanPaths([path], cwd));

describe('a copy of the folder', () => {
  let top: string;
  let here: string;
  const copied = (name: string): string => {
    const to = join(top, name);
    cpSync(COURIER, to, { recursive: true });
    return to;
  };

  beforeAll(async () => {
    top = realpathSync(mkdtempSync(join(tmpdir(), 'waybill-')));
    here = await report('.', COURIER);
  });
  afterAll(() => rmSync(top, { recursive: true, force: true }));

  it('has the same report outside git', async () => {
    expect(await report('.', copied('plain'))).toBe(here);
  }, 30_000);

  it('has the same report with spaces, signs and other scripts in its path', async () => {
    const copy = copied('a b  (c) [d] {e}/收件人 é e\u0301 ß 😀/%20 #1 & *');
    expect(await report('.', copy)).toBe(here);
    expect(await report(copy, '/')).toBe(here);
  }, 30_000);

  it('has the same report below folders that would be left out below the root', async () => {
    expect(await report('.', copied('node_modules/dist/build/__tests__/fixtures/x.test.ts'))).toBe(here);
  }, 30_000);

  it('has the same report below an ignore file of a folder that is no work tree', async () => {
    const copy = copied('ignoring/courier');
    writeFileSync(join(top, 'ignoring/.gitignore'), '*\n');
    expect(await report('.', copy)).toBe(here);
  }, 30_000);

  it('has the same report from another working directory, by absolute and by relative path', async () => {
    const copy = copied('elsewhere/courier');
    const other = join(top, 'x/y/z');
    mkdirSync(other, { recursive: true });
    expect(await report(copy, other)).toBe(here);
    expect(await report(relative(other, copy), other)).toBe(here);
    expect(await report('../', join(copy, 'apps'))).toBe(here);
  }, 30_000);

  it('has the same report with what is installed, but for the count of what was skipped', async () => {
    const copy = copied('installed');
    writeTree(copy, {
      'node_modules/pino/package.json': { name: 'pino', version: '9.0.0', types: 'index.d.ts', main: 'index.js' },
      'node_modules/pino/index.js': 'module.exports = (email) => console.log(email);',
      'node_modules/pino/index.d.ts': 'export default function pino(email: string): { info(phone: string): void };',
      'node_modules/@prisma/client/index.d.ts': 'export class PrismaClient { customer: any }',
    });
    const installed = JSON.parse(await report('.', copy)) as { coverage: { files: { skipped: Record<string, number> } } };
    expect(installed.coverage.files.skipped['node_modules']).toBe(1);
    delete installed.coverage.files.skipped['node_modules'];
    expect(installed).toEqual(JSON.parse(here));
  }, 30_000);

  it('is named in no report for programs', async () => {
    const copy = copied('named');
    const result = await scanPaths(['.'], copy);
    const selection = select(result.findings, DEFAULT_THRESHOLDS);
    for (const format of ['json', 'sarif'] as const) {
      const write = await loadReporter(format);
      const text = write({ result, selection }, { width: 80, color: 0, unicode: true, quiet: false });
      for (const path of [copy, tmpdir(), homedir(), process.cwd()]) expect(text).not.toContain(path);
    }
  }, 30_000);
});
