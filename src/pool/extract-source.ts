/** One file's bytes → its facts, or why there are none. Runs in workers and in the main thread; loads TypeScript. */
import { extractFile } from '../extract/index.js';
import type { FileFacts } from '../model/facts.js';
import type { NameMatcher, Taxonomy, ValueMatcher } from '../model/taxonomy.js';
import { compileNameMatcher } from '../taxonomy/name-matcher.js';
import { compileValueMatcher, valuePatternsOf } from '../taxonomy/values.js';
import { sourceText } from './source-text.js';
import type { TextFault } from './task.js';

export type SourceOutcome = { readonly facts: FileFacts } | { readonly skipped: TextFault } | { readonly failed: string };

export type ExtractSource = (path: string, bytes: Uint8Array, literalsOnly: boolean) => SourceOutcome;

/** @param names shared with other users in this thread; compiled when absent */
export function createExtractSource(taxonomy: Taxonomy, names: NameMatcher = compileNameMatcher(taxonomy)): ExtractSource {
  const matchValue = compileValueMatcher(valuePatternsOf(taxonomy), taxonomy.fakes, names);
  return (path, bytes, literalsOnly) => extractSource(path, bytes, literalsOnly, matchValue);
}

function extractSource(path: string, bytes: Uint8Array, literalsOnly: boolean, matchValue: ValueMatcher): SourceOutcome {
  const read = sourceText(bytes);
  if ('skipped' in read) return read;
  try {
    return { facts: extractFile({ path, text: read.text, matchValue, ...(literalsOnly ? { literalsOnly } : {}) }) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}
