/**
 * Writes schema/*.json from the code's own schemas; `--check` only says whether they are as they would be written.
 * Needs no build.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { toJsonSchema } from '@valibot/to-json-schema';
import { fromSources } from './lib/from-sources.mjs';

const root = new URL('../', import.meta.url);

const schemas = [
  { module: 'src/report/json-schema.ts', name: 'jsonReportSchema', file: 'schema/report.schema.json' },
  { module: 'src/config/schema.ts', name: 'configEditorSchema', file: 'schema/config.schema.json' },
  { module: 'src/rules/editor-schema.ts', name: 'rulesEditorSchema', file: 'schema/rules.schema.json' },
  { module: 'src/report/inventory/json-schema.ts', name: 'jsonInventorySchema', file: 'schema/inventory.schema.json' },
];

/** The text of one schema file. */
async function schemaText({ module, name }) {
  const loaded = await fromSources(module);
  return `${JSON.stringify(toJsonSchema(loaded[name], { ignoreActions: ['check'] }), null, 2)}\n`;
}

const check = process.argv.includes('--check');
for (const schema of schemas) {
  const file = new URL(schema.file, root);
  const text = await schemaText(schema);
  const present = await readFile(file, 'utf8').catch(() => '');
  if (present === text) continue;
  if (check) {
    console.error(`${schema.file} is not as the code says: run node scripts/schemas.mjs`);
    process.exitCode = 1;
  } else {
    await mkdir(new URL('schema/', root), { recursive: true });
    await writeFile(file, text);
    console.log(`wrote ${schema.file}`);
  }
}
