/** The action for GitHub and the job for GitLab: valid, and their scripts run. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtCopy, type BuiltCopy } from '../testing/built-copy.js';
import { execute, shell, type Ended } from '../testing/in-shell.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { workflowCommands } from '../testing/workflow-commands.js';
import { PROJECT, readDefinition } from '../testing/read-definition.js';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

interface Job {
  readonly script: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly artifacts: { readonly paths: readonly string[]; readonly reports: Readonly<Record<string, string>> };
}

const LEAK = 'export const greet = (user: { id: string; email: string }) => console.log(user.email);\n';
const CLEAN = 'export const greet = (user: { id: string; email: string }) => console.log(user.id);\n';

let built: BuiltCopy;
let tree: TemporaryTree;

beforeAll(async () => {
  built = await builtCopy();
}, 60_000);
afterAll(() => built.remove());
beforeEach(() => {
  tree = temporaryTree({ 'package.json': { name: 'shop' }, 'apps/a b/leak.ts': LEAK, 'apps/clean/clean.ts': CLEAN, '.git/HEAD': '' });
});
afterEach(() => tree.remove());

const isScript = (text: string): void => {
  const { code, err } = execute('bash', ['-n', '-c', text], PROJECT);
  expect({ code, err }).toEqual({ code: 0, err: '' });
};

describe('action.yml', () => {
  const action = readDefinition<Action>('action.yml', 'github-action.json');
  const scan = action.runs.steps.find(({ id }) => id === 'scan') as Step;

  /** Runs the step that scans, with inputs as a workflow gives them. */
  function run(
    inputs: Readonly<Record<string, string>> = {},
  ): Ended & { readonly outputs: Record<string, string>; readonly summary: string } {
    const value = (text: string): string =>
      text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name] ?? action.inputs[name]?.default ?? '');
    const [output, summary] = [join(tree.root, '..', 'output'), join(tree.root, '..', 'summary')];
    for (const file of [output, summary]) writeFileSync(file, '');
    const ended = shell(scan.run ?? '', join(tree.root, value(scan['working-directory'] ?? '')), {
      ...Object.fromEntries(Object.entries(scan.env ?? {}).map(([name, text]) => [name, value(text)])),
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: built.root,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      XDG_CACHE_HOME: join(tree.root, '..', 'cache'),
    });
    const outputs = readFileSync(output, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('=') as [string, string]);
    return { ...ended, outputs: Object.fromEntries(outputs), summary: readFileSync(summary, 'utf8') };
  }

  it('has scripts that bash can read, and no input inside of one', () => {
    for (const { run: script } of action.runs.steps.filter((step) => step.run !== undefined)) {
      isScript(script ?? '');
      expect(script).not.toContain('${{');
    }
  });

  it('names only inputs, steps and outputs that there are', () => {
    const text = JSON.stringify(action.runs) + JSON.stringify(action.outputs);
    for (const [, name = ''] of text.matchAll(/inputs\.([\w-]+)/g)) expect(action.inputs).toHaveProperty([name]);
    for (const [, id, name = ''] of text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      expect(id).toBe('scan');
      expect(scan.run).toContain(`${name}=`);
    }
    for (const name of Object.keys(action.inputs)) expect(text).toContain(`inputs.${name}`);
  });

  it('fails for a leak, annotates it, summarises it, and leaves the report for code scanning', () => {
    const { code, out, outputs, summary, err } = run();
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(workflowCommands(out).find(({ name }) => name === 'error')?.properties['file']).toBe('apps/a b/leak.ts');
    expect(summary).toContain('1 finding at or above high');
    expect(outputs).toEqual({ 'exit-code': '1', 'sarif-file': './waybill.sarif' });
    expect(JSON.parse(readFileSync(join(tree.root, 'waybill.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  }, 60_000);

  it('takes folders by line, thresholds, further reports and options', () => {
    expect(run({ paths: 'apps/clean', 'sarif-file': '' })).toMatchObject({ code: 0, outputs: { 'exit-code': '0' } });
    expect(run({ paths: 'apps/clean\napps/a b\n' }).code).toBe(1);
    expect(run({ 'fail-on': 'critical' }).code).toBe(0);
    const reports = run({
      format: 'markdown=a.md\njunit=b c.xml',
      arguments: '--no-cache',
      annotations: 'false',
      'working-directory': 'apps',
    });
    expect(workflowCommands(reports.out)).toEqual([]);
    expect(reports.summary).toBe('');
    expect(reports.outputs['sarif-file']).toBe('apps/waybill.sarif');
    for (const file of ['a.md', 'b c.xml']) expect(existsSync(join(tree.root, 'apps', file))).toBe(true);
    const { runs } = JSON.parse(readFileSync(join(tree.root, 'apps/waybill.sarif'), 'utf8')) as { runs: { results: unknown[] }[] };
    expect(JSON.stringify(runs[0]?.results[0])).toContain('"uri":"apps/a%20b/leak.ts"');
  }, 60_000);

  it('takes a path that looks like an option or a command for a path', () => {
    for (const paths of ['--fail-on=never', '$(touch owned)', '`touch owned`; touch owned']) {
      const { code, outputs } = run({ paths });
      expect({ code, outputs }).toEqual({ code: 2, outputs: { 'exit-code': '2' } });
    }
    expect(existsSync(join(tree.root, 'owned'))).toBe(false);
  }, 60_000);

  it('uploads only when asked, when there is a report, and also after a scan that failed', () => {
    const upload = action.runs.steps.find(({ uses }) => uses !== undefined);
    expect(upload?.uses).toMatch(/^github\/codeql-action\/upload-sarif@v\d+$/);
    expect(upload?.if).toBe("${{ !cancelled() && inputs.upload == 'true' && steps.scan.outputs.sarif-file != '' }}");
    expect(action.inputs['upload']?.default).toBe('false');
  });
});

describe('waybill.gitlab-ci.yml', () => {
  const job = readDefinition<Readonly<Record<string, Job>>>('waybill.gitlab-ci.yml', 'gitlab-ci.json')['waybill'] as Job;
  const run = (variables: Readonly<Record<string, string>> = {}): Ended =>
    shell(job.script.join('\n'), tree.root, { ...job.variables, ...variables });

  /** As when the project has Waybill among its packages. */
  function installWaybill(): void {
    mkdirSync(join(tree.root, 'node_modules/.bin'), { recursive: true });
    const program = `#!/bin/sh\nexec "${process.execPath}" "${join(built.root, 'bin/waybill.js')}" "$@"\n`;
    writeFileSync(join(tree.root, 'node_modules/.bin/waybill'), program, { mode: 0o755 });
  }

  it('has a script that bash can read', () => {
    isScript(job.script.join('\n'));
  });

  it('fails for a leak and leaves the reports that GitLab is told of', () => {
    installWaybill();
    const { code, out } = run();
    expect(code).toBe(1);
    expect(out).toContain('failed: 1 finding');
    for (const file of [...job.artifacts.paths, ...Object.values(job.artifacts.reports)])
      expect(existsSync(join(tree.root, file))).toBe(true);
    const issues = JSON.parse(readFileSync(join(tree.root, 'gl-code-quality-report.json'), 'utf8')) as object[];
    expect(issues).toMatchObject([{ location: { path: 'apps/a b/leak.ts' } }]);
    expect(existsSync(join(tree.root, '.waybill-cache'))).toBe(true);
  }, 60_000);

  it('takes paths and options', () => {
    installWaybill();
    expect(run({ WAYBILL_PATHS: 'apps/clean', WAYBILL_ARGS: '--fail-on low --no-cache' }).code).toBe(0);
  }, 60_000);

  it('says what is missing when nobody says where Waybill comes from', () => {
    const { code, err } = run();
    expect(code).toBe(2);
    expect(err).toContain('WAYBILL_PACKAGE');
  });
});
