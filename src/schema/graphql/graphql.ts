/** A file of GraphQL as facts: types of its schema, and what its queries give, under names that are visible everywhere. */
import type { EmbeddedDocument, ExportFact, FileFacts, Value } from '../../model/facts.js';
import type { TypeDecl } from '../../model/type-expr.js';
import { commentsOf, schemaFacts } from '../schema-facts.js';
import { declarationsOf } from './declarations.js';
import { definitionsOf, type Definitions } from './definitions.js';
import { askedBy, documentOf, type NamedDocument } from './operations.js';

/**
 * @param path Relative to the root.
 * @returns Facts with types, and an exported value for each query, as bundlers give it; what can't be read is in `problems`.
 */
export function graphqlFacts(path: string, text: string): FileFacts {
  const { definitions, problems } = definitionsOf(text, 0);
  const { types, documents } = contentOf(definitions);
  const facts = schemaFacts(path, text, 'graphql', { types, directives: commentsOf(text), problems });
  const [body] = facts.functions;
  return { ...facts, exports: exportsOf(documents), functions: [{ ...body!, values: documents.flatMap(valuesOf) }] };
}

/** Types of the documents inside a file of code. What can't be read there is perhaps no document, and nothing is said of it. */
export function embeddedTypes(documents: readonly EmbeddedDocument[]): readonly TypeDecl[] {
  return documents.flatMap(({ text, at }) => contentOf(definitionsOf(text, at[0]).definitions).types);
}

function contentOf(definitions: Definitions['definitions']): { types: readonly TypeDecl[]; documents: readonly NamedDocument[] } {
  const asked = definitions.flatMap(({ node, offset }) => askedBy(node, offset) ?? []);
  const declared = definitions.flatMap(({ node, offset }) => declarationsOf(node, offset));
  // A template stands for its first operation; for its first fragment where it has none.
  const ordered = [...asked.filter(({ document }) => document.isOperation), ...asked.filter(({ document }) => !document.isOperation)];
  return { types: [...declared, ...ordered.flatMap(({ types }) => types)], documents: asked.map(({ document }) => document) };
}

/** Two values each: a constant, and the same as a document of its type. */
function valuesOf({ gives }: NamedDocument, index: number): Value[] {
  return [{ op: 'const' }, { op: 'cast', value: 2 * index, type: documentOf(gives) }];
}

/** Each by its name; the whole file stands for its first operation. */
function exportsOf(documents: readonly NamedDocument[]): ExportFact[] {
  const first = documents.findIndex(({ isOperation }) => isOperation);
  const named = documents.flatMap(({ name }, index): ExportFact[] => (name === '' ? [] : [{ name, value: 2 * index + 1 }]));
  return first < 0 ? named : [{ name: 'default', value: 2 * first + 1 }, ...named];
}
