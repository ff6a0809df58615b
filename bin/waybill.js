#!/usr/bin/env node
import { existsSync } from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const main = new URL('../dist/cli/main.js', import.meta.url);

if (major < 20 || (major === 20 && minor < 17)) {
  console.error(`waybill needs Node.js 20.17 or newer; this is ${process.version}.`);
  process.exitCode = 2;
} else if (!existsSync(main)) {
  console.error('waybill is not built: run npm run build in its folder first.');
  process.exitCode = 2;
} else {
  await (await import(main.href)).main();
}
