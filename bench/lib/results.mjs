/** bench/results.md: what was measured, on what, and how to measure it again. */
import { cpus, totalmem } from 'node:os';
import { markdownTable } from '../../scripts/lib/table.mjs';

/** @param measured of every folder, as `measureFolder` gives it */
export function resultsText({ measured, compilers, runs, waybillCommit, date }) {
  return `# What a scan costs

Written by \`npm run bench -- DIR…\` on ${date}, of ${runs} runs of each kind, all kinds in turn.

${machine(waybillCommit)}
- *bare*: TypeScript's parser and a visit of every node over the same files, one thread; start-up and loading not counted
- *cold*: the whole process \`waybill scan DIR --no-cache\`, from its start to its end
- *warm*: the same with a cache, nothing changed since the run before
- *edited*: the same with a cache, one function body changed since the run before
- *tsc*: the whole process of TypeScript's check (\`--noEmit\`, \`skipLibCheck\`) of the same files, whose packages are not installed

${markdownTable(['code', 'commit', 'files', 'lines', 'MB'], measured.map(sizeRow))}

${markdownTable(['code', 'bare, s', 'cold, s', 'warm, s', 'edited, s', 'cold : bare', 'warm : bare', 'edited : bare'], measured.map(timeRow))}

${markdownTable(['code', 'bare, MB peak', 'cold, MB peak', 'warm, MB peak', 'edited, MB peak', 'link + flow of cold'], measured.map(memoryRow))}

${markdownTable(
  ['code', ...compilers.flatMap((name) => [`${name}, s`, `${name} : bare`])],
  measured.map((one) => checkRow(one, compilers)),
)}

Seconds are medians; behind them in brackets the least and the most.
${measured.map(stagesText).join('')}`;
}

/** What it was measured on. */
export function machine(waybillCommit) {
  return `- machine: ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}
- Node ${process.version}; waybill ${waybillCommit ?? 'outside git'}`;
}

const KINDS = ['bare', 'cold', 'warm', 'edited'];

function sizeRow({ name, commit, size }) {
  return [name, commit?.slice(0, 12) ?? '-', size.files, size.lines, (size.bytes / 1e6).toFixed(1)];
}

function timeRow(one) {
  const ratio = (kind) => (one[kind].median.milliseconds / one.bare.median.milliseconds).toFixed(2);
  return [one.name, ...KINDS.map((kind) => spread(one[kind])), ratio('cold'), ratio('warm'), ratio('edited')];
}

function checkRow(one, compilers) {
  const cells = compilers.flatMap((name) => {
    const { milliseconds } = one[name].median;
    return [spread(one[name]), (milliseconds / one.bare.median.milliseconds).toFixed(2)];
  });
  return [one.name, ...cells];
}

function memoryRow(one) {
  const { stages, cold } = one;
  const part = stages && ['link', 'flow'].reduce((sum, name) => sum + (stages[name] ?? 0), 0);
  return [
    one.name,
    ...KINDS.map((kind) => one[kind].median.megabytes.toFixed(0)),
    part === undefined ? '-' : `${Math.round((100 * part) / cold.median.milliseconds)} %`,
  ];
}

function spread({ median, least, most }) {
  return `${seconds(median.milliseconds)} (${seconds(least)}–${seconds(most)})`;
}

function seconds(milliseconds) {
  return (milliseconds / 1000).toFixed(2);
}

/** The stages of the median cold run; what is not in them is start-up, loading and the report. */
function stagesText({ name, cold, stages }) {
  if (stages === undefined) return '';
  const whole = cold.median.milliseconds;
  const known = Object.values(stages).reduce((sum, milliseconds) => sum + milliseconds, 0);
  const rows = [...Object.entries(stages), ['the rest', whole - known]].map(([stage, milliseconds]) => [
    stage,
    seconds(milliseconds),
    `${Math.round((100 * milliseconds) / whole)} %`,
  ]);
  return `
## ${name}: stages of the median cold run

${markdownTable(['stage', 's', 'of the whole'], rows)}
`;
}
