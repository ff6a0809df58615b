/** Which files say what tables, types and variables there are: told by their names. */
import { statSync } from 'node:fs';
import nodePath from 'node:path';
import type { SchemaLanguage } from '../model/schema-language.js';
import type { SchemaFile, SkippedFile } from '../model/workspace.js';
import { nameOf } from './paths.js';
import { roleOf } from './roles.js';

const NAMES: readonly (readonly [SchemaLanguage, RegExp])[] = [
  ['prisma', /\.prisma$/],
  ['sql', /\.sql$/],
  ['graphql', /\.(?:graphqls?|gql)$/],
  ['openapi', /^(?:openapi|swagger)(?:[.-][^/]*)?\.(?:json|ya?ml)$|[.-](?:openapi|swagger)\.(?:json|ya?ml)$/i],
  ['json-schema', /\.schema\.json$/i],
  ['env', /^\.env(?:\.[^/]*)?$/],
];
/** Larger files of SQL are dumps of data, written by a program; larger ones of other languages cost more than they tell. */
const MAX_SQL_BYTES = 1_000_000;
const MAX_BYTES = 4_000_000;
/** Migrations that a schema beside them is the source of. */
const GENERATED_MIGRATION = /(?:^|\/)migrations\/[^/]+\/migration\.sql$/;

/** Takes a file's name without its folder; nothing for what is no schema. */
export function schemaLanguageOf(name: string): SchemaLanguage | undefined {
  return NAMES.find(([, form]) => form.test(name))?.[0];
}

/** Takes the listed paths in order; what is left out and matters is added to `skipped`. */
export function schemasOf(root: string, paths: readonly string[], skipped: SkippedFile[]): SchemaFile[] {
  const hasPrisma = paths.some((path) => path.endsWith('.prisma'));
  const schemas: SchemaFile[] = [];
  for (const path of paths) {
    const kind = schemaLanguageOf(nameOf(path))!;
    if (kind === 'prisma') schemas.push({ path, kind });
    else if (roleOf(path) === 'test' || (hasPrisma && GENERATED_MIGRATION.test(path))) continue;
    else if ((statSync(nodePath.join(root, path), { throwIfNoEntry: false })?.size ?? 0) > (kind === 'sql' ? MAX_SQL_BYTES : MAX_BYTES))
      skipped.push({ path, reason: kind === 'sql' ? 'generated' : 'too-large' });
    else schemas.push({ path, kind });
  }
  return schemas;
}
