/** The inventory as a document for people: tables first, then each data type with its places. */
import type { Inventory, InventoryDataType, InventoryExit, Place } from '../../model/inventory.js';
import { code, plain as text } from '../markdown/text.js';
import { withoutCommands } from '../safe-text.js';
import type { InventoryReporter } from './reporter.js';
import {
  borderSentences,
  ENTRY_WORDS,
  exitNotes,
  KIND_WORDS,
  limitSentences,
  PARTY_WORDS,
  recipientWords,
  tally,
  TIER_WORDS,
} from './words.js';

/** Places of one kind that a section names; all are in JSON and CSV. */
const MAX_PLACES = 50;

export const markdownInventory: InventoryReporter = (inventory) => {
  const sections = [
    summary(inventory),
    dataTypeTable(inventory),
    tableTable(inventory),
    recipientTable(inventory),
    border(inventory),
    ...inventory.dataTypes.map(details),
    limits(inventory),
  ];
  return withoutCommands(
    `${sections
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n')}\n`,
  );
};

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function summary({ summary: s, tool, filter, policies }: Inventory): string[] {
  const narrowed = [...filter.dataTypes, ...filter.recipients];
  return [
    '# Inventory of personal data',
    '',
    `- Kinds of data: ${s.dataTypes}`,
    `- Tables: ${s.tables}, of which ${s.personalTables} hold personal data in ${s.personalColumns} columns`,
    `- Recipients: ${s.recipients}, of which ${s.thirdParties} are other companies${s.countries.length > 0 ? ` (${s.countries.join(', ')})` : ''}`,
    `- Findings: ${s.findings}${policies ? `, by ${text(policies.join(', '))}` : ''}`,
    ...(narrowed.length > 0 ? [`- Narrowed to: ${text(narrowed.join(', '))}`] : []),
    `- Taken by ${tool.name} ${text(tool.version)}, rules ${text(tool.rulesVersion)}`,
  ];
}

function dataTypeTable({ dataTypes }: Inventory): string[] {
  if (dataTypes.length === 0) return ['## Data', '', 'No personal data was seen.'];
  const rows = dataTypes.map((d) => [
    text(d.title),
    text(TIER_WORDS[d.tier]),
    text(counts(d.enters.map((e) => ENTRY_WORDS[e.how]))),
    text([...d.columns.map((c) => `${c.table}.${c.name}`), counts(d.stored.map((e) => KIND_WORDS[e.kind]))].filter(Boolean).join(', ')),
    text(counts(d.leaves.map(recipientWords))),
    String(d.findings),
  ]);
  return ['## Data', '', ...table(['Data', 'Kind', 'Enters by', 'Kept in', 'Goes to', 'Findings'], rows)];
}

function tableTable({ tables }: Inventory): string[] {
  const personal = tables.filter((t) => t.columns.length > 0);
  if (personal.length === 0) return [];
  const rows = personal.map((t) => [
    text(t.name),
    code(place(t)),
    text(t.columns.map((c) => `${c.name} (${c.title})`).join(', ')),
    `${t.columns.length} of ${t.columnCount}`,
  ]);
  return ['## Tables', '', ...table(['Table', 'Declared at', 'Columns with personal data', 'Columns'], rows)];
}

function recipientTable({ recipients }: Inventory): string[] {
  if (recipients.length === 0) return [];
  const rows = recipients.map((r) => [
    text(recipientWords({ recipient: r.id, recipientName: r.name, party: r.party })),
    text(`${r.country ?? ''}${r.crossBorder ? ', cross-border' : ''}`),
    PARTY_WORDS[r.party],
    text(r.kinds.map((k) => KIND_WORDS[k]).join(', ')),
    text(r.dataTypes.map((d) => d.title).join(', ')),
    String(r.calls),
  ]);
  return ['## Recipients', '', ...table(['Recipient', 'Country', 'Who', 'By', 'Data', 'Calls'], rows)];
}

function border(inventory: Inventory): string[] {
  const sentences = borderSentences(inventory);
  return sentences.length === 0 ? [] : ['## Cross-border', '', ...sentences.map((s) => `- ${text(s)}`)];
}

function details(type: InventoryDataType): string[] {
  return [
    `## ${text(type.title)}`,
    '',
    `${text(TIER_WORDS[type.tier])}: ${text(type.meaning)}.`,
    ...(type.laws.length > 0 ? ['', ...type.laws.map((l) => `- ${text(l.title)} (${text(l.jurisdiction)}): ${text(l.reference)}`)] : []),
    ...places(
      'Enters',
      type.enters.map((e) => [e, `${ENTRY_WORDS[e.how]}${e.source ? ` ${e.source}` : ''}`] as const),
    ),
    ...places(
      'Declared',
      type.declared.map((d) => [d, `${d.type}.${d.member}`] as const),
    ),
    ...places(
      'Columns',
      type.columns.map((c) => [c, `${c.table}.${c.name}`] as const),
    ),
    ...places(
      'Stored',
      type.stored.map((e) => [e, exitText(e)] as const),
    ),
    ...places(
      'Leaves',
      type.leaves.map((e) => [e, exitText(e)] as const),
    ),
  ];
}

function exitText(exit: InventoryExit): string {
  return [`${KIND_WORDS[exit.kind]}, ${recipientWords(exit)}, by ${exit.callee}`, ...exitNotes(exit)].join('; ');
}

function places(title: string, list: readonly (readonly [Place, string])[]): string[] {
  if (list.length === 0) return [];
  const more = list.length - MAX_PLACES;
  return [
    '',
    `### ${title} (${list.length})`,
    '',
    ...list.slice(0, MAX_PLACES).map(([at, words]) => `- ${code(place(at))} — ${text(words)}`),
    ...(more > 0 ? [`- and ${more} more: JSON and CSV name them all`] : []),
  ];
}

function limits({ coverage }: Inventory): string[] {
  return ['## What was looked at', '', ...limitSentences(coverage).map((s) => `- ${text(s)}`)];
}

function place({ path, line }: Place): string {
  return `${path}:${line}`;
}

function counts(names: readonly string[]): string {
  return tally(names)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ');
}
