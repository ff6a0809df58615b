/** `waybill baseline write|update|show`. */
import { baselineView, changeLines } from '../report/pretty/baseline-view.js';
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
  const planBaseline = await io.loadPlanBaseline();
  const plan = await planBaseline({ ...scanOptions(paths, options, io), anew: true, force: options.force === true });
  await writeOutput(plan.file, io.cwd, plan.text);
  const covered = plan.entries === 1 ? '1 finding is' : `${plan.entries} findings are`;
  await writeText(io.stdout, `wrote ${plan.shown}: ${covered} in it and will not fail a scan. Commit it.\n`);
  return EXIT_DONE;
}

/** @throws WaybillError when there is none, or it can't be written; as a scan */
export async function baselineUpdate(paths: readonly string[], options: BaselineCommandOptions, io: CliIo): Promise<number> {
  const planBaseline = await io.loadPlanBaseline();
  const plan = await planBaseline({ ...scanOptions(paths, options, io), noNew: options.new === false });
  if (plan.unchanged) {
    await writeText(io.stdout, `${plan.shown} is up to date: ${entries(plan.entries)}\n`);
    return EXIT_DONE;
  }
  await writeOutput(plan.file, io.cwd, plan.text);
  const { added, removed } = plan;
  const lines = changeLines(added, removed, styleFor(io.stdout, options, io));
  lines.push(`updated ${plan.shown}: ${added.length} added, ${removed.length} removed, ${entries(plan.entries)}`);
  await writeText(io.stdout, `${lines.join('\n')}\n`);
  return EXIT_DONE;
}

/** @throws WaybillError as a scan */
export async function baselineShow(paths: readonly string[], options: BaselineCommandOptions, io: CliIo): Promise<number> {
  const scan = await io.loadScan();
  const { result } = await scan(scanOptions(paths, options, io));
  await writeText(io.stdout, baselineView(result, styleFor(io.stdout, options, io)));
  return EXIT_DONE;
}

function entries(n: number): string {
  return `${n} ${n === 1 ? 'entry' : 'entries'}`;
}
