/** `waybill init`: looks at the project, writes its configuration, and says what it saw. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ProjectSketch } from '../index.js';
import { errors } from './errors.js';
import type { InitCommandOptions } from './init-options.js';
import { writeText, type CliIo } from './io.js';
import { checkOutputs, writeOutput } from './output.js';

const FILE = 'waybill.yml';
/** Other names of the file: one beside it would make two. */
const OTHERS = ['waybill.yaml', 'waybill.json'];
/** Names that a line holds. */
const MAX_NAMES = 8;

/** @throws WaybillError when there is a configuration already and no `--force`, or it can't be written */
export async function initCommand(path: string, { force }: InitCommandOptions, io: CliIo): Promise<number> {
  const file = join(path, FILE);
  const other = OTHERS.find((name) => existsSync(resolve(io.cwd, path, name)));
  if (other !== undefined) throw errors.configExists(join(path, other), false);
  if (force !== true && existsSync(resolve(io.cwd, file))) throw errors.configExists(file, true);
  const { sketch, text } = await io.api.draftConfig({ path, cwd: io.cwd });
  await checkOutputs([file], io.cwd);
  await writeOutput(file, io.cwd, text);
  const { neutralise } = await import('../report/safe-text.js');
  await writeText(io.stdout, `${[...seen(sketch), `wrote ${file}`].map((line) => neutralise(line, true)).join('\n')}\n`);
  return 0;
}

function seen({ packages, libraries, ownHosts, hostVariables, loggers }: ProjectSketch): readonly string[] {
  const kinds = new Map<string, string[]>();
  for (const { name, does } of libraries) for (const kind of does) kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  const libraryLines = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, names]) => `  ${kind.padEnd(16)} ${several(names)}`);
  return [
    ...(packages.length > 0 ? [`packages: ${several(packages.map(({ name }) => name))}`] : []),
    ...(libraryLines.length > 0 ? ['libraries that rules know:', ...libraryLines] : ['no library that rules know']),
    ...ownHosts.map(({ pattern }) => `own hosts: ${pattern}`),
    ...(hostVariables.length > 0
      ? [`hosts in the environment: ${several(hostVariables.map(({ name, host }) => `${name} (${host})`))}`]
      : []),
    ...(loggers.length > 0 ? [`perhaps loggers: ${several(loggers)}`] : []),
  ];
}

function several(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return `${names.slice(0, MAX_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
