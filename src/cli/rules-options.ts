/** `waybill rules`: its options, and nothing of what it does. */
import type { Command } from 'commander';
import { addConfigFlags } from './config-flags.js';
import type { RulesCommandOptions } from './rules-command.js';

const EXAMPLES = `
Examples:
  $ waybill rules                                  the rule files that waybill.yml names
  $ waybill rules packages/api                     those of one package

In a rule file, // leak: outbound-direct email at the end of a line of an example says what is found there.

Exit codes: 0 every example holds; 1 one does not; 2 a rule file or the configuration is wrong.
`;

/** Adds the command to the program. */
export function addRulesCommand(program: Command, run: (path: string, options: RulesCommandOptions) => Promise<void>): void {
  const command = program
    .command('rules')
    .summary("check the project's own rules and run their examples")
    .description('Checks the rule files that the configuration names, and runs the examples in them. Runs no code of a project.')
    .usage('[path] [options]')
    .argument('[path]', 'the folder whose configuration names them; none: this one');
  addConfigFlags(command.optionsGroup('Configuration:'))
    .optionsGroup('Run:')
    .option('--color', 'colour, whatever the terminal says')
    .option('--no-color', 'no colour; as NO_COLOR')
    .option('--debug', 'stack traces of errors')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES)
    .action((path: string | undefined, options: RulesCommandOptions) => run(path ?? '.', options));
}
