/** Measures how a scan grows with the code: generated monorepos, and copies of real code side by side. Writes bench/growth.md. */
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments, refuse } from '../scripts/lib/arguments.mjs';
import { commitOf } from '../scripts/lib/git.mjs';
import { LOOKED, waybill } from '../scripts/lib/scan.mjs';
import { markdownTable } from '../scripts/lib/table.mjs';
import { run } from './lib/measure.mjs';
import { writeMonorepo } from './lib/monorepo.mjs';
import { machine } from './lib/results.mjs';

const USAGE = `npm run bench-growth -- [DIR…] [--lines N,N…] [--copies N,N…] [--print]

  DIR           real code to put side by side
  --lines N,N…  sizes of generated monorepos (default 100000,400000,1600000)
  --copies N,N… how many copies of each DIR (default 1,2,5)
  --print       print the results and leave bench/growth.md as it is`;

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals: folders } = readArguments(
  {
    lines: { type: 'string', default: '100000,400000,1600000' },
    copies: { type: 'string', default: '1,2,5' },
    print: { type: 'boolean', default: false },
  },
  USAGE,
);
const numbers = (text) => text.split(',').map(Number);
const [lines, copies] = [numbers(values.lines), numbers(values.copies)];
if (![...lines, ...copies].every((n) => Number.isInteger(n) && n > 0)) refuse('--lines and --copies take whole numbers.', USAGE);
for (const folder of folders) if (!existsSync(folder)) refuse(`${folder}: there is no such folder`);

try {
  const rows = [];
  for (const count of lines) rows.push(measured('generated', (folder) => writeMonorepo(folder, count)));
  for (const folder of folders)
    for (const count of copies) rows.push(measured(`${count} × ${basename(resolve(folder))}`, (into) => copy(folder, into, count)));
  const text = resultsText(rows);
  if (values.print) console.log(text);
  else {
    writeFileSync(`${root}bench/growth.md`, text);
    console.log('wrote bench/growth.md');
  }
} catch (error) {
  refuse(error.message);
}

/** One cold run, whose report says how many lines there are. */
function measured(name, write) {
  const scratch = mkdtempSync(join(tmpdir(), 'waybill-growth-'));
  try {
    const code = join(scratch, 'code');
    write(code);
    const { milliseconds, megabytes, stdout } = run(waybill, ['scan', code, '--no-cache'], { expected: [...LOOKED] });
    const analysed = /Analysed\s+([\d,]+) files?, ([\d,]+) lines/.exec(stdout);
    const [files, count] = analysed.slice(1).map((text) => Number(text.replaceAll(',', '')));
    console.error(`${name}: ${count} lines, ${Math.round(milliseconds)} ms, ${Math.round(megabytes)} MB`);
    return { name, files, lines: count, milliseconds, megabytes };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function copy(folder, into, count) {
  const filter = (path) => !/[\\/](?:\.git|node_modules)$/.test(path);
  for (let nth = 1; nth <= count; nth++) cpSync(folder, join(into, `copy${nth}`), { recursive: true, filter });
}

function resultsText(rows) {
  return `# How a scan grows

Written by \`npm run bench-growth -- DIR…\` on ${new Date().toISOString().slice(0, 10)}; one cold run each (\`waybill scan --no-cache\`, whole process).

${machine(commitOf(root))}

${markdownTable(
  ['code', 'files', 'lines', 's', 'µs a line', 'MB peak', 'KB a line'],
  rows.map(({ name, files, lines: count, milliseconds, megabytes }) => [
    name,
    files,
    count,
    (milliseconds / 1000).toFixed(1),
    ((1000 * milliseconds) / count).toFixed(1),
    megabytes.toFixed(0),
    ((1024 * megabytes) / count).toFixed(2),
  ]),
)}
`;
}
