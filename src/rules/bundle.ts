/** All data that the stages need, as one JSON-able object: compiled rules and taxonomy. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CompiledRules } from '../model/rules.js';
import type { Taxonomy } from '../model/taxonomy.js';
import { loadTaxonomy } from '../taxonomy/load.js';
import { compileRules } from './compile.js';
import { loadRules, readRuleFiles, yamlNames, type RuleFile } from './load.js';
import { RuleFilesError } from './rule-files-error.js';

export interface Bundle {
  /** Digest of rules and taxonomy. */
  readonly version: string;
  /** Of the taxonomy alone. */
  readonly taxonomyVersion: string;
  readonly rules: CompiledRules;
  readonly taxonomy: Taxonomy;
}

/** Folder of the package: both src/rules and dist/rules lie two below it. */
const PACKAGE_DIR = fileURLToPath(new URL('../..', import.meta.url));
const BUILT = join('dist', 'rules.json');
/** Folders below the rules folder whose files make the bundle. */
const FOLDERS = ['data-types', 'language', 'libraries', 'policies', 'recipients'];

/**
 * Compiles the YAML files of a rules folder.
 *
 * @param more further rule files in the same form (users' own), applied after the folder's
 * @throws {RuleFilesError} with every problem of every file
 */
export async function compileBundle(rulesDir: string, more: readonly RuleFile[] = []): Promise<Bundle> {
  const taxonomy = await loadTaxonomy(join(rulesDir, 'data-types'));
  const { sources, problems } = loadRules([...readRuleFiles(rulesDir), ...more]);
  const compiled = compileRules(sources, { dataTypes: new Set(taxonomy.dataTypes.map(({ id }) => id)) });
  const all = [...problems, ...compiled.problems];
  if (all.length > 0) throw new RuleFilesError(all);
  const words = JSON.stringify(taxonomy);
  const version = createHash('sha256').update(compiled.rules.version).update(words).digest('hex');
  const taxonomyVersion = createHash('sha256').update(words).digest('hex');
  return { version, taxonomyVersion, rules: compiled.rules, taxonomy };
}

export interface BundlePlaces {
  /** A rules folder that is compiled instead of the package's. Default: WAYBILL_RULES_DIR. */
  readonly rulesDir?: string | undefined;
  readonly packageDir?: string;
}

/**
 * The bundle that was built with the package. In development, where `rules/` lies beside it, the YAML files count as
 * soon as one is newer than the build, so that an edited rule takes effect at once.
 *
 * @throws {RuleFilesError} when YAML files are compiled and are wrong
 */
export async function loadBundle(places: BundlePlaces = {}): Promise<Bundle> {
  const { rulesDir = process.env['WAYBILL_RULES_DIR'], packageDir = PACKAGE_DIR } = places;
  if (rulesDir) return compileBundle(rulesDir);
  const built = join(packageDir, BUILT);
  const builtAt = modifiedAt(built);
  const shipped = join(packageDir, 'rules');
  if (builtAt === undefined || newest(shipped) > builtAt) return compileBundle(shipped);
  return JSON.parse(readFileSync(built, 'utf8')) as Bundle;
}

/** Time of the last change in the rules folder: files, and folders for files that went. */
function newest(rulesDir: string): number {
  const dirs = FOLDERS.map((folder) => join(rulesDir, folder));
  const files = dirs.flatMap((dir) => yamlNames(dir).map((name) => join(dir, name)));
  return Math.max(0, ...[...dirs, ...files].map((path) => modifiedAt(path) ?? 0));
}

function modifiedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
