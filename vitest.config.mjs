import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A file where a folder is needed: no test uses a cache that it does not name.
    env: { XDG_CACHE_HOME: fileURLToPath(import.meta.url) },
    // Many tests scan; on a machine that does other work as well, one takes seconds.
    testTimeout: 30_000,
    // Fixtures are code to scan: what looks like a test there is none.
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.mjs'],
  },
});
