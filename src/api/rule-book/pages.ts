/** All pages of docs/rules/ that are made of the rules. */
import { findingPage, recipientGroup } from '../../model/doc-pages.js';
import type { RulePage } from '../../model/rule-book.js';
import type { BundlePlaces } from '../../rules/bundle.js';
import { markdownPage, markdownPart, type PageLookup } from '../../report/rules/markdown.js';
import { pageOfDataType } from './data-type-page.js';
import { kindsOf, shippedKnowledge, type Knowledge } from './knowledge.js';
import { pageOfLibrary } from './library-page.js';
import { pageOfPolicy, pagesOfFindings } from './policy-page.js';
import { pageOfRecipient } from './recipient-page.js';

const FOLDER = 'docs/rules/';
const MADE = '<!-- Made from rules/ by `npm run rule-pages`. -->\n\n';

/**
 * Libraries, data types and policies have a page each. Recipients are some thousands of a few lines: those of one purpose share a page.
 *
 * @returns texts by path from the top of the package
 */
export async function rulePageFiles(places: BundlePlaces): Promise<ReadonlyMap<string, string>> {
  const known = await shippedKnowledge(places);
  const files = new Map<string, string>();
  const single = [
    ...known.libraries.map((one) => pageOfLibrary(one)),
    ...known.taxonomy.dataTypes.map((type) => pageOfDataType(type, known)),
    ...Object.values(known.policies).map((policy) => pageOfPolicy(policy, known)),
  ];
  const groupOf = new Map(known.recipients.map(({ id, purposes }) => [id, recipientGroup(purposes)]));
  const pageOf: PageLookup = (form, id) => {
    if (form === 'recipient') return groupOf.has(id) ? `${FOLDER}recipients/${groupOf.get(id)!}.md#${id}` : undefined;
    if (form === 'finding') return findingPage(id);
    return single.find((page) => page.form === form && page.id === id)?.page;
  };
  for (const page of single) files.set(pathOf(page), `${MADE}${markdownPage(page, pageOf)}`);
  for (const [group, pages] of recipientGroups(known)) {
    const head = `# Recipients: ${group.replaceAll('-', ' ')}\n\nWhat is known of each, and of which packages verified rules speak. [All groups](../README.md#recipients).\n\n`;
    files.set(`${FOLDER}recipients/${group}.md`, `${MADE}${head}${pages.map((page) => markdownPart(page, pageOf)).join('\n')}`);
  }
  files.set(`${FOLDER}findings.md`, findingsPage(known, pageOf));
  files.set(`${FOLDER}README.md`, indexPage(known));
  return files;
}

function pathOf({ page = '' }: RulePage): string {
  return page.split('#')[0] ?? page;
}

function recipientGroups(known: Knowledge): ReadonlyMap<string, readonly RulePage[]> {
  const groups = new Map<string, RulePage[]>();
  for (const recipient of known.recipients) {
    const group = recipientGroup(recipient.purposes);
    groups.set(group, [...(groups.get(group) ?? []), pageOfRecipient(recipient, known)]);
  }
  const byTitle = (a: RulePage, b: RulePage): number => {
    const [one, other] = [a.title.toLowerCase(), b.title.toLowerCase()];
    return one < other ? -1 : one > other ? 1 : a.id < b.id ? -1 : 1;
  };
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, pages]) => [group, pages.sort(byTitle)]));
}

function findingsPage(known: Knowledge, pageOf: PageLookup): string {
  const head =
    '# Rules of findings\n\nA finding names its rule: how data leaves, and the worst tier of what leaves. `waybill rules show log-direct` tells the same.\n\n';
  return `${MADE}${head}${pagesOfFindings(known)
    .map((page) => markdownPart(page, pageOf))
    .join('\n')}`;
}

function indexPage(known: Knowledge): string {
  const { taxonomy, libraries, policies, recipients } = known;
  const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
    [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
  const link = ({ title, id, page = '' }: RulePage, text = title === id ? id : title): string => `[${text}](${page.slice(FOLDER.length)})`;
  const libraryRows = (folder: string) =>
    libraries
      .filter(({ file }) => file.startsWith(`${folder}/`))
      .map((one) => [
        link(pageOfLibrary(one)),
        kindsOf(one.rules).join(', '),
        (one.rules.modules ?? []).map((module) => `\`${module}\``).join(', '),
      ]);
  const groups = [...recipientGroups(known)];
  const parts = [
    '# What the rules know',
    'Each page is made from a file of `rules/`. How such files are written: [rules.md](../rules.md). How much there is: [coverage.md](coverage.md). At the terminal: `waybill rules list` and `waybill rules show`.',
    `- [Findings](findings.md): the rules that findings name\n- [Policies](#policies): ${Object.keys(policies).length}\n- [Libraries](#libraries): ${libraryRows('libraries').length}, and [what is there without an import](#language-and-platforms): ${libraryRows('language').length}\n- [Kinds of personal data](#kinds-of-personal-data): ${taxonomy.dataTypes.length}\n- [Recipients](#recipients): ${recipients.length.toLocaleString('en-US')}`,
    '## Policies',
    Object.values(policies)
      .map((policy) => `- ${link(pageOfPolicy(policy, known), policy.policy)}: ${policy.title}`)
      .join('\n'),
    '## Libraries',
    table(['library', 'ways out', 'imported as'], libraryRows('libraries')),
    '## Language and platforms',
    table(['rules', 'ways out', 'modules'], libraryRows('language')),
    '## Kinds of personal data',
    ...taxonomy.categories.map(({ id, title }) => {
      const own = taxonomy.dataTypes.filter((type) => type.category === id);
      return `**${title.en}**: ${own.map((type) => link(pageOfDataType(type, known))).join(', ')}`;
    }),
    '## Recipients',
    groups.map(([group, pages]) => `- [${group.replaceAll('-', ' ')}](recipients/${group}.md): ${pages.length}`).join('\n'),
  ];
  return `${MADE}${parts.join('\n\n')}\n`;
}
