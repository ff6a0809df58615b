/** Baselines from file to file: written, kept up to date, and what an upgrade of the rules does not break. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { planBaseline, scan } from '../index.js';
import type { BaselineOptions, BaselinePlan } from '../model/options.js';
import type { ScanResult } from '../model/report.js';
import { statuses, TODAY } from '../testing/scan-tree.js';
import { temporaryTree, writeTree, type TemporaryTree } from '../testing/temporary-tree.js';

let tree: TemporaryTree | undefined;
afterEach(() => tree?.remove());

const leak = (name: string, ...fields: string[]): string =>
  `export function ${name}(${fields.map((field) => `${field}: string`).join(', ')}) {\n  console.log(${fields.join(', ')});\n}\n`;

function start(files: Readonly<Record<string, unknown>>): string {
  tree = temporaryTree(files);
  return tree.root;
}

async function scanIn(cwd: string, options: Partial<BaselineOptions> = {}): Promise<ScanResult> {
  return (await scan({ paths: ['.'], cwd, noCache: true, today: TODAY, ...options })).result;
}

async function write(cwd: string, options: Partial<BaselineOptions> = {}): Promise<BaselinePlan> {
  const plan = await planBaseline({ paths: ['.'], cwd, noCache: true, today: TODAY, ...options });
  writeFileSync(plan.file, plan.text);
  return plan;
}

/** The baseline as an older version would have written it. */
function age(root: string, change: (content: { findings: { path: string; dataTypes: string[] }[] }) => void = () => undefined): void {
  const file = join(root, 'waybill-baseline.json');
  const content = JSON.parse(readFileSync(file, 'utf8')) as { rulesVersion: string; findings: { path: string; dataTypes: string[] }[] };
  content.rulesVersion = 'older';
  change(content);
  writeFileSync(file, JSON.stringify(content));
}

