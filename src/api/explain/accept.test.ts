/** What `explain` offers under "Accept" is taken at its word: applied as it stands, a scan accepts the finding. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { explain, scan } from '../../index.js';
import { prettyExplanation } from '../../report/explain/pretty.js';
import { temporaryTree, writeTree, type TemporaryTree } from '../../testing/temporary-tree.js';

const SECRET = ['AK', 'IA', 'QYLPMN5HFIQR7XYA'].join('');
const CASES: Readonly<Record<string, readonly [string, string]>> = {
  'a file in the root': ['a.ts', 'export const f = (email: string) => {\n  console.log(email);\n};\n'],
  'several rules in one call': [
    'src/b.ts',
    'export function f(email: string, password: string, city: string) {\n  console.log(email, password, city);\n}\n',
  ],
  'a call of several lines': [
    'src/c.ts',
    'export function f(user: { email: string; phone: string }) {\n  console.log(\n    {\n      a: user.email,\n      b: user.phone,\n    },\n  );\n}\n',
  ],
  'a file-routed page whose name is a pattern': [
    'app/[id]/(shop)/page.tsx',
    'export default function Page({ email }: { email: string }) {\n  console.log(email);\n  return <p>x</p>;\n}\n',
  ],
  'a call between JSX elements': [
    'src/d.tsx',
    'export const D = ({ user }: { user: { email: string } }) => (\n  <div>\n    <p>hi</p>\n    <button onClick={() => console.log(user.email)}>x</button>\n  </div>\n);\n',
  ],
  'a call in an attribute of JSX': [
    'src/e.tsx',
    'export const E = ({ user }: { user: { email: string } }) => (\n  <button\n    onClick={() => console.log(user.email)}\n  >\n    x\n  </button>\n);\n',
  ],
  'a call in what an arrow function gives': [
    'src/f.tsx',
    'export const F = ({ users }: { users: { email: string }[] }) =>\n  users.map((user) =>\n    <a onClick={() => console.log(user.email)}>x</a>);\n',
  ],
  'a literal': ['src/g.ts', `export const key = '${SECRET}';\n`],
};

let tree: TemporaryTree | undefined;
afterEach(() => tree?.remove());

const scanIn = (paths: readonly string[] = ['.']) => scan({ paths, cwd: tree!.root, noCache: true, workers: 1 });

/** The part of an explanation that is to be copied. */
async function accepting(
  what: string,
  paths?: readonly string[],
): Promise<{ readonly comment: string; readonly line: number; readonly entry: string; readonly file: string }> {
  const explanation = await explain({ what, cwd: tree!.root, noCache: true, workers: 1, ...(paths ? { paths } : {}) });
  const lines = prettyExplanation(explanation, { width: 120, color: 0, unicode: true, quiet: false })
    .split('\n')
    .map((text) => text.slice(16));
  const comment = lines.find((text) => text.includes('waybill-ignore-next-line')) ?? '';
  const line = Number(/above line (\d+)/.exec(lines.join('\n'))?.[1]);
  const from = lines.indexOf('ignore:');
  const to = lines.findIndex((text) => text.endsWith('reason: <reason>'));
  const file = /^or in (.+):$/m.exec(lines.join('\n'))?.[1] ?? '';
  return { comment, line, entry: `${lines.slice(from, to + 1).join('\n')}\n`, file };
}

