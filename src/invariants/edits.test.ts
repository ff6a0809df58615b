/** After any edits, one after the other, a run with the cache of the runs before gives what a run without one gives. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scan } from '../index.js';
import { jsonOf } from '../testing/compare-scans.js';
import { temporaryTree } from '../testing/temporary-tree.js';

/** WAYBILL_EDITS makes it more. */
const EDITS = Number(process.env['WAYBILL_EDITS'] ?? 40);

/** Parts that files are put together of: what they hand each other changes with each. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'src/model.ts': [
    'export interface User { id: string; email: string }\n',
    'export interface User { id: string; phone: string }\n',
    'export interface User { id: string }\n',
  ],
  'src/format.ts': [
    "import type { User } from './model';\nexport const line = (user: User) => JSON.stringify(user);\n",
    "import type { User } from './model';\nexport const line = (user: User) => user.id;\n",
    "import type { User } from './model.js';\nimport { mask } from './mask';\nexport const line = (user: User) => mask(JSON.stringify(user));\n",
  ],
  'src/mask.ts': ['export const mask = (text: string) => text;\n', "export const mask = (text: string) => '***';\n", 'export {};\n'],
  'src/audit.ts': [
    "import { line } from './format';\nimport type { User } from './model';\nexport function audit(user: User) {\n  console.log(line(user));\n}\n",
    "import { line } from '@/format';\nimport type { User } from './model';\nexport function audit(user: User) {\n  // waybill-ignore-next-line log-direct -- agreed\n  console.log(line(user));\n}\n",
    'export const audit = 1;\n',
    'export const broken = {;\n',
  ],
  'src/store.js': ["export const keep = (email) => localStorage.setItem('mail', email);\n", 'exports.keep = (email) => email;\n'],
  'tsconfig.json': ['{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }', '{ "compilerOptions": {} }', '{'],
  'waybill.yml': ['sanitizers: [mask]\n', 'exclude: [src/store.js]\n', 'loggers: ["./src/audit#audit"]\n'],
  '.gitignore': ['src/mask.ts\n', 'nothing\n'],
  'schema.prisma': ['model User {\n  id Int @id\n  email String\n}\n'],
};

/** A file gets another text, or goes. */
const edit = fc
  .constantFrom(...Object.keys(FILES))
  .chain((path) => fc.tuple(fc.constant(path), fc.constantFrom(...(FILES[path] ?? []), undefined)));

it('gives the same bytes after each of many edits, and reuses a result for a state it has seen', async () => {
  const tree = temporaryTree({ 'package.json': '{ "name": "p" }', 'src/index.ts': "export * from './audit';\n" });
  const caches = temporaryTree({});
  const seen = new Set<string>();
  const state = new Map<string, string | undefined>();
  try {
    for (const [path, text] of fc.sample(edit, { numRuns: EDITS, seed: 20261130 })) {
      const file = join(tree.root, path);
      mkdirSync(dirname(file), { recursive: true });
      if (text === undefined) rmSync(file, { force: true });
      else writeFileSync(file, text);
      state.set(path, text);
      const now = JSON.stringify(Object.keys(FILES).map((name) => state.get(name) ?? null));
      const options = { paths: ['.'], cwd: tree.root, today: '2026-11-30', workers: 1 };
      const cached = await scan({ ...options, cacheDir: caches.root });
      const plain = await scan({ ...options, noCache: true });
      expect(jsonOf(cached.result), now).toBe(jsonOf(plain.result));
      if (seen.has(now)) expect(cached.run, now).toMatchObject({ reused: true });
      else expect(cached.run.facts?.parsed, now).toBeLessThanOrEqual(2);
      if (seen.size === 0) expect(cached.run.reused).toBe(false);
      seen.add(now);
    }
  } finally {
    tree.remove();
    caches.remove();
  }
}, 120_000);
