/** `waybill init`: its options, and nothing of what it does. */
import type { Command } from 'commander';

export interface InitCommandOptions {
  readonly force?: boolean;
  readonly color?: boolean;
  readonly debug?: boolean;
}

const EXAMPLES = `
Examples:
  $ waybill init                                   look at this folder and write waybill.yml
  $ waybill init packages/api                      for one package
  $ waybill init --force                           write it anew

Exit codes: 0 it is written; 2 there is one already, or it can't be written.
`;

/** Adds the command to the program. */
export function addInitCommand(program: Command, run: (path: string, options: InitCommandOptions) => Promise<void>): void {
  program
    .command('init')
    .summary('look at the project and write a waybill.yml')
    .description('Looks at the packages and the code of a folder and writes a short waybill.yml with what it saw. Runs no code of it.')
    .usage('[path] [options]')
    .argument('[path]', 'the folder; none: this one')
    .option('--force', 'replace the waybill.yml that is there')
    .option('--color', 'colour, whatever the terminal says')
    .option('--no-color', 'no colour; as NO_COLOR')
    .option('--debug', 'stack traces of errors')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES)
    .action((path: string | undefined, options: InitCommandOptions) => run(path ?? '.', options));
}
