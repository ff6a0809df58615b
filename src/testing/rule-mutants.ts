/**
 * Takes each rule of a library away in turn and runs the library's examples, and the calls of its rules in fixtures/rule-calls/: a rule that
 * none of them misses could be wrong, and no test would tell. Only the library is compiled anew, behind the shipped rules without it; where
 * its examples do not hold so (rules of others begin at its values, or it names the object that holds all globals), all rules are.
 */
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { analyseRoot } from '../api/analyse-root.js';
import { comparedWith, examplesOf, writeExamples, type Example, type Scanned } from '../api/rule-examples.js';
import { StageClock } from '../api/stage-clock.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { LibraryRules } from '../model/rules.js';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import type { NameMatcher } from '../model/taxonomy.js';
import { DEFAULT_POLICY } from '../model/vocabulary.js';
import type { Workspace } from '../model/workspace.js';
import type { Bundle } from '../rules/bundle.js';
import { compileBundle } from '../rules/compile-bundle.js';
import { compileRules } from '../rules/compile.js';
import { flowPlaces } from '../marks/compare-marks.js';
import { wordsOfTaxonomy } from '../rules/known-words.js';
import { loadRules, type Loaded, type RuleSources } from '../rules/load.js';
import { withOwnRules } from '../rules/own.js';
import { readRuleFiles } from '../rules/rule-files.js';
import { compileNameMatcher } from '../taxonomy/name-matcher.js';
import { select } from '../triage/select.js';
import { openWorkspace } from '../workspace/index.js';
import { filesBelow } from './scan-marked.js';

const KINDS = [
  'sinks',
  'sources',
  'sanitizers',
  'settings',
  'propagators',
  'channels',
  'environments',
  'builders',
  'types',
] as const satisfies readonly (keyof LibraryRules)[];
type Kind = (typeof KINDS)[number];

const CODE = /\.[jt]sx?$/;

export interface Mutant {
  readonly library: string;
  readonly kind: Kind;
  /** From 0, in its list. */
  readonly nth: number;
  /** Where it stands in the file. */
  readonly file: string;
  readonly line: number;
  /** Its paths. */
  readonly at: string;
}

export interface LibraryMutants {
  readonly library: string;
  readonly tried: number;
  readonly survivors: readonly Mutant[];
  /** Why it could not be tried: its examples do not hold as they are. */
  readonly broken?: string;
}

export interface MutantQuery {
  readonly rulesDir: string;
  /** A folder for each library that has more code with marks. */
  readonly callsDir: string;
  /** Of libraries; none: all. */
  readonly names: readonly string[];
}

export async function* tryMutants({ rulesDir, callsDir, names }: MutantQuery): AsyncGenerator<LibraryMutants> {
  const bundle = await compileBundle(rulesDir);
  const matcher = compileNameMatcher(bundle.taxonomy);
  const { sources } = loadRules(readRuleFiles(rulesDir));
  const { libraries } = sources;
  const unknown = names.find((name) => !libraries.some(({ value }) => value.library === name));
  if (unknown !== undefined) throw new Error(`there is no library ${unknown}`);
  for (const library of libraries) {
    if (names.length > 0 && !names.includes(library.value.library)) continue;
    const bench = await Bench.open(library, join(callsDir, library.value.library), { bundle, matcher, sources });
    try {
      yield await bench.run();
    } finally {
      bench.close();
    }
  }
}

class Bench {
  private constructor(
    private readonly library: Loaded<LibraryRules>,
    private readonly known: { readonly bundle: Bundle; readonly matcher: NameMatcher; readonly sources: RuleSources },
    private readonly dir: string,
    private readonly examples: readonly Example[],
    private readonly workspace: Workspace,
    private readonly base: CompiledRules,
  ) {}

  static async open(library: Loaded<LibraryRules>, callsDir: string, known: Bench['known']): Promise<Bench> {
    const { value } = library;
    const dir = realpathSync(mkdtempSync(join(tmpdir(), 'waybill-mutants-')));
    const of = { file: library.yaml.file, library: value.library };
    const examples = [...examplesOf({ ...of, examples: value.examples ?? {} }, 0), ...writeCalls(callsDir, dir, of)];
    writeExamples(dir, examples);
    return new Bench(library, known, dir, examples, await openWorkspace(dir), withoutTypes(known.bundle.rules, value));
  }

