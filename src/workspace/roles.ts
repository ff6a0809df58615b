/** Which files are tests, stories and fixtures: told from the path below what was scanned, never from above it. */
import { CODE_ENDING } from '../model/endings.js';
import type { FileRole } from '../model/workspace.js';

const TEST_FOLDERS = new Set([
  '__tests__',
  '__test__',
  '__mocks__',
  '__fixtures__',
  '__snapshots__',
  '__stories__',
  'test',
  'tests',
  'spec',
  'specs',
  'e2e',
  'cypress',
  'playwright',
  'fixtures',
  'mocks',
  'stories',
  'testdata',
  'test-data',
  'test-utils',
  'test-helpers',
  'test-fixtures',
]);

/** `web-e2e`, `app-tests`, `integration-test`: how workspaces name the packages of their tests. */
const TEST_FOLDER_ENDING = /-(?:e2e|tests?)$/;

/** `user.test.ts`, `user.spec.js`, `user.e2e-spec.ts`, `Button.stories.tsx`, `login.cy.ts`, `user.mock.ts`, `types.test-d.ts`. */
const TEST_FILE = new RegExp(
  `\\.(?:test|tests|spec|e2e|e2e-spec|e2e-test|it|int-test|stories|story|cy|mock|mocks|fixture|fixtures|bench|test-d)${CODE_ENDING.source}`,
);

function isTestFolder(name: string): boolean {
  return TEST_FOLDERS.has(name) || TEST_FOLDER_ENDING.test(name);
}

/** Takes a path below what was scanned, gives its role. */
export function roleOf(path: string): FileRole {
  if (TEST_FILE.test(path)) return 'test';
  const folders = path.split('/');
  folders.pop();
  return folders.some(isTestFolder) ? 'test' : 'source';
}

/** The outermost folder of tests around a folder (not the folder itself), or nothing. */
export function testAreaAround(dir: string): string | undefined {
  const folders = dir.split('/');
  folders.pop();
  const at = folders.findIndex(isTestFolder);
  return at < 0 ? undefined : folders.slice(0, at + 1).join('/');
}
