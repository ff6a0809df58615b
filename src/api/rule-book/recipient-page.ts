/** What is known of a recipient. */
import { recipientPage } from '../../model/doc-pages.js';
import type { RulePage } from '../../model/rule-book.js';
import type { Recipient } from '../../model/rules.js';
import type { Knowledge } from './knowledge.js';
import { codes, reference } from './texts.js';

export function pageOfRecipient(recipient: Recipient, { reachedBy, ownRecipients }: Knowledge): RulePage {
  const { id, name, company, country, party, purposes, packages, globals, hosts, kind, client, terms } = recipient;
  const reached = reachedBy.get(id) ?? [];
  const facts = [
    { label: 'company', values: company === undefined || company === name ? [] : [company] },
    { label: 'seat', values: country === undefined ? [] : [country] },
    { label: 'party', values: [party] },
    { label: 'for', values: purposes ?? [] },
    { label: 'way out', values: client === true ? ['the host that is asked'] : kind === undefined ? [] : [kind] },
    { label: 'verified rules', values: reached.map((library) => reference('library', library)) },
    { label: 'packages', values: packages ? [codes(packages)] : [] },
    { label: 'globals', values: globals ? [codes(globals)] : [] },
    { label: 'hosts', values: hosts ? [codes(hosts)] : [] },
    { label: 'terms', values: terms === undefined ? [] : [terms] },
  ];
  return {
    form: 'recipient',
    id,
    title: name,
    ...(ownRecipients.has(id) ? {} : { page: recipientPage(recipient) }),
    facts: facts.filter(({ values }) => values.length > 0),
    sections: [],
  };
}
