/** Rule files that change another library's rules → libraries as if they were written whole. */
import type { LibraryExtension, LibraryRules } from '../model/rules.js';
import type { FileProblem } from '../yaml/problems.js';
import type { LibraryChange, Loaded } from './load.js';
import { RuleReader } from './rule-reader.js';

export interface ResolvedChanges {
  /** By the change that made it. */
  readonly libraries: ReadonlyMap<Loaded<LibraryChange>, Loaded<LibraryRules>>;
  /** Shipped libraries whose place another takes. */
  readonly replaced: ReadonlySet<string>;
  /** Shipped libraries that do not hold. */
  readonly off: ReadonlySet<string>;
}

/** Where the libraries that may be extended stand. */
export interface KnownLibraries {
  /** The shipped ones; asked for only when something changes one. */
  readonly shipped: () => ReadonlyMap<string, LibraryRules>;
  /** Those of the same rules. */
  readonly own: readonly Loaded<LibraryRules>[];
}

/**
 * @param problems the list to which problems are added; a change with one is left out
 */
export function resolveChanges(changes: readonly Loaded<LibraryChange>[], known: KnownLibraries, problems: FileProblem[]): ResolvedChanges {
  return new ChangeResolver(changes, known, problems).all();
}

class ChangeResolver {
  private readonly extensions = new Map<string, Loaded<LibraryExtension>>();
  private readonly own: ReadonlyMap<string, LibraryRules>;
  private readonly done = new Map<string, LibraryRules | undefined>();
  /** Names of the libraries that are being put together, each extending the next. */
  private readonly open: string[] = [];

  constructor(
    private readonly changes: readonly Loaded<LibraryChange>[],
    private readonly known: KnownLibraries,
    private readonly problems: FileProblem[],
  ) {
    this.own = new Map(known.own.map(({ value }) => [value.library, value]));
  }

  all(): ResolvedChanges {
    const libraries = new Map<Loaded<LibraryChange>, Loaded<LibraryRules>>();
    const replaced = new Set<string>();
    const off = new Set<string>();
    for (const { value, yaml } of this.changes) {
      const reader = new RuleReader(yaml, this.problems);
      const isTwice = 'extends' in value && (this.extensions.has(value.library) || this.own.has(value.library));
      if (isTwice) reader.report(['library'], `the library "${value.library}" is there twice`);
      else if ('extends' in value) this.extensions.set(value.library, { value, yaml });
      else {
        reader.oneOf(value.library, new Set(this.known.shipped().keys()), 'shipped library', ['library']);
        off.add(value.library);
      }
    }
    for (const change of this.changes) {
      const { value, yaml } = change;
      if (!('extends' in value) || this.extensions.get(value.library)?.value !== value) continue;
      const rules = this.library(value.library);
      if (!rules) continue;
      libraries.set(change, { value: rules, yaml });
      if (this.known.shipped().has(value.library)) replaced.add(value.library);
    }
    return { libraries, replaced, off };
  }

  private library(name: string): LibraryRules | undefined {
    if (this.done.has(name)) return this.done.get(name);
    const { value, yaml } = this.extensions.get(name)!;
    this.open.push(name);
    const reader = new RuleReader(yaml, this.problems);
    const before = this.problems.length;
    const base = this.base(value, reader);
    const rules = base && extended(value, base, reader);
    this.open.pop();
    const right = this.problems.length === before ? rules : undefined;
    this.done.set(name, right);
    return right;
  }

  private base({ library, extends: wanted }: LibraryExtension, reader: RuleReader): LibraryRules | undefined {
    const shipped = this.known.shipped();
    if (wanted === library && shipped.has(wanted)) return shipped.get(wanted);
    if (this.open.includes(wanted)) {
      const circle = [...this.open.slice(this.open.indexOf(wanted)), wanted].map((one) => `"${one}"`);
      reader.report(['extends'], `rule files extend each other in a circle: ${circle.join(' extends ')}`);
      return undefined;
    }
    if (this.extensions.has(wanted)) return this.library(wanted);
    const found = this.own.get(wanted) ?? shipped.get(wanted);
    if (!found) reader.oneOf(wanted, new Set([...shipped.keys(), ...this.own.keys(), ...this.extensions.keys()]), 'library', ['extends']);
    return found;
  }
}

