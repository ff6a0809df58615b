// Builds the package: dist/ from src/, dist/rules.json from rules/.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(dist, { recursive: true, force: true });
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

const { compileBundle } = await import(pathToFileURL(join(dist, 'rules', 'bundle.js')).href);
try {
  writeFileSync(join(dist, 'rules.json'), JSON.stringify(await compileBundle(join(root, 'rules'))));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
