/** All rule files → one graph of paths: see {@link CompiledRules}. */
import { createHash } from 'node:crypto';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { Recipient, TypeOp } from '../model/rules.js';
import { mapTable, minimize, type NodeTable } from './graph-builder.js';
import type { Loaded, RuleSources } from './load.js';
import { PathCompiler } from './path-compiler.js';
import type { FileProblem } from '../yaml/problems.js';
import { compileLibrary, declareLibrary } from './compile-library.js';
import type { KnownWords } from './known-words.js';
import { resolvePolicies } from './policies.js';
import { RuleReader } from './rule-reader.js';

/** Counts changes of the compiled form: part of the version, so that caches of older forms are not used. */
const FORM = 6;

/**
 * Compiles loaded rules. The result depends on the files' names and contents only.
 *
 * @returns the rules, and what is wrong with them: with problems, the rules lack the wrong parts
 */
export function compileRules(
  sources: RuleSources,
  words: KnownWords = {},
): { readonly rules: CompiledRules; readonly problems: readonly FileProblem[] } {
  const problems: FileProblem[] = [];
  const paths = new PathCompiler();
  const typeAliases: Record<string, TypeOp> = {};
  const typeDescriptions: Record<string, TypeOp> = {};
  const typeCarriers: Record<string, TypeOp> = {};
  const recipients = uniqueRecipients(sources, problems);
  const known = { ...words, recipients: new Set([...recipients.map(({ id }) => id), ...(words.recipients ?? [])]) };
  const readers = new Map(sources.libraries.map((library) => [library, new RuleReader(library.yaml, problems)]));

  for (const id of words.instances ?? []) paths.declareForeign(id);
  for (const [library, reader] of readers) declareLibrary(library.value, reader, paths);
  for (const [{ value }, reader] of readers) {
    compileLibrary(value, reader, paths, known);
    for (const { name, is, describes, carries } of value.types ?? []) {
      for (const module of value.modules ?? []) {
        if (is) typeAliases[`${module}#${name}`] ??= is;
        if (describes) typeDescriptions[`${module}#${name}`] ??= describes;
        if (carries) typeCarriers[`${module}#${name}`] ??= carries;
      }
    }
  }
  const regions = sources.jurisdictions.flatMap(({ value }) => value.regions ?? []);
  const regionIds = [...regions.map(({ id }) => id), ...(words.regions ?? [])];
  const policies = resolvePolicies(sources.policies, { ...words, ...(words.dataTypes ? { regions: regionIds } : {}) }, problems);
  paths.joinDefaultExports();
  paths.joinGlobalObjects();
  const rules = {
    version: versionOf(sources),
    ...finish(paths),
    typeAliases,
    typeDescriptions,
    typeCarriers,
    recipients,
    policies,
    regions,
    countries: sources.jurisdictions.flatMap(({ value }) => value.countries ?? []),
  };
  return { rules, problems };
}

type Graph = Pick<
  CompiledRules,
  'nodes' | 'modules' | 'modulePatterns' | 'globals' | 'builtins' | 'tags' | 'throws' | 'named' | 'files' | 'types' | 'names' | 'instances'
>;

function finish(paths: PathCompiler): Graph {
  const tables = paths.tables();
  const lists: readonly NodeTable[] = Object.values(tables);
  const roots = lists.flatMap((table) => Object.values(table).flat());
  const { nodes, renamed } = minimize(paths.graph.fold(), roots);
  const numbered = (table: NodeTable): NodeTable => mapTable(table, (old) => renamed.get(old) ?? -1);
  const modules = Object.entries(numbered(tables.modules));
  return {
    nodes,
    modules: Object.fromEntries(modules.filter(([name]) => !name.includes('*'))),
    modulePatterns: modules.filter(([name]) => name.includes('*')).map(([pattern, list]) => ({ pattern, nodes: list })),
    globals: numbered(tables.globals),
    builtins: numbered(tables.builtins),
    tags: numbered(tables.tags),
    throws: numbered(tables.throws)['Throw'] ?? [],
    named: numbered(tables.named),
    files: numbered(tables.files),
    types: numbered(tables.types),
    names: numbered(tables.names),
    instances: numbered(tables.instances),
  };
}

function uniqueRecipients(sources: RuleSources, problems: FileProblem[]): readonly Recipient[] {
  const byId = new Map<string, Recipient>();
  for (const { value, yaml } of sources.recipients) {
    value.forEach((recipient, at) => {
      if (byId.has(recipient.id))
        new RuleReader(yaml, problems).report(['recipients', at, 'id'], `the recipient "${recipient.id}" is there twice`);
      byId.set(recipient.id, recipient);
    });
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function versionOf(sources: RuleSources): string {
  const inputs = [sources.libraries, sources.recipients, sources.policies, sources.jurisdictions].map((list: readonly Loaded<unknown>[]) =>
    list.map(({ value, yaml }) => [yaml.file, canonical(value)]),
  );
  return createHash('sha256')
    .update(JSON.stringify([FORM, inputs]))
    .digest('hex');
}

/** The same data with keys in order: moving a key changes nothing. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, canonical(item)]),
  );
}
