/** What every rule id means: one for each kind and tier that a policy can report. */
import { findingPage } from '../model/doc-pages.js';
import type { RuleInfo } from '../model/report.js';
import type { KindText, Policy, Severity, Verdict } from '../model/policy.js';
import type { SinkKind } from '../model/rules.js';
import { SEVERITIES } from '../model/selection.js';
import type { Taxonomy } from '../model/taxonomy.js';
import { isGeneral } from './selectors.js';
import { WITHOUT_EFFECT } from './settings.js';
import { TIER_ORDER, type TierKey } from './verdict.js';
import { capital, remedy } from './words.js';

const TIER_WORDS: Readonly<Record<TierKey, string>> = {
  credential: 'Credentials',
  sensitive: 'Sensitive personal data',
  direct: 'Personal data that names or reaches a person',
  unclassified: 'Input of unknown shape',
  joined: 'Data that identifies a person together with an identifier',
  pseudonymous: 'Pseudonymous identifiers',
  indirect: 'Indirect personal data',
};

/**
 * @param policies that judge together: a rule is as severe as the worst of them says
 * @returns rules by id, in a fixed order: kinds as in the policies, worst tier first, literals last
 */
export function ruleInfos(policies: readonly Policy[], taxonomy: Taxonomy): readonly RuleInfo[] {
  const out: RuleInfo[] = [];
  for (const [kind, text] of kindsOf(policies)) {
    for (const tier of TIER_ORDER) {
      const severity = worst(policies.map((policy) => verdicts(policy, kind, tier)).flat());
      if (!severity) continue;
      const title = `${TIER_WORDS[tier]} ${plural(text.sentence.replace(/\{recipient\}/g, 'a recipient'))}`;
      const meaning = taxonomy.tiers.find((t) => t.id === tier)?.meaning;
      out.push({
        id: `${kind}-${tier}`,
        title,
        description: `${title}: ${text.why}.${meaning ? ` Tier ${tier}: ${meaning}.` : ''}`,
        help: remedy(text),
        severity,
        kind,
        tier,
        cwe: text.cwe,
      });
    }
  }
  out.push(...settingRules(policies), ...literalRules(policies));
  return out.map((info) => ({ ...info, page: findingPage(info.id) }));
}

/** Kinds with their words; of several policies the first's. */
function kindsOf(policies: readonly Policy[]): ReadonlyMap<SinkKind, KindText> {
  const out = new Map<SinkKind, KindText>();
  for (const [kind, text] of policies.flatMap((policy) => Object.entries(policy.kinds) as [SinkKind, KindText][]))
    if (!out.has(kind)) out.set(kind, text);
  return out;
}

/** One for each kind of sink that a setting can turn on, and one for functions that do not do what they are called. */
function settingRules(policies: readonly Policy[]): RuleInfo[] {
  const out = [...kindsOf(policies)].flatMap(([kind, text]): RuleInfo[] => {
    const rows = policies.flatMap(({ settings = [] }) => settings.filter((r) => r.kinds.includes(kind)));
    const severity = worst(rows.map((r) => r.verdict));
    if (!severity) return [];
    const title = `A setting by which personal data ${text.sentence.replace(/\{recipient\}/g, 'a recipient')}`;
    const help = `${capital(text.why)}: set the option that the finding names.`;
    return [
      {
        id: `settings-${kind}`,
        title,
        description: `${title}: ${text.why}.`,
        help,
        severity,
        kind: 'setting',
        tier: 'unclassified',
        cwe: text.cwe,
      },
    ];
  });
  const withoutEffect = worst(policies.map((policy) => policy.sanitizers?.withoutEffect ?? 'inventory'));
  if (!withoutEffect) return out;
  const title = 'A function that is called a sanitizer and gives personal data back as it is';
  const help = 'Let it keep at most four characters, hash the value or leave it out; or give it another name.';
  const description = `${title}: who calls it relies on its name.`;
  out.push({ id: WITHOUT_EFFECT, title, description, help, severity: withoutEffect, kind: 'sanitizer', tier: 'direct', cwe: [684, 359] });
  return out;
}

function plural(sentence: string): string {
  return sentence.replace(/^is /, '');
}

/** What its rows can say of a kind and tier: behind a row that nothing restricts no row is asked. */
function verdicts({ rows }: Policy, kind: SinkKind, tier: TierKey): readonly Verdict[] {
  const speaking = rows.filter((r) => r.kinds.includes(kind) && (r.open !== true || r.tiers[tier] !== undefined));
  const last = speaking.findIndex(isGeneral);
  return (last < 0 ? speaking : speaking.slice(0, last + 1)).map((r) => r.tiers[tier] ?? 'inventory');
}

function worst(all: readonly Verdict[]): Severity | undefined {
  return SEVERITIES.find((s) => all.includes(s));
}

function literalRules(policies: readonly Policy[]): RuleInfo[] {
  const rows = [
    {
      id: 'literal-secret',
      verdict: worst(policies.flatMap(({ literals }) => [literals.secret, ...literalVerdicts(literals)])),
      tier: 'credential',
      title: 'A secret in the code',
      help: 'Move it to a secret store and replace it by a new one.',
      cwe: [798, 312],
    },
    {
      id: 'literal-personal',
      verdict: worst(policies.flatMap(({ literals }) => [literals.personal, ...literalVerdicts(literals)])),
      tier: 'direct',
      title: 'Personal data in the code',
      help: 'Use made-up data, or read it from where it belongs.',
      cwe: [312, 359],
    },
  ];
  return rows.flatMap((r) =>
    r.verdict === undefined
      ? []
      : [
          {
            id: r.id,
            title: r.title,
            description: `${r.title}: ${capital('code is copied, logged and kept in histories')}.`,
            help: r.help,
            severity: r.verdict,
            kind: 'literal',
            tier: r.tier,
            cwe: r.cwe,
          },
        ],
  );
}

function literalVerdicts({ rows = [] }: Policy['literals']): readonly Verdict[] {
  return rows.map(({ verdict }) => verdict);
}
