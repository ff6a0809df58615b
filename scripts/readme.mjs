/**
 * Fills the blocks of documents that the program itself writes: what a scan of the fixture prints, and the options.
 * `--check` only says whether they are as they would be written. Needs a built package, as a user has it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readArguments, refuse } from './lib/arguments.mjs';
import { findingsExcerpt, optionRows, paddedTable, summaryExcerpt } from './lib/readme-blocks.mjs';
import { LOOKED, waybill } from './lib/scan.mjs';

const USAGE = `Usage: node scripts/readme.mjs [--check]

Writes the blocks of README.md and docs/options.md that the built program prints.

Options:
  --check     write nothing; exit with 1 when a block is not as the program prints it
  -h, --help  print this help`;

const root = fileURLToPath(new URL('..', import.meta.url));

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

for (const [document, names] of Object.entries({ 'README.md': ['output'], 'docs/options.md': ['options'] })) {
  const before = readFileSync(root + document, 'utf8');
  const after = names.reduce((text, name) => filled(text, name, document), before);
  if (after === before) console.log(`${document}: as the program prints`);
  else if (check) {
    console.error(firstDifference(document, before, after));
    process.exitCode = 1;
  } else {
    writeFileSync(root + document, after);
    console.log(`wrote ${document}`);
  }
}

function filled(text, name, document) {
  const frame = new RegExp(`(<!-- begin:${name}[^>]*-->\\n)[\\s\\S]*?(<!-- end:${name} -->)`);
  if (!frame.test(text)) refuse(`${document} has no block <!-- begin:${name} --> … <!-- end:${name} -->`);
  const block = blockText(blocks[name]);
  return text.replace(frame, (_, begin, end) => `${begin}\n${block}\n\n${end}`);
}

/** What the program prints may have lost what the README shows of it: then somebody has to choose anew. */
function blockText(lines) {
  try {
    return lines().join('\n');
  } catch (error) {
    return refuse(error.message);
  }
}

function firstDifference(document, old, fresh) {
  const [was, is] = [old.split('\n'), fresh.split('\n')];
  const at = is.findIndex((line, index) => line !== was[index]);
  return `${document}:${at + 1} is not as the program prints it: run node scripts/readme.mjs\n- ${was[at] ?? ''}\n+ ${is[at] ?? ''}`;
}
