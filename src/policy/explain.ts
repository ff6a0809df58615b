/** Why a policy says of one flow what it says. */
import type { PolicyReason } from '../model/explanation.js';
import type { RawFlow } from '../model/flow.js';
import type { Flow, SinkRecord } from '../model/report.js';
import type { Policy } from '../model/rules.js';
import { rowFor, tierAfter, verdictOf, type Asked } from './verdict.js';

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
): readonly PolicyReason[] {
  const { kind, party } = record;
  const left = record.flows.map((flow) => (flow.role === 'purpose' ? undefined : tierAfter(flow.tier, flow.transforms, kind)));
  const identifies = left.some((tier) => tier === 'direct' || tier === 'pseudonymous');
  return record.flows.map((flow, i): PolicyReason => {
    const asked: Asked = { kind, party, dataType: flow.dataType, inPath: raw[i]?.inPath, purposes };
    const hashed = hashedVerdict(policy, asked, flow);
    const tier = left[i];
    if (tier === undefined) return { verdict: 'inventory', why: whyNothing(flow), kind, party, tier: flow.tier, hashed };
    const joins = tier === 'indirect' && identifies && verdictOf(policy, asked, 'joined') !== 'inventory';
    const column = joins ? 'joined' : tier;
    const row = rowFor(policy, asked);
    return {
      verdict: verdictOf(policy, asked, column),
      why: 'cell',
      kind,
      party,
      tier: column,
      ...(row
        ? {
            row: {
              kinds: row.kinds,
              ...(row.parties ? { parties: row.parties } : {}),
              ...(row.dataTypes ? { dataTypes: row.dataTypes } : {}),
              ...(row.position ? { position: row.position } : {}),
              ...(row.purposes ? { purposes: row.purposes } : {}),
            },
          }
        : {}),
      hashed,
    };
  });
}

function whyNothing(flow: Flow): PolicyReason['why'] {
  if (flow.role === 'purpose') return 'purpose';
  return flow.transforms.includes('encrypt') ? 'encrypted' : 'hashed-credential';
}

function hashedVerdict(policy: Policy, asked: Asked, flow: Flow): PolicyReason['hashed'] {
  const tier = tierAfter(flow.tier, ['hash'], asked.kind);
  return tier === undefined ? 'inventory' : verdictOf(policy, asked, tier);
}
