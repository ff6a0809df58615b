/** The process around the command line: streams, signals, exit code. */
import { runCli } from './cli.js';
import { isClosedPipe } from './io.js';
import { removeUnfinished } from './output.js';

/** 128 + the signal's number, as shells have it. */
const signals = { SIGINT: 130, SIGTERM: 143 } as const;

/** Runs the command of this process and sets its exit code; streams then drain by themselves. */
export async function main(): Promise<void> {
  const abort = new AbortController();
  for (const [signal, code] of Object.entries(signals)) {
    process.once(signal, () => {
      abort.abort();
      removeUnfinished();
      process.exit(code);
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (!isClosedPipe(error)) throw error;
    });
  }
  process.exitCode = await runCli(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    platform: process.platform,
    signal: abort.signal,
    loadScan: async () => (await import('./load-scan.js')).loadedScan,
    loadDescribeConfig: async () => (await import('./load-scan.js')).loadedDescribeConfig,
    loadDraftConfig: async () => (await import('./load-scan.js')).loadedDraftConfig,
    loadInventory: async () => (await import('./load-scan.js')).loadedInventory,
    loadExplain: async () => (await import('./load-scan.js')).loadedExplain,
  });
}
