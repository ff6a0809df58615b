/** OpenAPI 3 and Swagger 2 as facts: https://spec.openapis.org/oas/v3.1.0, https://swagger.io/specification/v2/ */
import type { FileFacts, Span } from '../../model/facts.js';
import { schemaTypeName } from '../../model/schema-language.js';
import type { TypeDecl, TypeExpr, TypeMember } from '../../model/type-expr.js';
import { commentsOf, schemaFacts } from '../schema-facts.js';
import { pascalName, referenceName } from './names.js';
import { at, listAt, mapAt, textAt, treeOf, type Entry, type Tree, type TreeMap } from './tree.js';
import { membersOf, schemaType, type NameOfReference } from './types.js';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const ANY: TypeExpr = { t: 'prim', name: 'any' };

/**
 * @param path Relative to the root.
 * @returns Facts with a type for each named schema, and `components`, `paths` and `operations` as openapi-typescript names them; a
 *   file that is no such document has none.
 */
export function openApiFacts(path: string, text: string): FileFacts {
  const { root, problems } = treeOf(text);
  const isDocument = textAt(root, 'openapi') !== undefined || at(root, 'swagger') !== undefined;
  const types = isDocument && root?.t === 'map' ? new Reader(root).types() : [];
  return schemaFacts(path, text, 'openapi', { types, directives: commentsOf(text), problems });
}

const named: NameOfReference = (reference) => ({ t: 'name', name: schemaTypeName('openapi', referenceName(reference)) });

class Reader {
  constructor(private readonly root: TreeMap) {}

  types(): TypeDecl[] {
    const schemas = mapAt(this.root, 'components', 'schemas') ?? mapAt(this.root, 'definitions');
    return [...(schemas?.entries ?? [])].flatMap(([name, entry]) => this.schema(name, entry)).concat(this.wholes(schemas), this.ofOperations());
  }

  private schema(name: string, { at: place, value }: Entry): TypeDecl[] {
    const called = [...new Set([name, pascalName(name)])];
    const isPlain = value.t === 'map' && mapAt(value, 'properties') && !['allOf', 'oneOf', 'anyOf', '$ref'].some((key) => at(value, key));
    const body: Pick<TypeDecl, 'kind' | 'members' | 'type'> = isPlain
      ? { kind: 'interface', members: membersOf(value, named) }
      : { kind: 'alias', type: schemaType(value, named) };
    return called.map((one) =>
      one === name ? this.declared(one, place, body) : this.declared(one, place, { kind: 'alias', type: named(`#/${name}`) }),
    );
  }

  private declared(name: string, place: Span, body: Pick<TypeDecl, 'kind' | 'members' | 'type'>): TypeDecl {
    return { name: schemaTypeName('openapi', name), at: place, function: 0, ...body, global: true };
  }

  /** The document as one type for each of its parts. */
  private wholes(schemas: TreeMap | undefined): TypeDecl[] {
    const place: Span = [0, 0];
    const byName = object([...(schemas?.entries ?? [])].map(([key, entry]): TypeMember => ({ key, type: named(`#/${key}`), at: entry.at })));
    const components = object([
      { key: 'schemas', type: byName, at: place },
      ...['responses', 'requestBodies'].map((key): TypeMember => ({
        key,
        type: object(this.each(mapAt(this.root, 'components', key), (value) => this.withContent(value))),
        at: place,
      })),
    ]);
    const paths = this.each(mapAt(this.root, 'paths'), (item) =>
      object(METHODS.flatMap((key): TypeMember[] => this.each1(item, key, (operation) => this.operation(operation)))),
    );
    const operations = this.operations().map(([key, entry]): TypeMember => ({ key, type: this.operation(entry.value), at: entry.at }));
    return [
      this.declared('components', place, { kind: 'alias', type: components }),
      this.declared('definitions', place, { kind: 'alias', type: byName }),
      this.declared('paths', place, { kind: 'alias', type: object(paths) }),
      this.declared('operations', place, { kind: 'alias', type: object(operations) }),
    ];
  }

  private each(map: TreeMap | undefined, type: (value: Tree) => TypeExpr): TypeMember[] {
    return [...(map?.entries ?? [])].map(([key, entry]) => ({ key, type: type(entry.value), at: entry.at }));
  }

