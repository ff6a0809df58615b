/**
 * Compares rule files with the packages that they speak of, as these are today: every export, member, argument and type that a rule
 * names has to stand in the package's own declarations. It needs a network, so it is no part of CI; its parts have tests.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { parsePath, parsePlace } from '../dist/rules/paths.js';
import { readArguments, refuse } from './lib/arguments.mjs';
import { drawn } from './lib/draw.mjs';
import { installPackages, isInstalled, versionOf } from './lib/install-packages.mjs';
import { compareRules, modulesOf, packageOf } from './lib/rule-members.mjs';

const USAGE = `npm run check-rules -- [NAME…]

  NAME…            rule files of rules/libraries, without .yml; without any, some are drawn
  --draw N         how many are drawn (30)
  --seed N         which are drawn (1)
  --all            all of them
  --in DIR         install into this folder and keep it; what lies there is not installed again
  --offline        install nothing: packages that do not lie in --in DIR are left out

Prints what the packages' declarations do not have, and ends with 1 when there is anything. Build first (npm run build).`;

const RULES = fileURLToPath(new URL('../rules/libraries', import.meta.url));
/** Declarations of many packages refer to these and do not bring them. */
const COMMON = ['@types/node', '@types/react'];
/** So many packages go into a folder of their own at once, which is removed before the next. */
const TOGETHER = 8;

const { values, positionals } = readArguments(
  {
    draw: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    all: { type: 'boolean', default: false },
    in: { type: 'string' },
    offline: { type: 'boolean', default: false },
  },
  USAGE,
);
if (values.offline && values.in === undefined) refuse('--offline needs --in DIR.', USAGE);

const files = readdirSync(RULES)
  .filter((name) => name.endsWith('.yml'))
  .sort()
  .map((name) => ({ name: name.replace('.yml', ''), rules: parse(readFileSync(join(RULES, name), 'utf8')) }))
  .filter(({ rules }) => rules.status === 'verified' && modulesOf(rules).length > 0);
for (const name of positionals)
  if (!files.some((file) => file.name === name)) refuse(`rules/libraries/${name}.yml: no verified rule file with modules`);

const chosen =
  positionals.length > 0
    ? files.filter(({ name }) => positionals.includes(name))
    : values.all
      ? files
      : drawn(files, Number(values.draw), Number(values.seed));
const totals = { files: 0, checked: 0, open: 0, undeclared: 0, missing: 0 };
for (const { name, rules } of chosen) report(name, look(rules));
console.log(
  `\n${totals.files} rule files: ${totals.checked} names found in declarations, ${totals.open} on values without a type, ${totals.undeclared} in code alone, ${totals.missing} not found`,
);
if (totals.missing > 0) process.exitCode = 1;

/** Of one rule file what is missing, and with which packages it was compared. */
function look(rules) {
  const packages = [...new Set(modulesOf(rules).map(packageOf))];
  const folder = values.in === undefined ? mkdtempSync(join(tmpdir(), 'check-rules-')) : resolve(values.in);
  try {
    if (!values.offline) {
      for (let at = 0; at < packages.length; at += TOGETHER) installPackages([...packages.slice(at, at + TOGETHER), ...COMMON], folder);
    }
    const there = packages.filter((name) => isInstalled(name, folder));
    const present = { ...rules, modules: rules.modules.filter((module) => module.includes('*') || there.includes(packageOf(module))) };
    return {
      there: there.map((name) => `${name} ${versionOf(name, folder)}`),
      absent: packages.filter((name) => !there.includes(name)),
      ...(there.length > 0
        ? compareRules(present, folder, { parsePath, parsePlace })
        : { missing: [], undeclared: [], checked: 0, open: 0, untyped: [] }),
    };
  } finally {
    if (values.in === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function report(name, { there, absent, missing, undeclared, checked, open, untyped }) {
  totals.files++;
  totals.checked += checked;
  totals.open += open;
  totals.undeclared += undeclared.length;
  totals.missing += missing.length;
  console.log(
    `${missing.length > 0 ? '✗' : '✓'} ${name} (${there.join(', ') || 'nothing installed'}): ${checked} found, ${open} without a type`,
  );
  if (absent.length > 0) console.log(`    not installed: ${absent.join(', ')}`);
  if (untyped.length > 0) console.log(`    without declarations: ${untyped.join(', ')}`);
  for (const one of missing) console.log(`    ${one}`);
  for (const one of undeclared) console.log(`    not declared, but in its code: ${one}`);
}
