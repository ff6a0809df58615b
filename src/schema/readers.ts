/** The reader of each schema language; what it needs is loaded when there is such a file. */
import type { FileFacts } from '../model/facts.js';
import type { SchemaLanguage } from '../model/schema-language.js';
import type { ValueMatcher } from '../model/taxonomy.js';

/** What readers of variables ask of their values. */
export interface Reading {
  readonly matchValue: ValueMatcher;
  /** Whether data of this type is made up in files that show others what to fill in. */
  readonly isMadeUp: (dataType: string) => boolean;
}

export type SchemaReader = (path: string, text: string, reading: Reading) => FileFacts;

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
