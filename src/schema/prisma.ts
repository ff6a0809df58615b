/** A Prisma schema file as facts: tables and enums that are visible everywhere. */
import type { FileFacts } from '../model/facts.js';
import { readPrismaBlocks } from './prisma-blocks.js';
import { schemaFacts } from './schema-facts.js';

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
  return schemaFacts(path, text, 'prisma', readPrismaBlocks(text));
}
