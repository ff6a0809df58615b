/** `waybill scan`: scan, select, report, and the exit code. */
import { judge, report, reportProfile, verdict, WaybillError, type ScanOutcome, type Selection } from '../index.js';
import { annotations, onGitHub, repositoryPlace, writeStepSummary, type WriteReport } from './ci.js';
import type { ThresholdFlags } from './config-flags.js';
import { shortfallOf, type CoverageFlags } from './coverage-demand.js';
import { errors } from './errors.js';
import type { Target } from './format-pairs.js';
import { writeText, type CliIo } from './io.js';
import { checkOutputs, writeOutput } from './output.js';
import { scanOptions, type RunOptions } from './run-options.js';
import { styleFor } from './terminal.js';

export interface ScanCommandOptions extends ThresholdFlags, CoverageFlags, RunOptions {
  readonly targets: readonly Target[];
  readonly policy?: string;
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly debug?: boolean;
  readonly profile?: boolean;
  /** Absent or true: on GitHub, what is printed for people is also annotated and summarised. */
  readonly annotations?: boolean;
}

/** Exit codes of a run that could look; one that could not is an error with 2. */
const EXIT_PASSED = 0;
const EXIT_FINDINGS = 1;

/** What the scan says when none of the paths is code: for a hook, all is well. */
const NOTHING_TO_ANALYSE = 'nothing-to-analyse';

/** @throws WaybillError when nothing, or less than demanded, could be looked at, or nothing written; whatever the scan throws */
export async function scanCommand(paths: readonly string[], options: ScanCommandOptions, io: CliIo): Promise<number> {
  const files = options.targets.flatMap(({ file }) => file ?? []);
  await checkOutputs(files, io.cwd);
  const outcome = await io.api.scan(scanOptions(paths, options, io)).catch((error: unknown) => {
    if (options.hook === true && error instanceof WaybillError && error.code === NOTHING_TO_ANALYSE) return undefined;
    throw error;
  });
  if (!outcome) return EXIT_PASSED;
  const { result, run } = outcome;
  if (result.coverage.files.analysed + result.coverage.files.literalsOnly === 0) {
    if (options.hook === true) return EXIT_PASSED;
    throw errors.nothingAnalysed(paths, result.coverage.files.skipped);
  }
  const selection = judge(outcome, options);
  const shortfall = shortfallOf(result.coverage, options);
  const context = { ...options, repository: repositoryPlace(run.root, io), ...(shortfall === undefined ? {} : { shortfall }) };
  const write: WriteReport = (format, style = {}) => report(outcome, { ...context, format, style });
  await writeReports(write, options, io);
  if (files.length === options.targets.length && options.quiet !== true) await writeText(io.stderr, filesLine(files, selection, shortfall));
  if (options.debug === true) await writeText(io.stderr, debugLine(outcome));
  if (options.profile === true && run.profile) await writeText(io.stderr, await reportProfile(run, styleFor(io.stderr, options, io)));
  if (shortfall !== undefined) throw errors.tooLittleSeen(shortfall);
  return selection.failing.length > 0 ? EXIT_FINDINGS : EXIT_PASSED;
}

/** Files first: when one fails, standard output has not said that all went well. */
async function writeReports(write: WriteReport, options: ScanCommandOptions, io: CliIo): Promise<void> {
  const targets = [...options.targets].sort((a, b) => Number(a.file === undefined) - Number(b.file === undefined));
  for (const { format, file } of targets) {
    const style = styleFor(file === undefined ? io.stdout : undefined, options, io);
    const text = await write(format, style);
    if (file !== undefined) {
      await writeOutput(file, io.cwd, text);
      continue;
    }
    const annotated = format === 'pretty' && onGitHub(io) && options.annotations !== false;
    if (annotated) await writeStepSummary(write, io);
    const whole = annotated ? (await annotations(write)) + text : text;
    await writeText(io.stdout, whole).catch((error: unknown) => Promise.reject(errors.stdoutNotWritable(error)));
  }
}

/** When all reports are in files, the terminal still hears how it went. */
function filesLine(files: readonly string[], selection: Selection, shortfall: string | undefined): string {
  return `${verdict(selection, shortfall)}; written to ${files.join(', ')}\n`;
}

function debugLine({ result: { coverage }, run: { seconds, workers, facts, reused, cacheProblem } }: ScanOutcome): string {
  const megabytes = (coverage.bytes / 1e6).toFixed(1);
  const parts = facts === undefined ? '' : `; ${facts.parsed} parsed, ${facts.cached} from the cache`;
  const origin = reused === true ? '; nothing has changed since a run before, whose result was kept' : parts;
  const problem = cacheProblem === undefined ? '' : `; ${cacheProblem}`;
  return `scanned ${coverage.files.analysed} files, ${megabytes} MB in ${seconds.toFixed(2)} s with ${workers} workers${origin}${problem}\n`;
}
