/** Files whose code stands among markup. */
import { SVELTE } from './svelte.js';
import type { Dialect } from './parts.js';
import { VUE } from './vue.js';

export { assembleComponent } from './assemble.js';

/** By the file's ending. */
export function dialectOf(path: string): Dialect | undefined {
  if (path.endsWith('.vue')) return VUE;
  return path.endsWith('.svelte') ? SVELTE : undefined;
}
