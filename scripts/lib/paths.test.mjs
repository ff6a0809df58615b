import { expect, it } from 'vitest';
import { globPattern, plainPath } from './paths.mjs';

it.each([
  ['apps/**/*.ts', 'apps/a.ts', true],
  ['apps/**/*.ts', 'apps/x/y/a.ts', true],
  ['apps/**/*.ts', 'apps/a.tsx', false],
  ['data/*.ts', 'data/static/a.ts', false],
  ['**/test/**', 'packages/x/test/a.ts', true],
  ['**/*.{spec,test}.ts', 'a.spec.ts', true],
  ['a?.ts', 'ab.ts', true],
  ['a,b.ts', 'a,b.ts', true],
  ['a+(b).ts', 'a+(b).ts', true],
])('glob %s on %s: %s', (glob, path, matches) => {
  expect(globPattern(glob).test(path)).toBe(matches);
});

it('takes URIs and paths of any system as one form', () => {
  expect(plainPath('file:///home/src/a%20b.ts')).toBe('home/src/a b.ts');
  expect(plainPath('.\\src\\..\\lib\\100%.ts')).toBe('lib/100%.ts');
});
