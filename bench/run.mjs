/**
 * Measures what `waybill scan` costs beside a bare parse of the same files: cold, warm with nothing changed, and warm with one
 * file changed. Writes bench/results.md.
 */
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments, refuse } from '../scripts/lib/arguments.mjs';
import { commitOf } from '../scripts/lib/git.mjs';
import { LOOKED, waybill } from '../scripts/lib/scan.mjs';
import { changeBody } from './lib/change-body.mjs';
import { medianBy, run } from './lib/measure.mjs';
import { stagesOf } from './lib/profile.mjs';
import { resultsText } from './lib/results.mjs';
import { compilerIn, typeCheck } from './lib/type-check.mjs';

const USAGE = `npm run bench -- DIR… [--runs N] [--compiler DIR]… [--print]

  DIR             a code base; its folder's name stands in the results
  --runs N        runs of each kind (default 5)
  --compiler DIR  folder of an installed package of TypeScript whose check of the same files is measured too, besides the one
                  that this project is built with
  --print         print the results and leave bench/results.md as it is`;

const root = fileURLToPath(new URL('..', import.meta.url));
const bareParse = fileURLToPath(new URL('./lib/bare-parse.mjs', import.meta.url));

const { values, positionals: folders } = readArguments(
  {
    runs: { type: 'string', default: '5' },
    compiler: { type: 'string', multiple: true, default: [] },
    print: { type: 'boolean', default: false },
  },
  USAGE,
);
const runs = Number(values.runs);
if (folders.length === 0 || !Number.isInteger(runs) || runs < 1) refuse('A folder to scan and a whole number of runs are needed.', USAGE);
for (const folder of folders) if (!existsSync(folder)) refuse(`${folder}: there is no such folder`);
if (!existsSync(`${root}dist/index.js`)) refuse('waybill is not built: run npm run build first.');

const compilers = [dirname(createRequire(import.meta.url).resolve('typescript/package.json')), ...values.compiler].map(compilerIn);

try {
  const measured = [];
  for (const folder of folders) measured.push(await measureFolder(folder));
  const text = resultsText({
    measured,
    compilers: compilers.map(({ name }) => name),
    runs,
    waybillCommit: commitOf(root),
    date: new Date().toISOString().slice(0, 10),
  });
  if (values.print) console.log(text);
  else {
    writeFileSync(`${root}bench/results.md`, text);
    console.log('wrote bench/results.md');
  }
} catch (error) {
  refuse(error.message);
}

/** In turn, so that what else the machine does meets all alike; one run before them fills the disk's cache. */
async function measureFolder(folder) {
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
    const times = { bare: [], cold: [], warm: [], edited: [], ...Object.fromEntries(compilers.map(({ name }) => [name, []])) };
    for (let nth = 1; nth <= runs; nth++) {
      times.bare.push(parseBare(folder));
      times.cold.push(scan(folder, ['--no-cache', '--profile']));
      times.warm.push(scan(folder, warm));
      changeBody(copy, nth);
      times.edited.push(scan(copy, edited));
      for (const compiler of compilers) times[compiler.name].push(await typeCheck(compiler, folder, scratch));
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
