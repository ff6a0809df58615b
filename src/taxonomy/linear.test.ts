/**
 * The expressions of the shipped taxonomy run on text of other people: none may take time in powers of its length. Proven by analysis,
 * and not tried. That a search begins anew at each place is left out: texts of literals are short.
 */
import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { loadTaxonomy } from './load.js';

const { dataTypes, fakes } = await loadTaxonomy(fileURLToPath(new URL('../../rules/data-types', import.meta.url)));
const expressions: readonly (readonly [string, string, string])[] = [
  ...dataTypes.flatMap(({ id, literal }) =>
    literal
      ? [
          [id, literal.pattern, `g${literal.flags ?? ''}`] as const,
          ...(literal.checkByForm ?? []).map(({ form }) => [id, form, ''] as const),
          ...[literal.lowForm, literal.fakeForm].flatMap((form) => (form === undefined ? [] : [[id, form, ''] as const])),
        ]
      : [],
  ),
  ...fakes.phonePatterns.map((pattern) => ['telephone numbers of nobody', pattern, ''] as const),
  ...fakes.secretPatterns.map((pattern) => ['placeholders of secrets', pattern, 'i'] as const),
];

const slow = (pattern: string, flags = ''): readonly string[] =>
  analyse(new RegExp(pattern, flags), { reportTypes: { Move: false } }).reports.map(({ type }) => type);

describe('expressions of the taxonomy', () => {
  it.each(expressions)('%s: %s', (_, pattern, flags) => {
    expect(slow(pattern, flags)).toEqual([]);
  });

  it('are analysed: slow ones are told', () => {
    expect(expressions.length).toBeGreaterThan(80);
    expect(slow('^(a+)+$')).not.toEqual([]);
    expect(slow('^a*a*$')).not.toEqual([]);
  });
});
