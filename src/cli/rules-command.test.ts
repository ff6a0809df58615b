import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeConfig, draftRule, listRules, showRules, testRuleExamples } from '../index.js';
import { NO_API } from '../testing/cli-io.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { runCli } from './cli.js';

let tree: TemporaryTree | undefined;
afterEach(() => {
  vi.unstubAllEnvs();
  tree?.remove();
  tree = undefined;
});

const rules = (examples: string): string => `library: acme-crm
modules: [acme-crm]
status: verified
sinks:
  - { at: ["Export[post]"], kind: outbound, recipient: acme }
sanitizers:
  - { at: "Export[scrub]", effect: mask }
examples:
${examples}`;
const RIGHT = `  leaks:
    - |
      import { post } from 'acme-crm';
      export const send = (email: string) => {
        post({ id: 1 });
        post(email); // leak: outbound-direct email
      };
  clean:
    - |
      import { post, scrub } from 'acme-crm';
      export const send = (email: string) => post(scrub(email));
`;
const RECIPIENTS = 'recipients:\n  - { id: acme, name: Acme CRM, party: third, country: US, hosts: [acme.example] }\n';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function waybill(...args: string[]): Promise<Ran> {
  const text = { out: '', err: '' };
  const stream = (key: 'out' | 'err') => ({
    columns: 100,
    write(written: string, done: () => void) {
      text[key] += written;
      queueMicrotask(done);
      return true;
    },
  });
  const code = await runCli(args, {
    stdout: stream('out'),
    stderr: stream('err'),
    env: {},
    cwd: tree!.root,
    platform: 'linux',
    api: { ...NO_API, testRuleExamples, listRules, showRules, draftRule, describeConfig },
  });
  return { code, ...text };
}

function project(files: Readonly<Record<string, unknown>>): TemporaryTree {
  tree?.remove();
  vi.unstubAllEnvs();
  tree = temporaryTree({
    'package.json': { name: 'x' },
    'a.ts': 'export {};\n',
    'own/recipients/acme.yml': RECIPIENTS,
    '.git/HEAD': '',
    'tmp/x': '',
    ...files,
  });
  rmSync(join(tree.root, 'tmp/x'));
  vi.stubEnv('TMPDIR', join(tree.root, 'tmp'));
  return tree;
}

function run(files: Readonly<Record<string, unknown>>, ...args: string[]): Promise<Ran> {
  project(files);
  return waybill('rules', ...args);
}

const OWN = { 'waybill.yml': 'rules: own\n', 'own/acme-crm.yml': rules(RIGHT) };

