/** `waybill rules list|show|test|new`. */
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { reportRules, type RuleDraftQuery, type RuleExamplesResult, type RuleListQuery, type RuleShowQuery } from '../index.js';
import { configOption, type ConfigFlags } from './config-flags.js';
import { errors } from './errors.js';
import { writeText, type CliIo } from './io.js';
import { checkOutputs, writeOutput } from './output.js';
import { styleFor } from './terminal.js';

interface RunFlags extends ConfigFlags {
  readonly color?: boolean;
  readonly debug?: boolean;
}

interface FormatFlags extends RunFlags {
  readonly format: string;
}

export interface RulesListOptions extends FormatFlags {
  readonly form?: RuleListQuery['forms'];
  readonly library?: string;
  readonly kind?: NonNullable<RuleListQuery['kind']>;
  readonly status?: NonNullable<RuleListQuery['status']>;
  readonly recipient?: string;
  readonly dataType?: string;
}

export interface RulesShowOptions extends FormatFlags {
  readonly form?: RuleShowQuery['forms'];
}

export interface RulesTestOptions extends FormatFlags {
  readonly shipped?: boolean;
  readonly update?: boolean;
  readonly quiet?: boolean;
}

export interface RulesNewOptions extends RunFlags, Omit<RuleDraftQuery, 'name' | 'cwd'> {
  readonly output?: string;
  readonly force?: boolean;
}

const EXIT_DONE = 0;
const EXIT_DIFFERENT = 1;
/** Where rules of a project lie when its configuration names no folder. */
const FOLDER = 'waybill-rules';

/** @throws WaybillError when a word is not known, or the configuration or a rule file is wrong */
export async function rulesList(text: string | undefined, options: RulesListOptions, io: CliIo): Promise<number> {
  const { form, library, kind, status, recipient, dataType } = options;
  const rows = await io.api.listRules({
    cwd: io.cwd,
    ...configOption(options),
    ...(text === undefined ? {} : { text }),
    ...(form === undefined ? {} : { forms: form }),
    ...(library === undefined ? {} : { library }),
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    ...(recipient === undefined ? {} : { recipient }),
    ...(dataType === undefined ? {} : { dataType }),
  });
  await writeText(io.stdout, options.format === 'json' ? json(rows) : await reportRules({ rows }, styleFor(io.stdout, options, io)));
  return EXIT_DONE;
}

/** @throws WaybillError when rules know nothing of the id */
export async function rulesShow(id: string, options: RulesShowOptions, io: CliIo): Promise<number> {
  const { form } = options;
  const details = await io.api.showRules({ id, cwd: io.cwd, ...configOption(options), ...(form === undefined ? {} : { forms: form }) });
  const data = details.map(({ page: { form: what, page }, data: said }) => ({
    form: what,
    ...(page === undefined ? {} : { page }),
    data: said,
  }));
  await writeText(io.stdout, options.format === 'json' ? json(data) : await reportRules({ details }, styleFor(io.stdout, options, io)));
  return EXIT_DONE;
}

/** @throws WaybillError when the configuration, a rule file or a mark is wrong, or a file can't be written */
export async function rulesTest(paths: readonly string[], options: RulesTestOptions, io: CliIo): Promise<number> {
  const { shipped = false, update = false } = options;
  const examples = await io.api.testRuleExamples({ paths, shipped, cwd: io.cwd, ...configOption(options) });
  const written = update ? await writeAccepted(examples, io) : [];
  const left = update ? examples.map((result) => (written.includes(result) ? remaining(result) : result)) : examples;
  const text =
    examples.length === 0
      ? 'The configuration names no rule file (rules: FOLDER); waybill rules test --shipped runs the shipped ones.\n'
      : await reportRules({ examples: left }, styleFor(io.stdout, options, io));
  await writeText(io.stdout, options.format === 'json' ? json(left.map(({ accepted: _, ...result }) => result)) : text);
  if (written.length > 0) await writeText(io.stderr, `wrote ${written.map(({ file }) => file).join(', ')}\n`);
  return left.some(({ differences }) => differences.length > 0) ? EXIT_DIFFERENT : EXIT_DONE;
}

async function writeAccepted(results: readonly RuleExamplesResult[], io: CliIo): Promise<readonly RuleExamplesResult[]> {
  const written: RuleExamplesResult[] = [];
  for (const result of results) {
    const { accepted } = result;
    if (!accepted || accepted.accepts === 0) continue;
    await writeOutput(accepted.path, io.cwd, accepted.text);
    written.push(result);
  }
  return written;
}

/** What no mark can express. */
function remaining(result: RuleExamplesResult): RuleExamplesResult {
  return { ...result, differences: result.accepted?.left ?? [] };
}

/** @throws WaybillError when the file is there already, or can't be written */
export async function rulesNew(name: string, options: RulesNewOptions, io: CliIo): Promise<number> {
  const { output, force = false, config: _config, color: _color, debug: _debug, ...draft } = options;
  const { rows } = await io.api.describeConfig({ path: '.', cwd: io.cwd, ...configOption(options) });
  const named = rows.flatMap(({ key, value, origin }) =>
    key === 'rules' && origin.from === 'file' ? [join(origin.file, '..', String(value))] : [],
  );
  const folder = named.find((path) => !/\.ya?ml$/.test(path) && existsSync(resolve(io.cwd, path)));
  const file = output ?? join(folder ?? FOLDER, `${name}.yml`);
  if (!force && existsSync(resolve(io.cwd, file))) throw errors.ruleFileExists(file);
  const { text } = await io.api.draftRule({ ...draft, name, cwd: io.cwd });
  if (output === undefined && folder === undefined) await makeFolder(resolve(io.cwd, FOLDER));
  await checkOutputs([file], io.cwd);
  await writeOutput(file, io.cwd, text);
  const isNamed = named.some((path) => !relative(resolve(io.cwd, path), resolve(io.cwd, file)).startsWith('..'));
  const next = isNamed ? '' : `name it in waybill.yml: rules: ${output === undefined ? FOLDER : file}\n`;
  await writeText(io.stdout, `wrote ${file}\n${next}run its examples: waybill rules test ${file}\n`);
  return EXIT_DONE;
}

async function makeFolder(path: string): Promise<void> {
  const { mkdir } = await import('node:fs/promises');
  await mkdir(path, { recursive: true });
}

function json(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}
