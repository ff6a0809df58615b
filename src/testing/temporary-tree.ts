/** Trees of files for tests, in a folder that the test makes and removes. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface TemporaryTree {
  /** Absolute. */
  readonly root: string;
  remove(): void;
}

/** Takes contents by relative path (an object becomes JSON), writes them to a new folder. */
export function temporaryTree(files: Readonly<Record<string, unknown>>, name = 'tree'): TemporaryTree {
  const top = realpathSync(mkdtempSync(path.join(tmpdir(), 'waybill-')));
  const root = path.join(top, name);
  mkdirSync(root);
  writeTree(root, files);
  return { root, remove: () => rmSync(top, { recursive: true, force: true }) };
}

/** Writes contents by relative path (an object becomes JSON) below a folder. */
export function writeTree(root: string, files: Readonly<Record<string, unknown>>): void {
  for (const [relative, content] of Object.entries(files)) {
    const target = path.join(root, relative);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content));
  }
}
