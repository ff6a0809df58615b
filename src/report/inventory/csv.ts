/** The inventory as a table of places (RFC 4180), for spreadsheets: nothing in a cell is taken for a formula. */
import type { InventoryDataType, InventoryExit, Place } from '../../model/inventory.js';
import { neutraliseSentence, withoutCommands } from '../safe-text.js';
import type { InventoryReporter } from './reporter.js';
import { ENTRY_WORDS, KIND_WORDS, lawWords, PARTY_WORDS, recipientWords } from './words.js';

const COLUMNS = [
  'data_type',
  'title',
  'tier',
  'category',
  'laws',
  'section',
  'what',
  'how',
  'recipient',
  'recipient_name',
  'country',
  'party',
  'form',
  'purpose',
  'finding',
  'confidence',
  'path',
  'line',
  'column',
] as const;
/** Only where the configuration names jurisdictions. */
const BORDER = 'cross_border';
type Row = Partial<Record<(typeof COLUMNS)[number] | typeof BORDER, string>>;

/** Beginnings that spreadsheets take for a formula (OWASP, CSV injection); the full-width forms for some input methods. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** One cell: quoted, a formula made text, characters that are obeyed or hidden made visible. */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${neutraliseSentence(safe).replaceAll('"', '""')}"`;
}

export const csvInventory: InventoryReporter = ({ dataTypes, jurisdictions }) => {
  const columns: readonly (keyof Row)[] = jurisdictions ? [...COLUMNS, BORDER] : COLUMNS;
  const rows = dataTypes.flatMap(rowsOf);
  const lines = [columns.map(csvCell), ...rows.map((row) => columns.map((name) => csvCell(row[name] ?? '')))];
  return withoutCommands(lines.map((cells) => `${cells.join(',')}\r\n`).join(''));
};

function rowsOf(type: InventoryDataType): readonly Row[] {
  const head: Row = { data_type: type.id, title: type.title, tier: type.tier, category: type.category, laws: lawWords(type.laws) };
  return [
    ...type.enters.map((e): Row => ({ ...head, section: 'enters', what: e.source, how: ENTRY_WORDS[e.how], ...at(e) })),
    ...type.declared.map((d): Row => ({ ...head, section: 'declared', what: `${d.type}.${d.member}`, how: 'type', ...at(d) })),
    ...type.columns.map((c): Row => ({ ...head, section: 'column', what: `${c.table}.${c.name}`, how: 'table', ...at(c) })),
    ...type.stored.map((e): Row => ({ ...head, section: 'stored', ...exit(e) })),
    ...type.leaves.map((e): Row => ({ ...head, section: 'leaves', ...exit(e) })),
  ];
}

function exit(e: InventoryExit): Row {
  return {
    what: e.callee,
    how: KIND_WORDS[e.kind],
    recipient: e.recipient,
    recipient_name: recipientWords({ recipient: e.recipient, recipientName: e.recipientName, party: e.party }),
    country: e.country ?? '',
    cross_border: e.crossBorder ? crossingWords(e.crossBorder) : '',
    party: PARTY_WORDS[e.party],
    form: e.form,
    purpose: e.purpose ? 'yes' : 'no',
    finding: e.severity ?? '',
    confidence: e.confidence,
    ...at(e),
  };
}

/** `outside EU: GDPR ch. V (Art. 44–49)` */
function crossingWords({ outside, articles }: NonNullable<InventoryExit['crossBorder']>): string {
  return [`outside ${outside.join(', ')}`, ...(articles.length > 0 ? [articles.join(', ')] : [])].join(': ');
}

function at({ path, line, column }: Place): Row {
  return { path, line: String(line), column: String(column) };
}