describe('what explain offers', () => {
  it.each(Object.entries(CASES))('accepts %s', async (_, [path, code]) => {
    tree = temporaryTree({ 'package.json': { name: 'x' }, [path]: code });
    const [finding, ...more] = (await scanIn()).result.findings;
    expect(more).toEqual([]);
    const { comment, line, entry, file } = await accepting(finding!.print);
    expect(file).toBe('waybill.yml');

    writeTree(tree.root, { 'waybill.yml': entry });
    const configured = (await scanIn()).result;
    expect(configured.findings.map(({ status }) => status)).toEqual(['suppressed']);
    expect(configured.coverage.problems).toEqual([]);

    const lines = code.split('\n');
    lines.splice(line - 1, 0, comment);
    writeTree(tree.root, { 'waybill.yml': '', [path]: lines.join('\n') });
    const commented = (await scanIn()).result;
    expect(commented.findings.map(({ status }) => status)).toEqual(['suppressed']);
    expect(commented.coverage.problems).toEqual([]);
    expect(commented.triage?.suppressions.map(({ state, problems }) => [state, problems])).toEqual([['active', []]]);
  });

  it('names only what is not accepted yet', async () => {
    const path = 'src/a.ts';
    const code =
      'export function f(email: string, phoneNumber: string) {\n  console.log(email, phoneNumber); // waybill-ignore email -- why\n}\n';
    tree = temporaryTree({ 'package.json': { name: 'x' }, [path]: code });
    const { comment, line } = await accepting(`${path}:2`);
    const lines = code.split('\n');
    lines.splice(line - 1, 0, comment);
    writeTree(tree.root, { [path]: lines.join('\n') });
    expect((await scanIn()).result.triage?.suppressions.map(({ state, problems }) => [state, problems])).toEqual([
      ['active', []],
      ['active', []],
    ]);
  });

  it('is written as the configuration is that is there', async () => {
    const code = CASES['a file in the root']![1];
    const configured = (ignore: readonly unknown[]) => ({ name: 'x', waybill: { failOn: 'low', ignore } });
    tree = temporaryTree({ '.git/HEAD': '', 'package.json': configured([]), 'a.ts': code });
    const explanation = await explain({ what: 'a.ts:2', cwd: tree.root, noCache: true, workers: 1 });
    const text = prettyExplanation(explanation, { width: 120, color: 0, unicode: true, quiet: false });
    expect(text).toContain('or in package.json#waybill, in the list "ignore":');
    const entry: unknown = JSON.parse(/\{ ?"paths".*/.exec(text)![0]);
    writeTree(tree.root, { 'package.json': configured([entry]) });
    expect((await scanIn()).result.findings.map(({ status }) => status)).toEqual(['suppressed']);
  });

  it('names the configuration of the folder that was scanned', async () => {
    const code = CASES['a file in the root']![1];
    tree = temporaryTree({
      '.git/HEAD': '',
      'package.json': { name: 'x', workspaces: ['packages/*'] },
      'packages/a/package.json': { name: 'a' },
      'packages/a/src/a.ts': code,
      'packages/b/package.json': { name: 'b' },
      'packages/b/src/b.ts': code.replace('console.log(email)', 'console.log("b", email)').replace('f =', 'g ='),
    });
    const [finding] = (await scanIn(['packages/a'])).result.findings;
    const one = await accepting(finding!.print, ['packages/a']);
    expect(one.file).toBe('packages/a/waybill.yml');
    writeTree(tree.root, { [one.file]: one.entry });
    expect((await scanIn(['packages/a'])).result.findings.map(({ status }) => status)).toEqual(['suppressed']);
    const both = (await scanIn(['packages/a', 'packages/b'])).result.findings;
    expect(both.map(({ location, status }) => [location.path, status])).toEqual([
      ['a/src/a.ts', 'suppressed'],
      ['b/src/b.ts', 'new'],
    ]);
    const other = await accepting(both[1]!.print, ['packages/a', 'packages/b']);
    expect(other.file).toBe('packages/waybill.yml');
    writeTree(tree.root, { [other.file]: other.entry });
    expect((await scanIn(['packages/a', 'packages/b'])).result.findings.map(({ status }) => status)).toEqual(['suppressed', 'suppressed']);
    expect(readFileSync(join(tree.root, other.file), 'utf8')).toContain('b/src/b.ts');
  });
});

describe('how a finding stands', () => {
  const leak = 'export function f(email: string) {\n  console.log(email);\n}\n';
  const standing = async () => {
    const explanation = await explain({ what: 'a.ts:2', cwd: tree!.root, noCache: true, workers: 1 });
    return {
      data: explanation.standings.map(({ status, fails }) => [status, fails ?? false]),
      text: prettyExplanation(explanation, { width: 120, color: 0, unicode: true, quiet: false }),
    };
  };

  it('is told with what accepts it', async () => {
    tree = temporaryTree({
      'package.json': { name: 'x' },
      'a.ts': leak,
      'waybill.yml': 'ignore:\n  - paths: a.ts\n    reason: for support\n    by: Ada\n    until: 9999-12-31\n',
    });
    const { data, text } = await standing();
    expect(data).toEqual([['suppressed', false]]);
    expect(text).toContain('Status      accepted by the ignore entry at waybill.yml:2, by Ada, until 9999-12-31: for support');
    expect(text).not.toContain('Accept ');
  });

  it('is told with the baseline, and with what the configuration lets fail', async () => {
    const { planBaseline } = await import('../../index.js');
    tree = temporaryTree({ 'package.json': { name: 'x' }, 'a.ts': leak });
    expect((await standing()).data).toEqual([['new', true]]);
    writeTree(tree.root, { 'waybill.yml': 'failOn:\n  - kinds: log\n    level: critical\n' });
    expect((await standing()).data).toEqual([['new', false]]);
    const plan = await planBaseline({ paths: ['.'], cwd: tree.root, noCache: true, workers: 1, anew: true });
    writeTree(tree.root, { 'waybill-baseline.json': plan.text });
    const { data, text } = await standing();
    expect(data).toEqual([['baselined', false]]);
    expect(text).toContain('Status      of before, in waybill-baseline.json: fails no scan');
  });
});

describe('the configuration', () => {
  it('is named as what decides: own sanitizers, loggers, rules and policy', async () => {
    tree = temporaryTree({
      'package.json': { name: 'x' },
      'a.ts': `import { audit } from './audit';
import { post } from 'acme-crm';
export function f(email: string) {
  console.log(redactArg(email)); // own sanitizer
  audit(email); // own logger
  post(email); // own rule
}
export function redactArg(x: string) { return x.slice(0, 100); }
`,
      'audit.ts': 'declare const native: { put(line: string): void };\nexport function audit(line: string) { native.put(line); }\n',
      'waybill.yml': 'sanitizers: [redactArg]\nloggers: ["./audit#audit"]\npolicy: strict\nrules: own\n',
      'own/policies/strict.yml':
        'policy: strict\ntitle: Strict\nrows:\n  - kinds: [log, outbound]\n    tiers: { credential: critical, sensitive: critical, direct: critical, pseudonymous: low, indirect: low }\nliterals: { secret: low, personal: low }\nkinds:\n  log: { sentence: is logged, why: W, remedy: R, cwe: [532] }\n  outbound: { sentence: is sent, why: W, remedy: R, cwe: [359] }\n',
      'own/acme-crm.yml':
        'library: acme-crm\nmodules: [acme-crm]\nstatus: verified\nsinks:\n  - at: ["Export[post]"]\n    kind: outbound\n    recipient: acme\n',
      'own/recipients/acme.yml': 'recipients:\n  - { id: acme, name: Acme CRM, country: US, party: third, hosts: [acme.example] }\n',
    });
    const told = async (line: number) => {
      const explanation = await explain({ what: `a.ts:${line}`, cwd: tree!.root, noCache: true, workers: 1 });
      return prettyExplanation(explanation, { width: 200, color: 0, unicode: true, quiet: false });
    };
    expect(await told(4)).toContain("masked by `redactArg` (rules of the project's configuration)");
    const logged = await told(5);
    expect(logged).toContain("of the project's configuration");
    expect(logged).toContain('policy `strict`: direct data, log to the own system is critical');
    const posted = await told(6);
    expect(posted).toContain('outbound, by `Export[post]` of `acme-crm`');
    expect(posted).toContain('to Acme CRM (US)');
    expect(posted).toContain('policy `strict`: direct data, outbound to another company is critical');
  });

  it('is left aside when that is asked for', async () => {
    tree = temporaryTree({
      'package.json': { name: 'x' },
      'a.ts': 'export const f = (email: string) => console.log(mine(email));\nconst mine = (x: string) => x.trim();\n',
      'waybill.yml': 'sanitizers: [mine]\n',
    });
    const ask = (config?: false) =>
      explain({ what: 'a.ts:1', cwd: tree!.root, noCache: true, workers: 1, ...(config === undefined ? {} : { config }) });
    expect((await ask()).standings).toEqual([]);
    expect((await ask(false)).standings.map(({ status }) => status)).toEqual(['new']);
  });
});
