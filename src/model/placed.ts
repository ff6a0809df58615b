/** Findings and sinks as seen from a folder further up. */
import type { Finding, Flow, Location, SinkRecord } from './report.js';
import type { Triage } from './triage.js';

/** The same with every path below `prefix`, which ends with `/` or is empty. */
export function placedBelow<T extends Finding | SinkRecord>(prefix: string, record: T): T {
  const at = (location: Location): Location => ({ ...location, path: prefix + location.path });
  const flow = (way: Flow): Flow => ({ ...way, steps: way.steps.map((step) => ({ ...step, location: at(step.location) })) });
  return {
    ...record,
    location: at(record.location),
    callLocation: at(record.callLocation),
    ...('extent' in record && record.extent ? { extent: at(record.extent) } : {}),
    ...('suppressions' in record && record.suppressions
      ? { suppressions: record.suppressions.map((one) => ({ ...one, path: prefix + one.path })) }
      : {}),
    flows: record.flows.map(flow),
  };
}

/** Suppressions and what is gone of a baseline, in the same way. */
export function triagePlacedBelow(prefix: string, { suppressions, baseline }: Triage): Triage {
  const placed = <T extends { readonly path: string }>(one: T): T => ({ ...one, path: prefix + one.path });
  return {
    suppressions: suppressions.map(placed),
    ...(baseline ? { baseline: { ...placed(baseline), gone: baseline.gone.map(placed) } } : {}),
  };
}
