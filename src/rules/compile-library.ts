/** One library's file → nodes and models in the graph. */
import type { LibraryRules } from '../model/rules.js';
import {
  builderModel,
  channelModel,
  checkTypeRule,
  propagatorModel,
  sanitizerModel,
  environmentModel,
  sinkModel,
  sourceModel,
  type RuleContext,
} from './models.js';
import { settingModel } from './setting-models.js';
import type { PathCompiler } from './path-compiler.js';
import type { RulePath } from './paths.js';
import { nearestWord } from '../yaml/problems.js';
import type { RuleReader } from './rule-reader.js';
import type { DataPath } from '../yaml/yaml-file.js';

/** Words that a rule may refer to. */
export interface RuleWords {
  readonly recipients: ReadonlySet<string>;
  readonly dataTypes?: ReadonlySet<string>;
}

/** Data types that no taxonomy entry has. */
const OTHER_DATA_TYPES = ['unclassified-input'];

/** Of one file; each may be all that the others are. */
const MAX_INSTANCES = 500;

/** First pass: what other files may refer to. */
export function declareLibrary(library: LibraryRules, reader: RuleReader, paths: PathCompiler): void {
  const modules = library.modules ?? [];
  if (paths.isDeclared(library.library)) {
    reader.report(['library'], `the library "${library.library}" is there twice`);
    return;
  }
  paths.declareLibrary(library.library, modules);
  paths.declareGlobalObjects(library.library, library.globalObjects ?? []);
  const instances = Object.keys(library.instances ?? {}).length;
  if (instances > MAX_INSTANCES) {
    reader.report(['instances'], `expected at most ${MAX_INSTANCES} instances, not ${instances}`);
    return;
  }
  for (const [name, globs] of Object.entries(library.files ?? {})) paths.declareFiles(library.library, name, globs);
  for (const [name, { at, types = [], names = [] }] of Object.entries(library.instances ?? {})) {
    if (!at && types.length + names.length === 0) reader.report(['instances', name], `the instance "${name}" needs at, types or names`);
    // Types of a global, or of a library without modules, are declared globally.
    const isGlobal = modules.length === 0 || at?.some((path) => path.startsWith('Global['));
    const keys = [...modules, ...(isGlobal ? [''] : [])].flatMap((module) => types.map((type) => `${module}#${type}`));
    paths.declareInstance(library.library, name, keys, names);
  }
}

/** Second pass: paths and models. */
export function compileLibrary(library: LibraryRules, reader: RuleReader, paths: PathCompiler, words: RuleWords): void {
  const compiler = new LibraryCompiler(library.library, reader, paths, words);
  compiler.instances(library);
  compiler.sinks(library);
  compiler.sources(library);
  compiler.rules('propagators', library.propagators, propagatorModel);
  compiler.rules('sanitizers', library.sanitizers, sanitizerModel);
  compiler.settings(library);
  compiler.channels(library);
  compiler.rules('environments', library.environments, environmentModel);
  compiler.rules('builders', library.builders, builderModel);
  library.types?.forEach((rule, at) => checkTypeRule(rule, { library: library.library, reader, path: ['types', at] }));
}

type RuleKind = 'sinks' | 'sources' | 'propagators' | 'sanitizers' | 'settings' | 'environments' | 'builders';

/** A hundred times what the largest shipped file has. */
const MAX_WAYS = 50_000;

class LibraryCompiler {
  #ways = 0;

  constructor(
    private readonly library: string,
    private readonly reader: RuleReader,
    private readonly paths: PathCompiler,
    private readonly words: RuleWords,
  ) {}

