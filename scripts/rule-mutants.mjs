/** Takes each rule away in turn and tells which ones no example and no call of its library misses: src/testing/rule-mutants.ts. */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { readArguments } from './lib/arguments.mjs';

const USAGE = `npm run rule-mutants -- [library…]

  library…     names of libraries (default: all)
  --quiet      figures only

Exits with 1 when a rule survives.`;

const { values, positionals } = readArguments({ quiet: { type: 'boolean', default: false } }, USAGE);
const root = fileURLToPath(new URL('..', import.meta.url));
const bundled = join(root, 'node_modules/.cache/waybill/rule-mutants.mjs');
await build({
  entryPoints: [join(root, 'src/testing/rule-mutants.ts')],
  outfile: bundled,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  logLevel: 'error',
});
const { tryMutants } = await import(pathToFileURL(bundled).href);

const query = { rulesDir: join(root, 'rules'), callsDir: join(root, 'fixtures/rule-calls'), names: positionals };
const start = process.hrtime.bigint();
let tried = 0;
let survived = 0;
const broken = [];
const byKind = new Map();
for await (const { library, tried: own, survivors, broken: why } of tryMutants(query)) {
  tried += own;
  survived += survivors.length;
  if (why !== undefined) broken.push(`${library}: ${why}`);
  for (const { kind } of survivors) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
  if (!values.quiet) for (const { kind, file, line, at } of survivors) console.log(`rules/${file}:${line}  ${kind}  ${at}`);
}
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
for (const text of broken) console.log(`not tried: ${text}`);
const kinds = [...byKind].map(([kind, n]) => `${kind} ${n}`).join(', ');
console.log(
  `${tried} rules taken away in ${Math.round(seconds)} s: ${tried - survived} missed by an example or a call of their own, ${survived} not${kinds ? ` (${kinds})` : ''}`,
);
process.exitCode = survived > 0 ? 1 : 0;
