/** Rule files of a project: from files and packages, extending others, switching them off. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { scan, testRuleExamples } from '../index.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';

let tree: TemporaryTree | undefined;
afterEach(() => {
  tree?.remove();
  tree = undefined;
});

function project(files: Readonly<Record<string, unknown>>): string {
  tree = temporaryTree({ '.git/HEAD': '', 'package.json': { name: 'x' }, ...files });
  return tree.root;
}

async function found(root: string): Promise<readonly string[]> {
  const { result } = await scan({ paths: ['.'], cwd: root, noCache: true });
  return result.findings.map(({ location, rule, library }) => `${location.path}:${location.line} ${rule} ${library ?? ''}`);
}

const details = async (root: string): Promise<readonly string[]> => {
  const error = await scan({ paths: ['.'], cwd: root, noCache: true }).catch((thrown: unknown) => thrown);
  return (error as { readonly details?: readonly string[] }).details ?? [];
};

const CRM = 'library: acme-crm\nmodules: [acme-crm]\nstatus: verified\nsinks: [{ at: "Export[post]", kind: outbound, party: third }]\n';
const CODE = "import { post } from 'acme-crm';\nexport const send = (email: string) => post(email);\n";
const FOUND = ['a.ts:2 outbound-direct acme-crm'];

describe('rules of a project', () => {
  test.each([
    ['a file', 'crm.yml', { 'crm.yml': CRM }],
    ['a folder', 'own', { 'own/libraries/crm.yml': CRM }],
    ['a package, in its folder of rules', 'acme-rules', { 'node_modules/acme-rules/rules/crm.yml': CRM }],
    ['a package without a manifest', 'acme-rules', { 'node_modules/acme-rules/crm.yml': CRM }],
    ['a file of a package', '"@acme/rules/more/crm.yml"', { 'node_modules/@acme/rules/more/crm.yml': CRM }],
    [
      'where the manifest of a package says',
      'acme-rules',
      {
        'node_modules/acme-rules/package.json': { name: 'acme-rules', main: 'throws.js', waybill: { rules: 'data' } },
        'node_modules/acme-rules/throws.js': 'throw 1',
        'node_modules/acme-rules/data/crm.yml': CRM,
      },
    ],
  ])('are %s', async (_, named, files) => {
    expect(await found(project({ ...files, 'a.ts': CODE, 'waybill.yml': `rules: ${named}\n` }))).toEqual(FOUND);
  });

  test('a package of a folder above, as a link', async () => {
    const root = project({
      'packages/api/a.ts': CODE,
      'packages/api/waybill.yml': 'rules: acme-rules\n',
      'store/acme-rules/rules/crm.yml': CRM,
    });
    mkdirSync(join(root, 'node_modules'));
    symlinkSync(join(root, 'store/acme-rules'), join(root, 'node_modules/acme-rules'));
    expect(await found(join(root, 'packages/api'))).toEqual(FOUND);
  });

  test('a package may not lead out of itself, and what is not there is told', async () => {
    const files = {
      'a.ts': CODE,
      'crm.yml': CRM,
      'a.txt': CRM,
      'node_modules/out/package.json': { waybill: { rules: '../../crm.yml' } },
      'node_modules/link/package.json': {},
      'node_modules/lost/package.json': { waybill: { rules: 'nowhere' } },
      'waybill.yml': 'rules: [out, link/crm.yml, lost, ./acme-rules, acme-rules, a.txt]\n',
    };
    const root = project(files);
    symlinkSync(join(root, 'crm.yml'), join(root, 'node_modules/link/crm.yml'));
    expect(await details(root)).toEqual([
      'waybill.yml:1:9: "out": "../../crm.yml" lies outside of the package',
      'waybill.yml:1:14: "link/crm.yml": "crm.yml" lies outside of the package',
      'waybill.yml:1:28: "lost": the package has no "nowhere"',
      'waybill.yml:1:34: "./acme-rules": there is no such file or folder',
      'waybill.yml:1:48: "acme-rules": there is no such file or folder, and no package "acme-rules" in node_modules of tree or above',
      'waybill.yml:1:60: "a.txt" is no rule file: expected *.yml, or a folder',
    ]);
  });

  test('a file that is too large is not read', async () => {
    const root = project({ 'a.ts': CODE, 'waybill.yml': 'rules: own\n', 'own/a.yml': '' });
    writeFileSync(join(root, 'own/a.yml'), `${CRM}#${' '.repeat(600 * 1024)}\n`);
    expect(await details(root)).toEqual([
      expect.stringMatching(/^own\/a\.yml:1:1: the file is too large: expected at most 512 KiB, not 601; split it$/),
    ]);
  });
});

const PINO = `import pino from 'pino';
const logger = pino();
export function print(user: { email: string }) {
  logger.info(user.email);
  logger.child({ email: user.email });
  logger.audit(user.email);
}
`;

describe('a rule file that extends another', () => {
  const scanned = (rules: string, more: Readonly<Record<string, unknown>> = {}) =>
    found(project({ 'a.ts': PINO, 'waybill.yml': 'rules: own\n', 'own/rules.yml': rules, ...more }));

  test('of the same name takes the place of the shipped one: adds, and switches rules off', async () => {
    const rules = `library: pino
extends: pino
off: ["logger.Member[child|setBindings]"]
sinks: [{ at: "logger.Member[audit]", kind: log, recipient: application-log }]
`;
    expect(await scanned(rules)).toEqual(['a.ts:4 log-direct pino', 'a.ts:6 log-direct pino']);
  });

  test('of another name brings the rules to other modules, and leaves the other as it is', async () => {
    const files = { 'b.ts': PINO.replace("'pino'", "'@acme/log'").replace('export function', 'export function') };
    expect(await scanned('library: acme-log\nextends: pino\nmodules: ["@acme/log"]\n', files)).toEqual([
      'a.ts:4 log-direct pino',
      'a.ts:5 log-direct pino',
      'b.ts:4 log-direct acme-log',
      'b.ts:5 log-direct acme-log',
    ]);
  });

  test('adds modules and ways to a shipped instance', async () => {
    const rules = 'library: pino\nextends: pino\nmodules: [acme-pino]\ninstances: { logger: { at: ["Export[make].ReturnValue"] } }\n';
    const more = {
      'b.ts': "import { make } from 'acme-pino';\nexport const say = (email: string) => make().info(email);\n",
    };
    const lines = await scanned(rules, more);
    expect(lines).toEqual(['a.ts:4 log-direct pino', 'a.ts:5 log-direct pino', 'b.ts:2 log-direct pino']);
  });

  test('one that extends an own one, in another file', async () => {
    const rules = 'library: acme-log\nextends: pino\nmodules: ["@acme/log"]\n';
    const next = 'library: acme-audit\nextends: acme-log\nmodules: ["@acme/audit"]\noff: ["logger.Member[child|setBindings]"]\n';
    const lines = await scanned(rules, { 'own/next.yml': next, 'b.ts': PINO.replace("'pino'", "'@acme/audit'") });
    expect(lines.filter((line) => line.startsWith('b.ts'))).toEqual(['b.ts:4 log-direct acme-audit']);
  });

  test('of the same name is what other shipped files mean by it', async () => {
    const code = "import express from 'express';\nexpress().get('/', (req) => { console.log(req.auth.payload); });\n";
    const files = { 'a.ts': code, 'waybill.yml': 'rules: own\n' };
    const said = await found(project({ ...files, 'own/rules.yml': CRM }));
    expect(said).toHaveLength(1);
    tree?.remove();
    expect(await found(project({ ...files, 'own/rules.yml': 'library: express\nextends: express\n' }))).toEqual(said);
    tree?.remove();
    expect(await found(project({ ...files, 'own/rules.yml': 'library: express\noff: true\n' }))).toEqual([]);
  });

  test('off: true, the library is none', async () => {
    // What is called `logger` is a logger all the same.
    expect(await scanned('library: pino\noff: true\n')).toEqual([
      'a.ts:4 log-direct unresolved-logger',
      'a.ts:5 log-direct unresolved-logger',
    ]);
    tree?.remove();
    expect(
      await scanned(CRM, {
        'a.ts': CODE,
        'own/off.yml': 'library: console\noff: true\n',
        'b.ts': 'export const say = (email: string) => console.log(email);\n',
      }),
    ).toEqual(FOUND);
  });

  test('words that are wrong are told with place and nearest word', async () => {
    const root = project({
      'a.ts': PINO,
      'waybill.yml': 'rules: own\n',
      'own/a.yml': 'library: acme\nextends: pinno\n',
      'own/b.yml': 'library: pino\nextends: pino\noff: ["logger.Member[child|setBinding]"]\n',
      'own/c.yml': 'library: consol\noff: true\n',
      'own/d.yml': 'library: d\nextends: winston\n',
      'own/e.yml': 'library: e\nextends: pino\nmodules: [e]\noff: true\n',
      'own/f.yml': 'library: f\noff: [a]\n',
    });
    expect(await details(root)).toEqual([
      'own/a.yml:2:10: there is no library "pinno"; did you mean "pino"?',
      'own/b.yml:3:7: there is no rule of "pino" at "logger.Member[child|setBinding]"; did you mean "logger.Member[child|setBindings]"?',
      'own/c.yml:1:10: there is no shipped library "consol"; did you mean "console"?',
      'own/d.yml:2:10: under another name than "winston" the file needs modules of its own: "modules"',
      'own/e.yml:4:6: off: expected a list of texts, not true',
      'own/f.yml:2:6: off: expected true, or with "extends" a list of paths, not Array',
    ]);
  });
});

describe('a library that a project adds by YAML alone', () => {
  const RULES = `library: parcel-kit
modules: [parcel-kit]
status: verified
instances:
  client: { at: ["Export[createClient].ReturnValue", "client.Member[scoped].ReturnValue"], types: [Client] }
  shape: { at: ["Export[object].ReturnValue"] }
sinks:
  - { at: "client.Member[track]", kind: analytics, recipient: parcel-kit }
settings:
  - { at: "Export[createClient]", effect: drop-paths, paths: ["Argument[0].Member[hide].Element"], dialect: dots }
builders:
  - { at: "Export[object]", builds: { objectOf: "Argument[0]" } }
  - { at: "shape.Member[read]", returns: { builtBy: "Argument[this]" } }
`;
  const RECIPIENTS = 'recipients: [{ id: parcel-kit, name: Parcel Kit, country: SE, hosts: [api.parcel-kit.example] }]\n';
  const EXAMPLES = `examples:
  leaks:
    - |
      import { createClient, object, text } from 'parcel-kit';
      const client = createClient({ hide: ['phone'] });
      const Customer = object({ email: text(), phone: text(), place: text() });
      export function take(body: unknown) {
        const customer = Customer.read(body);
        client.scoped().track({ phone: customer.phone });
        client.scoped().track({ email: customer.email }); // leak: analytics-direct email
        client.track(customer); // leak: analytics-direct email
      }
  clean:
    - |
      import { createClient, object, text } from 'parcel-kit';
      const client = createClient({ hide: ['phone', '*.email'] });
      const Parcel = object({ weight: text() });
      export function take(body: unknown, owner: { email: string; phone: string }) {
        client.track(Parcel.read(body));
        client.track({ phone: owner.phone, to: { email: owner.email } });
      }
`;

  test('with a factory, a redact option and a type builder', async () => {
    const root = project({
      'waybill.yml': 'rules: own\n',
      'own/parcel-kit.yml': RULES + EXAMPLES,
      'own/recipients/parcel-kit.yml': RECIPIENTS,
      'src/client.ts': "import { createClient } from 'parcel-kit';\nexport const client = createClient({ hide: ['phone'] });\n",
      'src/shapes.ts': "import { object, text } from 'parcel-kit';\nexport const Customer = object({ email: text(), phone: text() });\n",
      'src/take.ts': `import { client } from './client';
import { Customer } from './shapes';
export function take(body: unknown) {
  const customer = Customer.read(body);
  client.track({ phone: customer.phone });
  client.track({ at: 1, email: customer.email });
}
`,
    });
    const tested = await testRuleExamples({ paths: ['.'], cwd: root });
    expect(tested).toEqual([{ file: 'own/parcel-kit.yml', library: 'parcel-kit', examples: 2, differences: [] }]);
    const { result } = await scan({ paths: ['.'], cwd: root, noCache: true });
    const told = result.findings.map(({ location, rule, recipient, dataTypes }) => [
      location.path,
      location.line,
      rule,
      recipient,
      ...dataTypes.map(({ id }) => id),
    ]);
    expect(told).toEqual([['src/take.ts', 6, 'analytics-direct', 'parcel-kit', 'email']]);
    expect(result.recipients.find(({ id }) => id === 'parcel-kit')).toMatchObject({ name: 'Parcel Kit', country: 'SE' });
  });
});
