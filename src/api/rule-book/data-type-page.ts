/** The page of a kind of personal data. */
import { dataTypePage } from '../../model/doc-pages.js';
import type { RulePage } from '../../model/rule-book.js';
import { lawReference, namesDataType, type TaxonomyEntry } from '../../model/taxonomy.js';
import { dataTypesOf, type Knowledge } from './knowledge.js';
import { code, codes, reference } from './texts.js';

export function pageOfDataType(entry: TaxonomyEntry, { taxonomy, libraries }: Knowledge): RulePage {
  const { id, title, tier, category, laws, valueTypes, note, names, literal } = entry;
  const meaning = taxonomy.tiers.find((one) => one.id === tier)?.meaning;
  const group = taxonomy.categories.find((one) => one.id === category)?.title.en ?? category;
  const named = libraries.filter(({ rules }) => dataTypesOf(rules).includes(id)).map(({ rules }) => rules.library);
  const facts = [
    { label: 'in Chinese', values: [title.zh] },
    { label: 'tier', values: [`${tier}${meaning === undefined ? '' : `: ${meaning}`}`] },
    { label: 'category', values: [group] },
    { label: 'remark', values: note === undefined ? [] : [note] },
    { label: 'values', values: [valueTypes.join(', ')] },
    { label: 'named by rules of', values: named.map((library) => reference('library', library)) },
  ];
  const examples = (literal?.examples ?? []).length;
  return {
    form: 'data-type',
    id,
    title: title.en,
    page: dataTypePage(id),
    facts: facts.filter(({ values }) => values.some((value) => value !== '')),
    sections: [
      {
        title: 'What laws call it',
        columns: ['law', 'word'],
        rows: taxonomy.laws.flatMap((law) => (namesDataType(laws[law.id]) ? [[law.title, lawReference(laws[law.id])]] : [])),
      },
      {
        title: 'Names in code',
        columns: ['when', 'names'],
        rows: (
          [
            ['anywhere', names.strong],
            ['beside a person', names.weak],
            ['never', names.never],
            ['also as a member of', names.owners],
            ['not as a member of', names.notOwners],
            ...Object.entries(names.languages).map(([language, list]) => [`in ${language}`, list] as const),
          ] as const
        ).flatMap(([when, list]) => (list.length > 0 ? [[when, codes(list)]] : [])),
      },
      {
        title: 'Values in the text of code',
        columns: ['what', 'how'],
        rows: literal
          ? [
              ['form', code(literal.pattern)],
              ...(literal.check === undefined ? [] : [['check', taxonomy.checks[literal.check] ?? literal.check]]),
              ['tests', `${examples} that it must find, ${literal.counterexamples.length} that it must not`],
            ]
          : [],
      },
    ].filter(({ rows }) => rows.length > 0),
  };
}
