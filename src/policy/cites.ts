/** What policies say of a finding, and by which articles. */
import type { PolicyStatement } from '../model/report.js';
import type { Policy, PolicyCite, Severity } from '../model/policy.js';
import { SEVERITIES } from '../model/selection.js';
import { DEFAULT_POLICY } from '../model/vocabulary.js';
import { fits, type AskedOfType } from './selectors.js';
import type { TierKey } from './verdict.js';

/** The default alone cites nothing: then findings say nothing of policies. */
export function isPlain(policies: readonly Policy[]): boolean {
  const [first, ...more] = policies;
  return more.length === 0 && first?.policy === DEFAULT_POLICY && (first.cites ?? []).length === 0;
}

/**
 * @param kinds of the finding: the sink's, or what it stands for
 * @returns what one policy says of one data type
 */
export function statementOf(
  { policy, cites = [], articles = {} }: Policy,
  severity: Severity,
  kinds: readonly string[],
  tier: TierKey,
  asked: AskedOfType,
): PolicyStatement {
  const own = cites.filter((cite) => speaksOf(cite, kinds, tier) && fits(cite, asked));
  return {
    policy,
    severity,
    articles: unique(own.flatMap((cite) => cite.articles.flatMap((id) => articles[id]?.title ?? []))),
    ask: unique(own.flatMap(({ ask }) => ask ?? [])),
  };
}

function speaksOf({ kinds, tiers }: PolicyCite, of: readonly string[], tier: TierKey): boolean {
  return (!kinds || kinds.some((kind) => of.includes(kind))) && (!tiers || tiers.includes(tier));
}

/** One for each policy, with the worst severity and all articles; in the order in which policies first come. */
export function mergeStatements(all: readonly PolicyStatement[]): readonly PolicyStatement[] {
  const byPolicy = new Map<string, PolicyStatement>();
  for (const one of all) {
    const known = byPolicy.get(one.policy);
    byPolicy.set(one.policy, known ? together(known, one) : one);
  }
  return [...byPolicy.values()];
}

function together(a: PolicyStatement, b: PolicyStatement): PolicyStatement {
  return {
    policy: a.policy,
    severity: SEVERITIES.find((severity) => severity === a.severity || severity === b.severity) ?? a.severity,
    articles: unique([...a.articles, ...b.articles]),
    ask: unique([...a.ask, ...b.ask]),
  };
}

function unique(list: readonly string[]): readonly string[] {
  return [...new Set(list)];
}
