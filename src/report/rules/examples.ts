/** What became of examples, as a diff: what marks expect, and what was found. */
import type { ExampleDifference, RuleExamplesResult } from '../../model/rule-examples.js';
import { count } from '../pretty/layout.js';
import { createTheme, type Theme } from '../pretty/theme.js';
import type { ReportStyle } from '../reporter.js';
import { neutralise } from '../safe-text.js';

/** A line for each file, below it each line that differs. */
export function examplesText(results: readonly RuleExamplesResult[], style: ReportStyle): string {
  const theme = createTheme(style);
  const lines = results.flatMap((result) => resultLines(result, style.quiet, theme));
  const wrong = results.filter(({ differences }) => differences.length > 0).length;
  const examples = results.reduce((sum, result) => sum + result.examples, 0);
  const all = `${count(examples, 'example')} in ${count(results.length, 'rule file')}`;
  const end = wrong === 0 ? `${all}: all hold` : `${all}: ${count(wrong, 'file')} with examples that do not hold`;
  return `${[...lines, ...(results.length > 1 ? ['', end] : [])].join('\n')}\n`;
}

function resultLines(
  { file, library, examples, differences, accepted }: RuleExamplesResult,
  quiet: boolean,
  theme: Theme,
): readonly string[] {
  const isRight = differences.length === 0;
  if (isRight && quiet) return [];
  const wrong = new Set(differences.map(({ kind, example }) => `${kind} ${example}`)).size;
  const sign = isRight ? theme.passed(theme.symbols.passed) : theme.failed(theme.symbols.failed);
  const state = examples === 0 ? 'no examples' : `${examples - wrong} of ${examples} examples hold`;
  const say = (text: string): string => neutralise(text, theme.unicode);
  const refused = (accepted?.refused ?? []).map((text) => `    ${theme.quiet(say(text))}`);
  return [
    `${sign} ${say(`${file}  ${library}: ${state}`)}`,
    ...differences.flatMap((one) => differenceLines(one, file, theme)),
    ...refused,
  ];
}

function differenceLines(
  { kind, example, line, fileLine, code, expected, found }: ExampleDifference,
  file: string,
  theme: Theme,
): readonly string[] {
  const say = (text: string): string => neutralise(text, theme.unicode);
  const place = fileLine === undefined ? '' : `${file}:${fileLine}  `;
  const where = line === 0 ? `${kind} ${example}` : `${kind} ${example}, line ${line}`;
  const wanted = expected.length > 0 ? expected : ['nothing'];
  const seen = found.length > 0 ? found : ['nothing'];
  return [
    `    ${theme.quiet(say(`${place}${where}`))}`,
    ...(line === 0 ? [] : [`      ${say(code.trim())}`]),
    ...wanted.map((text) => `    ${theme.failed('-')} ${say(text)}`),
    ...seen.map((text) => `    ${theme.passed('+')} ${say(text)}`),
  ];
}
