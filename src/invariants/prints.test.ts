/** A finding's print survives what does not concern it; only findings that are new have new ones. */
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScanResult } from '../model/report.js';
import { difference, NO_DIFFERENCE, scanFiles } from '../testing/compare-scans.js';
import { courierFiles } from '../testing/courier.js';
import { seededShuffle, shuffleFunctions } from '../testing/reorder.js';

const CODE = /\.[cm]?[jt]sx?$/;
const files = courierFiles();

type Move = (text: string, path: string) => string;

function moved(move: Move): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, CODE.test(path) ? move(text, path) : text]));
}

/** What each finding is known by, with what it says: a print must not pass from one finding to another. */
const identities = (result: ScanResult): string[] =>
  result.findings.map(
    ({ print, rule, dataTypes }) =>
      `${print} ${rule} ${dataTypes
        .map(({ id, subPrint }) => `${id}=${subPrint}`)
        .sort()
        .join(' ')}`,
  );

/** An empty line and a comment above every statement at the top of a file and in functions. */
const withComments: Move = (text, path) => {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const starts: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isSourceFile(node) || ts.isBlock(node) || ts.isModuleBlock(node))
      for (const statement of node.statements) starts.push(statement.getStart(source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return starts.sort((a, b) => b - a).reduce((out, at) => `${out.slice(0, at)}/* a word\n on it */\n\n  ${out.slice(at)}`, text);
};

const moves: Readonly<Record<string, Move>> = {
  'lines above': (text) => `${'\n'.repeat(40)}${text}`,
  'line ends of another system': (text) => text.replaceAll('\n', '\r\n'),
  'tabs and longer lines': (text) => text.replace(/^ +/gm, (spaces) => '\t'.repeat(spaces.length)),
  'comments and empty lines between statements': withComments,
  'another order of functions': (text, path) => shuffleFunctions(path, text, seededShuffle(3)),
};

describe('prints of the courier fixture', () => {
  let before: ScanResult;
  beforeAll(async () => {
    before = await scanFiles(files);
  });

  it.each(Object.entries(moves))(
    'survive %s',
    async (_what, move) => {
      const changed = moved(move);
      expect(Object.keys(files).filter((path) => files[path] !== changed[path]).length).toBeGreaterThan(15);
      expect(difference(identities(before), identities(await scanFiles(changed)))).toEqual(NO_DIFFERENCE);
    },
    30_000,
  );

  it('survive another name and folder of the file', async () => {
    const renamed: Record<string, string> = {};
    for (const [path, text] of Object.entries(files)) {
      renamed[
        path
          .replace('worker/src/jobs/plan-route.ts', 'worker/src/routes/plan.ts')
          .replace('web/src/lib/session.ts', 'web/src/lib/clerk-session.ts')
      ] = text.replace("'./jobs/plan-route.js'", "'./routes/plan.js'").replace("'@/lib/session'", "'@/lib/clerk-session'");
    }
    expect(Object.keys(renamed)).toContain('apps/worker/src/routes/plan.ts');
    expect(difference(identities(before), identities(await scanFiles(renamed)))).toEqual(NO_DIFFERENCE);
  }, 30_000);

  it('are told apart within a file', () => {
    const seen = before.findings.map(({ location, print }) => `${location.path} ${print}`);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

type Snippet = Readonly<{ before: string; after: string; grows?: number }>;

const snippets: Readonly<Record<string, Snippet>> = {
  'a second, equal leak above the first': {
    before: 'export function f(email: string) {\n  console.log(email);\n}\n',
    after: 'export function f(email: string) {\n  console.log(email);\n  console.log(email);\n}\n',
    grows: 1,
  },
  'an equal leak in a function above': {
    before: 'export function f(email: string) {\n  console.log(email);\n}\n',
    after: 'export function g(email: string) {\n  console.log(email);\n}\nexport function f(email: string) {\n  console.log(email);\n}\n',
    grows: 1,
  },
  'a leak of another kind above': {
    before: 'export function f(email: string) {\n  console.log(email);\n}\n',
    after: "export function f(email: string) {\n  localStorage.setItem('e', email);\n  console.log(email);\n}\n",
    grows: 1,
  },
  'a method below the same class': {
    before: 'export class A {\n  f(email: string) {\n    console.log(email);\n  }\n}\n',
    after: 'export class A {\n  g(email: string) {\n    console.log(email);\n  }\n  f(email: string) {\n    console.log(email);\n  }\n}\n',
    grows: 1,
  },
  'a route above': {
    before:
      "import { Router } from 'express';\nexport const router = Router();\nrouter.post('/b', (req, res) => {\n  console.log(req.body.email);\n});\n",
    after:
      "import { Router } from 'express';\nexport const router = Router();\nrouter.post('/a', (req, res) => {\n  console.log(req.body.email);\n});\nrouter.post('/b', (req, res) => {\n  console.log(req.body.email);\n});\n",
    grows: 1,
  },
  'a call that is no finding above': {
    before: 'export function f(email: string) {\n  console.log(email);\n}\n',
    after: "export function f(email: string) {\n  console.log('f');\n  console.log(email);\n}\n",
  },
  'an inventory entry above': {
    before: 'export function f(userId: string, email: string) {\n  console.log(email);\n}\n',
    after: 'export function f(userId: string, email: string) {\n  console.log(userId);\n  console.log(email);\n}\n',
  },
  'a leak of another data type above': {
    before: 'export function f(phoneNumber: string, email: string) {\n  console.log(email);\n}\n',
    after: 'export function f(phoneNumber: string, email: string) {\n  console.log(phoneNumber);\n  console.log(email);\n}\n',
    grows: 1,
  },
  'another name of a local before a callback': {
    before: "import express from 'express';\nconst app = express();\napp.post('/a', (req, res) => {\n  console.log(req.body.email);\n});\n",
    after:
      "import express from 'express';\nconst server = express();\nserver.post('/a', (req, res) => {\n  console.log(req.body.email);\n});\n",
  },
  'another name of an array whose callback leaks': {
    before:
      'export function f(users: { email: string }[]) {\n  const list = users.filter((u) => u.email);\n  list.forEach((u) => console.log(u.email));\n}\n',
    after:
      'export function f(users: { email: string }[]) {\n  const rest = users.filter((u) => u.email);\n  rest.forEach((u) => console.log(u.email));\n}\n',
  },
};

describe('prints of findings that were there', () => {
  const scans = { before: new Map<string, readonly string[]>(), after: new Map<string, readonly string[]>() };
  beforeAll(async () => {
    const entries = Object.entries(snippets);
    for (const side of ['before', 'after'] as const) {
      const { findings } = await scanFiles(Object.fromEntries(entries.map(([, snippet], i) => [`s${i}.ts`, snippet[side]])));
      entries.forEach(([what], i) =>
        scans[side].set(
          what,
          findings.filter(({ location }) => location.path === `s${i}.ts`).map(({ print }) => print),
        ),
      );
    }
  }, 30_000);

  it.each(Object.entries(snippets))('survive %s', (what, { grows = 0 }) => {
    const [old, now] = [scans.before.get(what) ?? [], scans.after.get(what) ?? []];
    expect(old.length).toBeGreaterThan(0);
    expect(now).toHaveLength(old.length + grows);
    const check = (): void => {
      expect(difference(old, now).lost).toEqual([]);
      expect(new Set(now).size).toBe(now.length);
    };
    check();
  });
});
