/** Runs the examples in a project's own rule files: each as a file of its own, all in one scan in a temporary folder. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listed } from '../config/schema.js';
import type { Finding } from '../model/report.js';
import type { RuleExamplesQuery, RuleExamplesResult } from '../model/rule-examples.js';
import type { LibraryRules } from '../model/rules.js';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import { loadBundle } from '../rules/bundle.js';
import { select } from '../triage/select.js';
import { openWorkspace } from '../workspace/index.js';
import { analyse } from './analyse.js';
import { folderNamed } from './describe-config.js';
import { configure } from './project-config.js';

interface Example {
  readonly library: string;
  /** `leaks 1`. */
  readonly name: string;
  readonly path: string;
  readonly leaks: boolean;
  readonly lines: readonly string[];
}

/** What the comment at the end of a line of an example expects there. */
interface Expected {
  readonly rule: string | undefined;
  readonly dataTypes: readonly string[];
}

/** JSX in an example makes it a component file. */
const JSX = /<[A-Za-z][^>]*\/>|<\/[A-Za-z]+>/;
const MARK = /\/\/[ \t]*(?:leak|clean)\b.*$/;
const LEAK = /\/\/[ \t]*leak(?::[ \t]*([\w-]+)((?:[ \t]+[\w-]+)*))?[ \t]*$/;

/** @throws {WaybillError} `wrong-config` with every problem of configuration and rules, `path-not-found` */
export async function ruleExamples({ path, cwd, config }: RuleExamplesQuery): Promise<readonly RuleExamplesResult[]> {
  const root = folderNamed(path, cwd);
  const [bundle, workspace] = await Promise.all([loadBundle(), openWorkspace(root)]);
  const { roots } = configure([workspace], root, bundle, { cwd, ...(config === undefined ? {} : { config }) });
  const libraries = roots.flatMap(({ ownLibraries }) => ownLibraries);
  const folders = roots.flatMap(({ configs }) => configs.flatMap((one) => listed(one.config.rules).map((dir) => resolve(one.dir, dir))));
  const examples = libraries.flatMap(({ rules }, at) => examplesOf(rules, at));
  const findings = examples.length === 0 ? [] : await scanned(examples, [...new Set(folders)]);
  return libraries.map(({ file, rules: { library } }) => {
    const own = examples.filter((example) => example.library === library);
    const faults = own.flatMap((example) =>
      faultsOf(
        example,
        findings.filter(({ location }) => location.path === example.path),
      ),
    );
    return { file, library, examples: own.length, faults };
  });
}

function examplesOf({ library, examples }: LibraryRules, at: number): readonly Example[] {
  const of = (codes: readonly string[], kind: 'leaks' | 'clean'): readonly Example[] =>
    codes.map((code, i) => ({
      library,
      name: `${kind} ${i + 1}`,
      path: `${at}/${kind}-${i + 1}/example.${JSX.test(code) ? 'tsx' : 'ts'}`,
      leaks: kind === 'leaks',
      lines: code.split('\n'),
    }));
  return [...of(examples?.leaks ?? [], 'leaks'), ...of(examples?.clean ?? [], 'clean')];
}

async function scanned(examples: readonly Example[], folders: readonly string[]): Promise<readonly Finding[]> {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'waybill-rules-')));
  try {
    writeFileSync(join(dir, 'package.json'), '{}');
    writeFileSync(join(dir, 'waybill.json'), JSON.stringify({ rules: folders }));
    for (const { path, lines } of examples) {
      mkdirSync(join(dir, path, '..'), { recursive: true });
      // The words of a mark are no part of the code; what one example declares says nothing in another.
      writeFileSync(join(dir, path), `${lines.map((line) => line.replace(MARK, '')).join('\n')}\nexport {};\n`);
    }
    const { result } = await analyse({ paths: [dir], cwd: dir, config: 'waybill.json', noCache: true, baseline: false });
    return select(result.findings, DEFAULT_THRESHOLDS).shown;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Where marks and findings differ; a leaking example without marks needs one finding anywhere. */
function faultsOf({ name, leaks, lines }: Example, findings: readonly Finding[]): readonly string[] {
  const marks = lines.map((line): Expected | undefined => {
    const mark = leaks ? LEAK.exec(line) : null;
    return mark ? { rule: mark[1], dataTypes: (mark[2] ?? '').split(/[ \t]+/).filter((word) => word !== '') } : undefined;
  });
  if (leaks && marks.every((mark) => mark === undefined)) return findings.length > 0 ? [] : [`${name}: no finding`];
  return lines.flatMap((_, at) => {
    const here = findings.filter(({ callLocation, location }) => callLocation.line === at + 1 || location.line === at + 1);
    const mark = marks[at];
    const where = `${name}, line ${at + 1}`;
    const seen = here.map(textOf).join('; ');
    if (!mark) return here.length > 0 ? [`${where}: ${seen}, and none was expected`] : [];
    if (here.some((finding) => fits(finding, mark))) return [];
    const wanted = mark.rule === undefined ? '' : `, expected ${[mark.rule, ...mark.dataTypes].join(' ')}`;
    return [`${where}: ${seen === '' ? 'no finding' : seen}${wanted}`];
  });
}

function fits({ rule, dataTypes }: Finding, mark: Expected): boolean {
  return (mark.rule === undefined || rule === mark.rule) && mark.dataTypes.every((type) => dataTypes.some(({ id }) => id === type));
}

function textOf({ rule, dataTypes }: Finding): string {
  return [rule, ...dataTypes.map(({ id }) => id)].join(' ');
}
