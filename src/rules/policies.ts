/** Puts policies together with those they extend, and checks the words in them. */
import type { Policy, PolicyFile, PolicyRow, PolicySelectors } from '../model/policy.js';
import type { SinkKind } from '../model/rules.js';
import { lawFits } from '../model/taxonomy.js';
import type { FileProblem } from '../yaml/problems.js';
import type { DataPath } from '../yaml/yaml-file.js';
import type { KnownWords } from './known-words.js';
import type { Loaded } from './load.js';
import { RuleReader } from './rule-reader.js';

/**
 * @param policies of one set of files; a name that comes twice is that of the last
 * @param words    `policies`: those that are there already. A policy that extends its own name extends that one
 * @returns by name; one with a problem is left out
 */
export function resolvePolicies(
  policies: readonly Loaded<PolicyFile>[],
  words: KnownWords,
  problems: FileProblem[],
): Readonly<Record<string, Policy>> {
  return new Resolver(policies, words, problems).all();
}

class Resolver {
  private readonly byName: ReadonlyMap<string, Loaded<PolicyFile>>;
  private readonly done = new Map<string, Policy | undefined>();
  /** Of the policies that are being put together, each extending the next. */
  private readonly open: string[] = [];

  constructor(
    private readonly policies: readonly Loaded<PolicyFile>[],
    private readonly words: KnownWords,
    private readonly problems: FileProblem[],
  ) {
    this.byName = new Map(policies.map((loaded) => [loaded.value.policy, loaded]));
  }

  all(): Readonly<Record<string, Policy>> {
    for (const { value, yaml } of this.policies) new WordCheck(value, new RuleReader(yaml, this.problems), this.words).check();
    const entries = [...this.byName.keys()].map((name) => [name, this.policy(name)] as const);
    return Object.fromEntries(entries.flatMap(([name, policy]) => (policy ? [[name, policy]] : [])));
  }

  private policy(name: string): Policy | undefined {
    if (this.done.has(name)) return this.done.get(name);
    const loaded = this.byName.get(name)!;
    this.open.push(name);
    const policy = this.resolved(loaded);
    this.open.pop();
    this.done.set(name, policy);
    return policy;
  }

  private resolved({ value, yaml }: Loaded<PolicyFile>): Policy | undefined {
    const reader = new RuleReader(yaml, this.problems);
    const before = this.problems.length;
    const base = value.extends === undefined ? undefined : this.base(value.policy, value.extends, reader);
    if (value.extends !== undefined && !base) return undefined;
    const policy = base ? extended(value, base) : alone(value);
    checkReferences(value, policy, reader);
    return this.problems.length === before ? policy : undefined;
  }

  private base(name: string, wanted: string, reader: RuleReader): Policy | undefined {
    const shipped = this.words.policies ?? {};
    const known = Object.hasOwn(shipped, wanted) ? shipped[wanted] : undefined;
    if (wanted === name && known) return known;
    if (this.open.includes(wanted)) {
      const circle = [...this.open.slice(this.open.indexOf(wanted)), wanted].map((one) => `"${one}"`);
      reader.report(['extends'], `policies extend each other in a circle: ${circle.join(' extends ')}`);
      return undefined;
    }
    if (this.byName.has(wanted)) return this.policy(wanted);
    if (!known)
      reader.oneOf(wanted, new Set([...Object.keys(shipped), ...this.byName.keys()].filter((one) => one !== name)), 'policy', ['extends']);
    return known;
  }
}

function alone({ policy, title = policy, rows = [], kinds, literals, sanitizers, ...rest }: PolicyFile): Policy {
  // The schema asks of a policy that stands alone for all of these.
  const whole = {
    kinds: kinds as Policy['kinds'],
    literals: literals as Policy['literals'],
    sanitizers: sanitizers as Policy['sanitizers'],
  };
  const { settings, articles, cites } = rest;
  return {
    policy,
    title,
    rows: rows.map((row, at) => ({ ...row, from: policy, at })),
    kinds: whole.kinds,
    literals: whole.literals,
    ...(whole.sanitizers ? { sanitizers: whole.sanitizers } : {}),
    ...(settings ? { settings } : {}),
    ...(articles ? { articles } : {}),
    ...(cites ? { cites } : {}),
  };
}

