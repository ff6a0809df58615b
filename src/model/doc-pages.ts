/** Where the pages of docs/rules/ stand, from the top of the package: what a finding refers to is told there. */

const FOLDER = 'docs/rules';

/** @param ruleId of findings: `log-direct` */
export function findingPage(ruleId: string): string {
  return `${FOLDER}/findings.md#${ruleId}`;
}

/** @param file below the rules folder: `libraries/acme.yml` */
export function libraryPage(file: string): string {
  return `${FOLDER}/${file.replace(/\.ya?ml$/, '.md')}`;
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
