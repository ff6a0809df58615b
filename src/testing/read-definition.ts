/** The files with which services run Waybill, as their schemas admit them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Takes a YAML file of the project and a schema of src/testing/schemas; gives its content. @throws Error where it is not valid */
export function readDefinition<T>(file: string, schema: string): T {
  const content = parse(readFileSync(`${PROJECT}${file}`, 'utf8')) as T;
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(`${PROJECT}src/testing/schemas/${schema}`, 'utf8')) as object);
  if (!validate(content)) throw new Error(`${file}: ${ajv.errorsText(validate.errors)}`);
  return content;
}
