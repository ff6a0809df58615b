/** What triage said of a finding, in SARIF's form. */
import type { Result, Suppression } from 'sarif';
import type { Finding } from '../../model/report.js';
import { physicalLocation } from './locations.js';
import { plainText } from './text.js';

const states = { new: 'new', suppressed: undefined, baselined: 'unchanged', 'newer-rules': 'unchanged' } as const;

/**
 * @param compared whether the run had a baseline (3.27.24); what is accepted is not compared with it
 * @returns `suppressions` with the reason where a finding is accepted; a baselined one is `unchanged`, as is one that only
 *   newer rules see in code that has not changed
 */
export function triageOf(
  { status = 'new', suppressions = [] }: Finding,
  compared: boolean,
): Pick<Result, 'baselineState' | 'suppressions'> {
  const baselineState = compared ? states[status] : undefined;
  return {
    ...(baselineState === undefined ? {} : { baselineState }),
    ...(suppressions.length === 0 ? {} : { suppressions: suppressions.map(suppression) }),
  };
}

function suppression({ origin, path, line, reason, until, by }: NonNullable<Finding['suppressions']>[number]): Suppression {
  const place = physicalLocation({ path, line, column: 1, endLine: line, endColumn: 1 });
  const { artifactLocation } = place;
  return {
    kind: origin === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    justification: plainText(reason),
    location: { physicalLocation: { ...(artifactLocation ? { artifactLocation } : {}), region: { startLine: Math.max(1, line) } } },
    ...(until === undefined && by === undefined
      ? {}
      : { properties: { ...(until === undefined ? {} : { until }), ...(by === undefined ? {} : { by: plainText(by) }) } }),
  };
}
