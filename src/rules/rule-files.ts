/** Rule files as text: which there are, and what lies in which folder. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A rule file as text: `file` is its name relative to the rules folder. */
export interface RuleFile {
  readonly file: string;
  readonly text: string;
}

/** Folders below the rules folder, by what their files are. */
export const FOLDERS = {
  language: 'library',
  libraries: 'library',
  recipients: 'recipients',
  policies: 'policy',
  jurisdictions: 'jurisdictions',
} as const;
export type FileForm = (typeof FOLDERS)[keyof typeof FOLDERS];

/**
 * Reads every `*.yml` and `*.yaml` of the known folders; a folder that is missing is empty.
 *
 * @throws when a file cannot be read
 */
export function readRuleFiles(rulesDir: string): readonly RuleFile[] {
  const files = Object.keys(FOLDERS).flatMap((folder) => yamlNames(join(rulesDir, folder)).map((name) => `${folder}/${name}`));
  return files.sort().map((file) => ({ file, text: readFileSync(join(rulesDir, file), 'utf8') }));
}

/** Names of the rule files of a folder: those in it, and those of the known folders below. */
export function ruleFileNames(dir: string): readonly string[] {
  const below = Object.keys(FOLDERS).flatMap((folder) => yamlNames(join(dir, folder)).map((name) => `${folder}/${name}`));
  return [...yamlNames(dir), ...below.sort()];
}

/** Names of YAML files in a folder, sorted. */
export function yamlNames(dir: string): readonly string[] {
  try {
    return readdirSync(dir)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