/** Own rows are asked first; what they leave open, the extended policy says. */
function extended(file: PolicyFile, base: Policy): Policy {
  const { policy, title = base.title, rows = [], kinds = {}, literals = {}, settings = [], sanitizers, articles = {}, cites = [] } = file;
  const texts = Object.entries(kinds).map(([kind, text]) => [kind, { ...base.kinds[kind as SinkKind], ...text }]);
  const literalRows = [...(literals.rows ?? []), ...(base.literals.rows ?? [])];
  const sanitizing =
    sanitizers || base.sanitizers ? { withoutEffect: 'inventory' as const, names: [], ...base.sanitizers, ...sanitizers } : undefined;
  return {
    policy,
    title,
    rows: [...rows.map((row, at): PolicyRow => ({ ...row, from: policy, at, open: true })), ...base.rows],
    kinds: { ...base.kinds, ...(Object.fromEntries(texts) as Policy['kinds']) },
    literals: { ...base.literals, ...literals, ...(literalRows.length > 0 ? { rows: literalRows } : {}) },
    settings: [...settings, ...(base.settings ?? [])],
    ...(sanitizing ? { sanitizers: sanitizing } : {}),
    articles: { ...base.articles, ...articles },
    cites: [...cites, ...(base.cites ?? [])],
    bases: [base.policy, ...(base.bases ?? [])],
  };
}

/** What a policy names of itself: texts of the kinds it reports, articles. */
function checkReferences(file: PolicyFile, policy: Policy, reader: RuleReader): void {
  for (const [kind, text] of Object.entries(policy.kinds)) {
    const missing = (['sentence', 'why', 'remedy', 'cwe'] as const).filter((key) => text[key] === undefined);
    if (missing.length > 0)
      reader.report(['kinds', kind], `kinds.${kind}: the key "${missing[0]!}" is missing, and no extended policy has it`);
  }
  const told = new Set<SinkKind>();
  (file.rows ?? []).forEach((row, at) => {
    if (Object.values(row.tiers).every((verdict) => verdict === 'inventory')) return;
    row.kinds.forEach((kind, nth) => {
      if (policy.kinds[kind] || told.has(kind)) return;
      told.add(kind);
      reader.report(['rows', at, 'kinds', nth], `the row reports ${kind}, and there are no words for it under "kinds"`);
    });
  });
  const articles = new Set(Object.keys(policy.articles ?? {}));
  (file.cites ?? []).forEach((cite, at) => {
    cite.articles.forEach((id, nth) => reader.oneOf(id, articles, 'article', ['cites', at, 'articles', nth]));
  });
}

/** Words that the taxonomy defines. */
class WordCheck {
  constructor(
    private readonly file: PolicyFile,
    private readonly reader: RuleReader,
    private readonly words: KnownWords,
  ) {}

  check(): void {
    const { rows = [], cites = [], literals } = this.file;
    rows.forEach((row, at) => this.selectors(row, ['rows', at]));
    cites.forEach((cite, at) => this.selectors(cite, ['cites', at]));
    literals?.rows?.forEach((row, at) => this.selectors(row, ['literals', 'rows', at]));
  }

  private selectors({ dataTypes = [], categories = [], laws = {}, crossBorder }: PolicySelectors, path: DataPath): void {
    dataTypes.forEach((type, nth) => this.oneOf(type, this.words.dataTypes, 'data type', [...path, 'dataTypes', nth]));
    categories.forEach((id, nth) => this.oneOf(id, this.words.categories, 'category', [...path, 'categories', nth]));
    if (typeof crossBorder === 'string')
      this.oneOf(crossBorder, this.words.regions && new Set(this.words.regions), 'jurisdiction', [...path, 'crossBorder']);
    for (const [law, patterns] of Object.entries(laws)) {
      const saying = this.words.laws?.get(law);
      if (!saying) this.oneOf(law, this.words.laws && new Set(this.words.laws.keys()), 'law', [...path, 'laws', law]);
      else
        patterns.forEach((pattern, nth) => {
          if (![...saying].some((said) => lawFits(said, pattern)))
            this.oneOf(pattern, saying, `word of "${law}"`, [...path, 'laws', law, nth]);
        });
    }
  }

  private oneOf(word: string, known: ReadonlySet<string> | undefined, what: string, at: DataPath): void {
    if (known) this.reader.oneOf(word, known, what, at);
  }
}
