/** Languages of schemas, and the names that their types go by. */

export type SchemaLanguage = 'prisma' | 'sql' | 'graphql' | 'openapi' | 'json-schema' | 'env';

/** Languages whose types stand apart from the names of code and of tables. */
export type TypeLanguage = Exclude<SchemaLanguage, 'prisma' | 'sql'>;

/** A name that no code can write, visible everywhere: a schema's `User` is not the `User` of a file that imports nothing. */
export function schemaTypeName(language: TypeLanguage, name: string): string {
  return `@${language}.${name}`;
}

/** Whether a type is one of a schema's. */
export function isSchemaTypeName(name: string): boolean {
  return name.startsWith('@');
}

/**
 * Whether the declarations of all files make one type: a type of GraphQL may be
 * extended anywhere; what a query gives, and a document of another language, stands alone.
 */
export function isSharedTypeName(name: string): boolean {
  return name.startsWith(schemaTypeName('graphql', ''));
}

/** A type's name as its author wrote it. */
export function writtenTypeName(name: string): string {
  return isSchemaTypeName(name) ? name.slice(name.indexOf('.') + 1) : name;
}
