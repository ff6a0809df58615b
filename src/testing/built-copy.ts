/** The program as it is built, from the sources as they are now: for tests of threads and processes. */
import { build } from 'esbuild';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeProgram } from '../../scripts/lib/bundle.mjs';
import { digestsOfCode } from '../api/code-version.js';
import { loadBundle } from '../rules/bundle.js';
import { bundleText } from '../rules/bundle-text.js';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** Below node_modules, so that its packages are found and test runners leave it alone. */
const COPIES = join(PROJECT, 'node_modules', '.cache', 'waybill-test');

export interface BuiltCopy {
  /** Folder of the package, with `dist/` and `bin/`. */
  readonly root: string;
  remove(): void;
}

/** @param replaced files of `dist/` by path, with what stands there instead */
export async function builtCopy(replaced: Readonly<Record<string, string>> = {}): Promise<BuiltCopy> {
  mkdirSync(COPIES, { recursive: true });
  const root = mkdtempSync(join(COPIES, 'copy-'));
  const source = join(PROJECT, 'src');
  const shipped = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /(?<!\.test)\.ts$/.test(path) && !path.startsWith('testing'),
  );
  await build({
    entryPoints: shipped.map((path) => join(source, path)),
    outdir: join(root, 'dist'),
    outbase: source,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  const dist = join(root, 'dist');
  writeFileSync(join(dist, 'rules.json'), bundleText(await loadBundle()));
  for (const [path, text] of Object.entries(replaced)) writeFileSync(join(dist, path), text);
  await writeProgram(dist, digestsOfCode(dist));
  for (const name of ['package.json', 'bin']) cpSync(join(PROJECT, name), join(root, name), { recursive: true });
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
