/** Reads the taxonomy from its YAML files (at build time and in development; the product reads the bundle). */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { KnownFakes, LiteralRule, NamePatterns, SchemaWords, Taxonomy, TaxonomyEntry } from '../model/taxonomy.js';

/** A word list is a YAML list, or phrases separated by commas. */
type WordList = string | readonly string[] | null | undefined;

interface RawLiteral {
  pattern: string;
  flags?: string;
  check?: string;
  check_by_form?: { form: string; check: string }[];
  needs?: string[];
  fake_form?: string;
  low_form?: string;
  strength: 'strong' | 'weak';
  examples: string[];
  counterexamples: string[];
}

interface RawDataType extends Pick<TaxonomyEntry, 'id' | 'title' | 'tier' | 'laws' | 'note'> {
  value_types: string[];
  names: Partial<Record<'strong' | 'unsure' | 'weak' | 'never' | 'owners' | 'not_owners', WordList>> & {
    languages?: Record<string, WordList>;
  };
  literal?: RawLiteral;
}

interface RawCategory {
  category: string;
  title: { en: string; zh: string };
  order: number;
  data_types: RawDataType[];
}

interface RawWords {
  person_words: Record<string, WordList>;
  global_never: Record<string, WordList>;
  splitting: { joins: Record<string, string>; irregular_plurals: Record<string, string> };
}

interface RawSaid {
  formats: Record<string, WordList>;
  expressions: { data_type: string; parts: string[]; without?: string[] }[];
  annotations: WordList;
  unnamed: string;
  denials: WordList;
  field_settings: WordList;
  public_variables: WordList;
  of_operators: WordList;
  made_up: WordList;
}

type RawFakes = Record<string, string[]>;

/**
 * Loads the taxonomy.
 * @param dir the folder of the data types: one file per category, word lists in files that begin with `_`
 * @returns plain data that JSON keeps
 * @throws when a file is missing, is no YAML, or two data types share an id
 */
export async function loadTaxonomy(dir: string): Promise<Taxonomy> {
  const read = async <Content>(name: string): Promise<Content> => parse(await readFile(join(dir, name), 'utf8')) as Content;
  const names = (await readdir(dir)).filter((name) => name.endsWith('.yml') && !name.startsWith('_') && name !== 'tests.yml');
  const categories = await Promise.all(names.sort().map((name) => read<RawCategory>(name)));
  categories.sort((a, b) => a.order - b.order);
  const dataTypes = categories.flatMap((category) => category.data_types.map((type) => toEntry(type, category.category)));
  rejectDuplicates(dataTypes);
  const words = await read<RawWords>('_words.yml');
  const { updated, tiers, laws } = await read<Pick<Taxonomy, 'updated' | 'tiers' | 'laws'>>('_tiers-laws.yml');
  return {
    updated,
    dataTypes,
    categories: categories.map(({ category, title }) => ({ id: category, title })),
    tiers,
    laws,
    personWords: toPersonWords(words.person_words),
    cancelling: toCancelling(words.global_never),
    splitting: { joins: words.splitting.joins, irregularPlurals: words.splitting.irregular_plurals },
    fakes: toFakes(await read<RawFakes>('_known-fakes.yml')),
    said: toSaid(await read<RawSaid>('_schemas.yml')),
    checks: await read<Record<string, string>>('_checks.yml'),
  };
}

function phrases(list: WordList): readonly string[] {
  if (list === null || list === undefined) return [];
  const parts = typeof list === 'string' ? list.split(',') : list;
  return parts.map((phrase) => String(phrase).trim()).filter((phrase) => phrase !== '');
}

function toEntry(raw: RawDataType, category: string): TaxonomyEntry {
  return {
    id: raw.id,
    category,
    title: raw.title,
    tier: raw.tier,
    laws: raw.laws,
    valueTypes: raw.value_types,
    ...(raw.note !== undefined && { note: raw.note }),
    names: toNames(raw.names),
    ...(raw.literal && { literal: toLiteral(raw, raw.literal) }),
  };
}

