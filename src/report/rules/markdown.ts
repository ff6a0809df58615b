/** Pages of docs/rules/ as Markdown. */
import { posix } from 'node:path';
import type { RuleForm, RulePage, RulePageSection } from '../../model/rule-book.js';

/** Where another page stands, from the top of the package; nothing where there is none. */
export type PageLookup = (form: RuleForm, id: string) => string | undefined;

/** A page of its own. */
export function markdownPage(page: RulePage, pageOf: PageLookup): string {
  return `# ${heading(page)}\n\n${new Body(page, pageOf).text('##')}`;
}

/** A part of a page that several share; its anchor is its id. */
export function markdownPart(page: RulePage, pageOf: PageLookup): string {
  const title = heading(page);
  const anchor = slug(title) === page.id ? '' : `<a id="${page.id}"></a>\n\n`;
  return `${anchor}## ${title}\n\n${new Body(page, pageOf).text('###')}`;
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

class Body {
  constructor(
    private readonly page: RulePage,
    private readonly pageOf: PageLookup,
  ) {}

  text(level: string): string {
    const { facts, sections, form, title } = this.page;
    const first = form === 'finding' ? [`${escaped(title)}.`] : [];
    const list = facts.map(({ label, values }) => `- **${label}**: ${values.map((value) => this.linked(value)).join(', ')}`);
    const parts = sections.map((section) => this.section(section, level));
    return `${[...first, ...(list.length > 0 ? [list.join('\n')] : []), ...parts].join('\n\n')}\n`;
  }

  private section({ title, columns = [], rows = [], code = [] }: RulePageSection, level: string): string {
    const kept = columns.flatMap((_, at) => (rows.some((row) => (row[at] ?? '') !== '') ? [at] : []));
    const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
    const cellText = (text: string): string => this.linked(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
    const table =
      rows.length === 0
        ? []
        : [
            line(kept.map((at) => columns[at] ?? '')),
            line(kept.map(() => '---')),
            ...rows.map((row) => line(kept.map((at) => cellText(row[at] ?? '')))),
          ];
    const examples = code.map((text) => `\`\`\`tsx\n${text}\n\`\`\``);
    return [`${level} ${title}`, ...(table.length > 0 ? [table.join('\n')] : []), ...examples].join('\n\n');
  }

  /** What is no code is text: no mark-up comes to life in it. */
  private linked(text: string): string {
    if (/^https?:\/\/\S+$/.test(text)) return `<${text}>`;
    return text
      .split('`')
      .map((part, at) => (at % 2 === 1 ? part : this.references(part)))
      .join('`');
  }

  private references(text: string): string {
    return text
      .split(/(\{\{[a-z-]+:[^{}]+\}\})/)
      .map((part, at) => {
        if (at % 2 === 0) return escaped(part);
        const [form = '', id = ''] = part.slice(2, -2).split(/:(.*)/s);
        const page = this.pageOf(form as RuleForm, id);
        return page === undefined ? escaped(id) : `[${escaped(id)}](${this.from(page)})`;
      })
      .join('');
  }

  private from(page: string): string {
    const [own = ''] = (this.page.page ?? '').split('#');
    const [path = '', anchor] = page.split('#');
    const to = path === own ? '' : posix.relative(posix.dirname(own), path);
    return anchor === undefined ? to : `${to}#${anchor}`;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\*_<>[\]#]/g, '\\$&');
}
