/** The process around the command line: streams, signals, exit code. */
import * as waybill from '../index.js';
import { runCli } from './cli.js';
import { removeUnfinished } from './output.js';

/** 128 + the signal's number, as shells have it. */
const signals = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof signals;
const names = Object.keys(signals) as readonly Signal[];

/** Runs the command of this process and sets its exit code; streams then drain by themselves. */
export async function main(): Promise<void> {
  const abort = new AbortController();
  const onSignal = (signal: Signal): void => {
    abort.abort();
    removeUnfinished();
    process.exit(signals[signal]);
  };
  const listen = (): void => names.forEach((signal) => process.on(signal, onSignal));
  listen();
  // Whoever writes hears of it, by the callback of the write; without a listener the process would end with a stack trace.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const cwd = workingDirectory();
  if (cwd === undefined) {
    process.stderr.write('waybill: the working directory is gone: change to a folder that is there.\n');
    process.exitCode = waybill.EXIT_FAILED;
    return;
  }
  process.exitCode = await runCli(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd,
    platform: process.platform,
    signal: abort.signal,
    // A listener is not called while the thread is busy; without one, the system ends the process at once.
    blocking: (work) => {
      names.forEach((signal) => process.off(signal, onSignal));
      try {
        return work();
      } finally {
        listen();
      }
    },
    api: waybill,
  });
}

function workingDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}
