/** What every rule id means: one for each kind and tier that a policy can report. */
import type { RuleInfo } from '../model/report.js';
import type { Policy, Severity, SinkKind, Verdict } from '../model/rules.js';
import { SEVERITIES } from '../model/selection.js';
import type { Taxonomy } from '../model/taxonomy.js';
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

/** @returns rules by id, in a fixed order: kinds as in the policy, worst tier first, literals last */
export function ruleInfos(policy: Policy, taxonomy: Taxonomy): readonly RuleInfo[] {
  const out: RuleInfo[] = [];
  for (const [kind, text] of Object.entries(policy.kinds)) {
    for (const tier of TIER_ORDER) {
      const severity = worst(policy, kind as SinkKind, tier);
      if (!severity || !text) continue;
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
  out.push(...settingRules(policy), ...literalRules(policy));
  return out;
}

/** One for each kind of sink that a setting can turn on, and one for functions that do not do what they are called. */
function settingRules(policy: Policy): RuleInfo[] {
  const out = Object.entries(policy.kinds).flatMap(([kind, text]): RuleInfo[] => {
    const verdicts = (policy.settings ?? []).filter((r) => r.kinds.includes(kind as SinkKind)).map((r) => r.verdict);
    const severity = SEVERITIES.find((s) => verdicts.includes(s));
    if (!severity || !text) return [];
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
  const withoutEffect = policy.sanitizers?.withoutEffect ?? 'inventory';
  if (withoutEffect === 'inventory') return out;
  const title = 'A function that is called a sanitizer and gives personal data back as it is';
  const help = 'Let it keep at most four characters, hash the value or leave it out; or give it another name.';
  const description = `${title}: who calls it relies on its name.`;
  out.push({ id: WITHOUT_EFFECT, title, description, help, severity: withoutEffect, kind: 'sanitizer', tier: 'direct', cwe: [684, 359] });
  return out;
}

function plural(sentence: string): string {
  return sentence.replace(/^is /, '');
}

function worst(policy: Policy, kind: SinkKind, tier: TierKey): Severity | undefined {
  const verdicts: Verdict[] = policy.rows.filter((r) => r.kinds.includes(kind)).map((r) => r.tiers[tier] ?? 'inventory');
  return SEVERITIES.find((s) => verdicts.includes(s));
}

function literalRules(policy: Policy): RuleInfo[] {
  const rows = [
    {
      id: 'literal-secret',
      verdict: policy.literals.secret,
      tier: 'credential',
      title: 'A secret in the code',
      help: 'Move it to a secret store and replace it by a new one.',
      cwe: [798, 312],
    },
    {
      id: 'literal-personal',
      verdict: policy.literals.personal,
      tier: 'direct',
      title: 'Personal data in the code',
      help: 'Use made-up data, or read it from where it belongs.',
      cwe: [312, 359],
    },
  ];
  return rows.flatMap((r) =>
    r.verdict === 'inventory'
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
