/** Fresh processes, one after the other, with their wall time and peak memory. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const PRELOAD = new URL('./peak-memory.mjs', import.meta.url).href;

/**
 * Runs a script of Node to its end.
 * @param expected exit codes of a run that counts
 * @returns `{ milliseconds, megabytes, stdout, stderr }`
 * @throws Error when the process ended otherwise
 */
export function run(script, args, { env = {}, expected = [0], stdout = 'pipe' } = {}) {
  const scratch = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
  const memory = join(scratch, 'memory');
  try {
    const start = performance.now();
    const ended = spawnSync(process.execPath, ['--import', PRELOAD, script, ...args], {
      env: { ...process.env, ...env, BENCH_PEAK_MEMORY: memory },
      stdio: ['ignore', stdout, 'pipe'],
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const milliseconds = performance.now() - start;
    if (!expected.includes(ended.status)) throw new Error(`${script} ended with ${ended.signal ?? ended.status}:\n${ended.stderr}`);
    return { milliseconds, megabytes: Number(readFileSync(memory, 'utf8')) / 1024, stdout: ended.stdout, stderr: ended.stderr };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The middle one by a number; of an even count the lower. */
export function medianBy(items, numberOf) {
  const sorted = [...items].sort((a, b) => numberOf(a) - numberOf(b));
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
