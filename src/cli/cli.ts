/** From arguments to an exit code. Nothing here knows the process. */
import { createRequire } from 'node:module';
import { CommanderError, type Command } from 'commander';
import { distance } from 'fastest-levenshtein';
import { EXIT_FAILED, WaybillError } from '../index.js';
import { errors, renderError } from './errors.js';
import { writeText, type CliIo } from './io.js';
import { createProgram } from './program.js';
import { progressLine } from './progress.js';
import { styleFor } from './terminal.js';

/** Wider help is hard to read. */
const MAX_HELP_WIDTH = 100;

/**
 * Runs one command.
 *
 * @param args  without the program's own name
 * @returns 0 nothing to fail on, 1 findings, 2 the run failed, was used wrongly or could not look
 */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  const line = progressLine(io);
  try {
    return await run(args, line.io);
  } finally {
    line.clear();
  }
}

async function run(args: readonly string[], io: CliIo): Promise<number> {
  let exitCode = EXIT_FAILED;
  let answer = '';
  const program = createProgram({
    version: ownVersion(),
    width: Math.min(styleFor(io.stdout, {}, io).width, MAX_HELP_WIDTH),
    writeOut: (text) => {
      answer += text;
    },
    run: async (command) => {
      exitCode = await command(io);
    },
    scan: async (paths, options) => {
      const { scanCommand } = await import('./scan-command.js');
      exitCode = await scanCommand(paths, options, io);
    },
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      await writeText(io.stdout, answer);
      return 0;
    }
    const debug = args.includes('--debug');
    if (error instanceof CommanderError && error.code === 'commander.help') error.message = `unknown command '${args[1] ?? ''}'`;
    const color = lastColorFlag(args);
    const style = styleFor(io.stderr, color === undefined ? {} : { color }, io);
    const told = await renderError(
      error instanceof CommanderError ? usageError(error, commandOf(program, args)) : mistyped(error, program),
      style,
      debug,
    );
    // When standard error can't be written either, the exit code is all that is left to say.
    await writeText(io.stderr, told).catch(() => undefined);
    return EXIT_FAILED;
  }
}

/** Commander's `error: unknown option '--fromat'\n(Did you mean --format?)` as an error of ours. */
function usageError({ message }: CommanderError, command: string): ReturnType<typeof errors.usage> {
  const [what = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const nearest = suggestion?.replace(/^\(|\)$/g, '').replace(/^D/, 'd');
  return errors.usage(what.replace(/\.$/, ''), nearest ?? `waybill ${command}--help tells how it is used`);
}

/** `baseline write `, or nothing for a scan. */
function commandOf(program: Command, args: readonly string[]): string {
  const command = program.commands.find((one) => one.name() === args[0]);
  return command === undefined ? '' : `${command.name()} `;
}

/** Letters by which a command's name may be missed. */
const MAX_MISSED = 2;

/** A word that is no file may have been meant as a command. */
function mistyped(error: unknown, program: Command): unknown {
  if (!(error instanceof WaybillError) || error.code !== 'path-not-found' || !/^[a-z]+$/.test(error.where ?? '')) return error;
  // A file that is named nearly so was meant rather.
  if (error.hint?.startsWith('did you mean') === true) return error;
  const word = error.where ?? '';
  const names = program.commands.flatMap((command) => [
    command.name(),
    ...command.commands.map((sub) => `${command.name()} ${sub.name()}`),
  ]);
  if (program.commands.some((command) => command.name() === word)) return errors.optionsFirst(word);
  const near = names.find((name) => distance(word, name.split(' ').at(-1) ?? name) <= MAX_MISSED);
  return near === undefined ? error : errors.noSuchPath(word, near);
}

/** Errors of usage come before the options are known. */
function lastColorFlag(args: readonly string[]): boolean | undefined {
  const last = args.findLast((arg) => arg === '--color' || arg === '--no-color');
  return last === undefined ? undefined : last === '--color';
}

function ownVersion(): string {
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
  return version;
}
