import { describe, expect, it } from 'vitest';
import { temporaryTree } from '../testing/temporary-tree.js';
import { createResolver, openWorkspace } from './index.js';

describe('component files', () => {
  it('are code, unless they are ignored; those of a framework that is not read are told', async () => {
    const tree = temporaryTree({
      'a.ts': '',
      'Parcel.vue': '<script></script>',
      'Parcel.stories.svelte': '',
      'Label.svelte': '',
      '.gitignore': 'Label.*\n',
      'page.astro': '',
    });
    const { files, skipped } = await openWorkspace(tree.root);
    tree.remove();
    expect(files.map((f) => [f.path, f.role])).toEqual([
      ['Parcel.stories.svelte', 'test'],
      ['Parcel.vue', 'source'],
      ['a.ts', 'source'],
    ]);
    expect(skipped.map((s) => [s.path, s.reason])).toEqual([
      ['Label.svelte', 'ignored'],
      ['page.astro', 'unsupported'],
    ]);
  });

  it('are found by imports, with their ending and without', async () => {
    const tree = temporaryTree({ 'src/a.ts': '', 'src/Parcel.vue': '', 'src/Label.svelte': '', 'src/Both.ts': '', 'src/Both.vue': '' });
    const resolver = createResolver(await openWorkspace(tree.root));
    tree.remove();
    const target = (specifier: string): unknown => resolver.resolve(specifier, 'src/a.ts');
    expect(target('./Parcel.vue')).toEqual({ file: 'src/Parcel.vue' });
    expect(target('@/Label.svelte')).toEqual({ file: 'src/Label.svelte' });
    expect(target('./Parcel')).toEqual({ file: 'src/Parcel.vue' });
    expect(target('./Both')).toEqual({ file: 'src/Both.ts' });
  });
});
