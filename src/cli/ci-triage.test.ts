/** Formats for CI on code with accepted findings, findings of before, new ones, and less seen than demanded. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { planBaseline, scan } from '../index.js';
import { NO_API } from '../testing/cli-io.js';
import { temporaryTree, writeTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { workflowCommands } from '../testing/workflow-commands.js';
import { runCli } from './cli.js';

const OLD = 'export const old = (email: string) => console.log(email);\n';
const ACCEPTED = 'export const accepted = (email: string) => console.log(email); // waybill-ignore email -- for support\n';
const STALE = '// waybill-ignore-next-line email -- long gone\nexport const nothing = 1;\n';
const NEW = 'export const fresh = (phoneNumber: string) => console.log(phoneNumber);\n';

let tree: TemporaryTree;
beforeAll(async () => {
  tree = temporaryTree({
    'package.json': { name: 'x' },
    'old.ts': OLD,
    'accepted.ts': ACCEPTED,
    'stale.ts': STALE,
    'unknown.ts': 'export const f = (g: () => void) => g();\n',
    'legacy/a.ts': OLD.replace('old', 'older'),
    'waybill.yml': 'ignore:\n  - { paths: legacy/, reason: goes in spring, by: Ada }\n',
  });
  const { text } = await planBaseline({ paths: ['.'], cwd: tree.root, noCache: true, workers: 1, anew: true });
  writeTree(tree.root, { 'waybill-baseline.json': text });
});
afterAll(() => tree.remove());

async function run(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const text = { out: '', err: '' };
  const stream = (key: 'out' | 'err') => ({
    write(written: string, done: () => void) {
      text[key] += written;
      queueMicrotask(done);
      return true;
    },
  });
  const code = await runCli(['--no-cache', '--workers', '1', ...args], {
    stdout: stream('out'),
    stderr: stream('err'),
    env: {},
    cwd: tree.root,
    platform: 'linux',
    api: { ...NO_API, scan },
  });
  return { code, ...text };
}

const valid = async (xml: string): Promise<boolean> => {
  const schema = readFileSync(new URL('../testing/schemas/junit.xsd', import.meta.url), 'utf8');
  return (await validateXML({ xml: { fileName: 'r.xml', contents: xml }, schema })).valid;
};

describe('with nothing new', () => {
  it('GitHub is told of the comment that does nothing, and of no finding', async () => {
    const { code, out } = await run('--format', 'github');
    expect(code).toBe(0);
    expect(workflowCommands(out)).toEqual([
      {
        name: 'warning',
        properties: { file: 'stale.ts', line: '1', endLine: '1', title: 'suppression' },
        message: 'this comment suppresses nothing: no finding here fits it (remove it)',
      },
    ]);
  });

  it('JUnit, Code Quality and Markdown pass', async () => {
    const junit = await run('--format', 'junit');
    expect(junit.code).toBe(0);
    expect(junit.out).toContain('<testsuites name="waybill" tests="1" failures="0" errors="0">');
    expect(JSON.parse((await run('--format', 'gitlab-codequality')).out)).toEqual([]);
    const { out } = await run('--format', 'markdown');
    expect(out).toContain('## ✅ Waybill: passed');
    expect(out).toContain('No new finding.');
    expect(out).toContain('- Accepted: 2 findings by 1 comment and 1 ignore entry');
    expect(out).toContain('- Baseline: 1 finding of before, in waybill-baseline.json');
    expect(out).toContain('- Problem: stale.ts:1 this comment suppresses nothing');
  });
});

describe('with less seen than demanded', () => {
  it('each format that can say so fails', async () => {
    const demand = ['--min-coverage', '100'];
    const github = await run(...demand, '--format', 'github');
    expect(github.code).toBe(2);
    expect(workflowCommands(github.out)[0]).toEqual({
      name: 'error',
      properties: { title: 'Waybill' },
      message: expect.stringMatching(/% of calls followed, less than --min-coverage 100$/) as string,
    });
    const junit = await run(...demand, '--format', 'junit');
    expect(junit.out).toContain('<testsuites name="waybill" tests="1" failures="0" errors="1">');
    expect(junit.out).toMatch(/<error message="[\d.]+% of calls followed, less than --min-coverage 100" type="coverage"\/>/);
    expect(await valid(junit.out)).toBe(true);
    expect((await run(...demand, '--format', 'markdown')).out).toContain('## ❌ Waybill: failed: ');
    const sarif = JSON.parse((await run(...demand, '--format', 'sarif')).out) as {
      runs: [{ invocations: [{ executionSuccessful: boolean }] }];
    };
    expect(sarif.runs[0].invocations[0].executionSuccessful).toBe(true);
  });
});

describe('with something new', () => {
  beforeAll(() => writeTree(tree.root, { 'new.ts': NEW }));

  it('only that is told, and what is failOn decides together with the baseline', async () => {
    const github = await run('--format', 'github');
    expect(github.code).toBe(1);
    expect(workflowCommands(github.out).map(({ name, properties }) => [name, properties['file']])).toEqual([
      ['error', 'new.ts'],
      ['warning', 'stale.ts'],
    ]);
    const junit = await run('--format', 'junit', '--min-coverage', '100');
    expect(junit.out).toContain('<testsuites name="waybill" tests="2" failures="1" errors="1">');
    expect(await valid(junit.out)).toBe(true);
    const issues = JSON.parse((await run('--format', 'gitlab-codequality')).out) as { location: { path: string } }[];
    expect(issues.map(({ location }) => location.path)).toEqual(['new.ts']);
    writeTree(tree.root, {
      'own.yml': 'failOn:\n  - { level: critical, kinds: log, tiers: direct }\nignore:\n  - { paths: legacy/, reason: goes in spring }\n',
    });
    const lenient = await run('--config', 'own.yml', '--quiet');
    expect(lenient.code).toBe(0);
    expect(lenient.out).toContain('new.ts');
    expect((await run('--config', 'own.yml', '--no-baseline', '--fail-on', 'high', '--quiet')).out).toContain('old.ts');
    // Without the configuration what it accepts is new again, as the baseline was written with it.
    const bare = await run('--no-config', '--quiet');
    expect(bare.code).toBe(1);
    expect(bare.out).toContain('legacy/a.ts');
    expect(bare.out).not.toContain('old.ts:1');
  });

  it('SARIF has all, each with how it stands', async () => {
    const { runs } = JSON.parse((await run('--format', 'sarif')).out) as {
      runs: [
        {
          results: {
            baselineState?: string;
            suppressions?: { kind: string; justification: string }[];
            locations: [{ physicalLocation: { artifactLocation: { uri: string } } }];
          }[];
        },
      ];
    };
    const told = runs[0].results.map(({ locations, baselineState, suppressions }) => [
      locations[0].physicalLocation.artifactLocation.uri,
      baselineState ?? suppressions?.map(({ kind, justification }) => `${kind}: ${justification}`).join(),
    ]);
    expect(told.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))).toEqual([
      ['accepted.ts', 'inSource: for support'],
      ['legacy/a.ts', 'external: goes in spring'],
      ['new.ts', 'new'],
      ['old.ts', 'unchanged'],
    ]);
  });
});
