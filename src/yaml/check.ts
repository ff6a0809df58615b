/** Checks a parsed file against a schema and turns its issues into problems with place, expectation and nearest word. */
import * as v from 'valibot';
import { nearestWord, type FileProblem } from './problems.js';
import type { DataPath, YamlFile } from './yaml-file.js';

type AnySchema = v.GenericSchema;
type AnyIssue = v.BaseIssue<unknown>;

/** Of one file: nobody reads more, and finding the place of each takes its time. */
const MAX_PROBLEMS = 100;

/**
 * @returns the checked value, or every problem of the file
 */
export function checkFile<Schema extends AnySchema>(schema: Schema, file: YamlFile): { readonly value: v.InferOutput<Schema> } | WrongForm {
  const result = v.safeParse(schema, file.data);
  if (result.success) return { value: result.output };
  const issues = result.issues as readonly AnyIssue[];
  const problems = issues.slice(0, MAX_PROBLEMS).map((issue) => toProblem(issue, schema, file));
  const left = issues.length - problems.length;
  if (left > 0) problems.push({ ...problems.at(-1)!, message: `${left} more problems of this file are not listed` });
  return { problems, rest: without(file.data, issues) };
}

export interface WrongForm {
  readonly problems: readonly FileProblem[];
  /** The data without what has a wrong form; keys may be missing, and lists have holes. */
  readonly rest: unknown;
}

function without(data: unknown, issues: readonly AnyIssue[]): unknown {
  const rest: unknown = structuredClone(data);
  for (const issue of issues) {
    const path = issuePath(issue);
    let at = rest;
    for (const key of path.slice(0, -1)) at = (at as Readonly<Record<string, unknown>> | undefined)?.[key];
    const last = path.at(-1);
    if (last === undefined) return undefined;
    if (typeof at === 'object' && at !== null) Reflect.deleteProperty(at, last);
  }
  return rest;
}

function toProblem(issue: AnyIssue, schema: AnySchema, file: YamlFile): FileProblem {
  const path = issuePath(issue);
  const where = path.length === 0 ? '' : `${pathText(path)}: `;
  if (issue.type === 'strict_object' && issue.expected === 'never') return unknownKey(path, schema, file);
  if (issue.received === 'undefined' && path.length > 0 && issue.input === undefined) {
    const parent = path.slice(0, -1);
    return {
      file: file.file,
      ...file.at(parent),
      message: `${parent.length > 0 ? `${pathText(parent)}: ` : ''}the key "${String(path.at(-1))}" is missing`,
    };
  }
  if (issue.type === 'picklist') return unknownWord(issue, path, schema, file);
  const expected = issue.expected === 'Object' ? 'keys with their values' : (issue.expected ?? 'another value');
  const message = issue.message.startsWith('expected') ? issue.message : `expected ${expected}`;
  // Of a text that is too short the issue tells the length.
  const received = issue.type === 'min_length' && typeof issue.input === 'string' ? JSON.stringify(issue.input) : issue.received;
  return { file: file.file, ...file.at(path), message: `${where}${message}, not ${received}` };
}

function unknownKey(path: DataPath, schema: AnySchema, file: YamlFile): FileProblem {
  const key = String(path.at(-1));
  const known = keysOf(schemaAt(schema, path.slice(0, -1), file.data));
  const message = `unknown key "${key}"${known.length > 0 ? `; there are ${known.join(', ')}` : ''}`;
  return withNearest({ file: file.file, ...file.keyAt(path), message }, nearestWord(key, known));
}

function unknownWord(issue: AnyIssue, path: DataPath, schema: AnySchema, file: YamlFile): FileProblem {
  const options = optionsOf(schemaAt(schema, path, file.data));
  const message = `${pathText(path)}: expected ${options.join(', ')}, not ${issue.received}`;
  const word = typeof issue.input === 'string' ? nearestWord(issue.input, options) : undefined;
  return withNearest({ file: file.file, ...file.at(path), message }, word);
}

function withNearest(problem: FileProblem, nearest: string | undefined): FileProblem {
  return nearest === undefined ? problem : { ...problem, nearest };
}

function issuePath(issue: AnyIssue): DataPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

/** `sinks[0].kind` */
export function pathText(path: DataPath): string {
  return path.map((key, at) => (typeof key === 'number' ? `[${key}]` : at === 0 ? key : `.${key}`)).join('');
}

/** The parts of valibot's schemas that say what stands inside. */
interface SchemaParts {
  readonly entries?: Readonly<Record<string, SchemaParts>>;
  readonly item?: SchemaParts;
  readonly items?: readonly SchemaParts[];
  readonly value?: SchemaParts;
  readonly wrapped?: SchemaParts;
  readonly options?: readonly unknown[];
  readonly getter?: (input: unknown) => SchemaParts;
}

/** The schema that judged the value at the path. */
function schemaAt(schema: AnySchema, path: DataPath, data: unknown): SchemaParts | undefined {
  let at: SchemaParts | undefined = unwrap(schema as unknown as SchemaParts, data);
  let value = data;
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
    const next: SchemaParts | undefined = at?.entries?.[key] ?? at?.item ?? at?.items?.[Number(key)] ?? at?.value;
    at = next && unwrap(next, value);
  }
  return at;
}

function unwrap(schema: SchemaParts, input: unknown): SchemaParts {
  if (schema.wrapped) return unwrap(schema.wrapped, input);
  return schema.getter ? unwrap(schema.getter(input), input) : schema;
}

function keysOf(schema: SchemaParts | undefined): readonly string[] {
  return Object.keys(schema?.entries ?? {});
}

function optionsOf(schema: SchemaParts | undefined): readonly string[] {
  return (schema?.options ?? []).filter((option) => typeof option === 'string');
}
