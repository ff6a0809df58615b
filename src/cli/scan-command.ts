/** `waybill scan`: scan, select, report, and the exit code. */
import type { ScanOptions } from '../model/options.js';
import type { RunInfo, ScanResult } from '../model/report.js';
import type { Selection, Thresholds } from '../model/selection.js';
import { loadReporter, type ReportInput } from '../report/reporter.js';
import { verdict } from '../report/verdict.js';
import { select } from '../triage/select.js';
import { errors } from './errors.js';
import type { Target } from './format-pairs.js';
import { writeText, type CliIo } from './io.js';
import { checkOutputs, writeOutput } from './output.js';
import { styleFor } from './terminal.js';

export interface ScanCommandOptions extends Thresholds {
  readonly targets: readonly Target[];
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly debug?: boolean;
  readonly workers?: number;
  /** Absent or true: the cache is used. */
  readonly cache?: boolean;
  readonly cacheDir?: string;
}

/** Exit codes of a run that could look; one that could not is an error with 2. */
const EXIT_PASSED = 0;
const EXIT_FINDINGS = 1;

/** @throws WaybillError when nothing could be looked at or written; whatever the scan throws */
export async function scanCommand(paths: readonly string[], options: ScanCommandOptions, io: CliIo): Promise<number> {
  const files = options.targets.flatMap(({ file }) => file ?? []);
  await checkOutputs(files, io.cwd);
  const scan = await io.loadScan();
  const { result, run } = await scan(scanOptions(paths, options, io));
  if (result.coverage.files.analysed + result.coverage.files.literalsOnly === 0) {
    throw errors.nothingAnalysed(paths, result.coverage.files.skipped);
  }
  const selection = select(result.findings, options);
  await writeReports({ result, selection, run }, options, io);
  if (files.length === options.targets.length && options.quiet !== true) await writeText(io.stderr, filesLine(files, selection));
  if (options.debug === true) await writeText(io.stderr, debugLine(result, run));
  return selection.failing.length > 0 ? EXIT_FINDINGS : EXIT_PASSED;
}

function scanOptions(paths: readonly string[], options: ScanCommandOptions, io: CliIo): ScanOptions {
  return {
    paths,
    cwd: io.cwd,
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    ...(options.cache === false ? { noCache: true } : {}),
    ...(options.cacheDir === undefined ? {} : { cacheDir: options.cacheDir }),
    ...(io.signal === undefined ? {} : { signal: io.signal }),
  };
}

/** Files first: when one fails, standard output has not said that all went well. */
async function writeReports(input: ReportInput, options: ScanCommandOptions, io: CliIo): Promise<void> {
  const targets = [...options.targets].sort((a, b) => Number(a.file === undefined) - Number(b.file === undefined));
  for (const { format, file } of targets) {
    const report = await loadReporter(format);
    const text = report(input, styleFor(file === undefined ? io.stdout : undefined, options, io));
    if (file !== undefined) await writeOutput(file, io.cwd, text);
    else await writeText(io.stdout, text).catch((error: unknown) => Promise.reject(errors.stdoutNotWritable(error)));
  }
}

/** When all reports are in files, the terminal still hears how it went. */
function filesLine(files: readonly string[], selection: Selection): string {
  return `${verdict(selection)}; written to ${files.join(', ')}\n`;
}

function debugLine({ coverage }: ScanResult, { seconds, workers, facts, cacheProblem }: RunInfo): string {
  const megabytes = (coverage.bytes / 1e6).toFixed(1);
  const origin = facts === undefined ? '' : `; ${facts.parsed} parsed, ${facts.cached} from the cache`;
  const problem = cacheProblem === undefined ? '' : `; ${cacheProblem}`;
  return `scanned ${coverage.files.analysed} files, ${megabytes} MB in ${seconds.toFixed(2)} s with ${workers} workers${origin}${problem}\n`;
}
