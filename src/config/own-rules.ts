/** What a configuration says of the code, as rules of the same form as those for libraries. */
import type { OwnName } from '../model/compiled-rules.js';
import type { LibraryRules, Recipient, SanitizerEffect, SanitizerRule, SinkRule, SourceRule } from '../model/rules.js';
import type { YamlFile } from '../yaml/yaml-file.js';
import { moduleFromRoot, type PlacedConfig } from './load.js';
import { NOT_PERSONAL } from './read.js';
import { parseReference, type ModuleReference, type Reference } from './references.js';
import { listed } from './schema.js';

/** The recipient of what a project's own loggers write. */
const OWN_LOG = 'application-log';
/** What a sanitizer leaves where the configuration does not say: it is the project's word that nothing is in clear. */
const DEFAULT_EFFECT: SanitizerEffect = 'mask';

/** One library of rules that a configuration stands for. */
export interface ConfigLibrary {
  readonly value: LibraryRules;
  readonly yaml: YamlFile;
}

export interface ConfigRules {
  readonly libraries: readonly ConfigLibrary[];
  readonly recipients: readonly Recipient[];
  readonly names: readonly OwnName[];
  /** Modules that have to be files of the project, with the line that names them. */
  readonly files: readonly NamedModule[];
}

/** A module that a configuration names. */
export interface NamedModule {
  /** Relative to the root. */
  readonly specifier: string;
  readonly export: string;
  /** As written. */
  readonly text: string;
  readonly line: number;
}

/**
 * @param root    of the analysis, absolute
 * @param prefix  of the libraries' names, so that those of two configurations differ
 */
export function rulesOfConfig(file: PlacedConfig, root: string, prefix: string): ConfigRules {
  return new ConfigRuleMaker(file, root, prefix).make();
}

/** The folder that names of a configuration hold in and below, from the root. */
export function scopeFolder({ folder }: PlacedConfig): string {
  return folder.startsWith('..') ? '' : folder;
}

interface Draft {
  readonly sinks: SinkRule[];
  readonly sources: SourceRule[];
  readonly sanitizers: SanitizerRule[];
}

class ConfigRuleMaker {
  /** By module; '' for names without one. */
  private readonly drafts = new Map<string, Draft>();
  private readonly files: NamedModule[] = [];
  private readonly names: OwnName[] = [];
  private readonly scope: string;

  constructor(
    private readonly file: PlacedConfig,
    private readonly root: string,
    private readonly prefix: string,
  ) {
    this.scope = scopeFolder(file);
  }

  make(): ConfigRules {
    const { config } = this.file;
    config.sanitizers?.forEach((entry, at) => {
      const { name, effect = DEFAULT_EFFECT } = typeof entry === 'string' ? { name: entry } : entry;
      this.use(name, ['sanitizers', at], (draft, paths) => draft.sanitizers.push({ at: paths, effect }));
    });
    config.loggers?.forEach((text, at) => this.use(text, ['loggers', at], (draft, paths) => draft.sinks.push(logger(paths))));
    for (const [name, value] of Object.entries(config.sources ?? {})) this.source(name, listed(value));
    return { libraries: this.libraries(), recipients: recipientsOf(config.firstParty ?? []), names: this.names, files: this.files };
  }

  private source(text: string, types: readonly string[]): void {
    const reference = parseReference(text);
    if (typeof reference === 'string') return;
    if (reference.form === 'name') {
      const { name, owner } = reference;
      const [type] = types;
      this.names.push({
        name,
        ...(owner === undefined ? {} : { owner }),
        folder: this.scope,
        ...(type === undefined || type === NOT_PERSONAL ? {} : { dataType: type }),
      });
      return;
    }
    this.use(text, ['sources', text], (draft, paths) => {
      const values = reference.parameter === undefined ? [...paths, ...paths.map((path) => `${path}.ReturnValue`)] : paths;
      if (types.includes(NOT_PERSONAL)) draft.sanitizers.push({ at: paths, effect: 'remove' });
      else for (const type of types) draft.sources.push({ at: values, type });
    });
  }

  private use(text: string, path: readonly (string | number)[], add: (draft: Draft, paths: readonly string[]) => void): void {
    const reference = parseReference(text);
    if (typeof reference === 'string') return;
    const module = reference.form === 'module' ? this.specifier(reference.module) : '';
    let draft = this.drafts.get(module);
    if (!draft) this.drafts.set(module, (draft = { sinks: [], sources: [], sanitizers: [] }));
    add(draft, pathsOf(reference));
    if (reference.form !== 'module' || !reference.module.startsWith('.')) return;
    this.files.push({ specifier: module, export: reference.export, text, line: this.file.yaml.keyAt(path).line });
  }

  /** A relative module as seen from the root. */
  private specifier(module: string): string {
    return module.startsWith('.') ? moduleFromRoot(this.root, this.file.dir, module) : module;
  }

  private libraries(): readonly ConfigLibrary[] {
    const { yaml } = this.file;
    return [...this.drafts].map(([module, { sinks, sources, sanitizers }]) => ({
      value: {
        library: `${this.prefix} ${module}`,
        ...(module === '' ? {} : { modules: [module] }),
        status: 'verified',
        sinks,
        sources,
        sanitizers,
      },
      yaml,
    }));
  }
}

/** A function that logs, or an object whose methods do; what its methods give (`child()`) is one too. */
function logger(paths: readonly string[]): SinkRule {
  const any = paths.flatMap((path) => [path, `${path}.AnyMember`, `${path}.AnyMember.ReturnValue.AnyMember`]);
  const made = paths.flatMap((path) => [`${path}.Instance.AnyMember`, `${path}.ReturnValue.AnyMember`]);
  return { at: [...any, ...made], kind: 'log', recipient: OWN_LOG };
}

/** A member of a class is one of the class itself or of what it makes. */
function pathsOf(reference: Reference): readonly string[] {
  if (reference.form === 'name') return [`Named[${reference.name}]`];
  const members = reference.members.map((name) => `.Member[${name}]`).join('');
  const root = reference.export === '*' ? 'Export[*]' : `Export[${reference.export}]`;
  const paths = members === '' ? [root] : [root + members, `${root}.Instance${members}`];
  return parameterOf(reference, paths);
}

function parameterOf({ parameter }: ModuleReference, paths: readonly string[]): readonly string[] {
  return parameter === undefined ? paths : paths.map((path) => `${path}.Parameter[${parameter}]`);
}

/** Hosts of one's own: each is a recipient by its own name. */
function recipientsOf(hosts: readonly string[]): readonly Recipient[] {
  return hosts.map((host) => {
    const name = host.replace(/^(?:\*\.|env:)/, '');
    return { id: name.toLowerCase(), name, party: 'first', hosts: [host] };
  });
}
