/** What rules know under one id. */
import { closest } from 'fastest-levenshtein';
import { WaybillError } from '../../model/errors.js';
import { RULE_FORMS, type RuleDetails, type RuleForm, type RuleShowQuery } from '../../model/rule-book.js';
import type { Recipient } from '../../model/rules.js';
import { pageOfDataType } from './data-type-page.js';
import { isImportedAs, knowledgeAt, type Knowledge } from './knowledge.js';
import { pageOfLibrary } from './library-page.js';
import { pageOfPolicy, pagesOfFindings } from './policy-page.js';
import { pageOfRecipient } from './recipient-page.js';

/**
 * An id may be that of several: a library and the company behind it.
 *
 * @throws {WaybillError} `unknown-rule`, with the nearest id; `wrong-config`
 */
export async function showRules({ id, forms = RULE_FORMS, ...place }: RuleShowQuery): Promise<readonly RuleDetails[]> {
  const known = await knowledgeAt(place);
  const found = byId(id, known).filter(({ page }) => forms.includes(page.form));
  const other = found.length > 0 ? found : byOtherName(id, known).filter(({ page }) => forms.includes(page.form));
  if (other.length > 0) return other;
  const ids = idsOf(known, forms);
  const hint = `did you mean ${closest(id, [...ids])}? waybill rules list ${id} looks for it in titles, packages, hosts and names`;
  throw new WaybillError({ code: 'unknown-rule', what: 'rules know nothing of this name', where: id, hint });
}

function byId(id: string, known: Knowledge): readonly RuleDetails[] {
  const { libraries, taxonomy, recipients, policies } = known;
  const policy = Object.hasOwn(policies, id) ? policies[id] : undefined;
  return [
    ...libraries.filter(({ rules }) => rules.library === id).map((one) => ({ page: pageOfLibrary(one), data: one.rules })),
    ...taxonomy.dataTypes.filter((type) => type.id === id).map((type) => ({ page: pageOfDataType(type, known), data: type })),
    ...recipients.filter((one) => one.id === id).map((one) => recipientDetails(one, known)),
    ...(policy ? [{ page: pageOfPolicy(policy, known), data: policy }] : []),
    ...pagesOfFindings(known)
      .filter((one) => one.id === id)
      .map(({ info, ...page }) => ({ page, data: info })),
  ];
}

/** A module that is imported, a package, a host, a global. */
function byOtherName(name: string, known: Knowledge): readonly RuleDetails[] {
  const { libraries, recipients } = known;
  const isOne = (list: readonly string[] | undefined): boolean => list?.some((one) => one === name || one === `*.${name}`) === true;
  return [
    ...libraries.filter(({ rules }) => isImportedAs(rules, name)).map((one) => ({ page: pageOfLibrary(one), data: one.rules })),
    ...recipients
      .filter(({ packages, hosts, globals }) => isOne(packages) || isOne(hosts) || isOne(globals))
      .map((one) => recipientDetails(one, known)),
  ];
}

function recipientDetails(recipient: Recipient, known: Knowledge): RuleDetails {
  return { page: pageOfRecipient(recipient, known), data: recipient };
}

function idsOf(known: Knowledge, forms: readonly RuleForm[]): readonly string[] {
  const { libraries, taxonomy, recipients, policies } = known;
  const all: Readonly<Record<RuleForm, () => readonly string[]>> = {
    library: () => libraries.flatMap(({ rules }) => [rules.library, ...(rules.modules ?? [])]),
    'data-type': () => taxonomy.dataTypes.map((type) => type.id),
    recipient: () => recipients.map((one) => one.id),
    policy: () => Object.keys(policies),
    finding: () => pagesOfFindings(known).map((one) => one.id),
  };
  return forms.flatMap((form) => all[form]());
}
