/** What the shipped rule files of libraries say, as their authors wrote it: for lists, examples and files that extend one. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LibraryRules } from '../model/rules.js';
import { placesOf, isBuilt, type BundlePlaces } from './bundle.js';
import { loadRules } from './load.js';
import { readRuleFiles } from './rule-files.js';
import { RuleFilesError } from './rule-files-error.js';

export interface ShippedLibrary {
  /** Below the rules folder: `libraries/acme.yml`. */
  readonly file: string;
  readonly rules: LibraryRules;
}

/** In dist/, beside the compiled rules, which a scan reads alone. */
export const BUILT_LIBRARIES = 'rule-files.json';

/**
 * The libraries of the package, in the order of their files: built with it, or from YAML where that is newer.
 *
 * @throws {RuleFilesError} when YAML files are read and are wrong
 */
export function shippedLibraries(places: BundlePlaces = {}): readonly ShippedLibrary[] {
  const { rulesDir, built, shipped } = placesOf(places);
  if (rulesDir !== undefined) return librariesOf(rulesDir);
  const file = join(built, '..', BUILT_LIBRARIES);
  if (!isBuilt(places) || !existsSync(file)) return librariesOf(shipped);
  return JSON.parse(readFileSync(file, 'utf8')) as readonly ShippedLibrary[];
}

/** @throws {RuleFilesError} with every problem of every file */
export function librariesOf(rulesDir: string): readonly ShippedLibrary[] {
  const { sources, problems } = loadRules(readRuleFiles(rulesDir).filter(({ file }) => /^(?:libraries|language)\//.test(file)));
  if (problems.length > 0) throw new RuleFilesError(problems);
  return sources.libraries.map(({ value, yaml }) => ({ file: yaml.file, rules: value }));
}
