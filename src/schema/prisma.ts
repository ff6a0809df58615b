/** A Prisma schema file as facts: tables and enums that are visible everywhere. */
import type { FileFacts, FunctionFacts, Span } from '../model/facts.js';
import { readPrismaBlocks } from './prisma-blocks.js';

/**
 * Reads a schema.
 *
 * The reader is the project's own: the package for this language reads a configuration file of the current folder as it
 * is loaded, and may run it; it also gives nothing at all of a file with one error.
 *
 * @param path Relative to the root.
 * @returns Facts with the types only; what can't be read is in `problems`.
 */
export function prismaFacts(path: string, text: string): FileFacts {
  const { types, directives, problems } = readPrismaBlocks(text);
  const lineStarts = lineStartsOf(text);
  return {
    path,
    bytes: Buffer.byteLength(text),
    lines: lineStarts.length,
    lineStarts,
    imports: [],
    exports: [],
    bindings: [],
    types,
    functions: [emptyBody([0, text.length])],
    classes: [],
    cells: [],
    literals: [],
    directives,
    problems,
  };
}

function emptyBody(span: Span): FunctionFacts {
  return {
    name: '', symbol: '', kind: 'module', parent: -1, span, params: [], values: [], names: [], calls: [], returns: [], yields: [], throws: [],
    stores: [], cellWrites: [], guards: [], regions: [],
  };
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}
