import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { testRuleExamples } from '../index.js';
import { NO_API } from '../testing/cli-io.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { runCli } from './cli.js';

let tree: TemporaryTree;
afterEach(() => {
  vi.unstubAllEnvs();
  tree.remove();
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

async function run(
  files: Readonly<Record<string, unknown>>,
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  tree = temporaryTree({
    'package.json': { name: 'x' },
    'a.ts': 'export {};\n',
    'own/recipients/acme.yml': RECIPIENTS,
    'tmp/x': '',
    ...files,
  });
  rmSync(join(tree.root, 'tmp/x'));
  vi.stubEnv('TMPDIR', join(tree.root, 'tmp'));
  const text = { out: '', err: '' };
  const stream = (key: 'out' | 'err') => ({
    write(written: string, done: () => void) {
      text[key] += written;
      queueMicrotask(done);
      return true;
    },
  });
  const code = await runCli(['rules'], {
    stdout: stream('out'),
    stderr: stream('err'),
    env: {},
    cwd: tree.root,
    platform: 'linux',
    api: { ...NO_API, testRuleExamples },
  });
  return { code, ...text };
}

describe('waybill rules', () => {
  it("runs the examples of a project's own rules, and leaves nothing behind", async () => {
    const { code, out, err } = await run({ 'waybill.yml': 'rules: own\n', 'own/acme-crm.yml': rules(RIGHT) });
    expect(err).toBe('');
    expect(out).toBe('✔ own/acme-crm.yml  acme-crm: 2 of 2 examples hold\n');
    expect(code).toBe(0);
    expect(readdirSync(join(tree.root, 'tmp'))).toEqual([]);
  });

  it('says which example does not hold, and where', async () => {
    const wrong = RIGHT.replace('post({ id: 1 });', 'post({ id: 1 }); // leak: outbound-direct email').replace('scrub(email)', 'email');
    const { code, out } = await run({ 'waybill.yml': 'rules: own\n', 'own/acme-crm.yml': rules(wrong) });
    expect(code).toBe(1);
    expect(out).toBe(
      '✖ own/acme-crm.yml  acme-crm: not every example holds\n' +
        '    leaks 1, line 3: no finding, expected outbound-direct email\n' +
        '    clean 1, line 2: outbound-direct email, and none was expected\n',
    );
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
    tree.remove();
    vi.unstubAllEnvs();
    const none = await run({});
    expect(none).toEqual({ code: 0, out: 'The configuration names no rule file: rules: FOLDER.\n', err: '' });
  });
});