describe('a baseline', () => {
  it('covers what was there, and nothing more', async () => {
    const root = start({ 'a.ts': leak('f', 'email'), 'b.ts': leak('g', 'phoneNumber') });
    expect(await write(root, { anew: true })).toMatchObject({ shown: 'waybill-baseline.json', entries: 2 });
    expect(statuses(await scanIn(root))).toEqual(['a.ts:2 baselined log-direct email', 'b.ts:2 baselined log-direct phone-number']);

    writeTree(root, { 'a.ts': leak('f', 'email', 'phoneNumber'), 'b.ts': 'export const b = 1;\n' });
    const result = await scanIn(root);
    expect(statuses(result)).toEqual(['a.ts:2 baselined log-direct email', 'a.ts:2 new log-direct phone-number']);
    expect(result.triage?.baseline).toMatchObject({ entries: 2, baselined: 1, newerRules: 0, otherRules: false });
    expect(result.triage?.baseline?.gone.map(({ path, dataTypes }) => [path, ...dataTypes])).toEqual([['b.ts', 'phone-number']]);
    expect(statuses(await scanIn(root, { baseline: false }))).toEqual(['a.ts:2 new log-direct email+phone-number']);
  });

  it('is one line an entry, in order, without places of the machine', async () => {
    const root = start({ 'b.ts': leak('g', 'email') + leak('f', 'email'), 'a.ts': leak('f', 'email', 'phoneNumber') });
    const { text } = await write(root, { anew: true });
    const lines = text.split('\n').filter((line) => line.includes('"print"'));
    expect(lines.map((line) => (JSON.parse(line.replace(/,$/, '')) as { path: string; symbol: string }).path)).toEqual([
      'a.ts',
      'b.ts',
      'b.ts',
    ]);
    expect(text).not.toContain(root);
    expect((await planBaseline({ paths: ['.'], cwd: root, noCache: true })).unchanged).toBe(true);
  });

  it('holds no secret', async () => {
    const secret = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';
    const root = start({ 'a.ts': `export const stripeKey = '${secret}';\nrun('${secret}', (email: string) => console.log(email));\n` });
    const { text, entries } = await write(root, { anew: true });
    expect(entries).toBeGreaterThan(1);
    expect(text).not.toContain(secret.slice(8));
  });

  it('keeps what it has of a file that can not be read now, and does not call it gone', async () => {
    const root = start({ 'a.ts': leak('f', 'email'), 'b.ts': leak('g', 'email'), 'c.ts': leak('h', 'email') });
    const first = await write(root, { anew: true });
    writeFileSync(join(root, 'a.ts'), Buffer.from(`${leak('f', 'email')}// caf\xE9\n`, 'latin1'));
    writeFileSync(join(root, 'b.ts'), leak('g', 'email') + ' '.repeat(6_000_000));
    expect((await scanIn(root)).triage?.baseline?.gone).toEqual([]);
    expect((await write(root)).text).toBe(first.text);
    // A copy of what may still be there is new.
    writeTree(root, { 'd.ts': leak('f', 'email') });
    expect(statuses(await scanIn(root))).toEqual(['c.ts:2 baselined log-direct email', 'd.ts:2 new log-direct email']);
  });

  it('is brought up to date, and tells how', async () => {
    const root = start({ 'a.ts': leak('f', 'email'), 'b.ts': leak('g', 'email') });
    await write(root, { anew: true });
    writeTree(root, { 'a.ts': leak('f', 'email', 'phoneNumber'), 'b.ts': 'export const b = 1;\n' });
    const kept = await planBaseline({ paths: ['.'], cwd: root, noCache: true, noNew: true });
    expect([kept.added, kept.removed.map(({ path }) => path), kept.entries]).toEqual([[], ['b.ts'], 1]);
    const plan = await write(root);
    expect(plan.added.map(({ path, dataTypes }) => [path, dataTypes])).toEqual([['a.ts', ['email', 'phone-number']]]);
    expect(statuses(await scanIn(root))).toEqual(['a.ts:2 baselined log-direct email+phone-number']);
  });

  it('leaves out what is accepted', async () => {
    const root = start({ 'a.ts': leak('f', 'email').replace('  console', '  // waybill-ignore-next-line email -- a\n  console') });
    expect((await write(root, { anew: true })).entries).toBe(0);
  });

  it('is not written over, and not of single files', async () => {
    const root = start({ 'a.ts': leak('f', 'email') });
    await write(root, { anew: true });
    await expect(write(root, { anew: true })).rejects.toMatchObject({ code: 'baseline-present' });
    await expect(write(root, { anew: true, force: true })).resolves.toMatchObject({ entries: 1 });
    await expect(write(root, { paths: ['a.ts'] })).rejects.toMatchObject({ code: 'baseline-of-part' });
    await expect(scanIn(root, { baseline: 'other.json' })).rejects.toMatchObject({ code: 'baseline-not-found' });
  });

  it.each([
    ['{', 'it is no JSON'],
    ['{}', 'it has no `format`'],
    ['<<<<<<< HEAD\n{}', 'it has conflict markers of a merge'],
    ['{"format":1,"waybill":"1","rulesVersion":"1","findings":[{"path":"a.ts"}]}', 'entry 1 of `findings` is incomplete'],
    ['{"format":2}', 'written by a newer version'],
  ])('that is damaged is told: %s', async (text, what) => {
    const root = start({ 'a.ts': leak('f', 'email'), 'waybill-baseline.json': text });
    await expect(scanIn(root)).rejects.toThrow(what);
  });
});

describe('the file of a baseline', () => {
  it('serves a part of the code, whose other entries are not said to be gone', async () => {
    const root = start({ 'apps/api/a.ts': leak('f', 'email'), 'apps/web/b.ts': leak('g', 'email') });
    await write(root, { anew: true });
    for (const paths of [['apps/api'], ['apps/api/a.ts']]) {
      const result = await scanIn(root, { paths });
      expect(result.findings.map(({ status }) => status)).toEqual(['baselined']);
      expect(result.triage?.baseline?.gone).toEqual([]);
    }
    writeTree(root, { 'apps/api/a.ts': 'export const a = 1;\n' });
    await write(root, { paths: ['apps/api'] });
    expect(statuses(await scanIn(root))).toEqual(['apps/web/b.ts:2 baselined log-direct email']);
  });

  it('may lie elsewhere', async () => {
    const root = start({ 'src/a.ts': leak('f', 'email') });
    mkdirSync(join(root, 'ci'));
    const { text, file } = await write(root, { anew: true, baseline: 'ci/known.json', paths: ['src'] });
    expect(file).toBe(join(root, 'ci/known.json'));
    expect(text).toContain('"path":"a.ts"');
    expect((await scanIn(root, { baseline: 'ci/known.json', paths: ['src'] })).findings.map(({ status }) => status)).toEqual(['baselined']);
  });

  it('knows several roots of one run', async () => {
    const root = start({ 'one/a.ts': leak('f', 'email'), 'two/a.ts': leak('f', 'email') });
    await write(root, { anew: true, paths: ['one', 'two'] });
    const result = await scanIn(root, { paths: ['one', 'two'] });
    expect(result.findings.map(({ status }) => status)).toEqual(['baselined', 'baselined']);
    renameSync(join(root, 'two/a.ts'), join(root, 'two/b.ts'));
    writeTree(root, { 'two/c.ts': leak('f', 'email') });
    expect(statuses(await scanIn(root, { paths: ['one', 'two'] }))).toEqual([
      'one/a.ts:2 baselined log-direct email',
      'two/b.ts:2 baselined log-direct email',
      'two/c.ts:2 new log-direct email',
    ]);
  });
});

