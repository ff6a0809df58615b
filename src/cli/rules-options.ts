/** `waybill rules`: its options, and nothing of what it does. */
import { Option, type Command } from 'commander';
import { RULE_FORMS, RULE_STATUSES, SINK_KINDS } from '../index.js';
import { addConfigFlags } from './config-flags.js';
import { oneOf } from './format-pairs.js';
import type { ProgramActions } from './program.js';
import type { RulesListOptions, RulesNewOptions, RulesShowOptions, RulesTestOptions } from './rules-command.js';
import { collectList } from './run-options.js';

const EXAMPLES = `
Examples:
  $ waybill rules list                             the libraries that rules know, the project's own first
  $ waybill rules show pino                        all that they say of one
  $ waybill rules test                             run the examples of the project's own rules
  $ waybill rules new acme-crm --factory createClient --member contacts.add --kind outbound
`;

const LIST_EXAMPLES = `
Examples:
  $ waybill rules list                             libraries
  $ waybill rules list mailer                      whatever has this in its id, title, packages, hosts or names
  $ waybill rules list --kind ai                   libraries by which data gets into an AI prompt
  $ waybill rules list --recipient sentry          who sends there
  $ waybill rules list --data-type ip-address      who gives or carries it
  $ waybill rules list --library pino              each rule of one library
  $ waybill rules list --form recipient --status catalogue --format json

Exit codes: 0 there is a list, if an empty one; 2 a word is not known, or a rule file is wrong.
`;

const SHOW_EXAMPLES = `
Examples:
  $ waybill rules show pino                        a library
  $ waybill rules show log-direct                  the rule that a finding names
  $ waybill rules show email                       a kind of personal data
  $ waybill rules show stripe --form recipient     the company alone, and not the library of the same name
  $ waybill rules show @aws-sdk/client-s3          by a package, a host or a global

Exit codes: 0 it is known; 2 it is not.
`;

const TEST_EXAMPLES = `
Examples:
  $ waybill rules test                             the rule files that waybill.yml names
  $ waybill rules test rules/acme.yml              one file, or a folder
  $ waybill rules test pino winston                shipped rules, by name
  $ waybill rules test --shipped                   all of them
  $ waybill rules test --update                    write what is found into the files, as marks

In an example, // leak: outbound-direct email at the end of a line says what is found there.

Exit codes: 0 every example holds; 1 one does not; 2 a rule file or the configuration is wrong.
`;

const NEW_EXAMPLES = `
Examples:
  $ waybill rules new acme-crm --factory createClient --member contacts.add --kind outbound
  $ waybill rules new acme-log --class Logger --member info --kind log --redact hidden --sanitizer mask
  $ waybill rules new mailer --module ./src/mailer --member send --kind message --output rules/mailer.yml

Exit codes: 0 the file is written; 2 it is there already, or a word is wrong.
`;

/** Adds the command to the program. */
export function addRulesCommand(program: Command, actions: ProgramActions): void {
  const rules = program
    .command('rules')
    .summary('list, show, test and begin rules')
    .description('Lists and shows what rules know, runs the examples in rule files, and begins new ones. Runs no code of a project.')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', EXAMPLES);
  addList(rules, actions);
  addShow(rules, actions);
  addTest(rules, actions);
  addNew(rules, actions);
}

function addList(rules: Command, { run }: ProgramActions): void {
  const command = rules
    .command('list')
    .summary('what rules know')
    .description('Lists what rules know, the own rules of the project around this folder too: libraries, or what the selectors fit.')
    .usage('[text] [options]')
    .argument('[text]', 'in an id, a title, or what else names it: a package, a host, a name in code')
    .optionsGroup('What is listed:')
    .addOption(formsOption())
    .option('--library <name>', 'each rule of this library')
    .addOption(choice('--kind <kind>', 'only with a way out of this kind', SINK_KINDS))
    .addOption(choice('--status <status>', 'only what was verified, or what is known by its recipient alone', RULE_STATUSES))
    .option('--recipient <id>', 'only what sends there')
    .option('--data-type <id>', 'only what names this kind of data');
  finish(command, LIST_EXAMPLES).action((text: string | undefined, options: RulesListOptions) =>
    run(async (io) => (await import('./rules-command.js')).rulesList(text, options, io)),
  );
}

