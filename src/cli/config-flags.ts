/** The options that say which configuration counts, and what holds when flags, configuration and defaults are put together. */
import type { Command } from 'commander';
import type { ScanOptions } from '../model/options.js';
import type { RunSettings } from '../model/project-config.js';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../model/selection.js';

export interface ConfigFlags {
  /** A file; `false`: none. */
  readonly config?: string | boolean;
}

/** Thresholds as flags give them: what is absent, the configuration or the default says. */
export type ThresholdFlags = Partial<Pick<Thresholds, 'severity' | 'confidence' | 'failOn'>>;

/** Adds `--config` and `--no-config` to a command. */
export function addConfigFlags(command: Command): Command {
  return command
    .option('-c, --config <file>', 'the configuration, instead of waybill.yml and package.json#waybill around and below')
    .option('--no-config', 'no configuration');
}

/** What of them the API is told. */
export function configOption({ config }: ConfigFlags): Pick<ScanOptions, 'config'> {
  if (typeof config === 'string') return { config };
  return config === false ? { config: false } : {};
}

/** Flags beat the configuration, the configuration beats defaults. */
export function thresholdsOf(flags: ThresholdFlags, settings: RunSettings | undefined): Thresholds {
  const confidence = flags.confidence ?? settings?.confidence ?? DEFAULT_THRESHOLDS.confidence;
  const severity = flags.severity ?? settings?.severity ?? DEFAULT_THRESHOLDS.severity;
  if (flags.failOn !== undefined) return { confidence, severity, failOn: flags.failOn };
  const entries = settings?.failOn ?? [];
  const [first] = entries;
  if (!first) return { confidence, severity, failOn: DEFAULT_THRESHOLDS.failOn };
  // One level for all is told as the flag is.
  const isForAll = !first.kinds && !first.tiers && !first.paths && (first.scope?.below ?? '') === '';
  if (isForAll) return { confidence, severity, failOn: first.level };
  return { confidence, severity, failOn: DEFAULT_THRESHOLDS.failOn, failOnEntries: entries };
}
