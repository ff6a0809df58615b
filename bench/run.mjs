/**
 * Measures what `waybill scan` costs beside a bare parse of the same files: cold, warm with nothing changed, and warm with one
 * file changed. Writes bench/results.md.
 */
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments, refuse } from '../scripts/lib/arguments.mjs';
import { commitOf } from '../scripts/lib/git.mjs';
import { LOOKED, waybill } from '../scripts/lib/scan.mjs';
import { changeBody } from './lib/change-body.mjs';
import { medianBy, run } from './lib/measure.mjs';
import { stagesOf } from './lib/profile.mjs';
import { resultsText } from './lib/results.mjs';

const USAGE = `npm run bench -- DIR… [--runs N] [--print]

  DIR         a code base; its folder's name stands in the results
  --runs N    runs of each kind (default 5)
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

/** In turn, so that what else the machine does meets all alike; one run before them fills the disk's cache. */
function measureFolder(folder) {
  parseBare(folder);
  const scratch = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
  try {
    // Changed in a copy: what is measured stays as it is.
    const copy = join(scratch, 'copy');
    cpSync(folder, copy, { recursive: true, filter: (path) => !/[\\/](?:\.git|node_modules)$/.test(path) });
    const warm = ['--cache-dir', join(scratch, 'warm')];
    const edited = ['--cache-dir', join(scratch, 'edited')];
    scan(folder, warm);
    scan(copy, edited);
    const times = { bare: [], cold: [], warm: [], edited: [] };
    for (let nth = 1; nth <= runs; nth++) {
      times.bare.push(parseBare(folder));
      times.cold.push(scan(folder, ['--no-cache', '--profile']));
      times.warm.push(scan(folder, warm));
      changeBody(copy, nth);
      times.edited.push(scan(copy, edited));
      const told = Object.entries(times).map(([kind, all]) => `${kind} ${Math.round(all.at(-1).milliseconds)} ms`);
      console.error(`${folder} ${nth}/${runs}: ${told.join(', ')}`);
    }
    return {
      name: basename(resolve(folder)),
      commit: commitOf(folder),
      size: times.bare[0].size,
      ...Object.fromEntries(Object.entries(times).map(([kind, all]) => [kind, summary(all)])),
      stages: stagesOf(medianBy(times.cold, ({ milliseconds }) => milliseconds).stderr),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The time is the process's own word: its start is not counted. */
function parseBare(folder) {
  const { stdout, megabytes } = run(bareParse, [folder]);
  const { milliseconds, ...size } = JSON.parse(stdout);
  return { milliseconds, megabytes, size };
}

function scan(folder, options) {
  return run(waybill, ['scan', folder, ...options], { expected: [...LOOKED], stdout: 'ignore' });
}

function summary(measurements) {
  const times = measurements.map(({ milliseconds }) => milliseconds);
  return { median: medianBy(measurements, ({ milliseconds }) => milliseconds), least: Math.min(...times), most: Math.max(...times) };
}
