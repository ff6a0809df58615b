// Builds the package: dist/ from src/, dist/rules.json from rules/, dist/code-cache/ by a first run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(dist, { recursive: true, force: true });
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

const { compileBundle } = await import(pathToFileURL(join(dist, 'rules', 'compile-bundle.js')).href);
try {
  writeFileSync(join(dist, 'rules.json'), JSON.stringify(await compileBundle(join(root, 'rules'))));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

// What V8 compiles of the parser in this run is there in every later one (src/extract/code-cache.ts); other versions of
// Node keep their own in their first run.
mkdirSync(join(dist, 'code-cache'));
writeFileSync(join(dist, 'code-cache', 'README.txt'), 'What V8 compiled in earlier runs. It can be deleted at any time.\n');
const facts = mkdtempSync(join(tmpdir(), 'waybill-build-'));
spawnSync(process.execPath, [join(root, 'bin', 'waybill.js'), 'scan', join(root, 'fixtures', 'courier'), '--cache-dir', facts], {
  stdio: 'ignore',
});
rmSync(facts, { recursive: true, force: true });
