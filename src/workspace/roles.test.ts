import { expect, it } from 'vitest';
import { roleOf, testAreaAround } from './roles.js';

it.each([
  'src/__tests__/user.ts',
  'test/user.js',
  'apps/web/e2e/login.ts',
  'cypress/support/index.ts',
  'src/user.test.tsx',
  'src/user.spec.mjs',
  'src/Button.stories.tsx',
  'src/login.cy.ts',
  'packages/app-tests/setup.ts',
  'apps/web-e2e/src/a.ts',
  'src/__mocks__/db.ts',
  'a/fixtures/b.ts',
  'src/user.e2e-spec.ts',
])('%s is a test', (path) => {
  expect(roleOf(path)).toBe('test');
});

it.each([
  'src/user.ts',
  'prisma/seed.ts',
  'src/testimonials/list.ts',
  'src/latest/index.ts',
  'src/contest.ts',
  'test.ts',
  'src/inspect/spec-sheet.ts',
])('%s is source', (path) => {
  expect(roleOf(path)).toBe('source');
});

it('finds the area of tests around a folder, not the folder itself', () => {
  expect(testAreaAround('packages/a/test/fixtures/lodash')).toBe('packages/a/test');
  expect(testAreaAround('packages/test-utils')).toBeUndefined();
});
