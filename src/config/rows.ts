/** What holds, value by value, with the line that says it. */
import type { ConfigRow } from '../model/config-report.js';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import { DEFAULT_POLICY, PROJECT_POLICY } from '../model/vocabulary.js';
import type { PlacedConfig } from './load.js';
import { holdsForRun } from './run-settings.js';
import { CONFIG_KEYS, type Config, type ConfigKey } from './schema.js';

/** Keys of which one value holds; the others are lists, to which each configuration adds. */
const DEFAULTS: Readonly<Partial<Record<ConfigKey, string | undefined>>> = {
  failOn: DEFAULT_THRESHOLDS.failOn,
  severity: DEFAULT_THRESHOLDS.severity,
  confidence: DEFAULT_THRESHOLDS.confidence,
  policy: DEFAULT_POLICY,
  jurisdictions: undefined,
};

/** @param configs outermost first */
export function configRows(configs: readonly PlacedConfig[]): readonly ConfigRow[] {
  return CONFIG_KEYS.flatMap((key) => {
    if (key === 'failOn') return failOnRows(configs);
    return Object.hasOwn(DEFAULTS, key) ? oneOf(key, configs) : listOf(key, configs);
  });
}

function listOf(key: ConfigKey, configs: readonly PlacedConfig[]): readonly ConfigRow[] {
  return configs.flatMap((config) => rowsOf(key, config));
}

/** In the order in which findings are held against them: innermost first, up to the entry that fits all. */
function failOnRows(configs: readonly PlacedConfig[]): readonly ConfigRow[] {
  const innermostFirst = configs.toReversed().filter(({ config }) => config.failOn !== undefined);
  const last = innermostFirst.findIndex(({ config, folder }) => holdsForRun(folder) && !Array.isArray(config.failOn));
  const rows = innermostFirst.slice(0, last < 0 ? undefined : last + 1).flatMap((config) => rowsOf('failOn', config));
  return last < 0 ? [...rows, { key: 'failOn', value: DEFAULTS.failOn, origin: { from: 'default' } }] : rows;
}

/** The innermost of those around the folder holds; what lies below it is told beside. */
function oneOf(key: ConfigKey, configs: readonly PlacedConfig[]): readonly ConfigRow[] {
  const saying = configs.filter(({ config }) => config[key] !== undefined);
  const around = saying.filter(({ folder }) => holdsForRun(folder)).at(-1);
  const below = saying.filter(({ folder }) => !holdsForRun(folder)).flatMap((config) => rowsOf(key, config));
  const own = around ? rowsOf(key, around) : [];
  const rest: ConfigRow[] = around || DEFAULTS[key] === undefined ? [] : [{ key, value: DEFAULTS[key], origin: { from: 'default' } }];
  return [...own, ...rest, ...below.map((row): ConfigRow => ({ ...row, notHere: true }))];
}

function rowsOf(key: ConfigKey, { config, yaml, folder }: PlacedConfig): readonly ConfigRow[] {
  return entriesOf(config, key).map(({ value, path }) => ({
    key,
    value,
    origin: { from: 'file', file: yaml.file, line: yaml.keyAt(path).line },
    ...(holdsForRun(folder) ? {} : { below: folder }),
  }));
}

interface Entry {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

function entriesOf(config: Config, key: ConfigKey): readonly Entry[] {
  const value: unknown = config[key];
  if (value === undefined) return [];
  // What it says is told row by row.
  if (key === 'policy' && typeof value === 'object' && !Array.isArray(value)) return [{ value: PROJECT_POLICY, path: [key] }];
  if (Array.isArray(value)) return value.map((item: unknown, at) => ({ value: item, path: [key, at] }));
  if (typeof value !== 'object' || value === null) return [{ value, path: [key] }];
  return Object.entries(value).map(([name, item]: [string, unknown]) => ({ value: { [name]: item }, path: [key, name] }));
}