function toNames(raw: RawDataType['names']): NamePatterns {
  return {
    strong: phrases(raw.strong),
    unsure: phrases(raw.unsure),
    weak: phrases(raw.weak),
    never: phrases(raw.never),
    owners: phrases(raw.owners),
    notOwners: phrases(raw.not_owners),
    languages: Object.fromEntries(Object.entries(raw.languages ?? {}).map(([language, list]) => [language, phrases(list)])),
  };
}

function toLiteral(type: RawDataType, raw: RawLiteral): LiteralRule {
  return {
    dataType: type.id,
    pattern: raw.pattern,
    ...(raw.flags && { flags: raw.flags }),
    ...(raw.check && { check: raw.check }),
    ...(raw.check_by_form && { checkByForm: raw.check_by_form }),
    ...(raw.needs && { needs: raw.needs }),
    ...(raw.fake_form && { fakeForm: raw.fake_form }),
    ...(raw.low_form && { lowForm: raw.low_form }),
    ...(type.tier === 'credential' && { secret: true as const }),
    ...(raw.strength === 'weak' && { weak: true as const }),
    examples: raw.examples,
    counterexamples: raw.counterexamples,
  };
}

function toPersonWords(raw: RawWords['person_words']): Taxonomy['personWords'] {
  return {
    strong: phrases(raw['strong']),
    weak: phrases(raw['weak']),
    weakOwnerOnly: phrases(raw['weak_owner_only']),
    nonPerson: phrases(raw['non_person']),
    neutral: phrases(raw['neutral']),
    opaque: phrases(raw['opaque']),
    acrossSkip: phrases(raw['across_skip']),
    neverAcross: phrases(raw['never_across']),
    weakOwnerCategories: phrases(raw['weak_owner_categories']),
    upgraded: phrases(raw['upgraded']),
    wholeOwner: phrases(raw['whole_owner']),
    leading: phrases(raw['leading']),
  };
}

function toCancelling(raw: RawWords['global_never']): Taxonomy['cancelling'] {
  return {
    first: phrases(raw['first']),
    before: phrases(raw['before']),
    after: phrases(raw['after']),
    owner: phrases(raw['owner']),
    wording: phrases(raw['wording']),
  };
}

function toSaid({
  formats,
  expressions,
  annotations,
  unnamed,
  denials,
  field_settings,
  public_variables,
  of_operators,
  made_up,
}: RawSaid): SchemaWords {
  return {
    formats: Object.fromEntries(Object.entries(formats).flatMap(([type, list]) => phrases(list).map((format) => [format, type] as const))),
    expressions: expressions.map(({ data_type, parts, without = [] }) => ({ dataType: data_type, parts, without })),
    annotations: phrases(annotations),
    unnamed,
    denials: phrases(denials),
    fieldSettings: phrases(field_settings),
    publicVariables: phrases(public_variables),
    ofOperators: phrases(of_operators),
    madeUp: phrases(made_up),
  };
}

function toFakes(raw: RawFakes): KnownFakes {
  return {
    emailDomains: raw['email_domains'] ?? [],
    emailTlds: raw['email_tlds'] ?? [],
    emailLocals: raw['email_locals'] ?? [],
    phonePatterns: raw['phone_patterns'] ?? [],
    ipRanges: raw['ip_ranges'] ?? [],
    cardNumbers: raw['card_numbers'] ?? [],
    secrets: raw['secrets'] ?? [],
    secretPatterns: raw['secret_patterns'] ?? [],
    exampleNames: raw['example_names'] ?? [],
    persons: raw['persons'] ?? [],
  };
}

function rejectDuplicates(types: readonly TaxonomyEntry[]): void {
  const seen = new Set<string>();
  for (const { id } of types) {
    if (seen.has(id)) throw new Error(`data type ${id} is declared twice`);
    seen.add(id);
  }
}
