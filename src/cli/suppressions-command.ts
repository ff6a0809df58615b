/** `waybill suppressions`. */
import { reportSuppressions } from '../index.js';
import { writeText, type CliIo } from './io.js';
import { scanOptions, type RunOptions } from './run-options.js';
import { styleFor } from './terminal.js';

export interface SuppressionsCommandOptions extends RunOptions {
  readonly color?: boolean;
  readonly format: 'pretty' | 'json';
}

/** @throws WaybillError as a scan */
export async function suppressionsCommand(paths: readonly string[], options: SuppressionsCommandOptions, io: CliIo): Promise<number> {
  const outcome = await io.api.scan(scanOptions(paths, options, io));
  await writeText(io.stdout, await reportSuppressions(outcome, { format: options.format, style: styleFor(io.stdout, options, io) }));
  return 0;
}
