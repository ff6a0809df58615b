/** The list of what rules know. */
import { closest } from 'fastest-levenshtein';
import { WaybillError } from '../../model/errors.js';
import type { RuleForm, RuleListQuery, RuleRow } from '../../model/rule-book.js';
import type { Recipient } from '../../model/rules.js';
import { ruleInfos } from '../../policy/index.js';
import { dataTypesOf, isImportedAs, kindsOf, knowledgeAt, recipientsOf, type Knowledge, type KnownLibraryFile } from './knowledge.js';

/** A row, and the words by which it is found. */
interface Entry extends RuleRow {
  readonly words: readonly string[];
}

/**
 * Without a selector: the libraries.
 *
 * @throws {WaybillError} `unknown-rule`, with the nearest word; `wrong-config`
 */
export async function listRules(query: RuleListQuery): Promise<readonly RuleRow[]> {
  const known = await knowledgeAt(query);
  checkWords(query, known);
  const { forms = formsAsked(query), library } = query;
  const entries = library === undefined ? entriesOf(known) : rulesOf(named(library, known.libraries));
  return entries
    .filter((entry) => (library !== undefined || forms.includes(entry.form as RuleForm)) && fits(entry, query))
    .map(({ words: _, ...row }) => row);
}

/** What a selector can fit; of nothing in particular, the libraries. */
function formsAsked({ text, recipient, dataType, status, kind }: RuleListQuery): readonly RuleForm[] {
  if (text !== undefined) return ['library', 'data-type', 'recipient', 'policy', 'finding'];
  if (recipient !== undefined) return ['library', 'recipient'];
  if (dataType !== undefined) return ['library', 'data-type'];
  return status === 'catalogue' && kind === undefined ? ['library', 'recipient'] : ['library'];
}

function fits(entry: Entry, { text, kind, status, recipient, dataType }: RuleListQuery): boolean {
  const wanted = text?.toLowerCase();
  return (
    (wanted === undefined || entry.words.some((word) => word.toLowerCase().includes(wanted))) &&
    (kind === undefined || entry.kinds.includes(kind)) &&
    (status === undefined || entry.status === status) &&
    (recipient === undefined || entry.recipients.includes(recipient)) &&
    (dataType === undefined || entry.dataTypes.includes(dataType))
  );
}

function entriesOf(known: Knowledge): readonly Entry[] {
  const { libraries, taxonomy, recipients, policies } = known;
  return [
    ...libraries.map((one) => libraryEntry(one, known)),
    ...taxonomy.dataTypes.map((type): Entry => ({
      form: 'data-type',
      id: type.id,
      title: type.title.en,
      kinds: [],
      recipients: [],
      dataTypes: [type.id],
      notes: [type.tier],
      words: [
        type.id,
        type.title.en,
        type.title.zh,
        ...type.names.strong,
        ...type.names.weak,
        ...Object.values(type.names.languages).flat(),
      ],
    })),
    ...recipients.map((one) => recipientEntry(one, known)),
    ...Object.values(policies).map(({ policy, title }): Entry => ({
      form: 'policy',
      id: policy,
      title,
      kinds: [],
      recipients: [],
      dataTypes: [],
      notes: [],
      words: [policy, title],
    })),
    ...ruleInfos(Object.values(policies), taxonomy).map(({ id, title, kind, tier }): Entry => ({
      form: 'finding',
      id,
      title,
      kinds: [kind],
      recipients: [],
      dataTypes: [],
      notes: [tier],
      words: [id, title],
    })),
  ];
}

function libraryEntry({ rules, file, isOwn, change }: KnownLibraryFile, { reachedBy }: Knowledge): Entry {
  const { library, title = library, modules = [], status } = rules;
  const reached = [...reachedBy].flatMap(([id, libraries]) => (libraries.includes(library) ? [id] : []));
  return {
    form: 'library',
    id: library,
    title,
    status,
    kinds: kindsOf(rules),
    recipients: [...new Set([...recipientsOf(rules), ...reached])].sort(),
    dataTypes: dataTypesOf(rules),
    notes: change === undefined ? [] : [change],
    ...(isOwn ? { file } : {}),
    words: [library, title, ...modules],
  };
}

