/** How a finding stands, and the lines that accept it. */
import { COMPONENT_ENDINGS } from '../../model/endings.js';
import type { Explanation, Standing } from '../../model/explanation.js';
import type { Finding } from '../../model/report.js';
import type { FindingSuppression } from '../../model/triage.js';
import type { Page } from './page.js';

/** What is known of findings beside what explains them. */
export type TriageView = Pick<Explanation, 'standings' | 'baseline' | 'ignoreEntries'>;

/** Whether it fails a scan, and why not. */
export function standingLines(finding: Finding, { standings, baseline }: TriageView, page: Page): string[] {
  const own = standings.filter((one) => isOf(one, finding));
  return page.section(
    'Status',
    own.flatMap((one) => {
      const types = own.length > 1 ? `${one.dataTypes.join(', ')}: ` : '';
      return standingWords(one, baseline).map((words) => types + words);
    }),
  );
}

function isOf(standing: Standing, { print, location }: Finding): boolean {
  return standing.print === print && standing.path === location.path && standing.line === location.line;
}

function standingWords({ status, suppressions = [], hidden, fails }: Standing, baseline: string | undefined): readonly string[] {
  switch (status) {
    case 'suppressed':
      return suppressions.map(suppressionWords);
    case 'baselined':
      return [`of before, in ${baseline ?? 'the baseline'}: fails no scan`];
    case 'newer-rules':
      return [
        'in code that has not changed since the baseline, and only newer rules see it: fails no scan until `waybill baseline update`',
      ];
    case 'new':
      if (hidden) return ['too unsure to be shown; `--confidence low` shows it'];
      return [fails ? 'new: fails a scan' : 'new: shown, and fails no scan'];
  }
}

function suppressionWords({ origin, path, line, reason, until, by }: FindingSuppression): string {
  const what = origin === 'comment' ? 'the comment' : 'the ignore entry';
  return `accepted by ${what} at ${path}:${line}${by === undefined ? '' : `, by ${by}`}${until === undefined ? '' : `, until ${until}`}: ${reason}`;
}

/** The lines that accept what is not accepted yet, for who has a reason. They work as they stand. */
export function acceptLines(finding: Finding, { standings, ignoreEntries }: TriageView, page: Page): string[] {
  const accepted = new Set(
    standings.filter((one) => isOf(one, finding) && one.status === 'suppressed').flatMap(({ dataTypes }) => dataTypes),
  );
  const open = finding.dataTypes.filter(({ id }) => !accepted.has(id));
  if (open.length === 0) return [];
  const rules = [...new Set(open.map((unit) => ruleOf(finding, unit)))];
  const types = [...new Set(open.map(({ id }) => id))];
  const { line } = finding.extent ?? finding.callLocation;
  // By data types: a rule would accept what somebody adds to the call later.
  const comment = commentAt(finding.location.path, page.lines(finding.location.path), line, `${types.join(', ')} -- <reason>`);
  const entry = {
    paths: [patternOf(ignoreEntries.prefix + finding.location.path)],
    rules,
    dataTypes: types,
    prints: [finding.print],
    reason: '<reason>',
  };
  return [
    ...page.section('Accept', [`with a reason, ${comment.where}:`]),
    ...page.verbatim(comment.lines),
    ...page.section('', [`or in ${ignoreEntries.file}${ignoreEntries.form === 'json' ? ', in the list "ignore"' : ''}:`]),
    ...page.verbatim(ignoreEntries.form === 'json' ? [JSON.stringify(entry)] : yamlOf(entry)),
  ];
}

function yamlOf({
  paths,
  rules,
  dataTypes,
  prints,
  reason,
}: Readonly<Record<'paths' | 'rules' | 'dataTypes' | 'prints', string[]>> & { readonly reason: string }): string[] {
  return [
    'ignore:',
    `  - paths: ${JSON.stringify(paths)}`,
    `    rules: [${rules.join(', ')}]`,
    `    dataTypes: [${dataTypes.join(', ')}]`,
    `    prints: ${JSON.stringify(prints)}`,
    `    reason: ${reason}`,
  ];
}

/** The rule that a name has to say for it: what leaves only beside other data goes with the finding's own rule. */
function ruleOf({ rule, kind }: Finding, unit: Finding['dataTypes'][number]): string {
  return unit.rule === undefined || unit.rule === `${kind}-joined` ? rule : unit.rule;
}

/** One file, as a pattern of .gitignore. */
function patternOf(path: string): string {
  const literal = path.replace(/[\\*?[\]!#]/g, '\\$&').replace(/ $/, '\\ ');
  return literal.includes('/') ? literal : `/${literal}`;
}

/** The comment that is one where it would stand. */
function commentAt(path: string, lines: readonly string[], line: number, what: string): { where: string; lines: readonly string[] } {
  const above = `above line ${line}`;
  const next = `waybill-ignore-next-line ${what}`;
  if (!COMPONENT_ENDINGS.some((ending) => path.endsWith(ending)) || isInScript(lines, line))
    return { where: above, lines: [isBetweenElements(lines, line) ? `{/* ${next} */}` : `// ${next}`] };
  if (/^\s*[<{]/.test(lines[line - 1] ?? '')) return { where: above, lines: [`<!-- ${next} -->`] };
  const first = lines.slice(0, line).findLastIndex((text) => /^\s*<[A-Za-z]/.test(text)) + 1;
  return { where: `around the element of line ${first}`, lines: [`<!-- waybill-ignore-start ${what} -->`, '<!-- waybill-ignore-end -->'] };
}

/** Whether a line of a component file stands in a script. */
function isInScript(lines: readonly string[], line: number): boolean {
  const tag = lines.slice(0, line - 1).findLast((text) => /<\/?script\b/.test(text));
  return tag !== undefined && tag.lastIndexOf('<script') > tag.lastIndexOf('</script');
}

/** Whether what would stand above a line would be text that JSX shows. */
function isBetweenElements(lines: readonly string[], line: number): boolean {
  if (!/^\s*[<{]/.test(lines[line - 1] ?? '')) return false;
  const before = lines
    .slice(0, line - 1)
    .findLast((text) => text.trim() !== '')
    ?.trimEnd();
  // `=>` begins an expression; `/>`, `<b>` and `</b>` end an element, `{x}` a value between elements.
  return before !== undefined && /(?:[^=]>|^\s*\{.*\})$/.test(before);
}
