/** `waybill rules`: runs the examples of a project's own rules. */
import type { RuleExamplesResult } from '../index.js';
import { configOption, type ConfigFlags } from './config-flags.js';
import { writeText, type CliIo } from './io.js';
import { styleFor } from './terminal.js';

export interface RulesCommandOptions extends ConfigFlags {
  readonly color?: boolean;
  readonly debug?: boolean;
}

/** @throws WaybillError when the configuration or a rule file is wrong */
export async function rulesCommand(path: string, options: RulesCommandOptions, io: CliIo): Promise<number> {
  const results = await io.api.testRuleExamples({ path, cwd: io.cwd, ...configOption(options) });
  await writeText(io.stdout, await pretty(results, options, io));
  return results.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

async function pretty(results: readonly RuleExamplesResult[], options: RulesCommandOptions, io: CliIo): Promise<string> {
  if (results.length === 0) return 'The configuration names no rule file: rules: FOLDER.\n';
  const [{ createTheme }, { neutralise }] = await Promise.all([import('../report/pretty/theme.js'), import('../report/safe-text.js')]);
  const theme = createTheme(styleFor(io.stdout, options, io));
  const lines = results.flatMap(({ file, library, examples, faults }) => {
    const isRight = faults.length === 0;
    const sign = isRight ? theme.passed(theme.symbols.passed) : theme.failed(theme.symbols.failed);
    const state = examples === 0 ? 'no examples' : isRight ? `${examples} of ${examples} examples hold` : 'not every example holds';
    const say = (text: string): string => neutralise(text, theme.unicode);
    return [`${sign} ${say(`${file}  ${library}: ${state}`)}`, ...faults.map((fault) => `    ${say(fault)}`)];
  });
  return `${lines.join('\n')}\n`;
}
