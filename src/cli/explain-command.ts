/** `waybill explain`: asks and prints. */
import { reportExplanation } from '../index.js';
import { errors } from './errors.js';
import type { ExplainCommandOptions } from './explain-options.js';
import { writeText, type CliIo } from './io.js';
import { apiOptions } from './run-options.js';
import { styleFor } from './terminal.js';

/** @throws WaybillError when there is no such print, file or line; whatever the API throws */
export async function explainCommand(what: string, paths: readonly string[], options: ExplainCommandOptions, io: CliIo): Promise<number> {
  const explanation = await io.api.explain({ ...apiOptions(options, io), what, paths });
  const text = await reportExplanation(explanation, { format: options.format, style: styleFor(io.stdout, options, io) });
  await writeText(io.stdout, text).catch((error: unknown) => Promise.reject(errors.stdoutNotWritable(error)));
  return 0;
}
