/** The `waybill.yml` that `waybill init` writes: short, and what it is not sure of stands in comments. */
import { stringify } from 'yaml';
import type { ProjectSketch } from '../model/config-report.js';

/** Packages that a comment names. */
const MAX_PACKAGES = 4;

/**
 * The text of the file; it is a right configuration as it stands.
 *
 * @param schema path of the schema for editors, from the file
 */
export function initialText(sketch: ProjectSketch, schema: string): string {
  const parts = [
    [
      `# yaml-language-server: $schema=${schema}`,
      '# What this project knows better than Waybill: docs/configuration.md. `waybill config` shows what holds.',
    ],
    firstParty(sketch),
    loggers(sketch),
    [
      '# Functions that leave no personal data in clear: a name, or a module and what it exports.',
      '# sanitizers: [redact, ./src/privacy#mask]',
    ],
    ['# What gives personal data, or looks as if: a name, a member, an export.', '# sources: { custRef: user-id, Depot.contact: none }'],
    ['# From which severity a run fails: critical, high, medium, low, never.', 'failOn: high'],
    packages(sketch),
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

function firstParty({ ownHosts, hostVariables }: ProjectSketch): readonly string[] {
  const lines = ['# Hosts of your own: what goes there does not leave for another company.'];
  if (ownHosts.length > 0) lines.push('firstParty:', ...ownHosts.map(({ pattern, seen }) => `  - ${quoted(pattern)} # seen: ${seen}`));
  else if (hostVariables.length === 0) lines.push('# firstParty: ["*.example.com", "env:API_URL"]');
  else lines.push('# firstParty:');
  const isList = ownHosts.length > 0;
  for (const { name, host, file } of hostVariables)
    lines.push(`${isList ? '  # - ' : '#   - '}${quoted(`env:${name}`)} # ${host} in ${file}`);
  return lines;
}

function loggers({ loggers: found }: ProjectSketch): readonly string[] {
  const lines = ['# Functions and objects of yours that write a log, where Waybill can not follow them to it.'];
  if (found.length === 0) return [...lines, '# loggers: ["./src/log#audit"]'];
  return [...lines, '# loggers:', ...found.map((name) => `#   - ${quoted(name)}`)];
}

function packages({ packages: found }: ProjectSketch): readonly string[] {
  if (found.length === 0) return [];
  const named = found.slice(0, MAX_PACKAGES).map(({ dir }) => dir);
  const more = found.length > named.length ? ` and ${found.length - named.length} more` : '';
  return [`# A package may have its own waybill.yml, which holds below it: ${named.join(', ')}${more}.`];
}

/** Quoted where YAML would read something else. */
function quoted(text: string): string {
  return stringify(text, { lineWidth: 0 }).trim();
}
