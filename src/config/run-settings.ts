/** What configurations say of a run: which findings fail it, which are accepted, which are shown. */
import { relative } from 'node:path';
import type { ConfigScope, FailOnEntry, IgnoreEntry, RunSettings } from '../model/project-config.js';
import { posix, type PlacedConfig } from './load.js';
import { listed } from './schema.js';

/** A configuration as seen from the folder that all paths of the result begin at. */
interface Seen extends PlacedConfig {
  /** The file from there. */
  readonly file: string;
  readonly scope: ConfigScope | undefined;
}

/**
 * @param configs  outermost first; their folders are relative to the root of the analysis
 * @param base     that root, absolute
 */
export function runSettings(configs: readonly PlacedConfig[], base: string): RunSettings {
  const seen = configs.map((config): Seen => ({ ...config, file: posix(relative(base, config.path)), scope: scopeOf(config, base) }));
  const around = configs.filter(({ folder }) => holdsForRun(folder)).map(({ config }) => config);
  const severity = around.findLast((config) => config.severity !== undefined)?.severity;
  const confidence = around.findLast((config) => config.confidence !== undefined)?.confidence;
  const failOn = seen.toReversed().flatMap((config) => failOnOf(config));
  return {
    ...(severity === undefined ? {} : { severity }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(failOn.length === 0 ? {} : { failOn }),
    ignore: seen.flatMap((config) => ignoreOf(config)),
  };
}

/** The policy that holds for a run; nothing when no configuration names one. */
export function policyOf(configs: readonly PlacedConfig[]): string | undefined {
  return configs.filter(({ folder }) => holdsForRun(folder)).findLast(({ config }) => config.policy !== undefined)?.config.policy;
}

/** Keys of a whole run are read at the root of the analysis and above it: one below speaks of its own scan only. */
export function holdsForRun(folder: string): boolean {
  return folder === '' || folder.startsWith('..');
}

function scopeOf({ folder, dir }: PlacedConfig, base: string): ConfigScope | undefined {
  if (folder === '') return undefined;
  return folder.startsWith('..') ? { below: '', above: posix(relative(dir, base)) } : { below: folder, above: '' };
}

function failOnOf({ config, file, yaml, scope }: Seen): readonly FailOnEntry[] {
  const { failOn } = config;
  if (failOn === undefined) return [];
  const place = (at: readonly (string | number)[]) => ({ place: { path: file, line: yaml.keyAt(at).line }, ...(scope ? { scope } : {}) });
  if (typeof failOn === 'string') return [{ level: failOn, ...place(['failOn']) }];
  return failOn.map((entry, at) => ({
    level: entry.level,
    ...(entry.kinds === undefined ? {} : { kinds: listed(entry.kinds) }),
    ...(entry.tiers === undefined ? {} : { tiers: listed(entry.tiers) }),
    ...(entry.paths === undefined ? {} : { paths: listed(entry.paths) }),
    ...place(['failOn', at]),
  }));
}

function ignoreOf({ config, file, yaml, scope }: Seen): readonly IgnoreEntry[] {
  return (config.ignore ?? []).map((entry, at) => ({
    ...(entry.paths === undefined ? {} : { paths: listed(entry.paths) }),
    ...(entry.rules === undefined ? {} : { rules: listed(entry.rules) }),
    ...(entry.dataTypes === undefined ? {} : { dataTypes: listed(entry.dataTypes) }),
    ...(entry.prints === undefined ? {} : { prints: listed(entry.prints) }),
    reason: entry.reason,
    ...(entry.until === undefined ? {} : { until: entry.until }),
    ...(entry.by === undefined ? {} : { by: entry.by }),
    place: { path: file, line: yaml.at(['ignore', at]).line },
    ...(scope ? { scope } : {}),
  }));
}
