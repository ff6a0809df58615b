/** The commands and options, and nothing of what they do. */
import { Command, CommanderError, Option } from 'commander';
import { CONFIDENCES, DEFAULT_THRESHOLDS, SEVERITIES } from '../model/selection.js';
import { FORMATS } from '../report/reporter.js';
import { errors } from './errors.js';
import { FormatPairs, oneOf } from './format-pairs.js';
import type { ScanCommandOptions } from './scan-command.js';

export interface ProgramActions {
  readonly version: string;
  readonly writeOut: (text: string) => void;
  /** Columns for the help. */
  readonly width: number;
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

Exit codes:
  0    no finding at or above --fail-on
  1    findings at or above --fail-on
  2    the run failed, was used wrongly, or saw nothing or less than demanded

Nothing is sent anywhere: no telemetry, no update check.
`;

const FAIL_ON = [...SEVERITIES, 'never'] as const;

/** The program; parsing throws CommanderError instead of ending the process. */
export function createProgram(actions: ProgramActions): Command {
  const program = new Command('waybill')
    .description('Follows personal data through TypeScript and JavaScript code and shows where it leaves.')
    .version(actions.version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: actions.writeOut, writeErr: () => undefined, getOutHelpWidth: () => actions.width });
  const scan = scanCommandOf(program, actions);
  // It is the only command and the default: its help is the program's, with the version beside.
  program.helpInformation = () => scan.helpInformation();
  program.addHelpText('after', EXAMPLES);
  scan.addHelpText('after', EXAMPLES);
  return program;
}

function scanCommandOf(program: Command, actions: ProgramActions): Command {
  const pairs = new FormatPairs();
  const collect =
    (add: (value: string) => void) =>
    (value: string): string => {
      add(value);
      return value;
    };
  const choice = (flags: string, text: string, known: readonly string[], fallback: string): Option =>
    new Option(flags, text).argParser((value: string) => oneOf(flags.split(' ')[0] ?? flags, known, value)).default(fallback);

  return program
    .command('scan', { isDefault: true })
    .summary('scan folders and files')
    .description('Follows personal data through TypeScript and JavaScript code and shows where it leaves.')
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
    .option('--no-annotations', 'on GitHub: neither annotations nor a summary of the step beside a pretty report')
    .optionsGroup('What counts:')
    .addOption(
      choice(
        '--severity <level>',
        `show from this severity on; never changes the exit code: ${SEVERITIES.join(', ')}`,
        SEVERITIES,
        DEFAULT_THRESHOLDS.severity,
      ),
    )
    .addOption(choice('--fail-on <level>', `exit with 1 from this severity on: ${FAIL_ON.join(', ')}`, FAIL_ON, DEFAULT_THRESHOLDS.failOn))
    .addOption(
      choice(
        '--confidence <level>',
        `leave out what is less sure, from exit code and formats alike: ${CONFIDENCES.join(', ')}`,
        CONFIDENCES,
        DEFAULT_THRESHOLDS.confidence,
      ),
    )
    .option('--min-coverage <percent>', 'exit with 2 when less is followed of the files, the calls or the sink arguments', (value) =>
      percentage('--min-coverage', value),
    )
    .option('--fail-on-incomplete', 'exit with 2 when something that was to be read could not be, or not whole')
    .optionsGroup('Run:')
    .option('--hook', 'the paths are changed files, as a git hook hands them over: a test stays a test, what is no code is passed over')
    .option('--workers <n>', 'threads that read files (default: by the amount of code)', (value) => wholeNumber('--workers', value))
    .option('--no-cache', 'neither read nor write the cache')
    .option('--cache-dir <dir>', "where the cache lies (default: the user's cache folder)")
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

function wholeNumber(option: string, value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw errors.notANumber(option, value, 1);
  return Number(value);
}

function percentage(option: string, value: string): number {
  if (!/^\d{1,3}(?:\.\d)?$/.test(value) || Number(value) > 100) throw errors.numberOutside(option, value, 0, 100);
  return Number(value);
}