/** Own rules come first: where two say something of one thing, the nearer one is asked first. */
function extended(file: LibraryExtension, base: LibraryRules, reader: RuleReader): LibraryRules {
  const { extends: wanted, off = [], ...own } = file;
  const isSame = wanted === own.library;
  if (!isSame && base.modules && !own.modules) {
    reader.report(['extends'], `under another name than "${wanted}" the file needs modules of its own: "modules"`);
  }
  checkOff(off, base, reader);
  const kept = withoutPaths(base, (path) => off.includes(path) || (!isSame && !PATH_OF_MODULE.test(path)));
  const joined = <Item>(a: readonly Item[] | undefined, b: readonly Item[] | undefined) =>
    a || b ? [...(a ?? []), ...(b ?? [])] : undefined;
  const modules = isSame ? joined(own.modules, kept.modules) : own.modules;
  const instances = { ...kept.instances };
  for (const [name, rule] of Object.entries(own.instances ?? {})) {
    const of = <Key extends 'at' | 'types' | 'names'>(key: Key) => {
      const list = joined(rule[key], instances[name]?.[key]);
      return list ? { [key]: [...new Set(list)] } : {};
    };
    instances[name] = { ...of('at'), ...of('types'), ...of('names') };
  }
  const lists = Object.fromEntries(
    RULE_LISTS.flatMap((key) => {
      const list = joined<unknown>(own[key], kept[key]);
      return list ? [[key, list]] : [];
    }),
  ) as Partial<LibraryRules>;
  const { examples, docs = base.docs, checked = base.checked, title = base.title } = own;
  return {
    library: own.library,
    ...(title === undefined ? {} : { title }),
    ...(modules ? { modules: [...new Set(modules)] } : {}),
    ...(isSame && kept.globalObjects ? { globalObjects: kept.globalObjects } : {}),
    ...((isSame && kept.files) || own.files ? { files: { ...(isSame ? kept.files : {}), ...own.files } } : {}),
    status: own.status ?? base.status,
    ...(docs ? { docs } : {}),
    ...(checked === undefined ? {} : { checked }),
    instances,
    ...lists,
    // What the other's examples show may be what is switched off.
    ...(examples ? { examples } : {}),
  };
}

/** What begins elsewhere holds by the other library already, and would count twice. */
const PATH_OF_MODULE = /^(?:Export\[|[a-z])/;

const RULE_LISTS = [
  'sinks',
  'sources',
  'propagators',
  'sanitizers',
  'settings',
  'channels',
  'environments',
  'builders',
  'types',
] as const satisfies readonly (keyof LibraryRules)[];

/** Every path at which a rule of the library stands, as written. */
export function pathsOfRules(rules: LibraryRules): ReadonlySet<string> {
  const paths = new Set<string>();
  withoutPaths(rules, (path) => {
    paths.add(path);
    return false;
  });
  return paths;
}

function checkOff(off: readonly string[], base: LibraryRules, reader: RuleReader): void {
  if (off.length === 0) return;
  const paths = pathsOfRules(base);
  off.forEach((path, at) => reader.oneOf(path, paths, `rule of "${base.library}" at`, ['off', at]));
}

type WithPath = { readonly at: string | readonly string[] };

/** The rules without some of their paths; a rule without any left goes. */
function withoutPaths(rules: LibraryRules, isOff: (path: string) => boolean): LibraryRules {
  const kept = <Rule extends WithPath>(list: readonly Rule[] | undefined): readonly Rule[] | undefined =>
    list?.flatMap((rule) => {
      const at = (typeof rule.at === 'string' ? [rule.at] : rule.at).filter((path) => !isOff(path));
      return at.length > 0 ? [{ ...rule, at }] : [];
    });
  const channels = rules.channels?.flatMap((channel) => {
    const ends = { write: kept(channel.write) ?? [], read: kept(channel.read) ?? [] };
    const subscribe = kept(channel.subscribe);
    return ends.write.length > 0 && ends.read.length > 0 ? [{ ...channel, ...ends, ...(subscribe ? { subscribe } : {}) }] : [];
  });
  const instances = Object.entries(rules.instances ?? {}).map(([name, { at, ...rest }]) => {
    const left = at?.filter((path) => !isOff(path));
    return [name, { ...rest, ...(left ? { at: left } : {}) }] as const;
  });
  const lists = {
    sinks: kept(rules.sinks),
    sources: kept(rules.sources),
    propagators: kept(rules.propagators),
    sanitizers: kept(rules.sanitizers),
    settings: kept(rules.settings),
    channels,
    environments: kept(rules.environments),
    builders: kept(rules.builders),
  };
  const present = Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined)) as Partial<LibraryRules>;
  return { ...rules, instances: Object.fromEntries(instances), ...present };
}
