/**
 * What npm runs after an install, and before it packs a git dependency: builds the package.
 *
 * npm leaves a git dependency's own packages out when it is installed globally (npm/cli#8440), as the pre-commit framework
 * does; then they are installed here first.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

function canBuild() {
  try {
    createRequire(import.meta.url).resolve('typescript/bin/tsc');
    return true;
  } catch {
    return false;
  }
}

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const npm = process.env.npm_execpath;
if (!canBuild() && npm !== undefined) run(npm, 'ci', '--global=false', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund');
run('scripts/build.mjs');
