import { describe, expect, it } from 'vitest';
import type { FileFacts } from '../../model/facts.js';
import { printType } from '../../testing/print-facts.js';
import { embeddedTypes, graphqlFacts } from './graphql.js';

/** Declarations as text: `interface Reader: id!: string`. */
function declared({ types }: Pick<FileFacts, 'types'>): string[] {
  return types.map(({ kind, name, members, type }) => {
    const fields = members?.map((m) => `${m.key}${m.optional ? '' : '!'}${m.type ? `: ${printType(m.type)}` : ''}${m.says ? ` (${m.says.join()})` : ''}`);
    return `${kind} ${name.replace('@graphql.', '')}: ${fields?.join(', ') ?? (type ? printType(type) : '')}`;
  });
}

describe('a file of GraphQL as facts', () => {
  it('declares types, their arguments, roots by their usual name, and what directives and descriptions say', () => {
    const text = `
      schema { query: Root }
      scalar DateTime
      "not on a field"
      type Reader { id: ID!, cards(first: Int): [Card!]!, born: DateTime @personal(type: "birth-date"), "Where letters go" place: String }
      enum Shelf { HIGH, LOW }
      union Any = Reader | Card`;
    expect(declared(graphqlFacts('a.graphql', text)).map((line) => line.replaceAll('@graphql.', ''))).toEqual([
      'alias Query: Root',
      'alias DateTime: Date',
      'interface Reader: id!: string, cards!: Card[] (format:Card), born: DateTime (format:DateTime,annotation:personal,annotation:personal=birth-date), place: string (description:Where letters go)',
      'interface ReaderCardsArgs: first: number',
      'enum Shelf: HIGH!, LOW!',
      'alias Any: Reader | Card',
    ]);
  });

  it('exports each operation and fragment as a document, the first operation as the whole file', () => {
    const { exports, functions } = graphqlFacts('a.graphql', 'fragment Part on A { id }\nquery one_reader { a }\nmutation Two { b }');
    expect(exports.map(({ name, value }) => [name, value])).toEqual([['default', 3], ['Part', 1], ['one_reader', 3], ['Two', 5]]);
    expect(functions[0]!.values[3]).toMatchObject({ op: 'cast', type: { name: 'Document', args: [{ name: '@graphql.OneReaderQuery' }] } });
  });

  it('loses one definition to an error, and says where, without the text that is quoted there', () => {
    const facts = graphqlFacts('a.graphql', 'type A {\n  id: "s3cret"\n}\ntype B {\n  id: ID\n}\n');
    expect(declared(facts)).toEqual(['interface B: id: string']);
    expect(facts.problems).toEqual([{ message: 'Syntax Error: Expected Name, found String', at: [15, 15] }]);
    expect(graphqlFacts('a.graphql', 'no schema').problems).toHaveLength(1);
    expect(graphqlFacts('a.graphql', '').types).toEqual([]);
  });

  it('keeps comments that speak to Waybill, and places of documents inside code', () => {
    expect(graphqlFacts('a.graphql', '# waybill-ignore-file email -- made up\ntype A { id: ID }').directives).toEqual([
      { text: 'waybill-ignore-file email -- made up', at: [0, 38] },
    ]);
    expect(embeddedTypes([{ text: 'type A { id: ID }', at: [100, 117] }])[0]!.members![0]!.at).toEqual([109, 111]);
    expect(embeddedTypes([{ text: 'type A = string', at: [0, 15] }])).toEqual([]);
  });
});
