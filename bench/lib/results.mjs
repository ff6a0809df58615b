/** bench/results.md: what was measured, on what, and how to measure it again. */
import { cpus, totalmem } from 'node:os';
import { markdownTable } from '../../scripts/lib/table.mjs';

/** @param measured of every folder, as `measureFolder` gives it */
export function resultsText({ measured, runs, waybillCommit, date }) {
  return `# What a scan costs

Written by \`npm run bench -- DIR…\` on ${date}, of ${runs} cold runs each, the scan and its measure in turn.

- machine: ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}
- Node ${process.version}; waybill ${waybillCommit ?? 'outside git'}
- *bare*: TypeScript's parser and a visit of every node over the same files, one thread; start-up and loading not counted
- *scan*: the whole process \`waybill scan DIR --no-cache\`, from its start to its end

${markdownTable(
  ['code', 'commit', 'files', 'lines', 'MB', 'bare, s', 'scan, s', 'ratio', 'bare, MB peak', 'scan, MB peak', 'link + flow'],
  measured.map(summaryRow),
)}

Seconds are medians; behind them in brackets the least and the most.
${measured.map(stagesText).join('')}`;
}

function summaryRow({ name, commit, size, bare, scan, profile }) {
  return [
    name,
    commit?.slice(0, 12) ?? '-',
    size.files,
    size.lines,
    (size.bytes / 1e6).toFixed(1),
    spread(bare),
    spread(scan),
    (scan.median.milliseconds / bare.median.milliseconds).toFixed(2),
    bare.median.megabytes.toFixed(0),
    scan.median.megabytes.toFixed(0),
    profile ? share(profile, ['link', 'flow'], scan.median.milliseconds) : '-',
  ];
}

function spread({ median, least, most }) {
  return `${seconds(median.milliseconds)} (${seconds(least)}–${seconds(most)})`;
}

function seconds(milliseconds) {
  return (milliseconds / 1000).toFixed(2);
}

function share(stages, names, whole) {
  const part = names.reduce((sum, name) => sum + (stages[name] ?? 0), 0);
  return `${Math.round((100 * part) / whole)} %`;
}

/** The stages of the median run; what is not in them is start-up, loading and the report. */
function stagesText({ name, scan, profile, facts, size }) {
  if (profile === undefined) return '';
  const whole = scan.median.milliseconds;
  const known = Object.values(profile).reduce((sum, milliseconds) => sum + milliseconds, 0);
  const rows = [...Object.entries(profile), ['the rest', whole - known]].map(([stage, milliseconds]) => [
    stage,
    seconds(milliseconds),
    `${Math.round((100 * milliseconds) / whole)} %`,
  ]);
  const factsLine =
    facts === undefined ? '' : `\nFacts: ${(facts / 1e6).toFixed(1)} MB, ${Math.round((100 * facts) / size.bytes)} % of the source.\n`;
  return `
## ${name}: stages of the median run

${markdownTable(['stage', 's', 'of the whole'], rows)}
${factsLine}`;
}