  private each1(item: Tree, key: string, type: (value: Tree) => TypeExpr): TypeMember[] {
    const entry = item.t === 'map' ? item.entries.get(key) : undefined;
    return entry ? [{ key, type: type(entry.value), at: entry.at }] : [];
  }

  /** Operations by their id. */
  private operations(): (readonly [string, Entry])[] {
    return [...(mapAt(this.root, 'paths')?.entries.values() ?? [])].flatMap(({ value }) =>
      METHODS.flatMap((method) => {
        const entry = value.t === 'map' ? value.entries.get(method) : undefined;
        const id = textAt(entry?.value, 'operationId');
        return entry && id !== undefined ? [[id, entry] as const] : [];
      }),
    );
  }

  /** What an operation takes and gives, under the names that generators give to it. */
  private ofOperations(): TypeDecl[] {
    return this.operations().flatMap(([id, { at: place, value }]) => {
      const name = pascalName(id);
      const answers = [...(mapAt(value, 'responses')?.entries ?? [])].filter(([status]) => status.startsWith('2'));
      const given = answers.map(([, answer]) => this.contentType(answer.value)).filter((type) => type !== ANY);
      const taken = this.bodyOf(value);
      return [
        ...(given.length === 0 ? [] : [this.declared(`${name}Response`, place, { kind: 'alias', type: union(given) })]),
        ...(taken === ANY ? [] : [this.declared(`${name}Body`, place, { kind: 'alias', type: taken })]),
      ];
    });
  }

  private operation(operation: Tree): TypeExpr {
    const place: Span = operation.at;
    const answers = this.each(mapAt(operation, 'responses'), (answer) => this.withContent(answer));
    return object([
      { key: 'parameters', type: this.parameters(operation), at: place },
      { key: 'requestBody', type: this.withContent(at(operation, 'requestBody')), at: place },
      { key: 'responses', type: object(answers), at: place },
    ]);
  }

  /** Parameters by where they stand: `query`, `path`, `header`, `cookie`. */
  private parameters(operation: Tree): TypeExpr {
    const found = listAt(operation, 'parameters').map((parameter) => this.resolved(parameter));
    const places = new Map<string, TypeMember[]>();
    for (const parameter of found) {
      const [where, key] = [textAt(parameter, 'in'), textAt(parameter, 'name')];
      if (where === undefined || key === undefined || parameter === undefined) continue;
      const type = schemaType(at(parameter, 'schema') ?? parameter, named);
      places.set(where, [...(places.get(where) ?? []), { key, type, at: at(parameter, 'name')!.at }]);
    }
    return object([...places].map(([key, members]) => ({ key, type: object(members), at: operation.at })));
  }

  /** `{ content: { 'application/json': … } }`; of Swagger 2, `{ schema: … }`. */
  private withContent(answer: Tree | undefined): TypeExpr {
    const found = this.resolved(answer);
    const content = mapAt(found, 'content');
    if (content) return object([{ key: 'content', type: object(this.each(content, (media) => schemaType(at(media, 'schema'), named))), at: content.at }]);
    const schema = at(found, 'schema');
    return schema ? object([{ key: 'schema', type: schemaType(schema, named), at: schema.at }]) : ANY;
  }

  /** The type of a body, whatever it is written in. */
  private contentType(answer: Tree | undefined): TypeExpr {
    const found = this.resolved(answer);
    const [media] = mapAt(found, 'content')?.entries.values() ?? [];
    const schema = at(media?.value, 'schema') ?? at(found, 'schema');
    return schema ? schemaType(schema, named) : ANY;
  }

  private bodyOf(operation: Tree): TypeExpr {
    const body = at(operation, 'requestBody') ?? listAt(operation, 'parameters').find((one) => textAt(one, 'in') === 'body');
    return body ? this.contentType(body) : ANY;
  }

  /** A reference inside the document to something that is no schema. */
  private resolved(value: Tree | undefined): Tree | undefined {
    const reference = textAt(value, '$ref');
    return reference?.startsWith('#/') ? at(this.root, ...reference.slice(2).split('/')) : value;
  }
}

function object(members: readonly TypeMember[]): TypeExpr {
  return { t: 'object', members };
}

function union(of: readonly TypeExpr[]): TypeExpr {
  return of.length === 1 ? of[0]! : { t: 'union', of };
}
