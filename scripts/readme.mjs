/**
 * Fills the blocks of README.md that the program itself writes: what a scan of the fixture prints, and the options.
 * `--check` only says whether they are as they would be written. Needs a built package, as a user has it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readArguments, refuse } from './lib/arguments.mjs';
import { findingsExcerpt, optionRows, paddedTable, summaryExcerpt } from './lib/readme-blocks.mjs';
import { LOOKED, waybill } from './lib/scan.mjs';

const USAGE = `Usage: node scripts/readme.mjs [--check]

Writes the blocks of README.md that the built program prints.

Options:
  --check     write nothing; exit with 1 when a block is not as the program prints it
  -h, --help  print this help`;

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = `${root}README.md`;

/** What stands in the README of the scan: a file, and of its findings those that hold these lines of code. */
const SHOWN = {
  folder: 'fixtures/courier',
  file: 'apps/api/src/waybills/service.ts',
  findings: ["this.log.info(row, 'created')", "logEvent('board', { names"],
};

/** The same terminal for everybody. */
const TERMINAL = { COLUMNS: '80', LC_ALL: 'C.UTF-8', TERM: 'xterm', CI: 'true' };

function run(args, expected) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [waybill, ...args], {
    cwd: root,
    env: { ...process.env, ...TERMINAL },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!expected.has(status)) refuse(`waybill ${args.join(' ')} ended with ${signal ?? status}:\n${stderr.trim()}`);
  return stdout;
}

const blocks = {
  output: () => {
    const printed = run(['scan', SHOWN.folder, '--no-color', '--no-cache'], LOOKED);
    const findings = findingsExcerpt(printed, SHOWN.file, SHOWN.findings);
    return ['```text', `$ npx waybill scan ${SHOWN.folder}`, '', ...findings, '', '…', '', ...summaryExcerpt(printed), '```'];
  },
  options: () => paddedTable(['option', 'meaning'], optionRows(run(['--help'], new Set([0])))),
};

const { check = false } = readArguments({ check: { type: 'boolean' } }, USAGE).values;
if (!existsSync(new URL('../dist/rules.json', import.meta.url))) refuse('the package is not built: run npm run build');

const before = readFileSync(readme, 'utf8');
let after = before;
for (const [name, lines] of Object.entries(blocks)) {
  const frame = new RegExp(`(<!-- begin:${name}[^>]*-->\\n)[\\s\\S]*?(<!-- end:${name} -->)`);
  if (!frame.test(after)) refuse(`README.md has no block <!-- begin:${name} --> … <!-- end:${name} -->`);
  const text = blockText(lines);
  after = after.replace(frame, (_, begin, end) => `${begin}\n${text}\n\n${end}`);
}

if (after === before) console.log('README.md: as the program prints');
else if (check) {
  console.error(firstDifference(before, after));
  process.exitCode = 1;
} else {
  writeFileSync(readme, after);
  console.log('wrote README.md');
}

/** What the program prints may have lost what the README shows of it: then somebody has to choose anew. */
function blockText(lines) {
  try {
    return lines().join('\n');
  } catch (error) {
    return refuse(error.message);
  }
}

function firstDifference(old, fresh) {
  const [was, is] = [old.split('\n'), fresh.split('\n')];
  const at = is.findIndex((line, index) => line !== was[index]);
  return `README.md:${at + 1} is not as the program prints it: run node scripts/readme.mjs\n- ${was[at] ?? ''}\n+ ${is[at] ?? ''}`;
}
