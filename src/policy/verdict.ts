/** What a policy says of one flow. */
import type { Party, Policy, PolicyRow, SinkKind, Verdict } from '../model/rules.js';
import type { Tier } from '../model/taxonomy.js';

export type EffectiveTier = Tier | 'unclassified';
export type TierKey = EffectiveTier | 'joined';

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

/** The row of the policy that speaks of this kind, party and data type. */
export function rowFor(policy: Policy, asked: Asked): PolicyRow | undefined {
  return policy.rows.find(
    (row) =>
      row.kinds.includes(asked.kind) &&
      (!row.parties || row.parties.includes(asked.party)) &&
      (!row.dataTypes || row.dataTypes.includes(asked.dataType)) &&
      (!row.position || asked.inPath === true) &&
      (!row.purposes || row.purposes.some((purpose) => asked.purposes?.includes(purpose))),
  );
}

/** What a policy is asked about. */
export interface Asked {
  readonly kind: SinkKind;
  readonly party: Party;
  readonly dataType: string;
  /** In a URL, before its query and fragment. */
  readonly inPath?: boolean | undefined;
  /** Of the recipient. */
  readonly purposes?: readonly string[] | undefined;
}

export function verdictOf(policy: Policy, asked: Asked, tier: TierKey): Verdict {
  return rowFor(policy, asked)?.tiers[tier] ?? 'inventory';
}
