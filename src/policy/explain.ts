/** Why a policy says of one flow what it says. */
import type { PolicyReason, PolicySaying } from '../model/explanation.js';
import type { RawFlow } from '../model/flow.js';
import type { Flow, SinkRecord } from '../model/report.js';
import type { Policy, PolicyRow } from '../model/policy.js';
import type { TaxonomyEntry } from '../model/taxonomy.js';
import { statementOf } from './cites.js';
import { askedOf, columnOf } from './judge-flows.js';
import type { Asked } from './selectors.js';
import { rowFor, tierAfter, verdictOf } from './verdict.js';

/**
 * @param record the call, with its flows as reported
 * @param raw    the same flows as the flow stage gave them
 * @param purposes of the recipient
 * @returns one reason for each flow, in the same order
 */
export function explainPolicy(
  policy: Policy,
  record: SinkRecord,
  raw: readonly RawFlow[],
  purposes: readonly string[] | undefined,
  types: ReadonlyMap<string, TaxonomyEntry>,
): readonly PolicyReason[] {
  const { kind, party } = record;
  const left = record.flows.map((flow) => (flow.role === 'purpose' ? undefined : tierAfter(flow.tier, flow.transforms, kind)));
  const identifies = left.some((tier) => tier === 'direct' || tier === 'pseudonymous');
  return record.flows.map((flow, i): PolicyReason => {
    const asked = askedOf(record, flow, raw[i], purposes, types.get(flow.dataType));
    const hashed = hashedVerdict(policy, asked, flow);
    const tier = left[i];
    if (tier === undefined) return { verdict: 'inventory', why: whyNothing(flow), kind, party, tier: flow.tier, hashed };
    const column = columnOf(policy, asked, tier, identifies);
    const row = rowFor(policy, asked, column);
    return {
      verdict: verdictOf(policy, asked, column),
      why: 'cell',
      kind,
      party,
      tier: column,
      ...(row ? { row: selectorsOf(row, policy) } : {}),
      hashed,
    };
  });
}

/** @returns for each flow what every policy says of it, in the order of the policies, with what it cites */
export function explainPolicies(
  policies: readonly Policy[],
  record: SinkRecord,
  raw: readonly RawFlow[],
  purposes: readonly string[] | undefined,
  types: ReadonlyMap<string, TaxonomyEntry>,
): readonly (readonly PolicySaying[])[] {
  const all = policies.map((policy) => ({ policy, reasons: explainPolicy(policy, record, raw, purposes, types) }));
  return record.flows.map((flow, i) =>
    all.map(({ policy, reasons }): PolicySaying => {
      const reason = reasons[i]!;
      const { verdict } = reason;
      if (verdict === 'inventory') return { policy: policy.policy, reason, articles: [], ask: [] };
      const asked = askedOf(record, flow, raw[i], purposes, types.get(flow.dataType));
      const { articles, ask } = statementOf(policy, verdict, [record.kind], reason.tier, asked);
      return { policy: policy.policy, reason, articles, ask };
    }),
  );
}

/** What selects a row; whose it is, where that is not the policy itself. */
function selectorsOf(row: PolicyRow, { policy }: Policy): NonNullable<PolicyReason['row']> {
  const { tiers: _, from, at: _at, open: _open, ...selectors } = row;
  return { ...selectors, ...(from === undefined || from === policy ? {} : { from }) };
}

function whyNothing(flow: Flow): PolicyReason['why'] {
  if (flow.role === 'purpose') return 'purpose';
  return flow.transforms.includes('encrypt') ? 'encrypted' : 'hashed-credential';
}

function hashedVerdict(policy: Policy, asked: Asked, flow: Flow): PolicyReason['hashed'] {
  const tier = tierAfter(flow.tier, ['hash'], asked.kind);
  return tier === undefined ? 'inventory' : verdictOf(policy, asked, tier);
}
