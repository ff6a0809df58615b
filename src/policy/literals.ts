/** Findings of secrets and real personal data in literals. */
import type { FileFacts } from '../model/facts.js';
import type { Finding, PolicyStatement } from '../model/report.js';
import type { Policy, Verdict } from '../model/policy.js';
import { SEVERITIES } from '../model/selection.js';
import type { Taxonomy, TaxonomyEntry } from '../model/taxonomy.js';
import { isPlain, statementOf } from './cites.js';
import { lawsOf } from './laws.js';
import { onOneLine } from './places.js';
import { Prints } from './prints.js';
import { fits } from './selectors.js';
import { capital } from './words.js';

interface LiteralPolicies {
  readonly policies: readonly Policy[];
  /** What it does not report is told to be of another policy. */
  readonly reference: Policy;
}

/** @returns one finding for each literal that surely holds a secret or personal data of a tier that names a person */
export function literalFindings(
  files: readonly FileFacts[],
  taxonomy: Taxonomy,
  { policies, reference }: LiteralPolicies,
): readonly Finding[] {
  const types = new Map(taxonomy.dataTypes.map((d) => [d.id, d]));
  const isPublic = (name = ''): boolean => taxonomy.said.publicVariables.some((beginning) => name.startsWith(beginning));
  const prints = new Prints();
  const out: Finding[] = [];
  for (const facts of files) {
    for (const match of facts.literals) {
      const type = types.get(match.dataType);
      if (!type || type.tier === 'indirect' || type.tier === 'pseudonymous') continue;
      const secret = type.tier === 'credential';
      const said = statements(policies, type, match.dataType);
      const severity = SEVERITIES.find((s) => said.some((one) => one.severity === s));
      if (!severity) continue;
      const isKnown = verdictOf(reference, type, match.dataType) !== 'inventory';
      const own = isPlain(policies) ? {} : { policies: said };
      const rule = secret ? 'literal-secret' : 'literal-personal';
      // With the preview: another secret in the place of an old one is another finding.
      const symbol = `${match.dataType}:${match.name ?? ''}:${match.preview}`;
      const parts = { kind: rule, library: '', recipient: '', symbol };
      const print = prints.next(facts.path, parts);
      const location = onOneLine(facts, match.at);
      const title = type.title.en;
      out.push({
        print,
        stem: Prints.stem(parts),
        rule,
        severity,
        confidence: match.strong ? 'high' : 'low',
        kind: 'literal',
        tier: type.tier,
        message: `${capital(title.toLowerCase())} stands in the code${match.name ? `, as \`${match.name}\`` : ''}: ${match.preview}${
          facts.schema === 'env' && isPublic(match.name) ? ', and goes to every browser by the name of the variable' : ''
        }`,
        remedy: secret
          ? 'Everyone who can read the code can use it, now and in its history: move it to a secret store and replace it by a new one.'
          : 'Code is copied, logged and kept in histories: use made-up data, or read it from where it belongs.',
        cwe: secret ? [798, 312] : [312, 359],
        laws: lawsOf(type),
        ...own,
        recipient: 'source-code',
        party: 'self',
        symbol: match.name ?? '',
        callee: '',
        location,
        callLocation: location,
        dataTypes: [
          {
            id: type.id,
            title,
            tier: type.tier,
            subPrint: Prints.sub(print, type.id),
            rule,
            severity,
            ...(isKnown ? {} : { beyondDefault: true }),
            ...own,
          },
        ],
        flows: [],
        preview: match.preview,
      });
    }
  }
  return out;
}

/** What each policy that reports a literal says. */
function statements(policies: readonly Policy[], type: TaxonomyEntry, dataType: string): readonly PolicyStatement[] {
  return policies.flatMap((policy) => {
    const verdict = verdictOf(policy, type, dataType);
    return verdict === 'inventory' ? [] : [statementOf(policy, verdict, ['literal'], type.tier, { dataType, entry: type })];
  });
}

function verdictOf({ literals }: Policy, type: TaxonomyEntry, dataType: string): Verdict {
  const row = literals.rows?.find((one) => fits(one, { dataType, entry: type }));
  return row?.verdict ?? literals[type.tier === 'credential' ? 'secret' : 'personal'];
}
