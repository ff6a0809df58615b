/** `waybill inventory`: takes the inventory and writes it. */
import { reportInventory } from '../index.js';
import { errors } from './errors.js';
import type { InventoryCommandOptions } from './inventory-options.js';
import { writeText, type CliIo } from './io.js';
import { checkOutputs, writeOutput } from './output.js';
import { apiOptions } from './run-options.js';
import { styleFor } from './terminal.js';

/** @throws WaybillError when nothing could be looked at or written; whatever the API throws */
export async function inventoryCommand(paths: readonly string[], options: InventoryCommandOptions, io: CliIo): Promise<number> {
  const file = options.output === '-' ? undefined : options.output;
  if (file === '') throw errors.usage('--output needs the name of a file');
  await checkOutputs(file === undefined ? [] : [file], io.cwd);
  const { inventory } = await io.api.inventory({
    ...apiOptions(options, io),
    paths,
    confidence: options.confidence,
    ...(options.dataType === undefined ? {} : { dataTypes: options.dataType }),
    ...(options.recipient === undefined ? {} : { recipients: options.recipient }),
  });
  const { analysed, literalsOnly, skipped } = inventory.coverage.files;
  if (analysed + literalsOnly === 0) throw errors.nothingAnalysed(paths, skipped);
  const text = await reportInventory(inventory, {
    format: options.format,
    style: styleFor(file === undefined ? io.stdout : undefined, options, io),
  });
  if (file === undefined) {
    await writeText(io.stdout, text).catch((error: unknown) => Promise.reject(errors.stdoutNotWritable(error)));
    return 0;
  }
  await writeOutput(file, io.cwd, text);
  const { dataTypes, recipients } = inventory.summary;
  if (options.quiet !== true) await writeText(io.stderr, `${dataTypes} kinds of data, ${recipients} recipients; written to ${file}\n`);
  return 0;
}
