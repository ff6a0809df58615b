/** The inventory at a terminal. */
import Table from 'cli-table3';
import type { Inventory, InventoryDataType, InventoryRecipient, InventoryTable } from '../../model/inventory.js';
import { count, lowerFirst, pad, widthOf, wrap } from '../pretty/layout.js';
import { createTheme, type Theme } from '../pretty/theme.js';
import { neutraliseSentence, withoutCommands } from '../safe-text.js';
import { placeLists } from './places.js';
import type { InventoryReporter } from './reporter.js';
import { borderSentences, ENTRY_WORDS, KIND_WORDS, limitSentences, PARTY_WORDS, recipientWords, tally, TIER_WORDS } from './words.js';

const MIN_WIDTH = 60;
const MAX_WIDTH = 180;
const LABEL_WIDTH = 12;
/** Names in one cell; the rest is a number. */
const MAX_NAMES = 6;
/** Columns of text that a table of `n` columns spends on borders and padding. */
const frameWidth = (n: number): number => 3 * n + 1;

export const prettyInventory: InventoryReporter = (inventory, style) => {
  const theme = createTheme(style);
  const page = new Page(theme, Math.min(Math.max(style.width, MIN_WIDTH), MAX_WIDTH));
  const { filter } = inventory;
  const narrowed = filter.dataTypes.length > 0 || filter.recipients.length > 0;
  const blocks = [
    ...(style.quiet ? [] : [page.summary(inventory)]),
    ...page.data(inventory.dataTypes),
    page.tables(inventory.tables),
    page.recipients(inventory.recipients),
    page.border(inventory),
    ...(narrowed ? inventory.dataTypes.map((type) => placeLists(type, theme, page.width)) : []),
    ...(style.quiet ? [] : [page.limits(inventory, narrowed)]),
  ];
  return withoutCommands(
    `${blocks
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n')}\n`,
  );
};

interface Column {
  readonly head: string;
  /** Parts of what is left of the width. */
  readonly share: number;
}

/** Lines of one cell. */
type Cell = readonly string[];

class Page {
  constructor(
    private readonly theme: Theme,
    readonly width: number,
  ) {}

  summary({ summary: s, filter, policies }: Inventory): string[] {
    const only = [...filter.dataTypes, ...filter.recipients].join(', ');
    return [
      this.theme.strong('Inventory of personal data'),
      '',
      ...(only ? this.row('Only', only) : []),
      ...this.row('Data', count(s.dataTypes, 'kind')),
      ...this.row(
        'Tables',
        s.tables === 0
          ? 'none seen'
          : `${s.personalTables} of ${count(s.tables, 'table')} with personal data, in ${count(s.personalColumns, 'column')}`,
      ),
      ...this.row(
        'Recipients',
        `${s.recipients}; other companies: ${s.thirdParties}${s.countries.length > 0 ? `, with a seat in ${s.countries.join(', ')}` : ''}`,
      ),
      ...this.row('Findings', policies ? `${s.findings}, by ${policies.join(', ')}` : String(s.findings)),
    ];
  }

  /** A table for each tier, since the tier says how much is at stake. */
  data(types: readonly InventoryDataType[]): string[][] {
    const columns: Column[] = [
      { head: 'Data', share: 6 },
      { head: 'Enters by', share: 5 },
      { head: 'Kept in', share: 6 },
      { head: 'Goes to', share: 7 },
      { head: 'Findings', share: 1 },
    ];
    const tiers = [...new Set(types.map((t) => t.tier))];
    return tiers.map((tier) => {
      const own = types.filter((t) => t.tier === tier);
      const title = wrap(`${TIER_WORDS[tier]}: ${own[0]!.meaning}`, this.width);
      const rows = own.map((t) => [
        [t.title],
        this.enters(t),
        this.kept(t),
        this.goes(t),
        [t.findings === 0 ? 'none' : String(t.findings)],
      ]);
      return [...title.map((line) => this.theme.strong(line)), ...this.table(columns, rows)];
    });
  }

  private enters(type: InventoryDataType): Cell {
    const ways = this.names(tally(type.enters.map((e) => ENTRY_WORDS[e.how])));
    return [...ways, ...(type.declared.length > 0 ? [`declared in ${count(new Set(type.declared.map((d) => d.type)).size, 'type')}`] : [])];
  }

  private kept(type: InventoryDataType): Cell {
    const columns = type.columns.map((c) => [`${c.table}.${c.name}`, 1] as const);
    return [...this.names(columns), ...this.names(tally(type.stored.map((e) => KIND_WORDS[e.kind])))];
  }

  /** Other companies first: they are what a reader looks for. */
  private goes(type: InventoryDataType): Cell {
    const abroad = tally(type.leaves.filter((e) => e.party === 'third').map(recipientWords));
    const unknown = tally(type.leaves.filter((e) => e.party === 'unknown').map(recipientWords));
    const own = tally(type.leaves.filter((e) => e.party === 'self' || e.party === 'first').map(recipientWords));
    return this.names([...abroad, ...unknown, ...own]);
  }

  tables(tables: readonly InventoryTable[]): string[] {
    const personal = tables.filter((t) => t.columns.length > 0);
    if (personal.length === 0) return [];
    const columns: Column[] = [
      { head: 'Table', share: 3 },
      { head: 'Declared at', share: 5 },
      { head: 'Columns with personal data', share: 10 },
    ];
    const rows = personal.map((t) => [
      [t.name],
      [`${t.path}:${t.line}`],
      [t.columns.map((c) => `${c.name} (${lowerFirst(c.title)})`).join(', '), `${t.columns.length} of ${count(t.columnCount, 'column')}`],
    ]);
    return [this.theme.strong('Tables'), ...this.table(columns, rows)];
  }