describe('waybill rules test', () => {
  it("runs the examples of a project's own rules, and leaves nothing behind", async () => {
    const { code, out, err } = await run(OWN);
    expect(err).toBe('');
    expect(out).toBe('✔ own/acme-crm.yml  acme-crm: 2 of 2 examples hold\n');
    expect(code).toBe(0);
    expect(readdirSync(join(tree!.root, 'tmp'))).toEqual([]);
  });

  const WRONG = RIGHT.replace('post({ id: 1 });', 'post({ id: 1 }); // leak: outbound-direct email')
    .replace('post(email); // leak: outbound-direct email', 'post(email); // leak: log-direct email')
    .replace('scrub(email)', 'email');

  it('shows what was expected and found, line by line', async () => {
    const { code, out } = await run({ ...OWN, 'own/acme-crm.yml': rules(WRONG) }, 'test');
    expect(code).toBe(1);
    expect(out).toBe(
      `✖ own/acme-crm.yml  acme-crm: 0 of 2 examples hold
    own/acme-crm.yml:13  leaks 1, line 3
      post({ id: 1 });
    - outbound-direct email
    + nothing
    own/acme-crm.yml:14  leaks 1, line 4
      post(email);
    - log-direct email
    + outbound-direct email
    own/acme-crm.yml:19  clean 1, line 2
      export const send = (email: string) => post(email);
    - nothing
    + outbound-direct email
    clean 1: a clean example leaks: mend the rule, or move the example under leaks
`,
    );
  });

  it('--update writes what is found as marks, and nothing else of the file', async () => {
    const text = rules(WRONG).replace('  clean:', '  # kept\n  clean:   # kept');
    const { code, out, err } = await run({ ...OWN, 'own/acme-crm.yml': text }, 'test', '--update');
    expect(err).toBe('wrote own/acme-crm.yml\n');
    expect(out).toContain('1 of 2 examples hold');
    expect(code).toBe(1);
    const written = readFileSync(join(tree!.root, 'own/acme-crm.yml'), 'utf8');
    expect(written).toBe(
      text.replace('post({ id: 1 }); // leak: outbound-direct email', 'post({ id: 1 });').replace('leak: log-', 'leak: outbound-'),
    );
    writeFileSync(join(tree!.root, 'own/acme-crm.yml'), written.replace('=> post(email)', '=> post(scrub(email))'));
    expect(await waybill('rules')).toMatchObject({ code: 0 });
  });

  it('--update puts several findings of a line above it, and takes marks there away', async () => {
    const two = `  leaks:
    - |
      import { post } from 'acme-crm';
      export const send = (email: string, phone: string) => {
        // leak: log-direct email
        post(email), console.log(phone);
      };
`;
    const { code } = await run({ ...OWN, 'own/acme-crm.yml': rules(two) }, 'test', '--update');
    const written = readFileSync(join(tree!.root, 'own/acme-crm.yml'), 'utf8');
    expect(written).toMatch(
      /\n {8}\/\/ leak: [a-z]+-direct [a-z-]+\n {8}post\(email\), console\.log\(phone\); \/\/ leak: [a-z]+-direct [a-z-]+\n {6}\};\n$/,
    );
    expect(code).toBe(0);
  });

  it('shows and writes what is recorded and no finding', async () => {
    const recorded = `  clean:
    - |
      import { post } from 'acme-crm';
      export const save = (email: string) => {
        post(email); // flow: database email
        post(1);
      };
`;
    const database = (examples: string): string => rules(examples).replace('kind: outbound, recipient: acme', 'kind: database');
    expect(await run({ ...OWN, 'own/acme-crm.yml': database(recorded) }, 'test')).toMatchObject({ code: 0 });
    const wrong = database(
      recorded.replace('database email', 'database phone-number').replace('post(1);', 'post(1); // flow: queue email'),
    );
    const { code, out } = await run({ ...OWN, 'own/acme-crm.yml': wrong }, 'test');
    expect(code).toBe(1);
    expect(out).toMatch(/post\(email\);\n +- flow: database phone-number\n +\+ flow: database email\n/);
    expect(out).toMatch(/post\(1\);\n +- flow: queue email\n +\+ nothing\n/);
    expect((await waybill('rules', 'test', '--update')).code).toBe(0);
    expect(readFileSync(join(tree!.root, 'own/acme-crm.yml'), 'utf8')).toBe(database(recorded));
    const leaks = database(recorded.replace('clean:', 'leaks:').replace('flow: database', 'leak: outbound-direct'));
    expect((await run({ ...OWN, 'own/acme-crm.yml': leaks }, 'test', '--update')).code).toBe(0);
    expect(readFileSync(join(tree!.root, 'own/acme-crm.yml'), 'utf8')).toBe(database(recorded.replace('clean:', 'leaks:')));
  });

  it('takes a file, a folder, a file that no configuration names, and shipped libraries by name', async () => {
    project(OWN);
    expect((await waybill('rules', 'test', 'own/acme-crm.yml')).out).toBe('✔ own/acme-crm.yml  acme-crm: 2 of 2 examples hold\n');
    expect((await waybill('rules', 'test', 'own')).out).toBe('✔ own/acme-crm.yml  acme-crm: 2 of 2 examples hold\n');
    expect((await waybill('rules', 'test', 'pino')).out).toMatch(/^✔ libraries\/pino\.yml {2}pino: (\d+) of \1 examples hold\n$/);
    const alone = rules(RIGHT).replaceAll('acme-crm', 'acme-mail').replace('recipient: acme', 'party: third');
    writeFileSync(join(tree!.root, 'alone.yml'), alone);
    expect((await waybill('rules', 'test', 'alone.yml')).out).toBe('✔ alone.yml  acme-mail: 2 of 2 examples hold\n');
    const json = JSON.parse((await waybill('rules', 'test', 'alone.yml', '--format', 'json')).out) as unknown;
    expect(json).toEqual([{ file: 'alone.yml', library: 'acme-mail', examples: 2, differences: [] }]);
  });

  it('tells a wrong name with the nearest, and a wrong mark with its line', async () => {
    const { code, err } = await run(OWN, 'test', 'winstn');
    expect(code).toBe(2);
    expect(err).toContain('did you mean winston?');
    const wrong = await run({ ...OWN, 'own/acme-crm.yml': rules(RIGHT.replace('outbound-direct', 'outbound-drect')) });
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('own/acme-crm.yml:14');
    expect(wrong.err).toContain('no rule has the id "outbound-drect"');
  });

  it('takes the example that the documentation shows', async () => {
    const page = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8');
    const whole = /```yaml\n(library: parcel-sdk[\s\S]*?)```/.exec(page)?.[1] ?? '';
    const { code, out } = await run({ 'waybill.yml': 'rules: own\n', 'own/parcel-sdk.yml': whole });
    expect(out).toBe('✔ own/parcel-sdk.yml  parcel-sdk: 2 of 2 examples hold\n');
    expect(code).toBe(0);
  });

  it('is an error with place when a rule file is wrong, and says when there is none', async () => {
    const wrong = await run({ 'waybill.yml': 'rules: own\n', 'own/acme-crm.yml': rules(RIGHT).replace('sinks:', 'sinsk:') });
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('own/acme-crm.yml:4:1: unknown key "sinsk"');
    const none = await run({});
    const out = 'The configuration names no rule file (rules: FOLDER); waybill rules test --shipped runs the shipped ones.\n';
    expect(none).toEqual({ code: 0, out, err: '' });
  });
});

