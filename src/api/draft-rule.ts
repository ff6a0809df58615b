/** A rule file to begin with: one way out, what redacts it, and an example of each that holds. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WaybillError } from '../model/errors.js';
import type { RuleDraft, RuleDraftQuery } from '../model/rule-examples.js';
import type { Taxonomy } from '../model/taxonomy.js';
import { DEFAULT_POLICY } from '../model/vocabulary.js';
import { ruleInfos } from '../policy/index.js';
import { loadBundle, type Bundle } from '../rules/bundle.js';
import { nearestWord } from '../yaml/problems.js';
import { ruleExamples } from './rule-examples.js';
import { ruleDraftText } from '../config/rule-draft-text.js';

/** Tiers that an example may leak, most usual first. */
const TIERS = ['direct', 'credential', 'sensitive'] as const;

/**
 * @throws {WaybillError} `wrong-rule` when a name can't stand in a rule file or a recipient is not known
 */
export async function draftRule(query: RuleDraftQuery): Promise<RuleDraft> {
  const bundle = await loadBundle();
  check(query, bundle);
  const { kind } = query;
  const reported = new Set(ruleInfos([bundle.rules.policies[DEFAULT_POLICY]!], bundle.taxonomy).map(({ id }) => id));
  const tier = TIERS.find((one) => reported.has(`${kind}-${one}`)) ?? TIERS[0];
  const personal = exampleType(bundle.taxonomy, tier);
  const mark = `${kind}-${tier} ${personal.id}`;
  const text = ruleDraftText(query, { name: personal.name, ...(reported.has(`${kind}-${tier}`) ? { mark } : {}) });
  return { text: await held(text, query) };
}

function check({ name, module, recipient }: RuleDraftQuery, { rules }: Bundle): void {
  const wrong = (what: string, where: string, hint: string): never => {
    throw new WaybillError({ code: 'wrong-rule', what, where, hint });
  };
  if (!/^[a-z\d][\w.-]*$/.test(name)) wrong('this can not be the name of a rule file', name, 'letters, digits, ".", "-" and "_": acme-crm');
  if (/\s/.test(module ?? '')) wrong('this is no module', module ?? '', 'as it is imported: acme-crm, ./src/mail');
  if (recipient !== undefined && !rules.recipients.some(({ id }) => id === recipient)) {
    const nearest = nearestWord(
      recipient,
      rules.recipients.map(({ id }) => id),
    );
    wrong(
      'there is no such recipient',
      recipient,
      nearest === undefined ? 'waybill rules list --form recipient names them' : `did you mean ${nearest}?`,
    );
  }
}

/** Of a tier, the one that is called in the fewest letters: by a single word. */
function exampleType({ dataTypes }: Taxonomy, tier: string): { readonly id: string; readonly name: string } {
  const named = dataTypes.flatMap(({ id, tier: own, names }) => {
    const name = names.strong.find((phrase) => phrase === id && /^[a-z]{4,}$/.test(phrase));
    return own === tier && name !== undefined ? [{ id, name }] : [];
  });
  const [first] = named.toSorted((a, b) => a.name.length - b.name.length);
  if (!first) throw new Error(`no data type of tier ${tier} has a name of one word`);
  return first;
}

/** With the marks that the scan gives, where it sees something else than was foreseen. */
async function held(text: string, { name, module, cwd }: RuleDraftQuery): Promise<string> {
  if (module?.startsWith('.') === true) return text;
  const dir = mkdtempSync(join(tmpdir(), 'waybill-draft-'));
  try {
    const file = join(dir, `${name}.yml`);
    writeFileSync(file, text);
    const [result] = await ruleExamples({ paths: [file], cwd, config: false });
    return result?.accepted?.text ?? text;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