  recipients(recipients: readonly InventoryRecipient[]): string[] {
    if (recipients.length === 0) return [];
    const columns: Column[] = [
      { head: 'Recipient', share: 5 },
      { head: 'Who', share: 3 },
      { head: 'By', share: 4 },
      { head: 'Data', share: 9 },
      { head: 'Calls', share: 2 },
    ];
    const rows = recipients.map((r) => [
      [
        recipientWords({
          recipient: r.id,
          recipientName: r.name,
          party: r.party,
          ...(r.country === undefined ? {} : { country: r.country }),
          ...(r.crossBorder ? { crossBorder: r.crossBorder } : {}),
        }),
      ],
      [PARTY_WORDS[r.party]],
      [r.kinds.map((k) => KIND_WORDS[k]).join(', ')],
      [listed(r.dataTypes.map((d) => lowerFirst(d.title)))],
      [String(r.calls)],
    ]);
    return [this.theme.strong('Recipients'), ...this.table(columns, rows)];
  }

  /** What is marked as cross-border, and by which law. */
  border(inventory: Inventory): string[] {
    const sentences = borderSentences(inventory);
    return sentences.length === 0 ? [] : [this.theme.strong('Cross-border'), ...sentences.flatMap((s) => this.hanging(s, '  '))];
  }

  limits({ coverage }: Inventory, narrowed: boolean): string[] {
    const hint = narrowed ? '' : ' Every place: --format csv, or --data-type <id> for one kind of data.';
    return [
      this.theme.strong('What was looked at'),
      ...limitSentences(coverage).flatMap((s) => this.hanging(s, '  ')),
      ...wrap(`The inventory is what the code shows; docs/inventory.md says what it cannot show.${hint}`, this.width).map((line) =>
        this.theme.quiet(line),
      ),
    ];
  }

  private hanging(text: string, indent: string): string[] {
    return wrap(neutraliseSentence(text, this.theme.unicode), this.width - indent.length).map((line) => indent + line);
  }

  private row(label: string, text: string): string[] {
    return wrap(neutraliseSentence(text, this.theme.unicode), this.width - LABEL_WIDTH - 2).map(
      (line, i) => `  ${i === 0 ? this.theme.strong(pad(label, LABEL_WIDTH)) : pad('', LABEL_WIDTH)}${line}`,
    );
  }

  private names(list: readonly (readonly [string, number])[]): readonly string[] {
    const shown = list.slice(0, MAX_NAMES).map(([name, n]) => (n === 1 ? name : `${name} ${n}`));
    return list.length > MAX_NAMES ? [...shown, `${list.length - MAX_NAMES} more`] : shown;
  }

  private table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string[] {
    const widths = this.widths(columns);
    const table = new Table({
      head: columns.map((c) => this.theme.strong(c.head)),
      colWidths: widths.map((w) => w + 2),
      chars: this.theme.unicode ? {} : ASCII_FRAME,
      style: { head: [], border: [], compact: false },
    });
    for (const row of rows) {
      table.push(
        row.map((cell, i) => cell.flatMap((line) => cellLines(neutraliseSentence(line, this.theme.unicode), widths[i]!)).join('\n')),
      );
    }
    return table.toString().split('\n');
  }

  /** Each column gets its share; never less than its head needs. */
  private widths(columns: readonly Column[]): readonly number[] {
    const room = this.width - frameWidth(columns.length);
    const shares = columns.reduce((sum, c) => sum + c.share, 0);
    const widths = columns.map((c) => Math.max(widthOf(c.head), Math.floor((room * c.share) / shares)));
    let left = room - widths.reduce((a, b) => a + b, 0);
    // What heads take beyond their share, the widest give.
    for (; left < 0; left++) widths[widths.indexOf(Math.max(...widths))]!--;
    widths[widths.indexOf(Math.max(...widths))]! += left;
    return widths;
  }
}

const ASCII_FRAME = {
  top: '-',
  'top-mid': '+',
  'top-left': '+',
  'top-right': '+',
  bottom: '-',
  'bottom-mid': '+',
  'bottom-left': '+',
  'bottom-right': '+',
  left: '|',
  'left-mid': '+',
  mid: '-',
  'mid-mid': '+',
  right: '|',
  'right-mid': '+',
  middle: '|',
};

/** One name of a cell; what does not fit on its line hangs, so that the next name is seen to be one. */
function cellLines(text: string, width: number): string[] {
  return wrapNames(text, width - 1).map((line, i) => (i === 0 ? line : ` ${line}`));
}

/** Names and paths break behind a dot, slash or hyphen where they can. */
function wrapNames(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const pieces = widthOf(word) <= width ? [word] : word.split(/(?<=[./_-])/);
    pieces.forEach((piece, i) => {
      const last = lines.at(-1);
      const glue = i === 0 ? ' ' : '';
      if (last !== undefined && widthOf(last) + glue.length + widthOf(piece) <= width) lines[lines.length - 1] = last + glue + piece;
      else lines.push(...wrap(piece, width));
    });
  }
  return lines;
}

/** Names, and how many more there are. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES * 2).join(', ');
  return names.length > MAX_NAMES * 2 ? `${shown}, ${names.length - MAX_NAMES * 2} more` : shown;
}
