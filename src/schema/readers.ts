/** The reader of each schema language; what it needs is loaded when there is such a file. */
import type { FileFacts } from '../model/facts.js';
import type { SchemaLanguage } from '../model/schema-language.js';
import type { ValueMatcher } from '../model/taxonomy.js';

/** @param matchValue finds secrets and personal data in what a variable is set to */
export type SchemaReader = (path: string, text: string, matchValue: ValueMatcher) => FileFacts;

const READERS: Readonly<Record<SchemaLanguage, () => Promise<SchemaReader>>> = {
  prisma: async () => (await import('./prisma.js')).prismaFacts,
  sql: async () => (await import('./sql.js')).sqlFacts,
  openapi: async () => (await import('./json/openapi.js')).openApiFacts,
  'json-schema': async () => (await import('./json/json-schema.js')).jsonSchemaFacts,
  env: async () => (await import('./env.js')).envFacts,
  graphql: async () => (await import('./graphql/graphql.js')).graphqlFacts,
};

export function readerOf(language: SchemaLanguage): Promise<SchemaReader> {
  return READERS[language]();
}
