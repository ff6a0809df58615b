/** The project's configurations → rules, files and settings of a run. */
import { join, relative } from 'node:path';
import { ConfigLoader, folderOf, posix, type PlacedConfig } from '../config/load.js';
import type { NamedModule } from '../config/own-rules.js';
import { jurisdictionsOf, policiesOf, runSettings } from '../config/run-settings.js';
import { configsIn } from '../config/find.js';
import { WaybillError } from '../model/errors.js';
import type { ScanOptions } from '../model/options.js';
import type { RunSettings } from '../model/project-config.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { Policy, PolicyFile } from '../model/policy.js';
import type { LibraryFile } from '../model/rules.js';
import type { Workspace } from '../model/workspace.js';
import { ruleInfos } from '../policy/index.js';
import type { Bundle } from '../rules/bundle.js';
import type { Loaded } from '../rules/load.js';
import { formatProblem, sortProblems, type FileProblem } from '../yaml/problems.js';
import { withoutExcluded } from './excluded.js';
import { OwnRuleReader } from './own-rules.js';
import { policiesOfProject, unknownJurisdictions, unknownPolicies } from './project-policies.js';

/** A root as its project wants it looked at. */
export interface ConfiguredRoot {
  readonly workspace: Workspace;
  readonly rules: CompiledRules;
  /** Digest of the rules, shipped and own. */
  readonly rulesVersion: string;
  /** Outermost first. */
  readonly configs: readonly PlacedConfig[];
  /** Modules that a configuration names and that have to be there. */
  readonly named: readonly NamedThere[];
  /** Libraries of the rule files that a configuration names. */
  readonly ownLibraries: readonly OwnLibrary[];
  /** Policies of the rule files that a configuration names. */
  readonly ownPolicies: readonly Loaded<PolicyFile>[];
}

/** A rule file of a project that speaks of a library. */
export interface OwnLibrary {
  /** As messages name it. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  readonly rules: LibraryFile;
}

/** A module that a configuration names. */
export interface NamedThere extends NamedModule {
  /** The configuration, from the root. */
  readonly config: string;
  /** The configuration, as messages name it. */
  readonly shown: string;
}

export interface ConfiguredRun {
  readonly roots: readonly ConfiguredRoot[];
  /** Configurations as seen from the folder that holds all roots, outermost first. */
  readonly configs: readonly PlacedConfig[];
  /** Names of the policies that judge; nothing where no configuration says so. */
  readonly policies: readonly string[] | undefined;
  /** All policies that can be named. */
  readonly known: Readonly<Record<string, Policy>>;
  /** The project's own, with the places of what they say. */
  readonly ownPolicies: readonly Loaded<PolicyFile>[];
  /** Where the data is at home. */
  readonly jurisdictions: readonly string[];
  /** Nothing where there is no configuration. */
  readonly settings: RunSettings | undefined;
}

/** Data types that no taxonomy entry has. */
const UNCLASSIFIED = 'unclassified-input';

/**
 * Reads the configurations of all roots.
 *
 * @param base the folder that holds all roots
 * @throws {WaybillError} `wrong-config` with every problem of every file
 */
export function configure(
  workspaces: readonly Workspace[],
  base: string,
  bundle: Bundle,
  options: Pick<ScanOptions, 'cwd' | 'config' | 'filesAreChanges'>,
): ConfiguredRun {
  const loader = new ConfigLoader(
    { cwd: options.cwd, ...(options.config === undefined ? {} : { config: options.config }) },
    wordsOf(bundle),
  );
  const loaded = workspaces.map((workspace) => loader.load(workspace.root, foldersWithConfig(workspace)));
  const around = loader.load(base, []);
  const problems: FileProblem[] = [...loader.problems];
  const reader = new OwnRuleReader(options.cwd, problems);
  const roots = workspaces.map((workspace, i): ConfiguredRoot => {
    const configs = loaded[i] ?? [];
    const own = reader.rulesFor(workspace.root, configs, bundle);
    return { workspace: withoutExcluded(workspace, configs, options.filesAreChanges), configs, ...own };
  });
  const configs = joined(around, loaded, workspaces, base);
  const policies = policiesOfProject(configs, roots, bundle, problems);
  problems.push(...unknownPolicies(configs, Object.keys(policies.known)), ...unknownJurisdictions(configs, roots, bundle));
  if (problems.length > 0) throw wrongConfig(problems);
  const settings = configs.length === 0 ? undefined : runSettings(configs, base);
  return { roots, configs, policies: policiesOf(configs), ...policies, jurisdictions: jurisdictionsOf(configs), settings };
}

/** Each configuration once, with its folder as seen from the base. */
function joined(
  around: readonly PlacedConfig[],
  loaded: readonly (readonly PlacedConfig[])[],
  workspaces: readonly Workspace[],
  base: string,
): readonly PlacedConfig[] {
  const out = new Map(around.map((config) => [config.path, config]));
  workspaces.forEach((_, i) => {
    for (const config of loaded[i] ?? [])
      if (!out.has(config.path)) out.set(config.path, { ...config, folder: posix(relative(base, config.dir)) });
  });
  return [...out.values()];
}

function wordsOf(bundle: Bundle) {
  const { rules, taxonomy } = bundle;
  return { dataTypes: [...taxonomy.dataTypes.map(({ id }) => id), UNCLASSIFIED], rules: ruleIdsOf(rules.policies, bundle) };
}

/** Rules of all policies: what is accepted under one may be named when another judges. */
export function ruleIdsOf(policies: Readonly<Record<string, Policy>>, { taxonomy }: Pick<Bundle, 'taxonomy'>): readonly string[] {
  const infos = Object.values(policies).flatMap((policy) => ruleInfos([policy], taxonomy));
  return [...new Set(infos.map(({ id }) => id))];
}

/** Folders below the root with a file of a configuration's name, or a manifest that may hold one. */
function foldersWithConfig({ root, configs, packages }: Workspace): readonly string[] {
  const manifests = packages.map(({ dir }) => dir).filter((dir) => configsIn(join(root, dir)).length > 0);
  return [...configs.map(folderOf), ...manifests];
}

function wrongConfig(problems: readonly FileProblem[]): WaybillError {
  const lines = [...new Set(sortProblems(problems).map(formatProblem))];
  return new WaybillError({
    code: 'wrong-config',
    what: lines.length === 1 ? 'the configuration is wrong' : `the configuration is wrong in ${lines.length} places`,
    details: lines,
    hint: 'docs/configuration.md tells every key; --no-config scans without it',
  });
}
