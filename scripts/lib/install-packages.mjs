/** Packages of the registry, by npm's own client, without running anything of theirs. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
const MINUTES = 5;

/** Whether a package lies in the folder. */
export function isInstalled(name, folder) {
  return existsSync(join(folder, 'node_modules', name, 'package.json'));
}

/** The version that lies in the folder. */
export function versionOf(name, folder) {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/**
 * Puts packages into a folder, those that lack it, with what the community declares for those that declare nothing.
 *
 * @param names   names or folders of packages
 * @returns names of those that could not be had
 */
export function installPackages(names, folder) {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const wanted = names.filter((name) => !isInstalled(name, folder));
  if (wanted.length > 0 && !npm(['install', ...wanted], folder)) for (const name of wanted) npm(['install', name], folder);
  const declarations = names.filter((name) => isInstalled(name, folder) && !declares(name, folder)).map(declarationsOf);
  for (const name of declarations) if (!isInstalled(name, folder)) npm(['install', name], folder);
  return names.filter((name) => !isInstalled(name, folder));
}

function npm(args, folder) {
  const run = (more) =>
    spawnSync('npm', [...args, ...QUIET, ...more], {
      cwd: folder,
      stdio: 'ignore',
      timeout: MINUTES * 60_000,
      shell: process.platform === 'win32',
    });
  return run([]).status === 0 || run(['--legacy-peer-deps']).status === 0;
}

function declares(name, folder) {
  const at = join(folder, 'node_modules', name);
  const text = readFileSync(join(at, 'package.json'), 'utf8');
  return /"(?:types|typings)"/.test(text) || existsSync(join(at, 'index.d.ts'));
}

/** `@types/name`, `@types/scope__name` */
function declarationsOf(name) {
  return `@types/${name.replace(/^@/, '').replace('/', '__')}`;
}
