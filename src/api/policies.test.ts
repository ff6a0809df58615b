/** Policies of a run: named by flag and configuration, written in the configuration, beside a baseline, across a border. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { describeConfig, explain, inventory, planBaseline, report, scan } from '../index.js';
import type { ScanOptions } from '../model/options.js';
import type { Finding } from '../model/report.js';
import { prettyExplanation } from '../report/explain/pretty.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';

let tree: TemporaryTree | undefined;
afterEach(() => tree?.remove());

const CODE = `import OpenAI from 'openai';
import { Mistral } from '@mistralai/mistralai';
const ai = new OpenAI();
const near = new Mistral();
export function log(user: { email: string; userId: string }) {
  console.log(user.email);
  console.log(user.userId);
}
export async function ask(user: { email: string }) {
  await ai.responses.create({ model: 'm', input: user.email });
  await near.chat.complete({ model: 'm', messages: [{ role: 'user', content: user.email }] });
}
`;

function start(files: Readonly<Record<string, unknown>> = {}): string {
  tree = temporaryTree({ '.git/HEAD': '', 'package.json': { name: 'x' }, 'a.ts': CODE, ...files });
  return tree.root;
}
const scanIn = (cwd: string, options: Partial<ScanOptions> = {}) => scan({ paths: ['.'], cwd, noCache: true, workers: 1, ...options });
const linesOf = (findings: readonly Finding[]) =>
  findings.map(({ location, severity, rule }) => `${location.line} ${rule} ${severity}`).sort();

const WRITTEN = `policy:
  extends: default
  rows:
    - kinds: [log]
      tiers: { pseudonymous: medium }
  literals: { personal: low }
`;

describe('the policy of a run', () => {
  test('may be written in the configuration: what differs alone', async () => {
    const cwd = start({ 'waybill.yml': WRITTEN });
    const { result } = await scanIn(cwd);
    expect(linesOf(result.findings)).toContain('7 log-pseudonymous medium');
    expect(linesOf(result.findings)).toContain('6 log-direct high');
    expect(result.findings[0]!.policies?.map(({ policy }) => policy)).toEqual(['project']);
    expect(linesOf((await scanIn(cwd, { policy: 'default' })).result.findings)).not.toContain('7 log-pseudonymous medium');
  });

  test('is told row by row with the place that says it', async () => {
    const { rows } = await describeConfig({ path: '.', cwd: start({ 'waybill.yml': WRITTEN }) });
    expect(rows).toContainEqual({ key: 'policy', value: 'project', origin: { from: 'file', file: 'waybill.yml', line: 1 } });
    const own = rows.filter(({ key }) => key.startsWith('project '));
    expect(own[0]).toEqual({
      key: 'project row',
      value: 'log: medium for pseudonymous',
      origin: { from: 'file', file: 'waybill.yml', line: 4 },
    });
    expect(own[1]).toMatchObject({
      key: 'project row',
      value: expect.stringMatching(/^log, error: critical for credential/) as string,
      origin: { from: 'policy', policy: 'default' },
    });
    expect(own.at(-1)).toEqual({
      key: 'project literals',
      value: { personal: 'low' },
      origin: { from: 'file', file: 'waybill.yml', line: 6 },
    });
  });

  test('of a rule file is told with its file, and of a flag with the flag', async () => {
    const cwd = start({
      'waybill.yml': 'rules: rules\n',
      'rules/policies/own.yml': 'policy: own\nextends: strict\nrows:\n  - { kinds: [log], tiers: { joined: low } }\n',
    });
    const { rows } = await describeConfig({ path: '.', cwd, policy: 'own,gdpr' });
    expect(rows.filter(({ key }) => key === 'policy')).toEqual([
      { key: 'policy', value: 'own', origin: { from: 'flag', flag: '--policy' } },
      { key: 'policy', value: 'gdpr', origin: { from: 'flag', flag: '--policy' } },
    ]);
    const origins = rows.filter(({ key }) => key === 'own row').map(({ origin }) => origin);
    expect(origins[0]).toEqual({ from: 'file', file: 'rules/policies/own.yml', line: 4 });
    expect(new Set(origins.slice(1).map((origin) => (origin.from === 'policy' ? origin.policy : '')))).toEqual(
      new Set(['strict', 'default']),
    );
  });

  test('may be several: a list or with commas', async () => {
    for (const policy of ['pipl, gdpr', ['pipl', 'gdpr']]) {
      const { result } = await scanIn(start(), { policy });
      expect(result.policies?.map(({ id }) => id)).toEqual(['pipl', 'gdpr']);
    }
    const { result } = await scanIn(start({ 'waybill.yml': 'policy: [gdpr, strict]\n' }));
    expect(result.policies?.map(({ id }) => id)).toEqual(['gdpr', 'strict']);
  });

  test.each([
    ['policy: [gdpr, pilp]\n', /^waybill\.yml:1:16: there is no policy "pilp"; there are .*did you mean "pipl"\?$/],
    ['policy: gdpr, pilp\n', /^waybill\.yml:1:15: there is no policy "pilp"; .*did you mean "pipl"\?$/],
    ['policy:\n  extends: gpdr\n', /^waybill\.yml:2:12: there is no policy "gpdr"; did you mean "gdpr"\?$/],
    ['policy:\n  extends: default\n  row: []\n', /^waybill\.yml:3:3: unknown key "row"; .*did you mean "rows"\?$/],
    ['policy: { extends: project }\n', /^waybill\.yml:1:20: policies extend each other in a circle: "project" extends "project"$/],
    [
      'jurisdictions: [EU, UE]\n',
      /^waybill\.yml:1:21: there is no jurisdiction "UE": expected EU, CN, CH, or the ISO 3166 code of a country$/,
    ],
    ['jurisdictions: de\n', /^waybill\.yml:1:16: there is no jurisdiction "de": .*did you mean "DE"\?$/],
  ])('wrong: %j', async (text, expected) => {
    await expect(scanIn(start({ 'waybill.yml': text }))).rejects.toMatchObject({
      code: 'wrong-config',
      details: [expect.stringMatching(expected)],
    });
  });

  test('of a flag is told with the nearest name', async () => {
    await expect(scanIn(start(), { policy: 'gdpr,hippa' })).rejects.toMatchObject({
      code: 'unknown-policy',
      where: 'hippa',
      hint: expect.stringMatching(/^did you mean hipaa\?/) as string,
    });
  });
});

describe('a baseline', () => {
  const statusesOf = (findings: readonly Finding[]) =>
    findings.map(({ location, rule, status }) => `${location.line} ${rule} ${status ?? ''}`).sort();
  async function write(cwd: string, policy?: string): Promise<void> {
    const plan = await planBaseline({
      paths: ['.'],
      cwd,
      noCache: true,
      workers: 1,
      anew: true,
      force: true,
      ...(policy === undefined ? {} : { policy }),
    });
    writeFileSync(plan.file, plan.text);
  }
  const LOGS = {
    'a.ts': `import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
export function f(user: { email: string; userId: string; diagnosis: string }) {
  console.log(user.email);
  console.log(createHash('sha256').update(user.email).digest('hex'));
  console.log(user.email, user.userId);
  writeFileSync('a', user.diagnosis + user.email);
}
`,
  };

  test('of the default covers nothing that only another policy reports', async () => {
    const cwd = start(LOGS);
    await write(cwd);
    expect(new Set(statusesOf((await scanIn(cwd)).result.findings).map((line) => line.split(' ')[2]))).toEqual(new Set(['baselined']));
    expect(readFileSync(join(cwd, 'waybill-baseline.json'), 'utf8')).not.toContain('policies');
    const strict = statusesOf((await scanIn(cwd, { policy: 'strict' })).result.findings);
    expect(strict).toEqual([
      '4 log-direct baselined',
      '5 log-pseudonymous new',
      '6 log-direct baselined',
      '6 log-pseudonymous new',
      '7 file-direct new',
      '7 file-sensitive baselined',
    ]);
  });

  test('of the default gives its entries to nothing of another policy when the old finding is gone', async () => {
    const cwd = start(LOGS);
    await write(cwd);
    writeFileSync(join(cwd, 'a.ts'), LOGS['a.ts'].replace('console.log(user.email);', ''));
    const strict = statusesOf((await scanIn(cwd, { policy: 'strict' })).result.findings);
    expect(strict).toContain('5 log-pseudonymous new');
  });

  test('of older rules does not take for newer rules what only another policy reports', async () => {
    const cwd = start(LOGS);
    await write(cwd);
    const file = join(cwd, 'waybill-baseline.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"rulesVersion": "\w+"/, '"rulesVersion": "older"'));
    const strict = statusesOf((await scanIn(cwd, { policy: 'strict' })).result.findings);
    expect(strict).toContain('5 log-pseudonymous new');
    expect(strict.join()).not.toContain('newer-rules');
  });

  test('of another policy says so, and covers what that policy reports', async () => {
    const cwd = start(LOGS);
    await write(cwd, 'strict');
    expect(JSON.parse(readFileSync(join(cwd, 'waybill-baseline.json'), 'utf8'))).toMatchObject({ policies: ['strict'] });
    expect(new Set((await scanIn(cwd, { policy: 'strict' })).result.findings.map(({ status }) => status))).toEqual(new Set(['baselined']));
    const both = (await scanIn(cwd, { policy: 'strict,pipl' })).result.findings;
    expect(
      both.filter(({ status }) => status === 'new').flatMap(({ policies = [] }) => policies.map(({ policy }) => policy)),
    ).not.toContain('strict');
  });
});

describe('a border', () => {
  const EU = { 'waybill.yml': 'jurisdictions: [EU]\n' };
  const CHAPTER = 'GDPR ch. V (Art. 44–49)';
  const crossing = { country: 'US', outside: ['EU'], leaves: ['EU'], articles: [CHAPTER] };

  test('is marked where the recipient is outside, and nowhere else', async () => {
    const { result } = await scanIn(start(EU));
    expect(result.sinks.map(({ recipient, crossBorder }) => [recipient, crossBorder])).toEqual([
      ['application-log', undefined],
      ['application-log', undefined],
      ['openai', crossing],
      ['mistral', undefined],
    ]);
    expect(result.findings.filter(({ crossBorder }) => crossBorder).map(({ recipient }) => recipient)).toEqual(['openai']);
    expect(result.jurisdictions).toMatchObject([{ id: 'EU', transfers: { title: CHAPTER } }]);
    expect((await scanIn(start())).result.sinks.every(({ crossBorder }) => crossBorder === undefined)).toBe(true);
  });

  test('of a country has the law of its region, and of both regions both', async () => {
    const german = (await scanIn(start({ 'waybill.yml': 'jurisdictions: DE\n' }))).result.sinks;
    expect(german.flatMap(({ crossBorder }) => crossBorder ?? [])).toEqual([
      { country: 'US', outside: ['DE'], leaves: ['EU'], articles: [CHAPTER] },
      { country: 'FR', outside: ['DE'], leaves: [], articles: [] },
    ]);
    const both = (await scanIn(start({ 'waybill.yml': 'jurisdictions: [EU, CN]\n' }))).result.sinks;
    expect(both.flatMap(({ crossBorder }) => crossBorder ?? [])).toEqual([
      { country: 'US', outside: ['EU', 'CN'], leaves: ['EU', 'CN'], articles: [CHAPTER, 'PIPL ch. III (Art. 38–43)'] },
    ]);
  });

  test('is asked about by the policy of that law alone', async () => {
    const { result } = await scanIn(start({ 'waybill.yml': 'jurisdictions: [EU]\npolicy: [gdpr, pipl]\n' }));
    const [gdpr, pipl] = result.findings.find(({ recipient }) => recipient === 'openai')!.policies!;
    expect(gdpr!.articles).toContain('GDPR Art. 44');
    expect(pipl!.articles).not.toContain('PIPL Art. 38–40');
  });

  test('stands in every report', async () => {
    const outcome = await scanIn(start(EU));
    const pretty = await report(outcome, { format: 'pretty' });
    expect(pretty).toContain(`to    cross-border: US is outside EU; ${CHAPTER}`);
    expect(pretty).toMatch(/Cross-border {2}1 call to recipients outside EU: OpenAI \(US\)/);
    const json = JSON.parse(await report(outcome, { format: 'json' })) as {
      findings: Finding[];
      recipients: { id: string; crossBorder?: unknown }[];
    };
    expect(json.findings.find(({ recipient }) => recipient === 'openai')?.crossBorder).toEqual(crossing);
    expect(json.recipients.find(({ id }) => id === 'openai')?.crossBorder).toEqual(crossing);
    const sarif = JSON.parse(await report(outcome, { format: 'sarif' })) as {
      runs: { results: { properties: { crossBorder?: unknown } }[] }[];
    };
    expect(sarif.runs[0]!.results.flatMap(({ properties }) => properties.crossBorder ?? [])).toEqual([crossing]);
    for (const format of ['markdown', 'junit', 'github', 'gitlab-codequality'] as const)
      expect(await report(outcome, { format })).toContain('cross-border: US is outside EU');
  });

  test('stands in the inventory and in explanations', async () => {
    const cwd = start(EU);
    const { inventory: taken } = await inventory({ paths: ['.'], cwd, noCache: true, workers: 1 });
    expect(taken.summary.crossBorder).toBe(1);
    expect(taken.recipients.map(({ id, crossBorder }) => [id, crossBorder?.country])).toContainEqual(['openai', 'US']);
    expect(taken.dataTypes[0]!.leaves.flatMap(({ crossBorder }) => crossBorder ?? [])).toEqual([crossing]);
    const text = prettyExplanation(await explain({ what: 'a.ts:10', cwd, noCache: true, workers: 1 }), {
      width: 120,
      color: 0,
      unicode: true,
      quiet: false,
    });
    expect(text).toContain(`cross-border: US is outside EU; ${CHAPTER}`);
    expect(text).toContain(`Ask         ${CHAPTER}: Which of these holds`);
  });
});

describe('an explanation', () => {
  test('says of each policy what it says, by which article, and what to ask', async () => {
    const cwd = start({ 'waybill.yml': 'policy: [default, gdpr]\n' });
    const explanation = await explain({ what: 'a.ts:6', cwd, noCache: true, workers: 1 });
    expect(explanation.policy).toBe('default,gdpr');
    const text = prettyExplanation(explanation, { width: 200, color: 0, unicode: true, quiet: false }).replace(/\s+/g, ' ');
    expect(text).toContain('policy `default`: direct data, log to the own system is high');
    expect(text).toContain(
      'policy `gdpr`: direct data, log to the own system is high (by a row of default), by GDPR Art. 5(1)(c), GDPR Art. 5(1)(f)',
    );
    expect(text).toContain('Ask Is it needed there, who can read it, and when is it deleted?');
  });
});

describe('a kept result', () => {
  test('is of the policies and jurisdictions that it was judged by', async () => {
    const cwd = start();
    const run = (policy?: string) =>
      scan({ paths: ['.'], cwd, workers: 1, cacheDir: join(cwd, '.cache'), ...(policy === undefined ? {} : { policy }) });
    const first = (await run()).result;
    expect((await run('strict')).result.findings.length).toBeGreaterThan(first.findings.length);
    const again = (await run()).result.findings;
    expect(again).toEqual(first.findings);
    writeFileSync(join(cwd, 'waybill.yml'), 'jurisdictions: [EU]\n');
    expect((await run()).result.sinks.filter(({ crossBorder }) => crossBorder)).toHaveLength(1);
    writeFileSync(join(cwd, 'waybill.yml'), 'policy: { extends: default, rows: [{ kinds: [log], tiers: { pseudonymous: low } }] }\n');
    expect((await run()).result.findings.length).toBe(first.findings.length + 1);
  });
});
