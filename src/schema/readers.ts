/** The reader of each schema language. */
import type { FileFacts } from '../model/facts.js';
import type { SchemaFile } from '../model/workspace.js';
import { prismaFacts } from './prisma.js';
import { sqlFacts } from './sql.js';

export const SCHEMA_READERS: Readonly<Record<SchemaFile['kind'], (path: string, text: string) => FileFacts>> = {
  prisma: prismaFacts,
  sql: sqlFacts,
};
