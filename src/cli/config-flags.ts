/** The options that say which configuration counts, and what holds when flags, configuration and defaults are put together. */
import { Option, type Command } from 'commander';
import type { ScanOptions } from '../index.js';
import { CONFIDENCES, DEFAULT_THRESHOLDS, SEVERITIES } from '../index.js';
import type { ThresholdChoice } from '../index.js';
import { oneOf } from './format-pairs.js';

export interface ConfigFlags {
  /** A file; `false`: none. */
  readonly config?: string | boolean;
}

export type ThresholdFlags = ThresholdChoice;

/** Adds `--config` and `--no-config` to a command. */
export function addConfigFlags(command: Command): Command {
  return command
    .option('-c, --config <file>', 'this one, instead of waybill.yml or package.json#waybill around and below the folder')
    .option('--no-config', 'none: what flags and defaults say');
}

/** Names are data: `waybill config --policy x` lists those there are. */
export const POLICY_HELP =
  "policies that judge, several with commas: a finding is what one of them reports (default: the configuration's, else default)";

const FAIL_ON = [...SEVERITIES, 'never'] as const;

/** Adds the options that decide what is shown and what fails. */
export function addThresholdFlags(command: Command): Command {
  const { severity, failOn, confidence } = DEFAULT_THRESHOLDS;
  const choice = (name: string, text: string, known: readonly string[], fallback: string): Option =>
    new Option(`${name} <level>`, `${text}: ${known.join(', ')} (default: ${fallback})`).argParser((value: string) =>
      oneOf(name, known, value),
    );
  return command
    .addOption(choice('--severity', 'show from this severity on; never changes the exit code', SEVERITIES, severity))
    .addOption(choice('--fail-on', 'exit with 1 from this severity on', FAIL_ON, failOn))
    .addOption(choice('--confidence', 'leave out what is less sure, from exit code and formats alike', CONFIDENCES, confidence))
    .option('--policy <names>', POLICY_HELP);
}

/** What of them the API is told. */
export function configOption({ config }: ConfigFlags): Pick<ScanOptions, 'config'> {
  if (typeof config === 'string') return { config };
  return config === false ? { config: false } : {};
}
