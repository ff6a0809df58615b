/** What TypeScript's own check of the same files costs: the yardstick of people who wait for their tools. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './measure.mjs';

/** A compiler as it is installed in a package's folder. */
export function compilerIn(folder) {
  const { version, bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const program = typeof bin === 'string' ? bin : Object.values(bin)[0];
  return { name: `tsc ${version}`, script: resolve(folder, program) };
}

/** Errors are no failure: packages of the code are not installed, and the check is made all the same. */
const CHECKED = [0, 1, 2];

/**
 * Checks the files that a scan looks at, without their packages; declarations of libraries are not checked.
 *
 * @param scratch where the configuration is written
 */
export async function typeCheck(compiler, folder, scratch) {
  const { openWorkspace } = await import(new URL('../../dist/workspace/index.js', import.meta.url));
  const { root, files } = await openWorkspace(resolve(folder));
  const config = join(scratch, 'tsconfig.json');
  const compilerOptions = {
    noEmit: true,
    allowJs: true,
    checkJs: false,
    skipLibCheck: true,
    strict: true,
    jsx: 'preserve',
    target: 'esnext',
    module: 'esnext',
    moduleResolution: 'bundler',
    experimentalDecorators: true,
    types: [],
  };
  const named = files.map(({ path }) => join(root, path)).filter((path) => /\.[cm]?[jt]sx?$/.test(path));
  writeFileSync(config, JSON.stringify({ compilerOptions, files: named }));
  return run(compiler.script, ['-p', config], { expected: CHECKED, stdout: 'ignore' });
}
