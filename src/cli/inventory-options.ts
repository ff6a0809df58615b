/** `waybill inventory`: its options, and nothing of what it does. */
import { Option, type Command } from 'commander';
import { CONFIDENCES, DEFAULT_THRESHOLDS } from '../index.js';
import type { Confidence } from '../index.js';
import { INVENTORY_FORMATS, type InventoryFormat } from '../index.js';
import { oneOf } from './format-pairs.js';
import { addRunOptions, collectList, type RunOptions } from './run-options.js';

export interface InventoryCommandOptions extends RunOptions {
  readonly format: InventoryFormat;
  readonly output?: string;
  readonly dataType?: readonly string[];
  readonly recipient?: readonly string[];
  readonly confidence: Confidence;
  readonly quiet?: boolean;
}

const EXAMPLES = `
Examples:
  $ waybill inventory                              what this folder knows of people
  $ waybill inventory --data-type email            every place of one kind of data
  $ waybill inventory --recipient openai           what one recipient gets
  $ waybill inventory --format csv -o data.csv     every place, for a spreadsheet
  $ waybill inventory --format markdown -o data.md

Exit codes: 0 the inventory was taken; 2 the run failed or was used wrongly.
`;

/** Adds the command to the program. */
export function addInventoryCommand(
  program: Command,
  run: (paths: readonly string[], options: InventoryCommandOptions) => Promise<void>,
): void {
  const command = program
    .command('inventory')
    .summary('which personal data there is, where it is kept and who gets it')
    .description(
      'Lists the kinds of personal data in the code: where each enters, is kept and leaves, the tables that hold it, and who gets it.',
    )
    .usage('[paths...] [options]')
    .argument('[paths...]', 'folders, or files of which alone places are listed; none: this folder')
    .optionsGroup('Output:')
    .addOption(
      new Option('-f, --format <format>', INVENTORY_FORMATS.join(', '))
        .argParser((value: string) => oneOf('--format', INVENTORY_FORMATS, value))
        .default('pretty'),
    )
    .option('-o, --output <file>', 'where it goes (default: standard output)')
    .option('-q, --quiet', 'the tables alone')
    .optionsGroup('What counts:')
    .option('--data-type <id>', 'only this kind of data, with all places; repeatable', collectList)
    .option('--recipient <id>', 'only what goes to this recipient; repeatable', collectList)
    .addOption(
      new Option('--confidence <level>', `leave out what is less sure: ${CONFIDENCES.join(', ')}`)
        .argParser((value: string) => oneOf('--confidence', CONFIDENCES, value))
        .default(DEFAULT_THRESHOLDS.confidence),
    );
  addRunOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], options: InventoryCommandOptions) => run(paths.length > 0 ? paths : ['.'], options));
}
