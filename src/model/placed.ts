/** Findings and sinks as seen from a folder further up. */
import type { Finding, Flow, Location, SinkRecord } from './report.js';

/** The same with every path below `prefix`, which ends with `/` or is empty. */
export function placedBelow<T extends Finding | SinkRecord>(prefix: string, record: T): T {
  const at = (location: Location): Location => ({ ...location, path: prefix + location.path });
  const flow = (way: Flow): Flow => ({ ...way, steps: way.steps.map((step) => ({ ...step, location: at(step.location) })) });
  return { ...record, location: at(record.location), callLocation: at(record.callLocation), flows: record.flows.map(flow) };
}
