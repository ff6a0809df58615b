/** Runs the built command line as a user would. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const waybill = fileURLToPath(new URL('../../bin/waybill.js', import.meta.url));

/** Exit codes of a scan that could look: nothing to fail on, findings. */
export const LOOKED = new Set([0, 1]);

/**
 * Scans a folder with default settings.
 * @returns the parsed SARIF report
 * @throws Error when the scan could not look
 */
export function scanToSarif(folder) {
  const scratch = mkdtempSync(join(tmpdir(), 'waybill-sarif-'));
  try {
    const output = join(scratch, 'report.sarif');
    const command = [waybill, 'scan', folder, '--format', 'sarif', '--output', output];
    const run = spawnSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    if (!LOOKED.has(run.status)) throw new Error(`the scan of ${folder} ended with ${run.signal ?? run.status}:\n${run.stderr.trim()}`);
    return JSON.parse(readFileSync(output, 'utf8'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