describe('waybill rules list', () => {
  it('lists libraries, the own ones first', async () => {
    const { code, out } = await run(OWN, 'list');
    expect(code).toBe(0);
    expect(out).toMatch(/^\d+ libraries\n {2}acme-crm +outbound +acme +in own\/acme-crm\.yml\n {2}[^\n]+(?<!\.yml)\n/);
  });

  it.each([
    [['--kind', 'outbound', '--recipient', 'acme'], ['library acme-crm']],
    [
      ['--recipient', 'acme'],
      ['library acme-crm', 'recipient acme'],
    ],
    [['acme.example'], ['recipient acme']],
    [
      ['--library', 'acme-crm'],
      ['rule Export[post]', 'rule Export[scrub]'],
    ],
    [['--form', 'policy', 'hipaa'], ['policy hipaa']],
    [['--form', 'finding', 'settings-ai'], ['finding settings-ai']],
    [['--form', 'library', '--data-type', 'ip-address', 'express.js'], []],
  ])('narrowed by %j', async (args, expected) => {
    const { out } = await run(OWN, 'list', ...args, '--format', 'json');
    const rows = JSON.parse(out) as readonly { readonly form: string; readonly id: string }[];
    expect(rows.map(({ form, id }) => `${form} ${id}`)).toEqual(expected);
  });

  it('narrowed by status: verified where rules lead there, catalogue where only the name is known', async () => {
    project(OWN);
    const ids = async (status: string) => {
      const { out } = await waybill('rules', 'list', '--form', 'recipient', '--status', status, '--format', 'json');
      return (JSON.parse(out) as readonly { readonly id: string }[]).map(({ id }) => id);
    };
    const [verified, catalogue] = [await ids('verified'), await ids('catalogue')];
    expect(verified).toContain('acme');
    expect(catalogue.length).toBeGreaterThan(2000);
    expect(verified.filter((id) => catalogue.includes(id))).toEqual([]);
  });

  it('tells a word that nothing has with the nearest', async () => {
    const { code, err } = await run(OWN, 'list', '--data-type', 'emial');
    expect(code).toBe(2);
    expect(err).toContain('did you mean email?');
  });
});

