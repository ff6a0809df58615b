/** All data that the stages need, as one JSON-able object: compiled rules and taxonomy. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { Taxonomy } from '../model/taxonomy.js';
import { bundleOf } from './bundle-text.js';
import { FOLDERS, yamlNames } from './rule-files.js';

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
const BUNDLED = ['data-types', ...Object.keys(FOLDERS)];

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
  const { rulesDir, built, shipped } = placesOf(places);
  if (rulesDir !== undefined) return compiled(rulesDir);
  if (!isBuilt(places)) return compiled(shipped);
  return bundleOf(readFileSync(built, 'utf8'));
}

/** Where rules are looked for. */
export function placesOf({ rulesDir = process.env['WAYBILL_RULES_DIR'], packageDir = PACKAGE_DIR }: BundlePlaces): {
  readonly rulesDir: string | undefined;
  readonly built: string;
  readonly shipped: string;
} {
  return { rulesDir: rulesDir === '' ? undefined : rulesDir, built: join(packageDir, BUILT), shipped: join(packageDir, 'rules') };
}

/** Whether what was built with the package is there, and newer than every rule file beside it. */
export function isBuilt(places: BundlePlaces): boolean {
  const { built, shipped } = placesOf(places);
  const builtAt = modifiedAt(built);
  return builtAt !== undefined && newest(shipped) <= builtAt;
}

/** With the YAML parser and the schemas, which the built bundle does without. */
async function compiled(rulesDir: string): Promise<Bundle> {
  const { compileBundle } = await import('./compile-bundle.js');
  return compileBundle(rulesDir);
}

/** Time of the last change in the rules folder: files, and folders for files that went. */
function newest(rulesDir: string): number {
  const dirs = BUNDLED.map((folder) => join(rulesDir, folder));
  const files = dirs.flatMap((dir) => yamlNames(dir).map((name) => join(dir, name)));
  return Math.max(0, ...[...dirs, ...files].map((path) => modifiedAt(path) ?? 0));
}

function modifiedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
