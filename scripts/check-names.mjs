/**
 * Libraries, laws and the words of personal data are data in rules/ and stand in no code of src/; places of the machine it is
 * written on stand in no file. Exits with 1 and a line for each place where that is not so.
 */
import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allowed } from './lib/allowed-names.mjs';
import { machineTraces } from './lib/machine-traces.mjs';
import { ruleNames } from './lib/rule-names.mjs';
import { literalsOf } from './lib/source-literals.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Tracked files, and those that would be tracked. */
const files = execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .split('\0')
  .filter((file) => file !== '' && lstatSync(root + file, { throwIfNoEntry: false })?.isFile());

const problems = [];
const used = new Set();

const names = ruleNames(root, files);
for (const file of files.filter(isShippedSource)) {
  for (const { text, line, form } of literalsOf(file, readFileSync(root + file, 'utf8'))) {
    const what = names.meaningOf(text, form);
    if (what === undefined) continue;
    const permit = allowed.find((candidate) => candidate.texts.test(text) && candidate.in.test(file));
    if (permit) used.add(permit);
    else problems.push(`${file}:${line}  '${text}' is ${what}: that is data, in rules/`);
  }
}
for (const permit of allowed) {
  if (!used.has(permit)) problems.push(`scripts/lib/allowed-names.mjs  ${permit.texts} is allowed in ${permit.in} and stands nowhere`);
}

const traces = machineTraces(root);
for (const file of files) {
  for (const { line, text, what } of traces.in(readFileSync(root + file, 'utf8'))) problems.push(`${file}:${line}  '${text}' is ${what}`);
}

for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'names: nothing stands where it should not' : `names: ${problems.length} stand where they should not`);
process.exitCode = problems.length === 0 ? 0 : 1;

function isShippedSource(file) {
  return file.startsWith('src/') && file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('src/testing/');
}
