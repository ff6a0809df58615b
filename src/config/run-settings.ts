/** What configurations say of a run: which findings fail it, which are accepted, which are shown. */
import { relative } from 'node:path';
import type { ConfigScope, FailOnEntry, IgnoreEntry, RunSettings } from '../model/project-config.js';
import type { PolicyFile } from '../model/policy.js';
import { PROJECT_POLICY } from '../model/vocabulary.js';
import { partOf, type YamlFile } from '../yaml/yaml-file.js';
import { posix, type PlacedConfig } from './load.js';
import { listed, type Config, type ConfigKey } from './schema.js';

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

/** The policies that judge a run together; none when no configuration names one. */
export function policiesOf(configs: readonly PlacedConfig[]): readonly string[] | undefined {
  const policy = innermost(configs, 'policy')?.config.policy;
  return policy === undefined ? undefined : policyNames(policy);
}

/** Names of policies as flags and configurations give them: with commas, as a list, or the one that is written out. */
export function policyNames(policy: NonNullable<Config['policy']>): readonly string[] {
  if (typeof policy === 'string') return [...new Set(policy.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  return isList(policy) ? [...new Set(policy)] : [PROJECT_POLICY];
}

function isList(policy: Exclude<NonNullable<Config['policy']>, string>): policy is string[] {
  return Array.isArray(policy);
}

/** A policy that a configuration writes out itself, as of a file of its own. */
export function writtenPolicy({ config, yaml }: PlacedConfig): { readonly value: PolicyFile; readonly yaml: YamlFile } | undefined {
  const { policy } = config;
  if (policy === undefined || typeof policy === 'string' || isList(policy)) return undefined;
  return { value: { policy: PROJECT_POLICY, ...policy }, yaml: partOf(yaml, 'policy') };
}

/** Jurisdictions that the data of a run is at home in. */
export function jurisdictionsOf(configs: readonly PlacedConfig[]): readonly string[] {
  return [...new Set(listed(innermost(configs, 'jurisdictions')?.config.jurisdictions))];
}

/** The innermost configuration that speaks for the whole run and has a key. */
function innermost(configs: readonly PlacedConfig[], key: ConfigKey): PlacedConfig | undefined {
  return configs.filter(({ folder }) => holdsForRun(folder)).findLast(({ config }) => config[key] !== undefined);
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
