/** Everything that rules know in one place: the shipped ones, and those of a project. */
import { existsSync } from 'node:fs';
import type { Policy } from '../../model/policy.js';
import type { RuleBookPlace } from '../../model/rule-book.js';
import type { LibraryRules, Recipient } from '../../model/rules.js';
import type { Taxonomy } from '../../model/taxonomy.js';
import { wildcard } from '../../model/wildcard.js';
import type { Workspace } from '../../model/workspace.js';
import { loadBundle, type Bundle, type BundlePlaces } from '../../rules/bundle.js';
import { shippedLibraries } from '../../rules/shipped-libraries.js';
import { configure } from '../project-config.js';

export interface KnownLibraryFile {
  readonly rules: LibraryRules;
  /** Below the shipped rules folder, or as the user names it. */
  readonly file: string;
  readonly isOwn: boolean;
  /** What it changes of another: `extends pino`. */
  readonly change?: string;
}

export interface Knowledge {
  readonly libraries: readonly KnownLibraryFile[];
  readonly recipients: readonly Recipient[];
  readonly ownRecipients: ReadonlySet<string>;
  readonly policies: Readonly<Record<string, Policy>>;
  readonly ownPolicies: ReadonlySet<string>;
  readonly taxonomy: Taxonomy;
  /** By id: verified rules, or a verified library's packages, lead there. */
  readonly reachedBy: ReadonlyMap<string, readonly string[]>;
}

/** The shipped rules alone. */
export async function shippedKnowledge(places: BundlePlaces = {}): Promise<Knowledge> {
  const bundle = await loadBundle(places);
  return knowledge(bundle, shippedFiles(places));
}

/** With the rules that the configuration around a folder names. */
export async function knowledgeAt({ cwd, config }: RuleBookPlace): Promise<Knowledge> {
  const bundle = await loadBundle();
  const files = shippedFiles();
  if (!existsSync(cwd)) return knowledge(bundle, files);
  const { roots, known } = configure([folderAlone(cwd)], cwd, bundle, { cwd, ...(config === undefined ? {} : { config }) });
  const own = roots.flatMap(({ ownLibraries }) =>
    ownLibraries.map(({ file, rules }): KnownLibraryFile => {
      if ('extends' in rules) return { file, rules: { status: 'verified', ...rules }, isOwn: true, change: `extends ${rules.extends}` };
      if ('off' in rules) return { file, rules: { library: rules.library, status: 'verified' }, isOwn: true, change: 'switched off' };
      return { file, rules, isOwn: true };
    }),
  );
  const changed = new Set(own.map(({ rules }) => rules.library));
  const kept = files.filter(
    ({ rules }) => !changed.has(rules.library) || !own.some((one) => one.change !== undefined && one.rules.library === rules.library),
  );
  return knowledge(bundle, [...own, ...kept], { recipients: roots[0]?.rules.recipients ?? bundle.rules.recipients, policies: known });
}

/** Its configuration is asked for, and none of its code. */
function folderAlone(root: string): Workspace {
  return { root, files: [], schemas: [], packages: [], tsconfigs: [], skipped: [], problems: [], configs: [] };
}

function shippedFiles(places: BundlePlaces = {}): readonly KnownLibraryFile[] {
  const files = shippedLibraries(places).map(({ file, rules }) => ({ file, rules, isOwn: false }));
  // What is imported comes first, then what is there anyway.
  const isLibrary = ({ file }: KnownLibraryFile): boolean => file.startsWith('libraries/');
  return [...files.filter(isLibrary), ...files.filter((one) => !isLibrary(one))];
}

function knowledge(
  { rules, taxonomy }: Bundle,
  libraries: readonly KnownLibraryFile[],
  now: { readonly recipients: readonly Recipient[]; readonly policies: Readonly<Record<string, Policy>> } = rules,
): Knowledge {
  const shipped = new Map(rules.recipients.map((one) => [one.id, one]));
  const { recipients, policies } = now;
  return {
    libraries,
    recipients,
    ownRecipients: new Set(recipients.filter((one) => shipped.get(one.id) !== one).map(({ id }) => id)),
    policies,
    ownPolicies: new Set(Object.keys(policies).filter((name) => rules.policies[name] !== policies[name])),
    taxonomy,
    reachedBy: reachedBy(libraries, recipients),
  };
}

/** Libraries whose rules name a recipient, or that are one of its packages. */
function reachedBy(libraries: readonly KnownLibraryFile[], recipients: readonly Recipient[]): ReadonlyMap<string, readonly string[]> {
  const out = new Map<string, Set<string>>();
  const add = (id: string, library: string) => out.set(id, (out.get(id) ?? new Set()).add(library));
  const byPackage = new Map(recipients.flatMap(({ id, packages = [] }) => packages.map((name) => [name, id] as const)));
  for (const { rules } of libraries) {
    if (rules.status !== 'verified') continue;
    for (const id of recipientsOf(rules)) add(id, rules.library);
    for (const module of rules.modules ?? []) {
      const id = byPackage.get(module) ?? byPackage.get(packageOf(module)) ?? byPackage.get(`${module.split('/')[0] ?? ''}/*`);
      if (id !== undefined) add(id, rules.library);
      const fits = module.includes('*') ? wildcard(module) : undefined;
      if (fits) for (const [name, recipient] of byPackage) if (fits(name)) add(recipient, rules.library);
    }
  }
  return new Map([...out].map(([id, names]) => [id, [...names].sort()]));
}

function packageOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Whether a library is imported under a name. */
export function isImportedAs({ modules = [] }: LibraryRules, name: string): boolean {
  return modules.some((module) => module === name || (module.includes('*') && wildcard(module)(name)));
}

/** Recipients that rules of a library name. */
export function recipientsOf({ sinks = [], settings = [] }: LibraryRules): readonly string[] {
  const named = [...sinks, ...settings].flatMap((rule) => ('recipient' in rule && rule.recipient !== undefined ? [rule.recipient] : []));
  return [...new Set(named)].sort();
}

/** Kinds of the ways out that a library has. */
export function kindsOf({ sinks = [], settings = [] }: LibraryRules): readonly string[] {
  return [...new Set([...sinks.map(({ kind }) => kind), ...settings.flatMap((rule) => ('kind' in rule ? [rule.kind] : []))])].sort();
}

/** Data types that rules of a library name. */
export function dataTypesOf({ sinks = [], sources = [], settings = [], propagators = [] }: LibraryRules): readonly string[] {
  return [
    ...new Set([
      ...sources.flatMap(({ type }) => type ?? []),
      ...sinks.flatMap(({ purposeTypes = [] }) => purposeTypes),
      ...settings.flatMap((rule) => ('carries' in rule ? rule.carries : [])),
      ...propagators.flatMap(({ without = [] }) => without),
    ]),
  ].sort();
}
