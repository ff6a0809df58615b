/** Extraction of a snippet and its facts as text, for tests. */
import { extractFile, type ExtractInput } from '../extract/index.js';
import type { FileFacts } from '../model/facts.js';
import { printFacts, printFunction } from './print-facts.js';

/** Facts of a snippet; a TypeScript file unless `path` says otherwise. */
export function factsOf(text: string, path = 'file.tsx', options: Partial<ExtractInput> = {}): FileFacts {
  return extractFile({ path, text, ...options });
}

/** All functions of a snippet as text. */
export function printed(text: string, path = 'file.tsx'): string {
  return printFacts(factsOf(text, path));
}

/** The function with a symbol as text; '' is the module. */
export function printedFunction(text: string, symbol: string, path = 'file.tsx'): string {
  const facts = factsOf(text, path);
  const fn = facts.functions.find((one) => one.symbol === symbol);
  return fn === undefined ? `no function ${symbol}: ${facts.functions.map((one) => one.symbol).join(', ')}` : printFunction(fn, facts);
}
