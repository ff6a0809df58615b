/** Configurations and the rule files they name → rules. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { moduleFromRoot, posix, type PlacedConfig } from '../config/load.js';
import { rulesOfConfig, scopeFolder } from '../config/own-rules.js';
import { MAX_RULE_FILE_BYTES, MAX_RULE_FILES, rulePlaces, type RulePlace } from '../config/rule-places.js';
import { listed } from '../config/schema.js';
import type { OwnName } from '../model/compiled-rules.js';
import type { PolicyFile } from '../model/policy.js';
import { CONFIGURATION, type LibraryRules, type Recipient } from '../model/rules.js';
import type { Bundle } from '../rules/bundle.js';
import { resolveChanges } from '../rules/extensions.js';
import { wordsOfTaxonomy } from '../rules/known-words.js';
import { loadRules, type Loaded, type LoadedRules, type RuleSources } from '../rules/load.js';
import { ruleFileNames, type RuleFile } from '../rules/rule-files.js';
import { withOwnRules } from '../rules/own.js';
import { shippedLibraries } from '../rules/shipped-libraries.js';
import type { FileProblem } from '../yaml/problems.js';
import type { ConfiguredRoot, OwnLibrary } from './project-config.js';

/** A rule file of a project, and where it lies. */
interface OwnFile extends RuleFile {
  /** Absolute. */
  readonly path: string;
}

interface LoadedConfig extends LoadedRules {
  readonly config: PlacedConfig;
  /** By the file's name in messages. */
  readonly paths: ReadonlyMap<string, string>;
}

export class OwnRuleReader {
  private shippedByName: ReadonlyMap<string, LibraryRules> | undefined;

  constructor(
    private readonly cwd: string,
    private readonly problems: FileProblem[],
  ) {}

  rulesFor(root: string, configs: readonly PlacedConfig[], bundle: Bundle): Omit<ConfiguredRoot, 'workspace' | 'configs'> {
    const ownLibraries: OwnLibrary[] = [];
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
    const loaded = configs.toReversed().map((config) => this.load(config, seen));
    const changed = resolveChanges(
      loaded.flatMap(({ changes }) => changes),
      { shipped: () => this.shipped(), own: loaded.flatMap(({ sources }) => sources.libraries) },
      this.problems,
    );
    loaded.forEach(({ config, sources, changes, paths }, at) => {
      const made = rulesOfConfig(config, root, `${CONFIGURATION}${at}`);
      for (const library of made.libraries) {
        libraries.push(library);
        ofConfigs.add(library.value.library);
        folders.set(library.value.library, scopeFolder(config));
      }
      names.push(...made.names);
      named.push(...made.files.map((file) => ({ ...file, config: posix(relative(root, config.path)), shown: config.yaml.file })));
      recipients.push({ value: made.recipients, yaml: config.yaml });
      const whole = [...sources.libraries, ...changes.flatMap((change) => changed.libraries.get(change) ?? [])];
      for (const { value, yaml } of whole) {
        libraries.push({ value: fromRoot(value, config, root), yaml });
        folders.set(value.library, scopeFolder(config));
      }
      for (const { value, yaml } of [...sources.libraries, ...changes])
        ownLibraries.push({ file: yaml.file, path: paths.get(yaml.file) ?? yaml.file, rules: value });
      recipients.push(...sources.recipients);
      policies.push(...sources.policies);
      jurisdictions.push(...sources.jurisdictions);
    });
    const lists = [libraries, recipients, names, policies, jurisdictions];
    if (lists.every((list) => list.length === 0) && changed.off.size === 0) {
      return { rules: bundle.rules, rulesVersion: bundle.version, named, ownLibraries, ownPolicies: policies };
    }
    const { rules, problems } = withOwnRules(
      bundle.rules,
      {
        sources: { libraries, recipients: uniqueRecipients(recipients), policies, jurisdictions },
        folders,
        names,
        replaced: changed.replaced,
        off: changed.off,
        shownAs: { name: CONFIGURATION, libraries: ofConfigs },
      },
      wordsOfTaxonomy(bundle.taxonomy),
    );
    this.problems.push(...problems);
    const values = [...libraries, ...recipients, ...policies, ...jurisdictions].map(({ value }) => value);
    const own = [...values, ...names, ...folders, [...changed.replaced], [...changed.off]];
    const rulesVersion = createHash('sha256').update(bundle.version).update(JSON.stringify(own)).digest('hex');
    return { rules, rulesVersion, named, ownLibraries, ownPolicies: policies };
  }

  private shipped(): ReadonlyMap<string, LibraryRules> {
    return (this.shippedByName ??= new Map(shippedLibraries().map(({ rules }) => [rules.library, rules])));
  }

  private load(config: PlacedConfig, seen: Set<string>): LoadedConfig {
    const files = this.ruleFiles(config, seen);
    const loaded = loadRules(files);
    this.problems.push(...loaded.problems);
    return { ...loaded, config, paths: new Map(files.map(({ file, path }) => [file, path])) };
  }

  /** Rule files of the places that a configuration names; each place once. */
  private ruleFiles(config: PlacedConfig, seen: Set<string>): readonly OwnFile[] {
    return listed(config.config.rules).flatMap((named, at) => {
      const path = typeof config.config.rules === 'string' ? ['rules'] : ['rules', at];
      const report = (message: string): void => {
        this.problems.push({ file: config.yaml.file, ...config.yaml.at(path), message });
      };
      const places = rulePlaces(config.dir, named);
      if (typeof places === 'string') {
        report(places);
        return [];
      }
      return places.flatMap((place) => {
        if (seen.has(place.path)) return [];
        seen.add(place.path);
        const files = this.filesAt(place);
        if (files.length > MAX_RULE_FILES) {
          report(`"${named}" holds too many rule files: expected at most ${MAX_RULE_FILES}, not ${files.length}`);
          return [];
        }
        if (!place.isFile && ruleFileNames(place.path).length === 0) report(`"${named}" holds no rule file (*.yml)`);
        return files;
      });
    });
  }

  private filesAt({ path, isFile }: RulePlace): readonly OwnFile[] {
    const dir = isFile ? dirname(path) : path;
    const shown = posix(relative(this.cwd, dir));
    return (isFile ? [basename(path)] : ruleFileNames(path)).flatMap((name): readonly OwnFile[] => {
      const file = shown === '' ? name : `${shown}/${name}`;
      const stats = statSync(join(dir, name));
      if (!stats.isFile()) return [];
      if (stats.size <= MAX_RULE_FILE_BYTES) return [{ file, path: join(dir, name), text: readFileSync(join(dir, name), 'utf8') }];
      const message = `the file is too large: expected at most ${MAX_RULE_FILE_BYTES / 1024} KiB, not ${Math.ceil(stats.size / 1024)}; split it`;
      this.problems.push({ file, line: 1, column: 1, message });
      return [];
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
