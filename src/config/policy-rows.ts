/** What the policies of a run say, row by row, with the place that says it. */
import type { ConfigOrigin, ConfigRow } from '../model/config-report.js';
import type { Policy, PolicyFile, PolicyRow } from '../model/policy.js';
import type { DataPath, YamlFile } from '../yaml/yaml-file.js';

/** A policy that the project writes, with its places. */
interface OwnPolicy {
  readonly value: PolicyFile;
  readonly yaml: YamlFile;
}

/**
 * @param policies that judge
 * @param own      those that the project writes itself: their rows have a file and a line
 * @returns the rows of each in the order in which they are asked, then what own ones say of words, literals, settings
 */
export function policyRows(policies: readonly Policy[], own: readonly OwnPolicy[]): readonly ConfigRow[] {
  const files = new Map(own.map((policy) => [policy.value.policy, policy]));
  return policies.flatMap((policy) => [
    ...policy.rows.map((row): ConfigRow => ({ key: `${policy.policy} row`, value: rowText(row), origin: originOf(row, policy, files) })),
    ...[policy.policy, ...(policy.bases ?? [])].flatMap((name) => restOf(policy.policy, files.get(name))),
  ]);
}

function originOf({ from, at }: PolicyRow, { policy }: Policy, files: ReadonlyMap<string, OwnPolicy>): ConfigOrigin {
  const file = from === undefined || at === undefined ? undefined : files.get(from);
  return file ? placed(file.yaml, ['rows', at ?? 0]) : { from: 'policy', policy: from ?? policy };
}

function placed(yaml: YamlFile, path: DataPath): ConfigOrigin {
  return { from: 'file', file: yaml.file, line: yaml.keyAt(path).line };
}

/** `log, error, to third: critical for credential, sensitive; high for direct` */
function rowText({ kinds, tiers, from: _, at: _at, open: _open, parties, ...selectors }: PolicyRow): string {
  const byVerdict = new Map<string, string[]>();
  for (const [tier, verdict] of Object.entries(tiers)) byVerdict.set(verdict, [...(byVerdict.get(verdict) ?? []), tier]);
  const said = [...byVerdict].map(([verdict, list]) => `${verdict} for ${list.join(', ')}`);
  const only = Object.entries(selectors).map(([key, value]) => `${key} ${selectorText(value)}`);
  return `${[kinds.join(', '), ...(parties ? [`to ${parties.join(', ')}`] : []), ...only].join('; ')}: ${said.join('; ')}`;
}

function selectorText(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, item]) => `${key} ${selectorText(item)}`)
    .join(', ');
}

/** What an own policy says beside its rows. */
function restOf(policy: string, file: OwnPolicy | undefined): readonly ConfigRow[] {
  if (!file) return [];
  const { kinds = {}, literals = {}, settings = [], sanitizers = {}, cites = [] } = file.value;
  const row = (key: string, value: unknown, path: DataPath): ConfigRow => ({
    key: `${policy} ${key}`,
    value,
    origin: placed(file.yaml, path),
  });
  return [
    ...Object.entries(kinds).map(([kind, words]) => row('words', { [kind]: words }, ['kinds', kind])),
    ...Object.entries(literals).map(([what, verdict]) => row('literals', { [what]: verdict }, ['literals', what])),
    ...settings.map((setting, at) => row('settings', setting, ['settings', at])),
    ...Object.entries(sanitizers).map(([what, value]) => row('sanitizers', { [what]: value }, ['sanitizers', what])),
    ...cites.map((cite, at) => row('cites', cite, ['cites', at])),
  ];
}
