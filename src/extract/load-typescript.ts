/**
 * The only place that loads TypeScript. By `require`: an `import` would scan the 9 MB CommonJS file for export names
 * and cost 2.5 times as much. Resolved from ts-morph, so that it is found where package managers do not hoist.
 */
import { createRequire } from 'node:module';
import type { ts as TS } from 'ts-morph';

const own = createRequire(import.meta.url);
const fromTsMorph = createRequire(own.resolve('ts-morph'));

/** The compiler's own API, as bundled with ts-morph. */
export const ts = fromTsMorph('@ts-morph/common/dist/typescript.js') as typeof TS;
export type { TS };

/** Loaded once: property reads on `ts` are getters. */
export const Kind = ts.SyntaxKind;