function addShow(rules: Command, { run }: ProgramActions): void {
  const command = rules
    .command('show')
    .summary('all that rules know of one thing')
    .description('Shows a library, a kind of personal data, a recipient, a policy, or a rule of findings.')
    .usage('<id> [options]')
    .argument('<id>', 'its id, or a package, a host, a global')
    .addOption(formsOption());
  finish(command, SHOW_EXAMPLES).action((id: string, options: RulesShowOptions) =>
    run(async (io) => (await import('./rules-command.js')).rulesShow(id, options, io)),
  );
}

function addTest(rules: Command, { run }: ProgramActions): void {
  const command = rules
    .command('test', { isDefault: true })
    .summary('run the examples of rule files')
    .description('Checks rule files and runs the examples in them through the whole analysis. Runs no code of a project.')
    .usage('[paths...] [options]')
    .argument('[paths...]', 'rule files, folders of them, projects, or names of shipped libraries; none: the project around this folder')
    .option('--shipped', 'all shipped rules')
    .option('-u, --update', 'write what is found into the files, as marks of their examples; comments and layout stay')
    .option('-q, --quiet', 'only what does not hold');
  finish(command, TEST_EXAMPLES).action((paths: string[], options: RulesTestOptions) =>
    run(async (io) => (await import('./rules-command.js')).rulesTest(paths, options, io)),
  );
}

function addNew(rules: Command, { run }: ProgramActions): void {
  const command = rules
    .command('new')
    .summary('write a rule file to begin with')
    .description('Writes a rule file with one way out, and an example that leaks and one that does not: both hold from the start.')
    .usage('<name> [options]')
    .argument('<name>', 'of the library, and of the file')
    .optionsGroup('The library:')
    .option('--module <module>', 'how it is imported (default: the name)')
    .option('--factory <export>', 'the function that makes a client: createClient, or default')
    .option('--class <export>', 'the class of a client')
    .optionsGroup('What it does:')
    .option('--member <path>', 'by which data leaves: contacts.add (default: "send")')
    .addOption(choice('--kind <kind>', 'how it leaves', SINK_KINDS).default('outbound'))
    .option('--recipient <id>', 'who gets it')
    .option('--sanitizer <export>', 'a function that masks what it is given')
    .option('--redact <option>', 'the option of a client that lists what never leaves')
    .optionsGroup('Output:')
    .option('-o, --output <file>', 'where it goes (default: the folder that the configuration names, or waybill-rules)')
    .option('--force', 'replace a file that is there');
  withRun(addConfigFlags(command), NEW_EXAMPLES).action((name: string, options: RulesNewOptions) =>
    run(async (io) => (await import('./rules-command.js')).rulesNew(name, options, io)),
  );
}

function formsOption(): Option {
  const collect = (value: string, before: readonly string[] | undefined): readonly string[] =>
    collectList(oneOf('--form', RULE_FORMS, value), before);
  return new Option('--form <form>', `only these: ${RULE_FORMS.join(', ')}; repeatable`).argParser(collect);
}

function choice(flags: string, text: string, known: readonly string[]): Option {
  const name = flags.split(' ')[0] ?? flags;
  return new Option(flags, `${text}: ${known.join(', ')}`).argParser((value: string) => oneOf(name, known, value));
}

/** What list, show and test have in common. */
function finish(command: Command, examples: string): Command {
  const format = choice('-f, --format <format>', 'how', ['pretty', 'json']).default('pretty');
  format.argParser((value: string) => oneOf('--format', ['pretty', 'json'], value));
  return withRun(addConfigFlags(command.optionsGroup('Output:').addOption(format).optionsGroup('Configuration:')), examples);
}

function withRun(command: Command, examples: string): Command {
  return command
    .optionsGroup('Run:')
    .option('--color', 'colour, whatever the terminal says')
    .option('--no-color', 'no colour; as NO_COLOR')
    .option('--debug', 'stack traces of errors')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', examples);
}
