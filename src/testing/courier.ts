/** The courier fixture for tests that change its code: without marks, so that no word in them is seen. */
import { fileURLToPath } from 'node:url';
import { filesBelow } from './scan-marked.js';
import { readMarks } from '../marks/read-marks.js';

export const COURIER = fileURLToPath(new URL('../../fixtures/courier', import.meta.url));

const MARKED = /\.(?:[cm]?[jt]sx?|vue|svelte|prisma)$/;

/** The fixture's files by path, marks blanked. */
export function courierFiles(): Record<string, string> {
  const files = filesBelow(COURIER);
  for (const [path, text] of Object.entries(files)) if (MARKED.test(path)) files[path] = readMarks(text).blanked;
  return files;
}

/** Its module aliases, as its tsconfigs give them. */
export const COURIER_PATHS = {
  '@courier/shared': ['packages/shared/src/index.ts'],
  '@courier/shared/*': ['packages/shared/src/*'],
  '@courier/db': ['packages/db/src/index.ts'],
  '@/*': ['apps/web/src/*'],
};
