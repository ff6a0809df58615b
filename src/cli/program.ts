/** The commands and options, and nothing of what they do. */
import { Command, CommanderError, Option } from 'commander';
import { FORMATS } from '../index.js';
import { addConfigFlags, addThresholdFlags } from './config-flags.js';
import { addConfigCommand } from './config-options.js';
import { addExplainCommand } from './explain-options.js';
import { FormatPairs } from './format-pairs.js';
import { addInitCommand } from './init-options.js';
import { addInventoryCommand } from './inventory-options.js';
import type { CliIo } from './io.js';
import { addRulesCommand } from './rules-options.js';
import { percentage, wholeNumber } from './numbers.js';
import type { ScanCommandOptions } from './scan-command.js';
import { addTriageCommands } from './triage-commands.js';

export interface ProgramActions {
  readonly version: string;
  readonly writeOut: (text: string) => void;
  /** Columns for the help. */
  readonly width: number;
  /** Runs a command that gives the exit code. */
  readonly run: (command: (io: CliIo) => Promise<number>) => Promise<void>;
  readonly scan: (paths: readonly string[], options: ScanCommandOptions) => Promise<void>;
}

const EXAMPLES = `
Examples:
  $ waybill                                        scan this folder
  $ waybill scan apps/api apps/web                 scan two folders
  $ waybill src/mailer.ts                          only what has a place in this file
  $ waybill --severity high --quiet                the worst, without summary
  $ waybill --format sarif --output waybill.sarif --format pretty
                                                   a file for code scanning, and the terminal
  $ waybill --fail-on critical                     fail only on the worst
  $ waybill init                                   write a waybill.yml for this project

Exit codes:
  0    no finding at or above --fail-on
  1    findings at or above --fail-on
  2    the run failed, was used wrongly, or saw nothing or less than demanded

Nothing is sent anywhere: no telemetry, no update check.
`;

/** The program; parsing throws CommanderError instead of ending the process. */
export function createProgram(actions: ProgramActions): Command {
  const program = new Command('waybill')
    .description('Follows personal data through TypeScript and JavaScript code, Vue and Svelte components too, and shows where it leaves.')
    .version(actions.version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]')
    .exitOverride()
    .configureOutput({ writeOut: actions.writeOut, writeErr: () => undefined, getOutHelpWidth: () => actions.width });
  const scan = scanCommandOf(program, actions);
  addInitCommand(program, (path, options) => actions.run(async (io) => (await import('./init-command.js')).initCommand(path, options, io)));
  addConfigCommand(program, (path, options) =>
    actions.run(async (io) => (await import('./config-command.js')).configCommand(path, options, io)),
  );
  addTriageCommands(program, actions);
  addRulesCommand(program, actions);
  addInventoryCommand(program, (paths, options) =>
    actions.run(async (io) => (await import('./inventory-command.js')).inventoryCommand(paths, options, io)),
  );
  addExplainCommand(program, (what, paths, options) =>
    actions.run(async (io) => (await import('./explain-command.js')).explainCommand(what, paths, options, io)),
  );
  // It is the default: its help is the program's, with the other commands beside.
  program.helpInformation = () => scan.helpInformation() + otherCommands(program, scan);
  program.addHelpText('after', EXAMPLES);
  scan.addHelpText('after', EXAMPLES);
  return program;
}

function otherCommands(program: Command, scan: Command): string {
  const rows = program.commands.filter((command) => command !== scan).map((command) => [command.name(), command.summary()] as const);
  const width = Math.max(...rows.map(([name]) => name.length));
  return `\nOther commands (waybill <command> --help):\n${rows.map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}\n`).join('')}`;
}

function scanCommandOf(program: Command, actions: ProgramActions): Command {
  const pairs = new FormatPairs();
  const collect =
    (add: (value: string) => void) =>
    (value: string): string => {
      add(value);
      return value;
    };
  const command = program
    .command('scan', { isDefault: true })
    .summary('scan folders and files')
    .description('Follows personal data through TypeScript and JavaScript code, Vue and Svelte components too, and shows where it leaves.')
    .usage('[paths...] [options]')
    .argument('[paths...]', 'folders, or files of which alone findings are shown; none: this folder')
    .optionsGroup('Output:')
    .option(
      '-f, --format <format>',
      `${FORMATS.join(', ')}; also format=file; repeatable (default: "pretty")`,
      collect((value) => pairs.addFormat(value)),
    )
    .option(
      '-o, --output <file>',
      'where the format before it goes (default: standard output)',
      collect((value) => pairs.addOutput(value)),
    )
    .option('-q, --quiet', 'findings without the summary')
    .option('--color', 'colour, whatever the terminal says')
    .option('--no-color', 'no colour; as NO_COLOR')
    .option('--no-annotations', 'on GitHub: neither annotations nor a summary of the step beside a pretty report');
  addThresholdFlags(command.optionsGroup('What counts:'))
    .option('--baseline <file>', 'findings of before (default: waybill-baseline.json in the root)')
    .option('--no-baseline', 'as if there were none')
    .option('--min-coverage <percent>', 'exit with 2 when less is followed of the files, the calls or the sink arguments', (value) =>
      percentage('--min-coverage', value),
    )
    .option('--fail-on-incomplete', 'exit with 2 when something that was to be read could not be, or not whole');
  addConfigFlags(command.optionsGroup('Configuration:'));
  return command
    .optionsGroup('Run:')
    .option('--hook', 'the paths are changed files, as a git hook hands them over: a test stays a test, what is no code is passed over')
    .option('--workers <n>', 'threads that read files (default: by the amount of code)', (value) => wholeNumber('--workers', value))
    .option('--no-cache', 'neither read nor write the cache')
    .option('--cache-dir <dir>', "where the cache lies (default: the user's cache folder)")
    .option('--profile', 'what each stage took, in time and memory, and the slowest files')
    .option('--debug', 'stack traces of errors, and timings')
    .helpOption('-h, --help', 'print this help')
    .addOption(new Option('-v, --version', 'print the version'))
    .action((paths: string[], options: Omit<ScanCommandOptions, 'targets'> & { version?: boolean }) => {
      if (options.version === true) throw versionAsked(actions);
      return actions.scan(paths.length > 0 ? paths : ['.'], { ...options, targets: pairs.targets() });
    });
}

/** `waybill scan --version` answers as `waybill --version` does. */
function versionAsked({ version, writeOut }: ProgramActions): CommanderError {
  writeOut(`${version}\n`);
  return new CommanderError(0, 'commander.version', version);
}
