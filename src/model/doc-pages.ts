/** Where the pages of docs/rules/ stand, from the top of the package: what a finding refers to is told there. */
import type { Finding } from './report.js';

const FOLDER = 'docs/rules';

/** @param ruleId of findings: `log-direct` */
export function findingPage(ruleId: string): string {
  return `${FOLDER}/findings.md#${ruleId}`;
}

export function libraryPage(name: string): string {
  return `${FOLDER}/libraries/${name}.md`;
}

export function dataTypePage(id: string): string {
  return `${FOLDER}/data-types/${id}.md`;
}

/** Recipients stand together by what they are for: the first purpose. */
export function recipientPage({ id, purposes }: { readonly id: string; readonly purposes?: readonly string[] }): string {
  return `${FOLDER}/recipients/${recipientGroup(purposes)}.md#${id}`;
}

export function recipientGroup(purposes: readonly string[] | undefined): string {
  return (purposes?.[0] ?? 'own').toLowerCase().replace(/[^a-z\d]+/g, '-');
}

export function policyPage(id: string): string {
  return `${FOLDER}/policies/${id}.md`;
}

/** Where a finding's rule and its kinds of data are described. */
export function pagesOfFinding({ rule, dataTypes }: Pick<Finding, 'rule' | 'dataTypes'>): readonly string[] {
  // An input of unknown shape is of no kind.
  const known = dataTypes.filter(({ tier }) => tier !== 'unclassified');
  return [findingPage(rule), ...known.map(({ id }) => dataTypePage(id))];
}
