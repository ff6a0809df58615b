/** The catalogue of what can go wrong on the command line, and how errors are told. Every one ends the run with 2. */
import { WaybillError } from '../index.js';
import type { ReportStyle } from '../index.js';

export const errors = {
  usage: (what: string, hint = 'waybill --help lists the options') => new WaybillError({ code: 'usage', what, hint }),

  noSuchPath: (word: string, command: string) =>
    new WaybillError({
      code: 'path-not-found',
      what: 'there is no such file or folder',
      where: word,
      hint: `did you mean the command: waybill ${command}`,
    }),

  optionsFirst: (command: string) =>
    new WaybillError({
      code: 'path-not-found',
      what: 'there is no such file or folder',
      where: command,
      hint: `the command comes first, its options after it: waybill ${command} …`,
    }),

  unknownValue: (option: string, value: string, known: readonly string[], nearest: string) =>
    new WaybillError({
      code: 'unknown-value',
      what: `${option} does not know '${value}'`,
      hint: `did you mean ${nearest}? It takes ${known.join(', ')}`,
    }),

  notANumber: (option: string, value: string, least: number) =>
    new WaybillError({ code: 'not-a-number', what: `${option} takes a whole number from ${least} on, not '${value}'` }),

  outputWithoutFormat: (file: string) =>
    new WaybillError({
      code: 'output-without-format',
      what: '--output stands without a --format before it',
      where: file,
      hint: `say which format goes there: --format json --output ${file}`,
    }),

  twoOutputs: (format: string, file: string) =>
    new WaybillError({
      code: 'two-outputs',
      what: `--format ${format} has two outputs`,
      where: file,
      hint: `name the format again: --format ${format} --output ${file}`,
    }),

  twoOnStdout: (formats: readonly string[]) =>
    new WaybillError({
      code: 'two-on-stdout',
      what: `${formats.join(' and ')} can't both go to standard output`,
      hint: `give all but one a file: --format ${formats[0] ?? 'json'} --output FILE`,
    }),

  sameOutput: (file: string) =>
    new WaybillError({ code: 'same-output', what: 'two formats have the same output', where: file, hint: 'give each its own file' }),

  outputIsFolder: (file: string) =>
    new WaybillError({ code: 'output-is-folder', what: 'the output is a folder', where: file, hint: 'name a file in it' }),

  outputFolderMissing: (file: string, folder: string) =>
    new WaybillError({
      code: 'output-folder-missing',
      what: 'the folder of the output does not exist',
      where: file,
      hint: `make it first: mkdir -p ${folder}`,
    }),

  outputNotWritable: (file: string, cause: unknown) =>
    new WaybillError({
      code: 'output-not-writable',
      what: `the output can't be written (${reason(cause)})`,
      where: file,
      hint: 'nothing was written there',
      cause,
    }),

  stdoutNotWritable: (cause: unknown) =>
    new WaybillError({ code: 'stdout-not-writable', what: `standard output can't be written (${reason(cause)})`, cause }),

  configExists: (file: string, canForce: boolean) =>
    new WaybillError({
      code: 'config-exists',
      what: 'there is a configuration already',
      where: file,
      hint: canForce ? '--force replaces it' : 'a folder has one configuration: change this one, or take it away first',
    }),

  ruleFileExists: (file: string) =>
    new WaybillError({
      code: 'rule-file-exists',
      what: 'there is a file already',
      where: file,
      hint: '--force replaces it, --output names another',
    }),

  tooLittleSeen: (shortfall: string) =>
    new WaybillError({
      code: 'too-little-seen',
      what: shortfall,
      hint: 'the report says why, under "Not analysed" and "Problems", and as coverage in JSON',
    }),

  numberOutside: (option: string, value: string, least: number, most: number) =>
    new WaybillError({ code: 'number-outside', what: `${option} takes a number from ${least} to ${most}, not '${value}'` }),

  nothingAnalysed: (paths: readonly string[], skipped: Readonly<Record<string, number>>) => {
    const reasons = Object.entries(skipped).filter(([, number]) => number > 0);
    return new WaybillError({
      code: 'nothing-analysed',
      what: 'there is no TypeScript or JavaScript file, and no Vue or Svelte component, to analyse',
      where: paths.join(', '),
      hint:
        reasons.length > 0
          ? `left out: ${reasons.map(([name, number]) => `${name} ${number}`).join(', ')}; what is named on the command line is analysed`
          : 'name the folder or the files with the code',
    });
  },
};

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  ENOTDIR: 'a part of its path is a file',
  ENOENT: 'its folder is gone',
  ENAMETOOLONG: 'its name is too long',
};

function reason(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? code ?? message;
}

/**
 * The error as people read it.
 *
 * @param style  of standard error
 * @param debug  whether stacks are shown
 */
export async function renderError(error: unknown, style: ReportStyle, debug: boolean): Promise<string> {
  const [{ createTheme }, { neutralise, neutraliseSentence, withoutCommands }] = await Promise.all([
    import('../report/pretty/theme.js'),
    import('../report/safe-text.js'),
  ]);
  const theme = createTheme(style);
  const say = (text: string): string => neutraliseSentence(text, theme.unicode);
  const known = error instanceof WaybillError;
  const what = known ? error.what : `internal error: ${error instanceof Error ? error.message : String(error)}`;
  const hint = known ? error.hint : 'this is a fault of waybill; --debug shows where';
  const lines = [`${theme.failed(`${theme.symbols.failed} waybill:`)} ${say(what)}`];
  if (known && error.where !== undefined) lines.push(`  ${theme.strong('where')}  ${say(error.where)}`);
  if (known) lines.push(...error.details.map((detail) => `  ${say(detail)}`));
  if (hint !== undefined && !(debug && !known)) lines.push(`  ${theme.strong('hint')}   ${say(hint)}`);
  if (debug && error instanceof Error && error.stack !== undefined) {
    lines.push('', ...error.stack.split('\n').map((line) => neutralise(line, theme.unicode)));
  }
  return withoutCommands(`${lines.join('\n')}\n`);
}
