/**
 * The only place that loads TypeScript. Not by `import`, which would scan the 9 MB CommonJS file for export names and cost
 * 2.5 times as much, but with a code cache. Resolved from ts-morph, so that it is found where package managers do not hoist.
 */
import { createRequire } from 'node:module';
import type { ts as TS } from 'ts-morph';
import { loadCached } from '../code-cache/index.js';

const own = createRequire(import.meta.url);
const fromTsMorph = createRequire(own.resolve('ts-morph'));
const file = fromTsMorph.resolve('@ts-morph/common/dist/typescript.js');
const { version } = fromTsMorph('@ts-morph/common/package.json') as { version: string };

/** The compiler's own API, as bundled with ts-morph. */
export const ts = loadCached(file, () => `typescript-${version}`) as typeof TS;
export type { TS };

/** Loaded once: property reads on `ts` are getters. */
export const Kind = ts.SyntaxKind;
