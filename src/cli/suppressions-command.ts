/** `waybill suppressions`. */
import { suppressionList } from '../report/pretty/suppression-list.js';
import { inertJson } from '../report/safe-text.js';
import { writeText, type CliIo } from './io.js';
import { scanOptions, type RunOptions } from './run-options.js';
import { styleFor } from './terminal.js';

export interface SuppressionsCommandOptions extends RunOptions {
  readonly color?: boolean;
  readonly format: 'pretty' | 'json';
}

/** @throws WaybillError as a scan */
export async function suppressionsCommand(paths: readonly string[], options: SuppressionsCommandOptions, io: CliIo): Promise<number> {
  const scan = await io.loadScan();
  const { result } = await scan(scanOptions(paths, options, io));
  const text =
    options.format === 'json' ? inertJson(result.triage?.suppressions ?? []) : suppressionList(result, styleFor(io.stdout, options, io));
  await writeText(io.stdout, text);
  return 0;
}
