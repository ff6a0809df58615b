/** Pages of docs/rules/ as Markdown. */
import type { RulePage, RulePageSection } from '../../model/rule-book.js';

/** A page of its own. */
export function markdownPage(page: RulePage): string {
  return `# ${heading(page)}\n\n${body(page, '##')}`;
}

/** A part of a page that several share; its anchor is its id. */
export function markdownPart(page: RulePage): string {
  const title = heading(page);
  const anchor = slug(title) === page.id ? '' : `<a id="${page.id}"></a>\n\n`;
  return `${anchor}## ${title}\n\n${body(page, '###')}`;
}

function heading({ title, id, form }: RulePage): string {
  if (form === 'finding') return id;
  return title === id || form === 'recipient' ? escaped(title) : `${escaped(title)} (\`${id}\`)`;
}

/** The anchor that readers of Markdown make of a heading. */
function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function body({ facts, sections, form, title }: RulePage, level: string): string {
  const first = form === 'finding' ? [`${escaped(title)}.`] : [];
  const list = facts.map(({ label, values }) => `- **${label}**: ${values.map(linked).join(', ')}`);
  const parts = sections.map((section) => sectionText(section, level));
  return `${[...first, ...(list.length > 0 ? [list.join('\n')] : []), ...parts].join('\n\n')}\n`;
}

function sectionText({ title, columns = [], rows = [], code = [] }: RulePageSection, level: string): string {
  const kept = columns.flatMap((_, at) => (rows.some((row) => (row[at] ?? '') !== '') ? [at] : []));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table =
    rows.length === 0
      ? []
      : [
          line(kept.map((at) => columns[at] ?? '')),
          line(kept.map(() => '---')),
          ...rows.map((row) => line(kept.map((at) => linked(row[at] ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ')))),
        ];
  const examples = code.map((text) => `\`\`\`tsx\n${text}\n\`\`\``);
  return [`${level} ${title}`, ...(table.length > 0 ? [table.join('\n')] : []), ...examples].join('\n\n');
}

/** What is no code is text: no mark-up comes to life in it. */
function linked(text: string): string {
  if (/^https?:\/\/\S+$/.test(text)) return `<${text}>`;
  return text
    .split('`')
    .map((part, at) => (at % 2 === 1 ? part : escaped(part)))
    .join('`');
}

function escaped(text: string): string {
  return text.replace(/[\\*_<>[\]#]/g, '\\$&');
}
