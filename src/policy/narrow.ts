/** A finding with some of its data types: what is left when the others were accepted or were there before. */
import type { Finding } from '../model/report.js';
import type { Policy } from '../model/policy.js';
import { isSinkKind } from '../model/vocabulary.js';
import { SEVERITIES } from '../model/selection.js';
import type { Taxonomy } from '../model/taxonomy.js';
import { mergeStatements } from './cites.js';
import { best } from './confidence.js';
import { lawsOf } from './laws.js';
import type { ResolvedRecipient } from './recipients.js';
import { TIER_ORDER, type TierKey } from './verdict.js';
import { message } from './words.js';

interface NarrowContext {
  readonly policies: readonly Policy[];
  readonly taxonomy: Taxonomy;
  readonly recipients: ReadonlyMap<string, ResolvedRecipient>;
}

/** @returns takes a finding and ids of its data types; nothing when none of these is reported by itself */
export function narrower({
  policies,
  taxonomy,
  recipients,
}: NarrowContext): (finding: Finding, keep: ReadonlySet<string>) => Finding | undefined {
  const types = new Map(taxonomy.dataTypes.map((d) => [d.id, d]));
  return (finding, keep) => {
    if (finding.dataTypes.every(({ id }) => keep.has(id))) return finding;
    const dataTypes = finding.dataTypes.filter(({ id }) => keep.has(id));
    const reported = dataTypes.filter(({ rule }) => rule !== undefined);
    if (reported.length === 0 || !isSinkKind(finding.kind)) return undefined;
    const flows = finding.flows.filter(({ dataType }) => keep.has(dataType));
    const severity = SEVERITIES.find((s) => reported.some((d) => d.severity === s)) ?? finding.severity;
    const { kind } = finding;
    const tier = TIER_ORDER.find((t) => reported.some(({ rule }) => rule === `${kind}-${t}`)) ?? finding.tier;
    const ids = new Set(reported.map(({ id }) => id));
    const recipient = recipients.get(finding.recipient) ?? { id: finding.recipient, name: finding.recipient, party: finding.party };
    const text = policies.find((policy) => policy.kinds[kind])?.kinds[kind];
    const said = mergeStatements(reported.flatMap((type) => type.policies ?? []));
    return {
      ...finding,
      rule: `${kind}-${tier}`,
      severity,
      confidence: best(flows.filter((f) => ids.has(f.dataType)).map((f) => f.confidence)),
      tier: effective(tier),
      message: text && flows.length > 0 ? message(flows, dataTypes, text, recipient) : finding.message,
      laws: lawsOf(types.get(flows[0]?.dataType ?? '')),
      ...(said.length > 0 ? { policies: said } : {}),
      dataTypes,
      flows,
    };
  };
}

function effective(tier: TierKey): Finding['tier'] {
  return tier === 'joined' ? 'indirect' : tier;
}
