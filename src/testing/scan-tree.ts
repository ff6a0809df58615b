/** Scans files in a folder of their own, as somebody would on a given day. */
import { scan } from '../index.js';
import type { ScanOptions } from '../model/options.js';
import type { ScanResult } from '../model/report.js';
import { temporaryTree } from './temporary-tree.js';

export const TODAY = '2026-06-15';

export async function scanTree(files: Readonly<Record<string, unknown>>, options: Partial<ScanOptions> = {}): Promise<ScanResult> {
  const tree = temporaryTree(files);
  try {
    return (await scan({ paths: ['.'], cwd: tree.root, noCache: true, today: TODAY, ...options })).result;
  } finally {
    tree.remove();
  }
}

/** `a.ts:3 suppressed log-direct email+phone-number`, by place and status. */
export function statuses(result: ScanResult): string[] {
  return result.findings
    .map(({ location, status, rule, dataTypes }) => {
      const types = dataTypes.map(({ id }) => id).sort();
      return `${location.path}:${location.line} ${status ?? 'none'} ${rule} ${types.join('+')}`;
    })
    .sort();
}
