/** Takes each rule away in turn and tells which ones no example and no call of its library misses: src/testing/rule-mutants.ts. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from './lib/arguments.mjs';
import { fromSources } from './lib/from-sources.mjs';

const USAGE = `npm run rule-mutants -- [library…]

  library…     names of libraries (default: all)
  --quiet      figures only

Exits with 1 when a rule survives.`;

const { values, positionals } = readArguments({ quiet: { type: 'boolean', default: false } }, USAGE);
const root = fileURLToPath(new URL('..', import.meta.url));
const { tryMutants } = await fromSources('src/testing/rule-mutants.ts');

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
