/** Files that frameworks find by their path. */
import { describe, expect, it } from 'vitest';
import type { ModuleGraph } from '../model/program.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import { routedFiles } from './routed-files.js';

const found = (glob: string, ...paths: string[]): readonly string[] => {
  const graph = { files: paths.map((path) => ({ path })) } as unknown as ModuleGraph;
  return routedFiles(graph, { files: { [glob]: [1] } } as unknown as CompiledRules).map(({ file }) => paths[file]!);
};

describe('routed files', () => {
  it('are found at any depth, by one of several endings', () => {
    const paths = ['+server.ts', 'src/routes/a/+server.js', 'src/routes/+server.tsx', 'src/x+server.ts'];
    expect(found('**/+server.{ts,js}', ...paths)).toEqual(['+server.ts', 'src/routes/a/+server.js']);
  });

  it('take any name in a folder, and no folder more', () => {
    expect(found('**/api/*.ts', 'src/api/user.ts', 'src/api/a/user.ts', 'xapi/user.ts')).toEqual(['src/api/user.ts']);
  });

  it('give all nodes of all globs that fit', () => {
    const graph = { files: [{ path: 'app/route.ts' }] } as unknown as ModuleGraph;
    const rules = { files: { '**/route.ts': [4], 'app/*.ts': [2, 4], 'web/*.ts': [9] } } as unknown as CompiledRules;
    expect(routedFiles(graph, rules)).toEqual([{ file: 0, nodes: [2, 4] }]);
  });
});

describe('a glob', () => {
  it('that a regular expression would try in powers of the path takes no time', () => {
    const path = `${'a/'.repeat(2000)}b`;
    expect(found(`${'**/*'.repeat(30)}x.ts`, path)).toEqual([]);
    expect(found(`${'*a'.repeat(60)}.ts`, `${'a'.repeat(2000)}.js`)).toEqual([]);
  });

  it('takes brackets, points and an open brace as they stand', () => {
    expect(found('app/[id]/a.{ts,tsx}', 'app/[id]/a.tsx', 'app/i/a.ts', 'app/[id]/axts')).toEqual(['app/[id]/a.tsx']);
    expect(found('a{b.ts', 'a{b.ts', 'ab.ts')).toEqual(['a{b.ts']);
    expect(found('**/a/*/b.ts', 'a/x/b.ts', 'c/a/x/b.ts', 'ca/x/b.ts', 'a/b.ts')).toEqual(['a/x/b.ts', 'c/a/x/b.ts']);
  });
});
