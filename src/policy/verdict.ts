/** What a policy says of one flow. */
import type { Policy, PolicyRow, TierColumn, Verdict } from '../model/policy.js';
import type { SinkKind } from '../model/rules.js';
import type { Tier } from '../model/taxonomy.js';
import { fits, type Asked } from './selectors.js';

export type EffectiveTier = Tier | 'unclassified';
export type TierKey = TierColumn;

/** Worst first; `joined` after direct data, as it takes two fields to name a person. */
export const TIER_ORDER: readonly TierKey[] = ['credential', 'sensitive', 'direct', 'unclassified', 'joined', 'pseudonymous', 'indirect'];

/**
 * The tier that is left after what happened on the way: encrypted data is not in clear; a hash singles a person out
 * without naming them; a hashed credential is none any more, but in a response it is still one to be kept.
 *
 * @returns nothing when no personal data in clear is left
 */
export function tierAfter(tier: EffectiveTier, transforms: readonly string[], kind: SinkKind): EffectiveTier | undefined {
  if (transforms.includes('encrypt')) return undefined;
  if (!transforms.includes('hash')) return tier;
  if (tier === 'credential') return kind === 'response' ? tier : undefined;
  return tier === 'unclassified' ? tier : 'pseudonymous';
}

/** The row of the policy that speaks of this kind, party and data type; one of a policy that extends another, only of tiers it names. */
export function rowFor(policy: Policy, asked: Asked, tier: TierKey): PolicyRow | undefined {
  return policy.rows.find(
    (row) => row.kinds.includes(asked.kind) && fits(row, asked) && (row.open !== true || row.tiers[tier] !== undefined),
  );
}

export function verdictOf(policy: Policy, asked: Asked, tier: TierKey): Verdict {
  return rowFor(policy, asked, tier)?.tiers[tier] ?? 'inventory';
}