describe('waybill rules show', () => {
  it.each([
    ['acme-crm', ['acme-crm', 'Export[post]', 'to: acme', 'own/acme-crm.yml', 'Export[scrub]']],
    ['acme', ['Acme CRM', 'recipient', 'seat', 'US', 'acme.example']],
    ['acme.example', ['Acme CRM']],
    ['email', ['E-mail address', '电子邮箱地址', 'direct', 'docs/rules/data-types/email.md']],
    ['hipaa', ['policy', '45 CFR', 'docs/rules/policies/hipaa.md']],
    ['log-direct', ['rule of findings', 'CWE-532', 'docs/rules/findings.md#log-direct', 'default  high']],
    ['@sentry/node', ['sentry', 'library']],
  ])('%s', async (id, texts) => {
    const { code, out } = await run(OWN, 'show', id);
    expect(code).toBe(0);
    for (const text of texts) expect(out).toContain(text);
  });

  it('an id of several things, one of them, and as JSON', async () => {
    project(OWN);
    const both = await waybill('rules', 'show', 'stripe', '--format', 'json');
    expect((JSON.parse(both.out) as readonly { readonly form: string }[]).map(({ form }) => form)).toEqual(['library', 'recipient']);
    const one = await waybill('rules', 'show', 'stripe', '--form', 'recipient', '--format', 'json');
    expect(JSON.parse(one.out)).toMatchObject([
      { form: 'recipient', page: 'docs/rules/recipients/payment.md#stripe', data: { country: 'US' } },
    ]);
  });

  it('an id that nothing has, with the nearest', async () => {
    const { code, err } = await run(OWN, 'show', 'pinno');
    expect(code).toBe(2);
    expect(err).toContain('did you mean pino?');
  });
});

describe('waybill rules new', () => {
  it.each([
    ['of a factory', ['acme-x', '--factory', 'createClient', '--member', 'contacts.add', '--redact', 'hidden', '--sanitizer', 'mask'], 4],
    ['of a class', ['acme-x', '--class', 'default', '--kind', 'log', '--member', 'info'], 2],
    ['of a module', ['acme-x', '--module', '@acme/x', '--kind', 'ai', '--recipient', 'openai'], 2],
    ['of a default export', ['acme-x', '--member', 'default', '--kind', 'analytics'], 2],
    ['of what no policy reports', ['acme-x', '--kind', 'queue'], 1],
  ])('%s: its examples hold', async (_, args, examples) => {
    const { code, out, err } = await run({}, 'new', ...args);
    expect(err).toBe('');
    expect(out).toBe(
      'wrote waybill-rules/acme-x.yml\nname it in waybill.yml: rules: waybill-rules\nrun its examples: waybill rules test waybill-rules/acme-x.yml\n',
    );
    expect(code).toBe(0);
    const tested = await waybill('rules', 'test', 'waybill-rules/acme-x.yml');
    expect(tested.out).toBe(`✔ waybill-rules/acme-x.yml  acme-x: ${examples} of ${examples} examples hold\n`);
  });

  it('goes to the folder that the configuration names, and replaces nothing by itself', async () => {
    project(OWN);
    expect((await waybill('rules', 'new', 'acme-y')).out).toBe(
      'wrote own/acme-y.yml\nrun its examples: waybill rules test own/acme-y.yml\n',
    );
    const again = await waybill('rules', 'new', 'acme-y');
    expect(again.code).toBe(2);
    expect(again.err).toContain('--force replaces it');
    expect((await waybill('rules', 'new', 'acme-y', '--force', '--kind', 'log')).code).toBe(0);
    mkdirSync(join(tree!.root, 'other'));
    expect((await waybill('rules', 'new', 'acme-z', '--output', 'other/z.yml')).out).toContain('rules: other/z.yml');
  });

  it('refuses words that are none', async () => {
    project({});
    expect((await waybill('rules', 'new', 'acme', '--recipient', 'opnai')).err).toContain('did you mean openai?');
    expect((await waybill('rules', 'new', 'acme', '--kind', 'logs')).err).toContain('did you mean log?');
    expect((await waybill('rules', 'new', '../acme')).err).toContain('this can not be the name of a rule file');
  });
});
