import { describe, expect, it } from 'vitest';
import type { TypeDecl } from '../../model/type-expr.js';
import { printType } from '../../testing/print-facts.js';
import { jsonSchemaFacts } from './json-schema.js';
import { openApiFacts } from './openapi.js';

function typeNamed(types: readonly TypeDecl[], name: string): string | undefined {
  const decl = types.find((one) => one.name.endsWith(`.${name}`));
  if (!decl) return undefined;
  return printType(decl.type ?? { t: 'object', members: decl.members ?? [] }).replaceAll(/@[\w-]+\./g, '');
}

describe('OpenAPI as facts', () => {
  it('names schemas, with references, parts, alternatives, lists, maps, fixed words', () => {
    const { types, problems } = openApiFacts(
      'openapi.yaml',
      `openapi: 3.0.0
components:
  schemas:
    Reader:
      allOf: [{ $ref: '#/components/schemas/Entity' }, { type: object, properties: { email: { type: string } } }]
    Entity: { type: object, required: [id], properties: { id: { type: integer } } }
    Both: { oneOf: [{ $ref: '#/components/schemas/Reader' }, { type: string }] }
    All: { type: array, items: { $ref: '#/components/schemas/Reader' } }
    By: { type: object, additionalProperties: { $ref: '#/components/schemas/Reader' } }
    Kind: { enum: [a, b] }
    maybe-one: { type: [string, 'null'] }
`,
    );
    expect(problems).toEqual([]);
    expect(['Reader', 'Entity', 'Both', 'All', 'maybe-one', 'MaybeOne'].map((name) => typeNamed(types, name))).toEqual([
      'Entity & {email?: string}',
      '{id: number}',
      'Reader | string',
      'Reader[]',
      'string',
      'maybe-one',
    ]);
    expect(typeNamed(types, 'By')).toContain('Reader');
    expect(typeNamed(types, 'Kind')).not.toContain('string');
  });

  it('reads Swagger 2, and bodies and answers of operations', () => {
    const { types } = openApiFacts(
      'swagger.json',
      JSON.stringify({
        swagger: '2.0',
        paths: {
          '/a': {
            post: {
              operationId: 'add_reader',
              parameters: [{ in: 'body', name: 'it', schema: { $ref: '#/definitions/Reader' } }],
              responses: { 200: { schema: { $ref: '#/definitions/Reader' } } },
            },
          },
        },
        definitions: { Reader: { type: 'object', properties: { email: { type: 'string' } } } },
      }),
    );
    expect(['Reader', 'AddReaderBody', 'AddReaderResponse'].map((name) => typeNamed(types, name))).toEqual(['{email?: string}', 'Reader', 'Reader']);
  });

  it('says what is wrong with a file, and takes no other YAML for a document', () => {
    const broken = openApiFacts('openapi.yaml', 'openapi: 3.0.0\ncomponents: { schemas: { A: { type: object\n');
    expect(broken.problems.length).toBeGreaterThan(0);
    expect(openApiFacts('openapi.yaml', 'name: check\non: push\n').types).toEqual([]);
    expect(openApiFacts('openapi.json', '').types).toEqual([]);
    // Aliases of aliases: read up to a limit, and told.
    const bomb = ['openapi: 3.0.0', 'a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`)].join('\n');
    expect(openApiFacts('openapi.yaml', bomb).problems.map(({ cut }) => cut)).toContain('schema nodes');
  });
});

describe('JSON Schema as facts', () => {
  it('is a type by its file, its title and its parts, and a value without any text of its own', () => {
    const text = '{"title":"A reader","type":"object","properties":{"mail":{"type":"string","format":"email","default":"jane@acme-books.com"},"next":{"$ref":"#"},"card":{"$ref":"#/$defs/card"}},"$defs":{"card":{"type":"object","properties":{"x":{"type":"string","x-pii":"email"}}}}}';
    const facts = jsonSchemaFacts('schemas/reader.schema.json', text);
    expect(facts.types.map(({ name }) => name)).toEqual(['@json-schema.Reader', '@json-schema.AReader', '@json-schema.Card']);
    expect(typeNamed(facts.types, 'Reader')).toBe('{mail?: string; next?: Reader; card?: Card}');
    expect(facts.types[0]!.members![0]!.says).toEqual(['format:email']);
    expect(facts.types[2]!.members![0]!.says).toEqual(['annotation:x-pii=email']);
    expect(facts.exports).toEqual([{ name: 'default', value: expect.any(Number) as number }]);
    expect(JSON.stringify(facts)).not.toContain('jane');
  });

  it('knows other JSON', () => {
    const facts = jsonSchemaFacts('a.schema.json', '{"name":"x"}');
    expect([facts.types, facts.exports]).toEqual([[], []]);
    expect(jsonSchemaFacts('a.schema.json', '{"properties":').problems.length).toBeGreaterThan(0);
  });
});
