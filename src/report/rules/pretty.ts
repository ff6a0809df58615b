/** What rules know, at the terminal: the list, and single pages. */
import type { RuleDetails, RuleForm, RulePage, RulePageSection, RuleRow } from '../../model/rule-book.js';
import { count, pad, paintCode, truncate, widthOf, wrap } from '../pretty/layout.js';
import { createTheme, type Theme } from '../pretty/theme.js';
import type { ReportStyle } from '../reporter.js';
import { neutralise } from '../safe-text.js';

const HEADINGS: Readonly<Record<RuleRow['form'], readonly [one: string, many: string]>> = {
  library: ['library', 'libraries'],
  'data-type': ['data type', 'data types'],
  recipient: ['recipient', 'recipients'],
  policy: ['policy', 'policies'],
  finding: ['rule of findings', 'rules of findings'],
  rule: ['rule', 'rules'],
};
/** Words of a cell in which many could stand. */
const MAX_WORDS = 4;
const GAP = '  ';
const INDENT = '  ';

/** The list as tables, one for each form. */
export function ruleList(rows: readonly RuleRow[], style: ReportStyle): string {
  const theme = createTheme(style);
  if (rows.length === 0) return 'Rules know nothing that fits.\n';
  const forms = [...new Set(rows.map(({ form }) => form))];
  const blocks = forms.map((form) => {
    const own = rows.filter((row) => row.form === form);
    const table = tableLines(
      own.map((row) => cellsOf(row)),
      style.width,
      theme,
    );
    return [theme.strong(count(own.length, ...HEADINGS[form])), ...table].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

function cellsOf({ form, id, title, status, kinds, recipients, dataTypes, notes, file }: RuleRow): readonly string[] {
  const said = title === id ? '' : title;
  const own = file === undefined ? '' : `in ${file}`;
  switch (form) {
    case 'library':
      return [
        id,
        status === 'catalogue' ? 'catalogue' : '',
        several(kinds),
        several(recipients),
        [...notes, own].filter((note) => note !== '').join(', '),
      ];
    case 'rule':
      return [notes.join(', '), id, kinds.join(', '), [...recipients, ...dataTypes].join(', '), said];
    case 'recipient':
      return [id, status ?? '', said, notes.join(', ')];
    case 'data-type':
    case 'policy':
    case 'finding':
      return [id, notes.join(', '), said];
  }
}

function several(words: readonly string[]): string {
  const more = words.length - MAX_WORDS;
  return words.slice(0, MAX_WORDS).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Columns as wide as they need to be; the widest give way when the terminal is narrower. */
function tableLines(rows: readonly (readonly string[])[], width: number, theme: Theme): readonly string[] {
  const cells = rows.map((row) => row.map((text) => neutralise(text, theme.unicode)));
  const used = (cells[0] ?? []).flatMap((_, column) => (cells.some((row) => row[column] !== '') ? [column] : []));
  const widths = used.map((column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  const room = width - GAP.length * (used.length - 1) - INDENT.length;
  for (let over = sum(widths) - room; over > 0; over = sum(widths) - room) {
    const widest = widths.indexOf(Math.max(...widths));
    const next = Math.max(0, ...widths.filter((_, at) => at !== widest));
    const cut = Math.min(over, Math.max(1, widths[widest]! - next));
    if (widths[widest]! - cut < 8) break;
    widths[widest] = widths[widest]! - cut;
  }
  return cells.map((row) => {
    const texts = used.map((column, at) => {
      const text = pad(truncate(row[column] ?? '', widths[at]!, theme.symbols.cut), widths[at]!);
      return at === 0 ? theme.code(text) : text;
    });
    return `${INDENT}${texts.join(GAP)}`.trimEnd();
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

const FORM_TITLES: Readonly<Record<RuleForm, string>> = {
  library: 'library',
  'data-type': 'kind of personal data',
  recipient: 'recipient',
  policy: 'policy',
  finding: 'rule of findings',
};

/** One page below the other. */
export function rulePages(details: readonly RuleDetails[], style: ReportStyle): string {
  const theme = createTheme(style);
  return `${details.map(({ page }) => pageLines(page, style.width, theme).join('\n')).join('\n\n')}\n`;
}

function pageLines({ form, id, title, page, facts, sections }: RulePage, width: number, theme: Theme): readonly string[] {
  const say = (text: string): string => neutralise(named(text), theme.unicode);
  const all = page === undefined ? facts : [...facts, { label: 'page', values: [page] }];
  const labelWidth = Math.max(0, ...all.map(({ label }) => widthOf(label)));
  const head = `${theme.strong(say(id))}${GAP}${say(title === id ? '' : `${title}${GAP}`)}${theme.quiet(FORM_TITLES[form])}`;
  const factLines = all.flatMap(({ label, values }) => {
    const lines = values.flatMap((value) => wrap(say(value), Math.max(20, width - labelWidth - GAP.length - INDENT.length)));
    return paintCode(lines, theme.code).map((line, at) => `${INDENT}${pad(at === 0 ? label : '', labelWidth)}${GAP}${unquoted(line)}`);
  });
  return [head, ...factLines, ...sections.flatMap((section) => ['', theme.strong(section.title), ...sectionLines(section, width, theme)])];
}

/** Each row as a block: what it is about, and below it what is said of that. */
function sectionLines({ columns = [], rows: given = [], code = [] }: RulePageSection, width: number, theme: Theme): readonly string[] {
  const rows = given.map((row) => row.map(named));
  const say = (text: string): string => neutralise(text, theme.unicode);
  const inner = Math.max(20, width - 2 * INDENT.length);
  const isNarrow = rows.every((row) => row.length <= 3 && row.every((text) => widthOf(text) <= inner / 2));
  const table = isNarrow
    ? tableLines(
        rows.map((row) => row.map(unquoted)),
        width,
        theme,
      )
    : rows.flatMap((row) => {
        const [first = '', ...rest] = row;
        const head = paintCode(wrap(say(first), inner), theme.code).map((line) => `${INDENT}${unquoted(line)}`);
        const below = rest.flatMap((text, at) => {
          if (text === '') return [];
          const label = `${columns[at + 1] ?? ''}: `;
          return paintCode(wrap(say(label + text), inner - INDENT.length), theme.code).map((line) => `${INDENT}${INDENT}${unquoted(line)}`);
        });
        return [...head, ...below];
      });
  const examples = code.flatMap((text, at) => [
    ...(at > 0 ? [''] : []),
    ...text.split('\n').map((line) => `${INDENT}${theme.quiet(theme.symbols.bar)} ${say(line)}`),
  ]);
  return [...table, ...examples];
}

/** Other pages by their ids. */
function named(text: string): string {
  return text.replace(/\{\{[a-z-]+:([^{}]+)\}\}/g, '$1');
}

/** At a terminal colour tells code, and without colour brackets do. */
function unquoted(text: string): string {
  return text.replaceAll('`', '');
}
