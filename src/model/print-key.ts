/** What joins a call of the inventory with the finding that a policy made of it. */
import type { SinkRecord } from './report.js';

/** @returns a key of a call or finding among all of a scan: prints are unique within a file */
export function printKey({ print, location }: Pick<SinkRecord, 'print' | 'location'>): string {
  return `${print}@${location.path}`;
}
