import { expect, it } from 'vitest';
import { temporaryTree } from '../testing/temporary-tree.js';
import { openWorkspace } from './index.js';

const schemas = async (files: Record<string, string>): Promise<unknown> => {
  const tree = temporaryTree(files);
  const workspace = await openWorkspace(tree.root);
  tree.remove();
  return [workspace.schemas.map(({ path, kind }) => `${kind} ${path}`), workspace.skipped];
};

it('takes schemas and migrations; those of tests say nothing of the program', async () => {
  expect(await schemas({ 'db/schema.prisma': '', 'sql/0001_a.sql': '', 'tests/b.sql': '', '.gitignore': 'c.sql\n', 'c.sql': '' })).toEqual([
    ['prisma db/schema.prisma', 'sql sql/0001_a.sql'],
    [],
  ]);
});

it('leaves out migrations that are written from a schema, and dumps', async () => {
  const migration = { 'db/migrations/2026_a/migration.sql': '' };
  expect(await schemas({ ...migration, 'db/schema.prisma': '' })).toEqual([['prisma db/schema.prisma'], []]);
  expect(await schemas(migration)).toEqual([['sql db/migrations/2026_a/migration.sql'], []]);
  expect(await schemas({ 'dump.sql': '-- \n'.repeat(300_000) })).toEqual([[], [{ path: 'dump.sql', reason: 'generated' }]]);
});

it('takes schemas of types and variables by their names', async () => {
  const names = ['a.graphql', 'b.gql', 'openapi.yaml', 'swagger.json', 'pets.openapi.yml', 'user.schema.json', '.env', '.env.local'];
  const others = [
    'openapi.ts',
    'package.json',
    'data.json',
    '.envrc',
    'schema.json',
    'myopenapi.json',
    '.github/workflows/openapi-diff.yaml',
  ];
  expect(await schemas(Object.fromEntries([...names, ...others].map((name) => [name, ''])))).toEqual([
    [
      'env .env',
      'env .env.local',
      'openapi .github/workflows/openapi-diff.yaml',
      'graphql a.graphql',
      'graphql b.gql',
      'openapi openapi.yaml',
      'openapi pets.openapi.yml',
      'openapi swagger.json',
      'json-schema user.schema.json',
    ],
    [],
  ]);
});
