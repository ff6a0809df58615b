/** What policies say of the flows of one call. */
import type { RawFlow } from '../model/flow.js';
import type { Flow, SinkRecord } from '../model/report.js';
import type { Policy, Severity } from '../model/policy.js';
import type { TaxonomyEntry } from '../model/taxonomy.js';
import type { ResolvedRecipient } from './recipients.js';
import type { Asked } from './selectors.js';
import { tierAfter, verdictOf, type EffectiveTier, type TierKey } from './verdict.js';

/** One flow that one policy reports. */
export interface JudgedFlow {
  readonly flow: Flow;
  readonly tier: TierKey;
  readonly verdict: Severity;
  readonly policy: Policy;
  readonly asked: Asked;
}

/** A flow that policies are asked about: what the call is for, and what is no longer in clear, they are not. */
interface Question {
  readonly flow: Flow;
  readonly tier: EffectiveTier;
  readonly asked: Asked;
}

/** What policies are asked of one flow. */
export function askedOf(
  { kind, party, crossBorder }: Pick<SinkRecord, 'kind' | 'party' | 'crossBorder'>,
  flow: Flow,
  raw: RawFlow | undefined,
  purposes: readonly string[] | undefined,
  entry: TaxonomyEntry | undefined,
): Asked {
  return { kind, party, dataType: flow.dataType, entry, inPath: raw?.inPath, purposes, crossBorder };
}

/** @returns what each policy reports, policy by policy */
export function judgeFlows(
  policies: readonly Policy[],
  record: SinkRecord,
  raw: readonly RawFlow[],
  recipient: ResolvedRecipient,
  types: ReadonlyMap<string, TaxonomyEntry>,
): readonly JudgedFlow[] {
  const left = record.flows.flatMap((flow, i): Question[] => {
    const tier = flow.role === 'purpose' ? undefined : tierAfter(flow.tier, flow.transforms, record.kind);
    return tier ? [{ flow, tier, asked: askedOf(record, flow, raw[i], recipient.purposes, types.get(flow.dataType)) }] : [];
  });
  return policies.flatMap((policy) => judgedBy(policy, left));
}

function judgedBy(policy: Policy, left: readonly Question[]): readonly JudgedFlow[] {
  const identifies = left.some(({ tier }) => tier === 'direct' || tier === 'pseudonymous');
  return left.flatMap(({ flow, tier, asked }): JudgedFlow[] => {
    const column = columnOf(policy, asked, tier, identifies);
    const verdict = verdictOf(policy, asked, column);
    return verdict === 'inventory' ? [] : [{ flow, tier: column, verdict, policy, asked }];
  });
}

/** `joined` for indirect data beside what identifies, where the policy reports that. */
export function columnOf(policy: Policy, asked: Asked, tier: EffectiveTier, identifies: boolean): TierKey {
  return tier === 'indirect' && identifies && verdictOf(policy, asked, 'joined') !== 'inventory' ? 'joined' : tier;
}
