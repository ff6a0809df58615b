/** Measures what a cold `waybill scan` costs beside a bare parse of the same files, and writes bench/results.md. */
import { existsSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments, refuse } from '../scripts/lib/arguments.mjs';
import { commitOf } from '../scripts/lib/git.mjs';
import { LOOKED, waybill } from '../scripts/lib/scan.mjs';
import { lastJson, medianBy, run } from './lib/measure.mjs';
import { resultsText } from './lib/results.mjs';

const USAGE = `npm run bench -- DIR… [--runs N] [--print]

  DIR         a code base; its folder's name stands in the results
  --runs N    cold runs of each (default 5)
  --print     print the results and leave bench/results.md as it is`;

const root = fileURLToPath(new URL('..', import.meta.url));
const bareParse = fileURLToPath(new URL('./lib/bare-parse.mjs', import.meta.url));

const { values, positionals: folders } = readArguments(
  { runs: { type: 'string', default: '5' }, print: { type: 'boolean', default: false } },
  USAGE,
);
const runs = Number(values.runs);
if (folders.length === 0 || !Number.isInteger(runs) || runs < 1) refuse('A folder to scan and a whole number of runs are needed.', USAGE);
for (const folder of folders) if (!existsSync(folder)) refuse(`${folder}: there is no such folder`);
if (!existsSync(`${root}dist/index.js`)) refuse('waybill is not built: run npm run build first.');

try {
  const measured = folders.map(measureFolder);
  const text = resultsText({ measured, runs, waybillCommit: commitOf(root), date: new Date().toISOString().slice(0, 10) });
  if (values.print) console.log(text);
  else {
    writeFileSync(`${root}bench/results.md`, text);
    console.log('wrote bench/results.md');
  }
} catch (error) {
  refuse(error.message);
}

/** In turn, so that what else the machine does meets both alike; one run before them fills the disk's cache. */
function measureFolder(folder) {
  parseBare(folder);
  const bare = [];
  const scans = [];
  for (let nth = 1; nth <= runs; nth++) {
    bare.push(parseBare(folder));
    scans.push(scan(folder));
    console.error(
      `${folder} ${nth}/${runs}: bare ${Math.round(bare.at(-1).milliseconds)} ms, scan ${Math.round(scans.at(-1).milliseconds)} ms`,
    );
  }
  const median = medianBy(scans, ({ milliseconds }) => milliseconds);
  const { stages, facts } = profileOf(median.stderr);
  return {
    name: basename(resolve(folder)),
    commit: commitOf(folder),
    size: bare[0].size,
    bare: summary(bare),
    scan: summary(scans),
    profile: stages,
    facts,
  };
}

/** The time is the process's own word: its start is not counted. */
function parseBare(folder) {
  const { stdout, megabytes } = run(bareParse, [folder]);
  const { milliseconds, ...size } = JSON.parse(stdout);
  return { milliseconds, megabytes, size };
}

function scan(folder) {
  return run(waybill, ['scan', folder, '--no-cache'], { env: { WAYBILL_PROFILE: '1' }, expected: [...LOOKED], stdout: 'ignore' });
}

function summary(measurements) {
  const times = measurements.map(({ milliseconds }) => milliseconds);
  return { median: medianBy(measurements, ({ milliseconds }) => milliseconds), least: Math.min(...times), most: Math.max(...times) };
}

/** The profile is one JSON object: milliseconds by stage, and the size of the facts when it is known. */
function profileOf(stderr) {
  const profile = lastJson(stderr);
  if (profile === undefined) return {};
  const { factsBytes, ...rest } = profile;
  const stages = Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value === 'number'));
  return { stages, facts: factsBytes };
}
