/** `waybill baseline` and `waybill suppressions`: their options, and nothing of what they do. */
import { Option, type Command } from 'commander';
import type { BaselineCommandOptions } from './baseline-command.js';
import type { ProgramActions } from './program.js';
import { addRunOptions } from './run-options.js';
import type { SuppressionsCommandOptions } from './suppressions-command.js';

const BASELINE_EXAMPLES = `
Examples:
  $ waybill baseline write               from now on only new findings fail a scan
  $ waybill baseline update              take in what is new, remove what is gone
  $ waybill baseline update --no-new     remove what is gone; after an upgrade, take in
                                         what only the newer rules see
  $ waybill baseline show                what it covers, what is gone

The file is waybill-baseline.json in the scanned folder: commit it. A scan takes it by itself;
waybill scan --no-baseline shows everything.
`;

const SUPPRESSION_EXAMPLES = `
Examples:
  $ waybill suppressions                 every comment and ignore entry, with its reason
  $ waybill suppressions --format json   the same for programs

In code:
  // waybill-ignore-next-line email -- the customer asked for this receipt
  // waybill-ignore log-direct until 2027-01-31 -- goes with the old importer
`;

/** Adds them to the program. */
export function addTriageCommands(program: Command, actions: ProgramActions): void {
  addBaseline(program, actions);
  addSuppressions(program, actions);
}

function addBaseline(program: Command, actions: ProgramActions): void {
  const baseline = program
    .command('baseline')
    .summary('accept the findings of today, and fail on new ones only')
    .description('Keeps the findings that a code base has in a file, so that only new ones fail a scan.')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', BASELINE_EXAMPLES);
  const add = (name: string, summary: string, isDefault = false): Command =>
    withRunOptions(
      baseline
        .command(name, { isDefault })
        .summary(summary)
        .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
        .option('--baseline <file>', 'the file (default: waybill-baseline.json in the scanned folder)'),
    ).addHelpText('after', BASELINE_EXAMPLES);
  add('write', 'write a baseline with all findings of now')
    .option('--force', 'replace one that is there')
    .action((paths: string[], options: BaselineCommandOptions) =>
      actions.run(async (io) => (await import('./baseline-command.js')).baselineWrite(folders(paths), options, io)),
    );
  add('update', 'bring the baseline up to date and tell how it changed')
    .option('--no-new', 'leave new findings out; take in what only newer rules see')
    .action((paths: string[], options: BaselineCommandOptions) =>
      actions.run(async (io) => (await import('./baseline-command.js')).baselineUpdate(folders(paths), options, io)),
    );
  add('show', 'show what the baseline covers and what of it is gone', true).action((paths: string[], options: BaselineCommandOptions) =>
    actions.run(async (io) => (await import('./baseline-command.js')).baselineShow(folders(paths), options, io)),
  );
}

function addSuppressions(program: Command, actions: ProgramActions): void {
  withRunOptions(
    program
      .command('suppressions')
      .summary('list what comments and the configuration accept')
      .description('Lists every comment and every entry of the configuration that accepts findings, with its reason.')
      .addOption(new Option('-f, --format <format>', 'how').choices(['pretty', 'json']).default('pretty')),
  )
    .addHelpText('after', SUPPRESSION_EXAMPLES)
    .action((paths: string[], options: SuppressionsCommandOptions) =>
      actions.run(async (io) => (await import('./suppressions-command.js')).suppressionsCommand(folders(paths), options, io)),
    );
}

function folders(paths: readonly string[]): readonly string[] {
  return paths.length > 0 ? paths : ['.'];
}

function withRunOptions(command: Command): Command {
  return addRunOptions(command.argument('[paths...]', 'folders; none: this folder'));
}
