import { describe, expect, it } from 'vitest';
import { temporaryTree } from '../testing/temporary-tree.js';
import { openWorkspace } from './index.js';

describe('single-file components', () => {
  it('are told among what was skipped, unless they are ignored', async () => {
    const tree = temporaryTree({
      'a.ts': '',
      'Parcel.vue': '<script></script>',
      'old/Label.svelte': '',
      '.gitignore': 'old/\n',
      'page.astro': '',
    });
    const { files, skipped } = await openWorkspace(tree.root);
    tree.remove();
    expect(files.map((f) => f.path)).toEqual(['a.ts']);
    expect(skipped.filter((s) => s.reason === 'unsupported').map((s) => s.path)).toEqual(['Parcel.vue', 'page.astro']);
  });
});
