/**
 * Packs the package, installs the tarball into an empty project and uses it there as a user would: by the command, and by the
 * API as docs/api.md shows it. Needs a built package, and no network: the packages that it depends on are copied from here.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments, refuse } from './lib/arguments.mjs';

const USAGE = `Usage: node scripts/check-package.mjs

Packs the built package, installs the tarball into an empty project without network, and runs it there.

Options:
  -h, --help  print this help`;

const root = fileURLToPath(new URL('..', import.meta.url));
readArguments({}, USAGE);
if (!existsSync(join(root, 'dist/rules.json'))) refuse('the package is not built: run npm run build');

/** What a user needs; nothing else belongs into a tarball. */
const SHIPPED =
  /^(?:bin\/waybill\.js|dist\/|docs\/|schema\/[a-z]+\.schema\.json$|[A-Z]+\.md$|LICENSE$|package\.json$|waybill\.gitlab-ci\.yml$)/;
/** What lies in a shipped folder and is not for users. */
const KEPT_HOME = /\.test\.|\.bin$|\.ts$(?<!\.d\.ts)|^dist\/testing\/|^docs\/status\.md$/;
const NEEDED = [
  'bin/waybill.js',
  'dist/index.js',
  'dist/waybill.cjs',
  'dist/index.d.ts',
  'dist/rules.json',
  'dist/rule-files.json',
  'schema/config.schema.json',
  'README.md',
  'LICENSE',
];
/** A service of the machine has no word in what a user sees. */
const CLEAN = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:npm_|GITHUB_|FORCE_COLOR|NO_COLOR)/i.test(name)));

const faults = [];
const expect = (holds, fault) => {
  if (!holds) faults.push(fault);
};

function run(cwd, program, ...args) {
  return spawnSync(program, args, { cwd, env: CLEAN, encoding: 'utf8' });
}

function must(cwd, program, ...args) {
  const { status, stdout, stderr, error } = run(cwd, program, ...args);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status ?? error}:\n${stdout}${stderr}`);
  return stdout;
}

/** @returns the tarball, and the paths in it */
function pack(folder) {
  const [{ filename, files }] = JSON.parse(must(root, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder));
  return { tarball: join(folder, filename), paths: files.map(({ path }) => path) };
}

function checkContents(paths) {
  const all = new Set(paths);
  for (const path of paths) expect(SHIPPED.test(path) && !KEPT_HOME.test(path), `${path} is in the tarball`);
  for (const path of NEEDED) expect(all.has(path), `${path} is not in the tarball`);
  for (const path of paths.filter((one) => one.endsWith('.md'))) {
    const text = readFileSync(join(root, path), 'utf8')
      .replace(/```[\s\S]*?```/g, '')
      .replace(/`[^`\n]*`/g, '');
    for (const [, target] of text.matchAll(/\]\(([^)\s#]+)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const linked = posix.normalize(posix.join(posix.dirname(path), target));
      // Of the program's own history and benches a reader finds what is linked in the repository.
      if (path.startsWith('docs/decisions/') || linked.startsWith('bench/')) continue;
      expect(all.has(linked), `${path} links to ${linked}, which is not in the tarball`);
    }
  }
}

/** An empty project, with the packages at hand that the tarball will ask for; those of development alone are not. */
function emptyProject(folder) {
  mkdirSync(folder);
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  for (const [path, { dev }] of Object.entries(packages)) {
    if (dev || !path.startsWith('node_modules/') || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
}

function checkCommand(project) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const told = must(project, 'npx', '--no', '--', 'waybill', '--version').trim();
  expect(told === version, `waybill --version says ${told}, not ${version}`);
  const scanned = run(project, 'npx', '--no', 'waybill', 'scan', '--no-cache');
  expect(scanned.status === 1, `a scan with one leak ends with ${scanned.status}: ${scanned.stderr}`);
  expect(scanned.stdout.includes('src/user.ts:2'), `a scan does not tell the leak: ${scanned.stdout}`);
  const init = run(project, 'npx', '--no', 'waybill', 'init');
  expect(init.status === 0, `waybill init ends with ${init.status}: ${init.stderr}`);
  const schema = /\$schema=(\S+)/.exec(readFileSync(join(project, 'waybill.yml'), 'utf8'))?.[1] ?? '';
  expect(existsSync(join(project, schema)), `waybill.yml names ${schema}, which is not there`);
}

/** The example of the documentation, checked against the shipped types and run. */
function checkApi(project) {
  const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/api.md'), 'utf8'))?.[1] ?? '';
  writeFileSync(join(project, 'example.ts'), example);
  const types = createRequire(import.meta.url).resolve('@types/node/package.json');
  cpSync(dirname(types), join(project, 'node_modules/@types/node'), { recursive: true });
  cpSync(join(root, 'node_modules/undici-types'), join(project, 'node_modules/undici-types'), { recursive: true });
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  must(project, process.execPath, tsc, '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node', 'example.ts');
  const printed = must(project, process.execPath, 'example.js');
  expect(printed.startsWith('high src/user.ts:2 '), `the example of docs/api.md prints: ${printed}`);
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'waybill-package-')));
try {
  const { tarball, paths } = pack(folder);
  checkContents(paths);
  const project = join(folder, 'project');
  emptyProject(project);
  must(project, 'npm', 'install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball);
  mkdirSync(join(project, 'src'));
  writeFileSync(join(project, 'src/user.ts'), 'export function greet(user: { email: string }) {\n  console.log(user.email);\n}\n');
  checkCommand(project);
  checkApi(project);
  if (faults.length === 0) console.log(`the package holds ${paths.length} files, can be installed, and runs`);
} catch (error) {
  faults.push(error.message);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}
