/** YAML files of a rules folder → the bundle. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { loadTaxonomy } from '../taxonomy/load.js';
import type { Bundle } from './bundle.js';
import { compileRules } from './compile.js';
import { wordsOfTaxonomy } from './known-words.js';
import { resolveChanges } from './extensions.js';
import { loadRules } from './load.js';
import { readRuleFiles, type RuleFile } from './rule-files.js';
import { RuleFilesError } from './rule-files-error.js';

/**
 * Compiles the YAML files of a rules folder.
 *
 * @param more further rule files in the same form (users' own), applied after the folder's
 * @throws {RuleFilesError} with every problem of every file
 */
export async function compileBundle(rulesDir: string, more: readonly RuleFile[] = []): Promise<Bundle> {
  const taxonomy = await loadTaxonomy(join(rulesDir, 'data-types'));
  const { sources, changes, problems } = loadRules([...readRuleFiles(rulesDir), ...more]);
  const all = [...problems];
  const changed = resolveChanges(changes, { shipped: () => new Map(), own: sources.libraries }, all).libraries;
  const compiled = compileRules({ ...sources, libraries: [...sources.libraries, ...changed.values()] }, wordsOfTaxonomy(taxonomy));
  all.push(...compiled.problems);
  if (all.length > 0) throw new RuleFilesError(all);
  const words = JSON.stringify(taxonomy);
  const version = createHash('sha256').update(compiled.rules.version).update(words).digest('hex');
  const taxonomyVersion = createHash('sha256').update(words).digest('hex');
  return { version, taxonomyVersion, rules: compiled.rules, taxonomy };
}
