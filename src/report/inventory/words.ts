/** The inventory's terms in the words of somebody who did not write the code. */
import type { EntryShape, Inventory, InventoryDataType, InventoryEntry, InventoryExit, LawReference } from '../../model/inventory.js';
import type { Coverage } from '../../model/report.js';
import type { Party, SinkKind } from '../../model/rules.js';
import { count } from '../pretty/layout.js';

export const PARTY_WORDS: Readonly<Record<Party, string>> = {
  self: 'own system',
  first: 'own service',
  third: 'another company',
  unknown: 'not known',
};

export const KIND_WORDS: Readonly<Record<SinkKind, string>> = {
  log: 'log',
  error: 'error',
  outbound: 'request',
  analytics: 'analytics',
  ai: 'AI prompt',
  message: 'message',
  'browser-storage': 'browser storage',
  cookie: 'cookie',
  url: 'URL',
  token: 'readable token',
  file: 'file',
  export: 'document',
  database: 'database',
  response: 'answer to the client',
  queue: 'queue',
};

export const ENTRY_WORDS: Readonly<Record<InventoryEntry['how'], string>> = {
  'request-body': 'request body',
  query: 'query of a URL',
  params: 'path of a URL',
  headers: 'header or cookie',
  form: 'form field',
  env: 'environment variable',
  event: 'event or job',
  'session-user': 'session',
  api: 'library or platform',
  name: 'named in code',
  literal: 'written in code',
} satisfies Record<EntryShape | 'name' | 'literal', string>;

export const TIER_WORDS: Readonly<Record<InventoryDataType['tier'], string>> = {
  credential: 'Credentials',
  sensitive: 'Sensitive data',
  direct: 'Data that names or reaches a person',
  pseudonymous: 'Pseudonymous data',
  indirect: 'Indirect data',
  unclassified: 'Inputs of unknown content',
};

/** Recipients that the code does not name. */
const UNNAMED: Readonly<Record<Party, string>> = {
  self: 'the own system',
  first: 'an own service that is not named',
  third: 'another company that is not named',
  unknown: 'a recipient that is not known',
};

export function recipientWords(of: Pick<InventoryExit, 'recipient' | 'recipientName' | 'country' | 'party' | 'crossBorder'>): string {
  if (of.recipient === 'unknown') return UNNAMED[of.party];
  const border = of.crossBorder ? ', cross-border' : '';
  return of.country === undefined ? of.recipientName : `${of.recipientName} (${of.country}${border})`;
}

/** What is said of the border under the recipients; nothing where the configuration names no jurisdiction. */
export function borderSentences({ jurisdictions = [], recipients }: Pick<Inventory, 'jurisdictions' | 'recipients'>): readonly string[] {
  if (jurisdictions.length === 0) return [];
  const names = jurisdictions.map(({ id }) => id).join(', ');
  const crossing = recipients.filter((r) => r.crossBorder);
  const unknown = recipients.filter((r) => r.party === 'third' && r.country === undefined);
  const articles = new Set(crossing.flatMap((r) => r.crossBorder?.articles ?? []));
  return [
    `cross-border means outside ${names}: ${crossing.length === 0 ? 'no recipient of a known country is' : count(crossing.length, 'recipient')}`,
    ...jurisdictions.flatMap(({ transfers }) =>
      transfers && articles.has(transfers.title) ? [`${transfers.title}: ${transfers.says}. ${transfers.ask}`] : [],
    ),
    ...(unknown.length > 0
      ? [`${count(unknown.length, 'other company', 'other companies')} of which no country is known: not marked`]
      : []),
  ];
}

/** `gdpr personal, ccpa A`: laws by their ids, with the category of the data. */
export function lawWords(laws: readonly LawReference[]): string {
  return laws.map(({ id, reference }) => `${id} ${reference}`).join(', ');
}

/** What happens at an exit, as a reader would say it. */
export function exitNotes(exit: InventoryExit): readonly string[] {
  return [
    ...(exit.form === 'clear' ? [] : [exit.form]),
    ...(exit.purpose ? ['what the call is for'] : []),
    ...(exit.severity === undefined ? [] : [`in a finding (${exit.severity})`]),
    ...(exit.confidence === 'high' ? [] : [`${exit.confidence} confidence`]),
  ];
}

/** What the inventory cannot tell, in sentences; none when all was followed. */
export function limitSentences({ files, calls, cuts, unknownRecipients, problems }: Coverage): readonly string[] {
  const outside = calls.unmodelled.reduce((sum, m) => sum + m.calls, 0);
  const skipped = Object.values(files.skipped).reduce((sum, n) => sum + n, 0);
  const cut = Object.values(cuts).reduce((sum, n) => sum + n, 0);
  return [
    `${count(files.analysed, 'file')} analysed${skipped > 0 ? `, ${count(skipped, 'file or folder', 'files and folders')} left out` : ''}`,
    ...(unknownRecipients > 0 ? [`${count(unknownRecipients, 'call')} to recipients that the code does not name`] : []),
    ...(outside > 0 ? [`${count(outside, 'call')} into libraries that no rule speaks of: what they do with data is not known`] : []),
    ...(calls.unresolved > 0 ? [`${count(calls.unresolved, 'call')} whose target is not known`] : []),
    ...(cut > 0 ? [`limits of the analysis cut something ${count(cut, 'time')}`] : []),
    ...(problems.length > 0 ? [`${count(problems.length, 'problem')} with files: waybill scan names them`] : []),
  ];
}

/** Number of things by name, most first: `request body 3, form field 1`. */
export function tally(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
