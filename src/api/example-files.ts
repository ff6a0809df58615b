/** Which rule files are asked for, and which rules hold while their examples run. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { configsIn } from '../config/find.js';
import { rulePlaces } from '../config/rule-places.js';
import { listed } from '../config/schema.js';
import { WaybillError } from '../model/errors.js';
import type { RuleExamplesQuery } from '../model/rule-examples.js';
import type { LibraryRules, RuleExamples } from '../model/rules.js';
import { loadBundle, type Bundle } from '../rules/bundle.js';
import { ruleFileNames } from '../rules/rule-files.js';
import { shippedLibraries, type ShippedLibrary } from '../rules/shipped-libraries.js';
import { openWorkspace } from '../workspace/index.js';
import { nearestWord } from '../yaml/problems.js';
import { parseYamlFile, type YamlFile } from '../yaml/yaml-file.js';
import { folderNamed } from './describe-config.js';
import { configure, type OwnLibrary } from './project-config.js';

/** A rule file whose examples run. */
export interface ChosenFile {
  readonly file: string;
  readonly library: string;
  readonly examples: RuleExamples;
  /** Absolute; absent of a shipped one. */
  readonly path?: string;
  readonly text?: string;
  readonly yaml?: YamlFile;
}

export interface ChosenExamples {
  readonly files: readonly ChosenFile[];
  /** Own rule files and folders that hold beside the shipped rules; absolute. */
  readonly rules: readonly string[];
}

/** @throws {WaybillError} `wrong-config`, `path-not-found` */
export async function chooseExamples(query: RuleExamplesQuery): Promise<ChosenExamples> {
  const { paths = [], shipped = false } = query;
  const bundle = await loadBundle();
  const files = new Map<string, ChosenFile>();
  const rules = new Set<string>();
  if (shipped) for (const library of shippedLibraries()) files.set(library.file, shippedFile(library));
  for (const path of paths.length > 0 || shipped ? paths : ['.']) {
    const stats = statSync(resolve(query.cwd, path), { throwIfNoEntry: false });
    const chosen = stats ? await ownFiles(path, stats.isDirectory(), query, bundle) : shippedNamed(path);
    for (const file of chosen.files) files.set(file.path ?? file.file, file);
    for (const rule of chosen.rules) rules.add(rule);
  }
  return { files: [...files.values()], rules: [...rules] };
}

function shippedNamed(name: string): ChosenExamples {
  const all = shippedLibraries();
  const found = all.find(({ rules }) => rules.library === name);
  if (found) return { files: [shippedFile(found)], rules: [] };
  const nearest = nearestWord(
    name,
    all.map(({ rules }) => rules.library),
  );
  throw new WaybillError({
    code: 'path-not-found',
    what: 'there is no such file or folder, and no shipped library of this name',
    where: name,
    hint: nearest === undefined ? 'waybill rules list names the libraries' : `did you mean ${nearest}?`,
  });
}

function shippedFile({ file, rules: { library, examples = {} } }: ShippedLibrary): ChosenFile {
  return { file, library, examples };
}

/** Of a project: all that its configuration names, or what of it lies at the path; else what lies there by itself. */
async function ownFiles(path: string, isFolder: boolean, { cwd, config }: RuleExamplesQuery, bundle: Bundle): Promise<ChosenExamples> {
  const absolute = resolve(cwd, path);
  const root = isFolder ? folderNamed(path, cwd) : dirname(absolute);
  const options = { cwd, ...(config === undefined ? {} : { config }) };
  const { roots } = configure([await openWorkspace(root)], root, bundle, options);
  const libraries = roots.flatMap(({ ownLibraries }) => ownLibraries);
  const places = roots.flatMap(({ configs }) =>
    configs.flatMap((one) => listed(one.config.rules).flatMap((named) => placePaths(rulePlaces(one.dir, named)))),
  );
  const isProject = isFolder && (configsIn(absolute).length > 0 || config !== undefined || path === '.');
  const inside = libraries.filter((one) => isProject || one.path === absolute || one.path.startsWith(absolute + sep));
  if (inside.length > 0 || isProject) return { files: inside.map(chosenFile), rules: places };
  return alone(absolute, path, cwd, bundle);
}

function placePaths(places: ReturnType<typeof rulePlaces>): readonly string[] {
  return typeof places === 'string' ? [] : places.map((place) => place.path);
}

/** Rule files that no configuration names: they hold by themselves. */
async function alone(absolute: string, path: string, cwd: string, bundle: Bundle): Promise<ChosenExamples> {
  const places = rulePlaces(cwd, path);
  const isEmpty = typeof places !== 'string' && places.every((place) => !place.isFile && ruleFileNames(place.path).length === 0);
  if (typeof places === 'string' || isEmpty) {
    const hint = 'expected a file *.yml, a folder of such, or a project whose configuration names one: rules: FOLDER';
    throw new WaybillError({ code: 'path-not-found', what: 'there are no rule files', where: path, hint });
  }
  const dir = mkdtempSync(join(tmpdir(), 'waybill-rules-'));
  try {
    const config = join(dir, 'waybill.json');
    writeFileSync(config, JSON.stringify({ rules: absolute }));
    const { roots } = configure([await openWorkspace(dir)], dir, bundle, { cwd, config });
    return { files: roots.flatMap(({ ownLibraries }) => ownLibraries.map(chosenFile)), rules: [absolute] };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function chosenFile({ file, path, rules }: OwnLibrary): ChosenFile {
  const text = readFileSync(path, 'utf8');
  const yaml = parseYamlFile(file, text);
  const { examples = {} } = rules as Partial<LibraryRules>;
  return { file, path, library: rules.library, examples, text, ...('data' in yaml ? { yaml } : {}) };
}
