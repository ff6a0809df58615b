/** Files of schema languages through a whole scan: where a way begins, what a broken or secret one costs. */
import { describe, expect, it } from 'vitest';
import { scan } from '../index.js';
import { temporaryTree } from '../testing/temporary-tree.js';

/** In pieces, so that it stands in no file as one. */
const KEY = `sk_live_${'4eC39HqLyjWDarjtT1'}${'zdp7dcQ9'}`;

async function scanned(files: Record<string, string>, paths = ['.'], cache?: boolean) {
  const tree = temporaryTree(files);
  try {
    const { result, sources } = (await scan({ paths, cwd: tree.root, ...(cache ? { cache: { dir: `${tree.root}/kept` } } : {}) })) as {
      result: Awaited<ReturnType<typeof scan>>['result'];
      sources?: unknown;
    };
    const found = result.findings.map(
      ({ rule, location, flows }) =>
        `${rule} ${location.path}:${location.line}${flows[0] ? ` from ${flows[0].steps[0]!.location.path}:${flows[0].steps[0]!.location.line}` : ''}`,
    );
    return {
      found,
      problems: result.coverage.problems.map(({ path, line }) => `${path}:${line ?? ''}`),
      text: JSON.stringify([result, sources]),
    };
  } finally {
    tree.remove();
  }
}

describe('files of schema languages', () => {
  it("begin a way at the schema's own line", async () => {
    const { found } = await scanned({
      'api/schema.graphql': 'type Reader {\n  id: ID\n  email: String\n}\n',
      'api/openapi.yaml':
        'openapi: 3.0.0\ncomponents:\n  schemas:\n    Card:\n      type: object\n      properties:\n        reach: { type: string, format: email }\n',
      'a.ts': "import type { Reader } from './generated/graphql';\nexport const a = (x: Reader) => console.log(x);\n",
      'b.ts': "import type { Card } from './generated/api';\nexport const b = (x: Card) => console.log(x);\n",
    });
    expect(found.sort()).toEqual(['log-direct a.ts:2 from api/schema.graphql:3', 'log-direct b.ts:2 from api/openapi.yaml:7']);
  });

  it('a broken one costs itself alone, and is told', async () => {
    const { found, problems } = await scanned({
      'broken.graphql': 'type Reader {\n  email: \n}\n',
      'whole.graphql': 'type Reader { email: String }',
      'openapi.json': '{ "openapi": "3.0.0", ',
      'x.schema.json': '{ "properties": { ',
      'a.ts': "import type { Reader } from './generated/graphql';\nexport const a = (x: Reader) => console.log(x);\n",
    });
    expect(found).toEqual(['log-direct a.ts:2 from whole.graphql:1']);
    expect(new Set(problems.map((problem) => problem.split(':')[0]))).toEqual(new Set(['broken.graphql', 'openapi.json', 'x.schema.json']));
  });

  it('a name that code declares itself is not that of a schema', async () => {
    const { found } = await scanned({
      'schema.graphql': 'type Reader { email: String }',
      'reader.ts': 'export interface Reader { shelf: number }\n',
      'a.ts': "import type { Reader } from './reader';\nexport const a = (x: Reader, y: Shelf) => console.log(x, y);\n",
    });
    expect(found).toEqual([]);
  });
});

describe('files of variables', () => {
  it('hold secrets by their form, which a variable hands on; no report shows a value', async () => {
    const { found, text } = await scanned({
      '.env': `QUIET=hunter22secret\nPLAN=${KEY}\n`,
      '.env.example': 'PLAN=your-key-here\nDATABASE_URL=postgres://user:password@localhost:5432/app\n',
      'a.ts': 'console.log(process.env.PLAN);\nconsole.log(process.env.QUIET, import.meta.env.VITE_API_KEY);\n',
    });
    expect(found.filter((line) => !line.includes('.env.example')).sort()).toEqual([
      'literal-secret .env:2',
      'log-credential a.ts:1 from .env:2',
    ]);
    expect(text).not.toContain('hunter22');
    expect(text).not.toContain(KEY.slice(4, -4));
  });

  it('are not read when git ignores them, unless they are named; those of another package say nothing', async () => {
    const files = {
      '.gitignore': '.env\n',
      '.env': `PLAN=${KEY}\n`,
      'other/.env.local': `SHELF=${KEY}\n`,
      'a.ts': 'console.log(process.env.PLAN, process.env.SHELF);\n',
    };
    expect((await scanned(files)).found).toEqual(['literal-secret other/.env.local:1']);
    expect((await scanned(files, ['.env'])).found.sort()).toEqual(['literal-secret .env:1', 'log-credential a.ts:1 from .env:1']);
  });
});
