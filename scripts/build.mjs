// Builds the package: dist/ from src/, dist/rules.json and dist/rule-files.json from rules/, the command line as one file, its code
// cache by a first run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { writeProgram } from './lib/bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(dist, { recursive: true, force: true });
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

const built = (...path) => import(pathToFileURL(join(dist, ...path)).href);
const { compileBundle } = await built('rules', 'compile-bundle.js');
const { bundleText } = await built('rules', 'bundle-text.js');
const { BUILT_LIBRARIES, librariesOf } = await built('rules', 'shipped-libraries.js');
try {
  writeFileSync(join(dist, BUILT_LIBRARIES), JSON.stringify(librariesOf(join(root, 'rules'))));
  writeFileSync(join(dist, 'rules.json'), bundleText(await compileBundle(join(root, 'rules'))));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const { digestsOfCode } = await built('api', 'code-version.js');
await writeProgram(dist, digestsOfCode());

// What V8 compiles in this run is there in every later one (src/code-cache); other versions of Node keep their own in their
// first run.
const facts = mkdtempSync(join(tmpdir(), 'waybill-build-'));
spawnSync(process.execPath, [join(root, 'bin', 'waybill.js'), 'scan', join(root, 'fixtures', 'courier'), '--cache-dir', facts], {
  stdio: 'ignore',
});
rmSync(facts, { recursive: true, force: true });
