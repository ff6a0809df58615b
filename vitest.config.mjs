import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Fixtures are code to scan: what looks like a test there is none.
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.mjs'],
  },
});