function recipientEntry(
  { id, name, company, country, kind, hosts = [], packages = [], globals = [], purposes = [] }: Recipient,
  known: Knowledge,
): Entry {
  return {
    form: 'recipient',
    id,
    title: name,
    status: known.reachedBy.has(id) ? 'verified' : 'catalogue',
    kinds: kind === undefined ? [] : [kind],
    recipients: [id],
    dataTypes: [],
    notes: [...(country === undefined ? [] : [country]), ...purposes],
    words: [id, name, company ?? '', ...hosts, ...packages, ...globals],
  };
}

/** Each rule of one library. */
function rulesOf({ rules, file, isOwn }: KnownLibraryFile): readonly Entry[] {
  const row = (what: string, at: string | readonly string[], rest: Partial<RuleRow> = {}): Entry => {
    const id = typeof at === 'string' ? at : at.join(', ');
    const { title = '', kinds = [], recipients = [], dataTypes = [] } = rest;
    const notes = [what];
    const own = isOwn ? { file } : {};
    return { form: 'rule', id, title, status: rules.status, kinds, recipients, dataTypes, notes, ...own, words: [id, title, what] };
  };
  const part = <Rule extends { readonly at: string | readonly string[] }>(list: readonly Rule[] | undefined, what: string) =>
    (list ?? []).map((rule) => row(what, rule.at, partsOf(rule)));
  return [
    ...part(rules.sinks, 'sink'),
    ...part(rules.sources, 'source'),
    ...part(rules.sanitizers, 'sanitizer'),
    ...part(rules.settings, 'setting'),
    ...part(rules.propagators, 'propagator'),
    ...(rules.channels ?? []).map(({ channel, write, read }) =>
      row(
        'channel',
        [...write, ...read].flatMap(({ at }) => at),
        { title: channel },
      ),
    ),
    ...part(rules.environments, 'environment'),
    ...part(rules.builders, 'builder'),
    ...(rules.types ?? []).map(({ name }) => row('type', name)),
  ];
}

function partsOf(rule: object): Partial<RuleRow> {
  const {
    kind,
    recipient,
    type,
    title,
    shape,
    effect,
    says,
    carries = [],
    purposeTypes = [],
  } = rule as Partial<Record<'kind' | 'recipient' | 'type' | 'title' | 'shape' | 'effect' | 'says', string>> &
    Partial<Record<'carries' | 'purposeTypes', readonly string[]>>;
  return {
    title: title ?? says ?? shape ?? effect ?? '',
    kinds: kind === undefined ? [] : [kind],
    recipients: recipient === undefined ? [] : [recipient],
    dataTypes: [...(type === undefined ? [] : [type]), ...carries, ...purposeTypes],
  };
}

function named(name: string, libraries: readonly KnownLibraryFile[]): KnownLibraryFile {
  return libraries.find(({ rules }) => rules.library === name) ?? libraries.find(({ rules }) => isImportedAs(rules, name))!;
}

/** Words that nothing has are told with the nearest, and do not give an empty list. */
function checkWords({ library, recipient, dataType }: RuleListQuery, { libraries, recipients, taxonomy }: Knowledge): void {
  if (!libraries.some(({ rules }) => rules.library === library || isImportedAs(rules, library ?? '')))
    check(
      library,
      'library',
      libraries.flatMap(({ rules }) => [rules.library, ...(rules.modules ?? [])]),
    );
  check(recipient, 'recipient', [...recipients.map(({ id }) => id)]);
  check(dataType, 'data type', [...taxonomy.dataTypes.map(({ id }) => id)]);
}

function check(word: string | undefined, what: string, known: readonly string[]): void {
  if (word === undefined || known.includes(word)) return;
  throw new WaybillError({
    code: 'unknown-rule',
    what: `there is no such ${what}`,
    where: word,
    hint: `did you mean ${closest(word, [...known])}?`,
  });
}
