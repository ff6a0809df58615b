/** Which schema files say what tables there are. */
import { statSync } from 'node:fs';
import nodePath from 'node:path';
import type { SchemaFile, SkippedFile } from '../model/workspace.js';
import { roleOf } from './roles.js';

/** Larger files of SQL are dumps of data, written by a program. */
const MAX_SQL_BYTES = 1_000_000;
/** Migrations that a schema beside them is the source of. */
const GENERATED_MIGRATION = /(?:^|\/)migrations\/[^/]+\/migration\.sql$/;

/** Takes the listed paths in order; what is left out and matters is added to `skipped`. */
export function schemasOf(root: string, paths: readonly string[], skipped: SkippedFile[]): SchemaFile[] {
  const hasPrisma = paths.some((path) => path.endsWith('.prisma'));
  const schemas: SchemaFile[] = [];
  for (const path of paths) {
    if (path.endsWith('.prisma')) schemas.push({ path, kind: 'prisma' });
    else if (roleOf(path) === 'test' || (hasPrisma && GENERATED_MIGRATION.test(path))) continue;
    else if ((statSync(nodePath.join(root, path), { throwIfNoEntry: false })?.size ?? 0) > MAX_SQL_BYTES)
      skipped.push({ path, reason: 'generated' });
    else schemas.push({ path, kind: 'sql' });
  }
  return schemas;
}
