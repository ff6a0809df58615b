/** The project's configurations → rules, files and settings of a run. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { ConfigLoader, folderOf, moduleFromRoot, posix, type PlacedConfig } from '../config/load.js';
import { rulesOfConfig, scopeFolder, type NamedModule } from '../config/own-rules.js';
import { jurisdictionsOf, policiesOf, runSettings } from '../config/run-settings.js';
import { listed } from '../config/schema.js';
import { configsIn } from '../config/find.js';
import { WaybillError } from '../model/errors.js';
import type { ScanOptions } from '../model/options.js';
import type { RunSettings } from '../model/project-config.js';
import type { CompiledRules, OwnName } from '../model/compiled-rules.js';
import type { Policy, PolicyFile } from '../model/policy.js';
import { CONFIGURATION, type LibraryRules, type Recipient } from '../model/rules.js';
import type { Workspace } from '../model/workspace.js';
import { ruleInfos } from '../policy/index.js';
import type { Bundle } from '../rules/bundle.js';
import { wordsOfTaxonomy } from '../rules/known-words.js';
import { loadRules, type Loaded, type RuleSources } from '../rules/load.js';
import { readRuleFiles, yamlNames, type RuleFile } from '../rules/rule-files.js';
import { withOwnRules } from '../rules/own.js';
import { formatProblem, sortProblems, type FileProblem } from '../yaml/problems.js';
import { withoutExcluded } from './excluded.js';
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
  readonly ownLibraries: readonly { readonly file: string; readonly rules: LibraryRules }[];
  /** Policies of the rule files that a configuration names. */
  readonly ownPolicies: readonly Loaded<PolicyFile>[];
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

/** Turns configurations and the rule files they name into rules. */
class OwnRuleReader {
  constructor(
    private readonly cwd: string,
    private readonly problems: FileProblem[],
  ) {}

  rulesFor(root: string, configs: readonly PlacedConfig[], bundle: Bundle): Omit<ConfiguredRoot, 'workspace' | 'configs'> {
    const ownLibraries: ConfiguredRoot['ownLibraries'][number][] = [];
    const libraries: Loaded<LibraryRules>[] = [];
    const recipients: Loaded<readonly Recipient[]>[] = [];
    const policies: Loaded<PolicyFile>[] = [];
    const jurisdictions: RuleSources['jurisdictions'][number][] = [];
    const names: OwnName[] = [];
    const named: ConfiguredRoot['named'][number][] = [];
    const folders = new Map<string, string>();
    const ofConfigs = new Set<string>();
    const seen = new Set<string>();
    // Innermost first: where two say something of one thing, the nearer one is asked first.
    configs.toReversed().forEach((config, at) => {
      const made = rulesOfConfig(config, root, `${CONFIGURATION}${at}`);
      for (const library of made.libraries) {
        libraries.push(library);
        ofConfigs.add(library.value.library);
        folders.set(library.value.library, scopeFolder(config));
      }
      names.push(...made.names);
      named.push(...made.files.map((file) => ({ ...file, config: posix(relative(root, config.path)), shown: config.yaml.file })));
      recipients.push({ value: made.recipients, yaml: config.yaml });
      const { sources, problems } = loadRules(this.ruleFiles(config, seen));
      this.problems.push(...problems);
      for (const { value, yaml } of sources.libraries) {
        libraries.push({ value: fromRoot(value, config, root), yaml });
        ownLibraries.push({ file: yaml.file, rules: value });
        folders.set(value.library, scopeFolder(config));
      }
      recipients.push(...sources.recipients);
      policies.push(...sources.policies);
      jurisdictions.push(...sources.jurisdictions);
    });
    const lists = [libraries, recipients, names, policies, jurisdictions];
    if (lists.every((list) => list.length === 0)) {
      return { rules: bundle.rules, rulesVersion: bundle.version, named, ownLibraries, ownPolicies: policies };
    }
    const { rules, problems } = withOwnRules(
      bundle.rules,
      {
        sources: { libraries, recipients: uniqueRecipients(recipients), policies, jurisdictions },
        folders,
        names,
        shownAs: { name: CONFIGURATION, libraries: ofConfigs },
      },
      wordsOfTaxonomy(bundle.taxonomy),
    );
    this.problems.push(...problems);
    const own = [...[...libraries, ...recipients, ...policies, ...jurisdictions].map(({ value }) => value), ...names, ...folders];
    const rulesVersion = createHash('sha256').update(bundle.version).update(JSON.stringify(own)).digest('hex');
    return { rules, rulesVersion, named, ownLibraries, ownPolicies: policies };
  }

  /** Rule files of the folders that a configuration names; each folder once. */
  private ruleFiles(config: PlacedConfig, seen: Set<string>): readonly RuleFile[] {
    return listed(config.config.rules).flatMap((named, at) => {
      const dir = resolve(config.dir, named);
      if (seen.has(dir)) return [];
      seen.add(dir);
      const shown = posix(relative(this.cwd, dir));
      const files = existsSync(dir)
        ? [...yamlNames(dir).map((file) => ({ file, text: readFileSync(join(dir, file), 'utf8') })), ...readRuleFiles(dir)]
        : [];
      if (files.length === 0) {
        const path = typeof config.config.rules === 'string' ? ['rules'] : ['rules', at];
        const message = existsSync(dir) ? `"${named}" holds no rule file (*.yml)` : `"${named}": there is no such folder`;
        this.problems.push({ file: config.yaml.file, ...config.yaml.at(path), message });
      }
      return files.map(({ file, text }) => ({ file: shown === '' ? file : `${shown}/${file}`, text }));
    });
  }
}

/** Relative modules of a project's own rules begin at the folder of the configuration that names them. */
function fromRoot(library: LibraryRules, { dir }: PlacedConfig, root: string): LibraryRules {
  if (!library.modules?.some((module) => module.startsWith('.'))) return library;
  return { ...library, modules: library.modules.map((module) => (module.startsWith('.') ? moduleFromRoot(root, dir, module) : module)) };
}

/** Two configurations may name the same host. */
function uniqueRecipients(lists: readonly Loaded<readonly Recipient[]>[]): readonly Loaded<readonly Recipient[]>[] {
  const seen = new Set<string>();
  return lists.map(({ value, yaml }) => ({ yaml, value: value.filter(({ id }) => !seen.has(id) && seen.add(id)) }));
}
