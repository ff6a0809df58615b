/** docs/rules/ is as the rules say, and whatever leads there finds its page and place. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { rulePageFiles } from './api/rule-book/pages.js';
import { shippedKnowledge } from './api/rule-book/knowledge.js';
import { dataTypePage, findingPage, libraryPage, pagesOfFinding, policyPage, recipientPage } from './model/doc-pages.js';
import { SINK_KINDS, TIER_COLUMNS } from './model/vocabulary.js';
import { scanPaths } from './testing/compare-scans.js';
import { COURIER } from './testing/courier.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const places = { rulesDir: join(ROOT, 'rules') };

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

/** The anchors of a page: its headings, and those that are written. */
function anchors(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .replace(/\\(.)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)]);
}

const pages = new Map(filesBelow('docs/rules').map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
const anchorsOf = new Map([...pages].map(([path, text]) => [path, anchors(text)]));

function leadsNowhere(link: string): boolean {
  const [path = '', anchor] = link.split('#');
  if (!pages.has(path)) return !existsSync(join(ROOT, path));
  return anchor !== undefined && anchorsOf.get(path)?.has(anchor) !== true;
}

describe('docs/rules/', () => {
  let made: ReadonlyMap<string, string>;
  beforeAll(async () => {
    made = await rulePageFiles(places);
  }, 120_000);

  it('is as the rules say: else npm run rule-pages', () => {
    const other = [...made].filter(([path, text]) => pages.get(path) !== text).map(([path]) => path);
    expect(other).toEqual([]);
    expect([...pages.keys()].filter((path) => !made.has(path))).toEqual(['docs/rules/coverage.md']);
  });

  it('has no link that leads nowhere', () => {
    const lost = [...pages].flatMap(([path, text]) => {
      const links = [
        ...text
          .replace(/^```[\s\S]+?^```/gm, '')
          .replace(/`[^`]*`/g, '')
          .matchAll(/\]\(([^)]+)\)/g),
      ].map(([, to = '']) => to);
      return links
        .filter((to) => !to.includes('://'))
        .map((to) => (to.startsWith('#') ? path + to : posix.join(dirname(path), to)))
        .filter(leadsNowhere)
        .map((to) => `${path}: ${to}`);
    });
    expect(lost).toEqual([]);
    expect(pages.size).toBeGreaterThan(400);
  });

  it('has a page or a place for whatever a finding and a list can name', async () => {
    const { libraries, taxonomy, recipients, policies } = await shippedKnowledge(places);
    const links = [
      ...libraries.map(({ rules }) => libraryPage(rules.library)),
      ...taxonomy.dataTypes.map(({ id }) => dataTypePage(id)),
      ...recipients.map((one) => recipientPage(one)),
      ...Object.keys(policies).map((id) => policyPage(id)),
      ...SINK_KINDS.flatMap((kind) => TIER_COLUMNS.map((tier) => findingPage(`${kind}-${tier}`))),
      ...SINK_KINDS.map((kind) => findingPage(`settings-${kind}`)),
      ...['literal-secret', 'literal-personal', 'sanitizer-without-effect'].map(findingPage),
      ...(await scanPaths(['.'], COURIER)).findings.flatMap(pagesOfFinding),
    ];
    expect(links.filter(leadsNowhere)).toEqual([]);
  });

  it('has each place once on its page', () => {
    const double = [...made].flatMap(([path, text]) => {
      const ids = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
      const headings = [...text.replace(/^```[\s\S]+?^```/gm, '').matchAll(/^## (.*)$/gm)].map(([, title = '']) => title.toLowerCase());
      return ids.filter((id, at) => ids.indexOf(id) !== at || headings.includes(id)).map((id) => `${path}#${id}`);
    });
    expect(double).toEqual([]);
  });
});
