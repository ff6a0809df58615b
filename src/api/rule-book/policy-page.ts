/** The page of a policy, and those of the rules that findings carry. */
import { findingPage, policyPage } from '../../model/doc-pages.js';
import type { Policy, PolicySelectors } from '../../model/policy.js';
import type { RuleInfo } from '../../model/report.js';
import type { RulePage } from '../../model/rule-book.js';
import { DEFAULT_POLICY, SINK_KINDS, TIER_COLUMNS } from '../../model/vocabulary.js';
import { ruleInfos } from '../../policy/index.js';
import type { Knowledge } from './knowledge.js';
import { cell, labelled, reference } from './texts.js';

export function pageOfPolicy(policy: Policy, { taxonomy, ownPolicies }: Knowledge): RulePage {
  const { policy: id, title, bases = [], rows, kinds, literals, settings = [], sanitizers, articles = {}, cites = [] } = policy;
  const own = rows.filter(({ from }) => from === undefined || from === id);
  const rules = ruleInfos([policy], taxonomy);
  return {
    form: 'policy',
    id,
    title,
    ...(ownPolicies.has(id) ? {} : { page: policyPage(id) }),
    facts: [
      ...(bases.length > 0 ? [{ label: 'extends', values: bases.map((base) => reference('policy', base)) }] : []),
      { label: 'secrets in code', values: [literals.secret] },
      { label: 'personal data in code', values: [literals.personal] },
      ...(sanitizers ? [{ label: 'sanitizers without effect', values: [sanitizers.withoutEffect] }] : []),
    ],
    sections: [
      {
        title: bases.length > 0 ? 'Rows of its own, asked before those it extends' : 'Rows, the first that fits decides',
        columns: ['ways out', 'only', ...TIER_COLUMNS],
        rows: own.map((row) => [row.kinds.join(', '), selectors(row), ...TIER_COLUMNS.map((tier) => row.tiers[tier] ?? '')]),
      },
      {
        title: 'Settings that let data out',
        columns: ['ways out', 'to', 'severity'],
        rows: settings.map((row) => [row.kinds.join(', '), (row.parties ?? ['anybody']).join(', '), row.verdict]),
      },
      {
        title: 'Articles',
        columns: ['article', 'says', 'text', 'wording checked'],
        rows: Object.values(articles).map(({ title: name, says, url, checked = '' }) => [name, says, url, checked]),
      },
      {
        title: 'What a reviewer has to ask',
        columns: ['of', 'article', 'question'],
        rows: cites.map((cite) => [
          cell(cite.kinds?.join(', '), cite.tiers && `tier ${cite.tiers.join(', ')}`, selectors(cite)) || 'every finding',
          cite.articles.map((article) => articles[article]?.title ?? article).join(', '),
          cite.ask ?? '',
        ]),
      },
      {
        title: 'What its findings say',
        columns: ['way out', 'why', 'remedy'],
        rows: Object.entries(kinds).map(([kind, text]) => [kind, text.why, text.remedy]),
      },
      { title: 'Findings', columns: ['rule', 'severity'], rows: rules.map((rule) => [reference('finding', rule.id), rule.severity]) },
    ].filter((section) => section.rows.length > 0),
  };
}

function selectors({ parties, dataTypes, categories, laws = {}, position, purposes, crossBorder }: PolicySelectors): string {
  return cell(
    parties && `to ${parties.join(', ')}`,
    labelled('types', dataTypes),
    labelled('categories', categories),
    ...Object.entries(laws).map(([law, words]) => labelled(`${law}:`, words)),
    position && `in the ${position}`,
    purposes && `for ${purposes.join(', ')}`,
    crossBorder !== undefined && (crossBorder === true ? 'out of the own jurisdictions' : `out of ${crossBorder}`),
  );
}

/** Rules that findings can carry, also by a policy of a project, with what each policy says of them. */
export function pagesOfFindings({ policies, taxonomy }: Knowledge): readonly (RulePage & { readonly info: RuleInfo })[] {
  const all = Object.values(policies);
  const byPolicy = all.map((policy) => [policy.policy, new Map(ruleInfos([policy], taxonomy).map((info) => [info.id, info]))] as const);
  return ruleInfos([...all, reportingAll(policies[DEFAULT_POLICY]!)], taxonomy).map((info) => ({
    form: 'finding',
    id: info.id,
    title: info.title,
    page: findingPage(info.id),
    facts: [
      { label: 'why', values: [info.description] },
      { label: 'what to do', values: [info.help] },
      { label: 'weaknesses', values: [info.cwe.map((id) => `CWE-${id}`).join(', ')] },
    ],
    sections: [
      {
        title: 'How severe',
        columns: ['policy', 'at worst'],
        rows: byPolicy.map(([name, infos]) => [reference('policy', name), infos.get(info.id)?.severity ?? 'inventory']),
      },
    ],
    info,
  }));
}

/** Every way out with every tier. */
function reportingAll(policy: Policy): Policy {
  const tiers = Object.fromEntries(TIER_COLUMNS.map((tier) => [tier, 'low'] as const));
  return { ...policy, rows: [{ kinds: SINK_KINDS, tiers }], settings: [{ kinds: SINK_KINDS, verdict: 'low' }] };
}