  instances({ instances = {}, modules = [] }: LibraryRules): void {
    for (const [name, { at = [], types = [] }] of Object.entries(instances)) {
      const instance = this.paths.instance(this.library, name);
      if (instance === undefined) continue;
      // A class that code makes itself is what values of its type are.
      const made = modules.length > 0 ? types.filter((type) => /^\w+$/.test(type)).map((type) => `Export[${type}].Instance`) : [];
      [...at, ...made].forEach((text, nth) => {
        for (const { nodes } of this.#nodes(text, ['instances', name, 'at', nth]))
          nodes.forEach((node) => this.paths.graph.also(node, instance));
      });
    }
  }

  sinks({ sinks = [] }: LibraryRules): void {
    sinks.forEach((rule, nth) => {
      const path = ['sinks', nth];
      this.reader.oneOf(rule.recipient, this.words.recipients, 'recipient', [...path, 'recipient']);
      rule.purposeTypes?.forEach((type, at) => this.#dataType(type, [...path, 'purposeTypes', at]));
      const model = sinkModel(rule, this.#context(path));
      for (const { nodes } of this.#at(rule.at, path)) nodes.forEach((node) => this.paths.graph.attach(node, 'sinks', model));
    });
  }

  settings({ settings }: LibraryRules): void {
    settings?.forEach((rule, nth) => {
      if (rule.effect !== 'turns-on') return;
      this.reader.oneOf(rule.recipient, this.words.recipients, 'recipient', ['settings', nth, 'recipient']);
      rule.carries.forEach((type, at) => this.#dataType(type, ['settings', nth, 'carries', at]));
    });
    this.rules('settings', settings, settingModel);
  }

  sources({ sources }: LibraryRules): void {
    sources?.forEach(({ type }, nth) => this.#dataType(type, ['sources', nth, 'type']));
    this.rules('sources', sources, sourceModel);
  }

  channels({ channels = [] }: LibraryRules): void {
    channels.forEach((rule, nth) => {
      for (const end of ['write', 'read', 'subscribe'] as const) {
        rule[end]?.forEach((ends, at) => {
          const path = ['channels', nth, end, at];
          const model = channelModel(rule, end, ends, this.#context(path));
          for (const { nodes } of this.#at(ends.at, path)) nodes.forEach((node) => this.paths.graph.attach(node, 'channels', model));
        });
      }
    });
  }

  rules<Kind extends RuleKind, Rule extends { readonly at: string | readonly string[] }>(
    kind: Kind,
    rules: readonly Rule[] | undefined,
    model: (rule: Rule, context: RuleContext) => Parameters<typeof this.paths.graph.attach<Kind>>[2],
  ): void {
    rules?.forEach((rule, nth) => {
      const path = [kind, nth];
      const made = model(rule, this.#context(path));
      for (const { nodes } of this.#at(rule.at, path)) nodes.forEach((node) => this.paths.graph.attach(node, kind, made));
    });
  }

  #context(path: DataPath): RuleContext {
    return { library: this.library, path, reader: this.reader };
  }

  #dataType(id: string | undefined, at: DataPath): void {
    const { dataTypes } = this.words;
    if (dataTypes) this.reader.oneOf(id, new Set([...dataTypes, ...OTHER_DATA_TYPES]), 'data type', at);
  }

  #at(at: string | readonly string[], rule: DataPath): readonly (RulePath & { readonly nodes: readonly number[] })[] {
    if (typeof at === 'string') return this.#nodes(at, [...rule, 'at']);
    return at.flatMap((text, nth) => this.#nodes(text, [...rule, 'at', nth]));
  }

  #nodes(text: string, at: DataPath): readonly (RulePath & { readonly nodes: readonly number[] })[] {
    const path = this.reader.path(text, at);
    if (!path || !this.#rootExists(path, text, at) || this.#isTooMuch(path, at)) return [];
    return [{ ...path, nodes: this.paths.compile(this.library, path) }];
  }

  /** Ways of all paths of the file together: told once. */
  #isTooMuch({ steps }: RulePath, at: DataPath): boolean {
    const before = this.#ways;
    this.#ways += steps.reduce((product, labels) => product * labels.length, 1);
    if (this.#ways > MAX_WAYS && before <= MAX_WAYS)
      this.reader.report(at, `the paths of a file stand for at most ${MAX_WAYS} ways: split it`);
    return this.#ways > MAX_WAYS;
  }

  #rootExists({ root }: RulePath, text: string, at: DataPath): boolean {
    if (root.r === 'export' && !this.paths.hasModules(this.library)) {
      this.reader.report(at, `"${text}": Export needs modules, and this file has none`);
      return false;
    }
    if (root.r === 'file') {
      const missing = root.names.find((name) => !this.paths.hasFiles(this.library, name));
      if (missing !== undefined) this.reader.report(at, `"${text}": there are no files "${missing}"`);
      return missing === undefined;
    }
    if (root.r !== 'instance') return true;
    const library = root.library ?? this.library;
    if (this.paths.instance(library, root.name) !== undefined) return true;
    const own = this.paths
      .instanceNames()
      .map((name) => (name.startsWith(`${this.library}/`) ? name.slice(this.library.length + 1) : name));
    const name = root.library === undefined ? root.name : `${root.library}/${root.name}`;
    this.reader.report(at, `"${text}": there is no instance "${name}"`, nearestWord(name, own));
    return false;
  }
}
