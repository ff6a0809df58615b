#!/usr/bin/env node
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// One run is too short for V8's defaults: they spend more time on optimising code than that code then runs. Less inlining
// and a later start save a third of the processor time of a scan, a heap that grows in smaller steps a quarter of its memory
// (docs/decisions/engine.md). Set before any code is loaded, and only in versions of V8 that are known to have these flags: an
// unknown one is complained about.
const FLAGS = [
  '--interrupt-budget=400000',
  '--max-inlined-bytecode-size=27',
  '--max-inlined-bytecode-size-cumulative=60',
  '--heap-growing-percent=60',
];
if (Number(process.versions.v8.split('.')[0]) <= 13) {
  for (const flag of FLAGS) {
    setFlagsFromString(flag);
  }
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const program = new URL('../dist/waybill.cjs', import.meta.url);

if (major < 20 || (major === 20 && minor < 17)) {
  console.error(`waybill needs Node.js 20.17 or newer; this is ${process.version}.`);
  process.exitCode = 2;
} else if (!existsSync(program)) {
  console.error('waybill is not built: run npm run build in its folder first.');
  process.exitCode = 2;
} else {
  const { loadCached } = await import('../dist/code-cache/index.js');
  const digest = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);
  await loadCached(fileURLToPath(program), (content) => `waybill-${digest(content)}`).main();
}
