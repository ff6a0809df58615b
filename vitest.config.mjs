import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A file where a folder is needed: no test uses a cache that it does not name.
    env: { XDG_CACHE_HOME: fileURLToPath(import.meta.url) },
    // Fixtures are code to scan: what looks like a test there is none.
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.mjs'],
  },
});