  close(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  async run(): Promise<LibraryMutants> {
    const { value, yaml } = this.library;
    const { library } = value;
    if (this.examples.length === 0) return { library, tried: 0, survivors: [], broken: 'no examples' };
    const alone = await this.missing(value, (rules) => this.compiledAlone(rules));
    const compiled = (rules: LibraryRules) => (alone === undefined ? this.compiledAlone(rules) : this.compiledWithAll(rules));
    const asItIs = alone && (await this.missing(value, compiled));
    if (asItIs !== undefined) return { library, tried: 0, survivors: [], broken: asItIs };
    const mutants = KINDS.flatMap((kind) =>
      (value[kind] ?? []).map((rule, nth): Mutant => ({
        library,
        kind,
        nth,
        file: yaml.file,
        line: yaml.at([kind, nth]).line,
        at: pathsOf(rule),
      })),
    );
    const survivors: Mutant[] = [];
    for (const mutant of mutants) {
      const { kind, nth } = mutant;
      const rest = (value[kind] as readonly unknown[]).filter((_, at) => at !== nth);
      if ((await this.missing({ ...value, [kind]: rest }, compiled)) === undefined) survivors.push(mutant);
    }
    return { library, tried: mutants.length, survivors };
  }

  /** What the examples miss with these rules; nothing when they hold. */
  private async missing(
    rules: LibraryRules,
    compile: (rules: LibraryRules) => ReturnType<typeof compileRules>,
  ): Promise<string | undefined> {
    const { rules: compiled, problems } = compile(rules);
    if (problems.length > 0) return problems[0]!.message;
    const differ = comparedWith(await this.scanned(compiled));
    const [difference] = this.examples.flatMap(differ);
    return difference && `${difference.kind} ${difference.example}, line ${difference.line}: ${difference.code.trim()}`;
  }

  private compiledAlone(rules: LibraryRules): ReturnType<typeof compileRules> {
    const own = {
      sources: { libraries: [{ value: rules, yaml: this.library.yaml }], recipients: [], policies: [], jurisdictions: [] },
      folders: new Map<string, string>(),
      names: [],
      off: new Set([rules.library]),
      shownAs: { name: '', libraries: new Set<string>() },
    };
    const { rules: compiled, problems } = withOwnRules(this.base, own, wordsOfTaxonomy(this.known.bundle.taxonomy));
    const { own: _, ...shipped } = compiled;
    return { rules: shipped, problems };
  }

  private compiledWithAll(rules: LibraryRules): ReturnType<typeof compileRules> {
    const { sources, bundle } = this.known;
    const libraries = sources.libraries.map((library) => (library === this.library ? { ...library, value: rules } : library));
    return compileRules({ ...sources, libraries }, wordsOfTaxonomy(bundle.taxonomy));
  }

  private async scanned(rules: CompiledRules): Promise<Scanned> {
    const policy = this.known.bundle.rules.policies[DEFAULT_POLICY]!;
    const { found } = await analyseRoot(
      {
        root: { workspace: this.workspace, rules, rulesVersion: '', configs: [], named: [], ownLibraries: [], ownPolicies: [] },
        taxonomy: this.known.bundle.taxonomy,
        names: () => this.known.matcher,
        judging: { policies: [policy], reference: policy },
        clock: new StageClock(() => undefined),
        keepCode: false,
        survey: true,
        choices: {},
      },
      undefined,
      undefined,
    );
    return { shown: select(found.findings, DEFAULT_THRESHOLDS).shown, flows: flowPlaces(found) };
  }
}

/** The calls of a library's rules below their own paths, with what they need beside them: frameworks and schemas go by the names of files. */
function writeCalls(callsDir: string, dir: string, of: { readonly file: string; readonly library: string }): readonly Example[] {
  if (!existsSync(callsDir)) return [];
  return Object.entries(filesBelow(callsDir)).flatMap(([path, text]): readonly Example[] => {
    const below = `calls/${path}`;
    if (CODE.test(path)) return examplesOf({ ...of, examples: { leaks: [text] } }, 0).map((example) => ({ ...example, path: below }));
    mkdirSync(join(dir, dirname(below)), { recursive: true });
    writeFileSync(join(dir, below), text);
    return [];
  });
}

/** What the library's type names mean is told by the library alone. */
function withoutTypes(rules: CompiledRules, { modules = [] }: LibraryRules): CompiledRules {
  const own = new Set(modules);
  const others = (table: CompiledRules['typeAliases']) =>
    Object.fromEntries(Object.entries(table).filter(([key]) => !own.has(key.slice(0, key.indexOf('#')))));
  return {
    ...rules,
    typeAliases: others(rules.typeAliases),
    typeDescriptions: others(rules.typeDescriptions),
    typeCarriers: others(rules.typeCarriers),
  };
}

function pathsOf(rule: object): string {
  const { at, channel, name } = rule as { readonly at?: string | readonly string[]; readonly channel?: string; readonly name?: string };
  return typeof at === 'string' ? at : (at?.join(', ') ?? channel ?? name ?? '');
}