describe('newer rules', () => {
  const files = {
    'a.ts': "import type { User } from './types.js';\nexport function f(user: User) {\n  console.log(user.email, user.phoneNumber);\n}\n",
    'types.ts': 'export interface User {\n  email: string;\n  phoneNumber: string;\n}\n',
    'b.ts': leak('g', 'email'),
  };

  it('fail no run by what they see in unchanged code', async () => {
    const root = start(files);
    await write(root, { anew: true });
    age(root, ({ findings }) => {
      findings.splice(
        findings.findIndex(({ path }) => path === 'b.ts'),
        1,
      );
      findings[0]!.dataTypes = ['email'];
    });
    const result = await scanIn(root);
    expect(statuses(result)).toEqual([
      'a.ts:3 baselined log-direct email',
      'a.ts:3 newer-rules log-direct phone-number',
      'b.ts:2 newer-rules log-direct email',
    ]);
    expect(result.triage?.baseline).toMatchObject({ otherRules: true, newerRules: 2, baselined: 1 });

    await write(root, { noNew: true });
    expect((await scanIn(root)).findings.every(({ status }) => status === 'baselined')).toBe(true);
  });

  it.each([
    ['the file', { 'a.ts': files['a.ts'].replace('function f', 'function h') }],
    ['a type that it imports', { 'types.ts': `${files['types.ts']}export const x = 1;\n` }],
  ])('are no excuse when %s has changed', async (_what, change) => {
    const root = start(files);
    await write(root, { anew: true });
    age(root, ({ findings }) => findings.splice(0));
    writeTree(root, change);
    expect(statuses(await scanIn(root))).toEqual(['a.ts:3 new log-direct email+phone-number', 'b.ts:2 newer-rules log-direct email']);
  });

  it('are no excuse with the rules of before, and line ends are no change', async () => {
    const root = start(files);
    await write(root, { anew: true });
    const file = join(root, 'waybill-baseline.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"findings": \[[\s\S]*?\n {2}\]/, '"findings": []'));
    expect((await scanIn(root)).findings.every(({ status }) => status === 'new')).toBe(true);
    age(root);
    writeTree(root, Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')])));
    expect((await scanIn(root)).findings.every(({ status }) => status === 'newer-rules')).toBe(true);
  });

  it('do not excuse what was left out, or accepted only for a time', async () => {
    const root = start(files);
    await write(root, { anew: true });
    writeTree(root, { 'b.ts': leak('g', 'email', 'phoneNumber') });
    await write(root, { noNew: true });
    age(root);
    expect(statuses(await scanIn(root)).filter((line) => line.startsWith('b.ts'))).toEqual([
      'b.ts:2 baselined log-direct email',
      'b.ts:2 new log-direct phone-number',
    ]);

    const timed = leak('g', 'email').replace('  console', '  // waybill-ignore-next-line email until 2026-07-01 -- a\n  console');
    writeTree(root, { 'b.ts': timed });
    await write(root);
    age(root);
    const later = await scanIn(root, { today: '2026-07-02' });
    expect(statuses(later).filter((line) => line.startsWith('b.ts'))).toEqual(['b.ts:3 new log-direct email']);
  });
});
