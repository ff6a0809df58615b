/** `waybill explain`: asks and prints. */
import { loadExplainReporter } from '../report/explain/reporter.js';
import { errors } from './errors.js';
import type { ExplainCommandOptions } from './explain-options.js';
import { writeText, type CliIo } from './io.js';
import { apiOptions } from './run-options.js';
import { styleFor } from './terminal.js';

/** @throws WaybillError when there is no such print, file or line; whatever the API throws */
export async function explainCommand(what: string, paths: readonly string[], options: ExplainCommandOptions, io: CliIo): Promise<number> {
  const explain = await io.loadExplain();
  const explanation = await explain({ ...apiOptions(options, io), what, paths });
  const report = await loadExplainReporter(options.format);
  const text = report(explanation, styleFor(io.stdout, options, io));
  await writeText(io.stdout, text).catch((error: unknown) => Promise.reject(errors.stdoutNotWritable(error)));
  return 0;
}
