/** `waybill config`: its options, and nothing of what it does. */
import { Option, type Command } from 'commander';
import { addConfigFlags, addThresholdFlags, type ConfigFlags, type ThresholdFlags } from './config-flags.js';
import { oneOf } from './format-pairs.js';

const FORMATS = ['pretty', 'json'] as const;

export interface ConfigCommandOptions extends ConfigFlags, ThresholdFlags {
  readonly policy?: string;
  readonly format: (typeof FORMATS)[number];
  readonly color?: boolean;
  readonly debug?: boolean;
}

const EXAMPLES = `
Examples:
  $ waybill config                                 what holds for this folder, and where it stands
  $ waybill config packages/api --format json      the same for one package, for programs
  $ waybill config --fail-on critical              what a scan with this flag would go by

Exit codes: 0 the configuration is right; 2 it is wrong, or there is no such folder.
`;

/** Adds the command to the program. */
export function addConfigCommand(program: Command, run: (path: string, options: ConfigCommandOptions) => Promise<void>): void {
  const command = program
    .command('config')
    .summary('what the configuration says, and where it says it')
    .description('Shows what holds for a folder: the default, or what a configuration says, with its file and line. Scans nothing.')
    .usage('[path] [options]')
    .argument('[path]', 'the folder; none: this one')
    .addOption(
      new Option('-f, --format <format>', FORMATS.join(', '))
        .argParser((value: string) => oneOf('--format', FORMATS, value))
        .default('pretty'),
    );
  addThresholdFlags(addConfigFlags(command.optionsGroup('Configuration:')).optionsGroup('As a scan with these flags would have it:'))
    .optionsGroup('Run:')
    .option('--color', 'colour, whatever the terminal says')
    .option('--no-color', 'no colour; as NO_COLOR')
    .option('--debug', 'stack traces of errors')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES)
    .action((path: string | undefined, options: ConfigCommandOptions) => run(path ?? '.', options));
}
