/** `waybill baseline write|update|show`. */
import { reportBaseline, reportBaselineChanges } from '../index.js';
import { writeText, type CliIo } from './io.js';
import { writeOutput } from './output.js';
import { scanOptions, type RunOptions } from './run-options.js';
import { styleFor } from './terminal.js';

export interface BaselineCommandOptions extends RunOptions {
  readonly color?: boolean;
  readonly force?: boolean;
  /** False: new findings get no entry. */
  readonly new?: boolean;
}

const EXIT_DONE = 0;

/** @throws WaybillError when there is one already, or it can't be written; as a scan */
export async function baselineWrite(paths: readonly string[], options: BaselineCommandOptions, io: CliIo): Promise<number> {
  const plan = await io.api.planBaseline({ ...scanOptions(paths, options, io), anew: true, force: options.force === true });
  await writeOutput(plan.file, io.cwd, plan.text);
  const covered = plan.entries === 1 ? '1 finding is' : `${plan.entries} findings are`;
  await writeText(io.stdout, `wrote ${plan.shown}: ${covered} in it and will not fail a scan. Commit it.\n`);
  return EXIT_DONE;
}

/** @throws WaybillError when there is none, or it can't be written; as a scan */
export async function baselineUpdate(paths: readonly string[], options: BaselineCommandOptions, io: CliIo): Promise<number> {
  const plan = await io.api.planBaseline({ ...scanOptions(paths, options, io), noNew: options.new === false });
  if (plan.unchanged) {
    await writeText(io.stdout, `${plan.shown} is up to date: ${entries(plan.entries)}\n`);
    return EXIT_DONE;
  }
  await writeOutput(plan.file, io.cwd, plan.text);
  const changes = await reportBaselineChanges(plan, styleFor(io.stdout, options, io));
  const summary = `updated ${plan.shown}: ${plan.added.length} added, ${plan.removed.length} removed, ${entries(plan.entries)}`;
  await writeText(io.stdout, `${changes}${summary}\n`);
  return EXIT_DONE;
}

/** @throws WaybillError as a scan */
export async function baselineShow(paths: readonly string[], options: BaselineCommandOptions, io: CliIo): Promise<number> {
  const outcome = await io.api.scan(scanOptions(paths, options, io));
  await writeText(io.stdout, await reportBaseline(outcome, styleFor(io.stdout, options, io)));
  return EXIT_DONE;
}

function entries(n: number): string {
  return `${n} ${n === 1 ? 'entry' : 'entries'}`;
}
