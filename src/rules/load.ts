/** Parses and checks rule files: the shipped ones, or users' own in the same form. */
import type * as v from 'valibot';
import { policySchema } from '../forms/policy.js';
import type { PolicyFile, Region } from '../model/policy.js';
import type { LibraryExtension, LibraryOff, LibraryRules, Recipient } from '../model/rules.js';
import { checkFile } from '../yaml/check.js';
import type { FileProblem } from '../yaml/problems.js';
import { FOLDERS, type FileForm, type RuleFile } from './rule-files.js';
import { jurisdictionsFileSchema, recipientsFileSchema } from './recipient-schema.js';
import { libraryFileSchema } from './schema.js';
import { parseYamlFile, type YamlFile } from '../yaml/yaml-file.js';

/** A checked file's value, with its places for what later steps find wrong. */
export interface Loaded<T> {
  readonly value: T;
  readonly yaml: YamlFile;
}

/** All rule files, in the order of their names. */
export interface RuleSources {
  readonly libraries: readonly Loaded<LibraryRules>[];
  readonly recipients: readonly Loaded<readonly Recipient[]>[];
  readonly policies: readonly Loaded<PolicyFile>[];
  readonly jurisdictions: readonly Loaded<Jurisdictions>[];
}

/** Files that change the rules of another library; {@link resolveChanges} makes libraries of them. */
export type LibraryChange = LibraryExtension | LibraryOff;

/** Countries, and those that one law holds in. */
export interface Jurisdictions {
  readonly regions?: readonly Region[];
  readonly countries?: readonly string[];
}

export interface LoadedRules {
  readonly sources: RuleSources;
  readonly changes: readonly Loaded<LibraryChange>[];
  readonly problems: readonly FileProblem[];
}

/**
 * Parses and checks rule files. Files with problems are left out; all problems of all files are given.
 */
export function loadRules(files: readonly RuleFile[]): LoadedRules {
  const changes: Loaded<LibraryChange>[] = [];
  const libraries: Loaded<LibraryRules>[] = [];
  const recipients: Loaded<readonly Recipient[]>[] = [];
  const policies: Loaded<PolicyFile>[] = [];
  const jurisdictions: Loaded<Jurisdictions>[] = [];
  const problems: FileProblem[] = [];
  for (const { file, text } of files) {
    const yaml = parseYamlFile(file, text);
    if (!('data' in yaml)) {
      problems.push(...yaml);
      continue;
    }
    const form = formOf(yaml);
    if (form === 'recipients')
      collect(checkFile(recipientsFileSchema, yaml), (value) => recipients.push({ value: recipientsOf(value), yaml }), problems);
    else if (form === 'policy') collect(checkFile(policySchema, yaml), (value) => policies.push({ value, yaml }), problems);
    else if (form === 'jurisdictions')
      collect(checkFile(jurisdictionsFileSchema, yaml), (value) => jurisdictions.push({ value, yaml }), problems);
    else
      collect(
        checkFile(libraryFileSchema, yaml),
        (value) => ('extends' in value || 'off' in value ? changes.push({ value, yaml }) : libraries.push({ value, yaml })),
        problems,
      );
  }
  return { sources: { libraries, recipients, policies, jurisdictions }, changes, problems };
}

/** What the file says of all, where a recipient does not say otherwise. */
function recipientsOf({ recipients, ...all }: v.InferOutput<typeof recipientsFileSchema>): readonly Recipient[] {
  return recipients.map((one) => ({ party: 'third', ...all, ...one }));
}

function collect<T>(
  result: { readonly value: T } | { readonly problems: readonly FileProblem[] },
  keep: (value: T) => void,
  problems: FileProblem[],
): void {
  if ('value' in result) keep(result.value);
  else problems.push(...result.problems);
}

/** By folder; a file elsewhere (a user's own) by a key that only this form has. */
function formOf(yaml: YamlFile): FileForm {
  const folder = yaml.file.split('/')[0] ?? '';
  if (Object.hasOwn(FOLDERS, folder)) return FOLDERS[folder as keyof typeof FOLDERS];
  const data = yaml.data;
  if (typeof data !== 'object' || data === null) return 'library';
  if ('library' in data) return 'library';
  return 'recipients' in data
    ? 'recipients'
    : 'policy' in data
      ? 'policy'
      : 'regions' in data || 'countries' in data
        ? 'jurisdictions'
        : 'library';
}
