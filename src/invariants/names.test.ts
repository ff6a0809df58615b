/**
 * Names are evidence for origins only: a local whose definition resolves may be called anything.
 *
 * What keeps its name here is what a name counts at: parameters, members, exports, types, and locals that hold what a
 * library's call gave when nothing but their name says what it is (`OPAQUE`). Everything else is renamed.
 */
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScanResult } from '../model/report.js';
import { findingDifference, findingKey, NO_DIFFERENCE, scanFiles, sinkDifference } from '../testing/compare-scans.js';
import { COURIER_PATHS, courierFiles } from '../testing/courier.js';
import { localRenamer, type LocalDeclaration } from '../testing/rename-locals.js';

/** Calls that give something of which only the variable's name tells what it is. */
const OPAQUE: Readonly<Record<string, string>> = {
  useState: 'what a user types into a form: the state has no type but its start value',
  randomBytes: 'random bytes are a token only because they are called one',
};

const files = courierFiles();

function isImport(node: LocalDeclaration): boolean {
  return ts.isImportClause(node) || ts.isImportSpecifier(node) || ts.isNamespaceImport(node);
}

/** Whether a local holds what an opaque call gave, through members, methods and destructuring; a type argument makes it known. */
function isOpaque(node: LocalDeclaration): boolean {
  let holder: ts.Node = node;
  while (ts.isBindingElement(holder) || ts.isBindingName(holder)) holder = holder.parent;
  if (!ts.isVariableDeclaration(holder)) return false;
  for (
    let value: ts.Node | undefined = holder.initializer;
    value;
    value = 'expression' in value ? (value.expression as ts.Node) : undefined
  ) {
    if (ts.isCallExpression(value) && ts.isIdentifier(value.expression)) return value.expression.text in OPAQUE && !value.typeArguments;
  }
  return false;
}

describe('names of the courier fixture', () => {
  let before: ScanResult;
  let rename: ReturnType<typeof localRenamer>;
  beforeAll(async () => {
    rename = localRenamer(files, COURIER_PATHS);
    before = await scanFiles(files);
  });

  it('do not count at locals whose definition resolves', async () => {
    const renamed = rename((node) => !isImport(node) && !isOpaque(node));
    expect(renamed.count).toBeGreaterThan(400);
    const after = await scanFiles(renamed.files);
    expect(findingDifference(before, after)).toEqual(NO_DIFFERENCE);
    expect(sinkDifference(before, after)).toEqual(NO_DIFFERENCE);
  }, 60_000);

  it('do not count at imports: what was imported is known by its module', async () => {
    const renamed = rename(isImport);
    expect(renamed.count).toBeGreaterThan(300);
    const after = await scanFiles(renamed.files);
    expect(findingDifference(before, after)).toEqual(NO_DIFFERENCE);
    expect(sinkDifference(before, after)).toEqual(NO_DIFFERENCE);
  }, 60_000);

  it('count at what opaque calls gave', async () => {
    const renamed = rename(isOpaque);
    const { lost } = findingDifference(before, await scanFiles(renamed.files));
    expect(lost.filter((key) => key.includes('reset-token'))).toHaveLength(1);
    expect(lost.filter((key) => key.startsWith('apps/web/src/components/LoginForm.tsx'))).not.toHaveLength(0);
  }, 60_000);
});

const USER = 'interface User { id: string; email: string; visits: number }\n';
const ROUTE = (body: string) =>
  `import express from 'express';\nexport const app = express();\napp.get('/', (req, res) => {\n  ${body}\n});\n`;

/** Code with NAME for a local whose definition resolves. */
const snippets: Readonly<Record<string, string>> = {
  'a masked value': `${USER}const mask = (text: string) => text.slice(0, 2) + '***';\nexport function f(user: User) {\n  const NAME = mask(user.email);\n  console.log(NAME);\n}\n`,
  'a personal member': `${USER}export function f(user: User) {\n  const NAME = user.email;\n  console.log(NAME);\n}\n`,
  'a number of the type': `${USER}export function f(user: User) {\n  const { visits: NAME } = user;\n  console.log(NAME);\n}\n`,
  'a variable that is written twice': `${USER}export function f(user: User) {\n  let NAME = '';\n  NAME = String(user.email.length);\n  console.log(NAME);\n}\n`,
  'a captured variable that is written elsewhere': `${USER}export function f(user: User) {\n  let NAME = 'none';\n  const set = () => { NAME = user.email; };\n  set();\n  console.log(NAME);\n}\n`,
  'a variable of the module that is written elsewhere': `let NAME = 'none';\nexport function set(count: number) { NAME = String(count); }\nexport function f() {\n  console.log(NAME);\n}\n`,
  'a function that gives a constant': `const NAME = () => 'a word';\nexport function f() {\n  console.log(NAME());\n}\n`,
  'a function that gives a member': `${USER}function NAME(user: User) { return user.email; }\nexport function f(user: User) {\n  console.log(NAME(user));\n}\n`,
  'an object of constants': `const NAME = { first: 'a', second: 'b' };\nexport function f() {\n  console.log(NAME);\n}\n`,
  'an element of a list of constants': `export function f() {\n  for (const NAME of ['a', 'b']) console.log(NAME);\n}\n`,
  'a caught error of the code itself': `export function f(n: number) {\n  try {\n    if (n > 1) throw new Error('too many');\n  } catch (NAME) {\n    console.log(NAME);\n  }\n}\n`,
  'a logger': `import pino from 'pino';\n${USER}export function f(user: User) {\n  const NAME = pino();\n  NAME.info(user.email);\n}\n`,
  'what a function gives back as it was': ROUTE('const echo = (text: unknown) => text; const NAME = echo(req.query.q); console.log(NAME);'),
  'a member of what a function gives back': ROUTE(
    'const echo = (text: unknown) => ({ key: text }); const { key: NAME } = echo(req.query.q); console.log(NAME);',
  ),
};

describe('the name of a local', () => {
  const scans = new Map<string, ScanResult>();
  const entries = Object.entries(snippets);
  const named = ['v1', 'email', 'password', 'users', 'logger'];
  beforeAll(async () => {
    for (const name of named)
      scans.set(name, await scanFiles(Object.fromEntries(entries.map(([, text], i) => [`s${i}.ts`, text.replaceAll('NAME', name)]))));
  }, 30_000);

  it.each(entries)('does not count when it holds %s', (what) => {
    const path = `s${entries.findIndex(([name]) => name === what)}.ts`;
    const keys = (name: string) =>
      scans
        .get(name)
        ?.findings.filter(({ location }) => location.path === path)
        .map(findingKey);
    const check = (): void => {
      for (const name of named) expect(keys(name), name).toEqual(keys('v1'));
    };
    check();
  });
});
