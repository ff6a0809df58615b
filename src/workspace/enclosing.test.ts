import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { findEnclosingWorkspace } from './enclosing.js';

let tree: TemporaryTree | undefined;
afterEach(() => tree?.remove());

function enclosing(files: Readonly<Record<string, unknown>>, file: string, options: { git?: string; home?: string } = {}): string {
  tree = temporaryTree(files);
  const { root } = tree;
  if (options.git !== undefined) mkdirSync(path.join(root, options.git, '.git'), { recursive: true });
  const home = options.home === undefined ? path.dirname(root) : path.join(root, options.home);
  return path.relative(root, findEnclosingWorkspace(path.join(root, file), home));
}

const app = { 'repo/packages/a/package.json': '{}', 'repo/packages/a/src/x.ts': '' };
const file = 'repo/packages/a/src/x.ts';

it.each([
  ['pnpm-workspace.yaml', ''],
  ['package.json', { workspaces: ['packages/*'] }],
  ['package.json', { workspaces: { packages: ['packages/*'] } }],
  ['lerna.json', '{}'],
  ['nx.json', '{}'],
  ['turbo.json', '{ /* tasks */ }'],
  ['rush.json', '{}'],
])('finds the workspace by %s', (name, content) => {
  expect(enclosing({ ...app, [`repo/${name}`]: content }, file)).toBe('repo');
});

it('passes by the turbo.json of one package', () => {
  expect(enclosing({ ...app, 'repo/turbo.json': '{}', 'repo/packages/a/turbo.json': { extends: ['//'] } }, file)).toBe('repo');
});

it('falls back to the nearest package or tsconfig, the work tree, the folder', () => {
  expect(enclosing({ ...app, 'repo/package.json': '{}' }, file)).toBe('repo/packages/a');
  expect(enclosing({ 'repo/tsconfig.json': '{}', 'repo/src/x.ts': '' }, 'repo/src/x.ts')).toBe('repo');
  expect(enclosing({ 'repo/src/x.ts': '' }, 'repo/src/x.ts', { git: 'repo' })).toBe('repo');
  expect(enclosing({ 'loose/src/x.ts': '' }, 'loose/src/x.ts')).toBe('loose/src');
});

it('never climbs above the work tree or to the home directory', () => {
  expect(enclosing({ ...app, 'pnpm-workspace.yaml': '' }, file, { git: 'repo' })).toBe('repo/packages/a');
  expect(enclosing({ 'me/package.json': { workspaces: [] }, 'me/notes/x.ts': '' }, 'me/notes/x.ts', { home: 'me' })).toBe('me/notes');
});
