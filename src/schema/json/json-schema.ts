/** A file of JSON Schema as facts: its types, and the schema itself as the value that code imports. */
import type { FileFacts, ObjectEntry, Value, ValueId } from '../../model/facts.js';
import { schemaTypeName } from '../../model/schema-language.js';
import type { TypeDecl } from '../../model/type-expr.js';
import { schemaFacts } from '../schema-facts.js';
import { fileTypeName, pascalName, referenceName } from './names.js';
import { at, mapAt, textAt, treeOf, type Entry, type Tree } from './tree.js';
import { membersOf, schemaType } from './types.js';

/** Keywords whose texts say what a schema allows; all other texts may be anybody's, and are left out. */
const TELLING = new Set(['type', '$ref', 'format']);
const KEYWORDS = ['properties', '$defs', 'definitions', 'allOf', 'oneOf', 'anyOf', 'items'];

/**
 * @param path Relative to the root.
 * @returns Facts without types when the file is no schema.
 */
export function jsonSchemaFacts(path: string, text: string): FileFacts {
  const { root, problems } = treeOf(text);
  const isSchema = root?.t === 'map' && KEYWORDS.some((key) => at(root, key));
  const facts = schemaFacts(path, text, 'json-schema', { types: isSchema ? typesOf(root, path) : [], directives: [], problems });
  if (!isSchema) return facts;
  const values: Value[] = [];
  const value = valueOf(root, '', values);
  const [body] = facts.functions;
  return { ...facts, exports: [{ name: 'default', value }], functions: [{ ...body!, values }] };
}

/** The whole under its title or the file's name, and each named part. */
function typesOf(root: Tree, path: string): TypeDecl[] {
  const whole = fileTypeName(path);
  const name = (reference: string): string => (/^#\/?$/.test(reference) ? whole : pascalName(referenceName(reference)));
  const declared = (called: string, { at: place, value }: Entry): TypeDecl => {
    const isPlain = value.t === 'map' && mapAt(value, 'properties') && !['allOf', 'oneOf', 'anyOf', '$ref'].some((key) => at(value, key));
    const named = (reference: string) => ({ t: 'name' as const, name: schemaTypeName('json-schema', name(reference)) });
    return {
      name: schemaTypeName('json-schema', called),
      kind: isPlain ? 'interface' : 'alias',
      at: place,
      function: 0,
      ...(isPlain ? { members: membersOf(value, named) } : { type: schemaType(value, named) }),
      global: true,
    };
  };
  const parts = ['$defs', 'definitions'].flatMap((key) => [...(mapAt(root, key)?.entries ?? [])]);
  const title = pascalName(textAt(root, 'title') ?? '');
  const names = [...new Set([whole, title].filter((one) => one !== ''))];
  return [
    ...names.map((one) => declared(one, { at: [root.at[0], root.at[0] + 1], value: root })),
    ...parts.map(([key, entry]) => declared(pascalName(key), entry)),
  ];
}

/** The document as a literal of code. */
function valueOf(tree: Tree, key: string, values: Value[]): ValueId {
  return values.push(made(tree, key, values)) - 1;
}

function made(tree: Tree, key: string, values: Value[]): Value {
  if (tree.t === 'list') return { op: 'array', elements: tree.items.map((item) => ({ value: valueOf(item, key, values) })) };
  if (tree.t === 'map') {
    const entries = [...tree.entries].map(([name, { at: place, value }]): ObjectEntry => ({
      key: name,
      value: valueOf(value, name, values),
      at: place,
    }));
    return { op: 'object', entries, at: tree.at };
  }
  const { value } = tree;
  if (typeof value === 'string') return { op: 'const', value: TELLING.has(key) ? value : '' };
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? { op: 'const', value } : { op: 'unknown' };
}
