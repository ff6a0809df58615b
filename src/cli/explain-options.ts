/** `waybill explain`: its options, and nothing of what it does. */
import { Option, type Command } from 'commander';
import { EXPLAIN_FORMATS, type ExplainFormat } from '../index.js';
import { oneOf } from './format-pairs.js';
import { addRunOptions, type RunOptions } from './run-options.js';

export interface ExplainCommandOptions extends RunOptions {
  readonly format: ExplainFormat;
}

const EXAMPLES = `
Examples:
  $ waybill explain 3f9a1c20                       a finding, by its print or the beginning of it
  $ waybill explain 3f9a1c20 apps/api              a finding of a scan of apps/api
  $ waybill explain src/mailer.ts:42               what was seen on a line, finding or not
  $ waybill explain src/mailer.ts:42:7             at a column

Exit codes: 0 something could be told; 2 there is no such print, file or line, or the run failed.
`;

/** Adds the command to the program. */
export function addExplainCommand(
  program: Command,
  run: (what: string, paths: readonly string[], options: ExplainCommandOptions) => Promise<void>,
): void {
  const command = program
    .command('explain')
    .summary('why a finding is one, or why a line has none')
    .description('Says why a finding is one, what would mend it and how to accept it; of a line without findings, what was seen there.')
    .usage('<print|path:line[:column]> [paths...] [options]')
    .argument('<what>', 'the print of a finding, six characters at least, or a place')
    .argument('[paths...]', 'folders that were scanned; none: this folder, or the workspace around the file')
    .optionsGroup('Output:')
    .addOption(
      new Option('-f, --format <format>', EXPLAIN_FORMATS.join(', '))
        .argParser((value: string) => oneOf('--format', EXPLAIN_FORMATS, value))
        .default('pretty'),
    );
  addRunOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((what: string, paths: string[], options: ExplainCommandOptions) => run(what, paths, options));
}
