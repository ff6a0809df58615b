/** Findings that no single value leads to: settings that let data out, functions that do not do what they are called. */
import type { FileFacts } from '../model/facts.js';
import type { FlowResult, RawSanitizer, RawSetting } from '../model/flow.js';
import type { Finding, FindingDataType } from '../model/report.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { Policy, Severity, Verdict } from '../model/policy.js';
import { SEVERITIES } from '../model/selection.js';
import { firstWord } from '../model/words.js';
import type { Taxonomy, TaxonomyEntry } from '../model/taxonomy.js';
import { isPlain, mergeStatements, statementOf } from './cites.js';
import { UNCLASSIFIED, UNCLASSIFIED_TITLE } from './findings.js';
import type { Home } from './home.js';
import { lawsOf } from './laws.js';
import { location, onOneLine, snippet } from './places.js';
import { Prints } from './prints.js';
import { Recipients } from './recipients.js';
import { TIER_ORDER } from './verdict.js';
import { capital } from './words.js';

export interface SettingsInput {
  readonly files: readonly FileFacts[];
  readonly flows: Pick<FlowResult, 'settings' | 'sanitizers'>;
  readonly rules: CompiledRules;
  readonly taxonomy: Taxonomy;
  readonly policies: readonly Policy[];
  /** What it does not report is told to be of another policy. */
  readonly reference: Policy;
  readonly home?: Home | undefined;
  /** Source texts by path, of the files that have settings. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Rule of functions that promise what they do not do. */
export const WITHOUT_EFFECT = 'sanitizer-without-effect';

/** Tiers of data that has to be masked before it is shown. */
const NAMING: ReadonlySet<string> = new Set(['credential', 'sensitive', 'direct']);

/** @returns settings that the policy reports, then sanitizers without effect, each in file order */
export function settingFindings(input: SettingsInput): readonly Finding[] {
  const teller = new Teller(input);
  return [
    ...input.flows.settings.flatMap((setting) => teller.setting(setting)),
    ...input.flows.sanitizers.flatMap((sanitizer) => teller.sanitizer(sanitizer)),
  ];
}

class Teller {
  private readonly types: ReadonlyMap<string, TaxonomyEntry>;
  private readonly recipients: Recipients;
  private readonly prints = new Prints();

  constructor(private readonly input: SettingsInput) {
    this.types = new Map(input.taxonomy.dataTypes.map((d) => [d.id, d]));
    this.recipients = new Recipients(input.rules.recipients, input.home);
  }

  setting({ file, function: fn, at, span, model, destination }: RawSetting): readonly Finding[] {
    const recipient = this.recipients.resolve(model, destination);
    const verdictBy = (policy: Policy): Verdict =>
      policy.settings?.find((r) => r.kinds.includes(model.kind) && (!r.parties || r.parties.includes(recipient.party)))?.verdict ??
      'inventory';
    const said = this.reported(verdictBy);
    const words = said[0]?.policy.kinds[model.kind];
    if (!words) return [];
    const facts = this.input.files[file]!;
    const { symbol } = facts.functions[fn]!;
    const rule = `settings-${model.kind}`;
    // What it says tells two settings of one call apart.
    const parts = { kind: rule, library: `${model.library}:${model.says}`, recipient: recipient.id, symbol };
    return [
      this.finding(facts, rule, said, verdictBy, [model.kind, 'setting'], parts, {
        at,
        dataTypes: model.carries,
        message: `${capital(model.says)}.`,
        remedy: `${capital(words.why)}: ${model.remedy}.`,
        cwe: words.cwe,
        kind: 'setting',
        recipient: recipient.id,
        party: recipient.party,
        ...(recipient.crossBorder ? { crossBorder: recipient.crossBorder } : {}),
        symbol,
        callee: snippet(this.input.texts[facts.path], [span[0], at[1]]),
        library: model.library,
        extent: location(facts, span),
      }),
    ];
  }

  sanitizer({ file, function: fn, at, name, dataTypes }: RawSanitizer): readonly Finding[] {
    const verdictBy = ({ sanitizers }: Policy): Verdict =>
      sanitizers?.names.some((verb) => firstWord(name) === verb) === true ? sanitizers.withoutEffect : 'inventory';
    const said = this.reported(verdictBy);
    if (said.length === 0) return [];
    if (!dataTypes.some((id) => NAMING.has(this.types.get(id)?.tier ?? ''))) return [];
    const facts = this.input.files[file]!;
    const { symbol } = facts.functions[fn]!;
    const parts = { kind: WITHOUT_EFFECT, library: '', recipient: '', symbol };
    return [
      this.finding(facts, WITHOUT_EFFECT, said, verdictBy, ['sanitizer'], parts, {
        at,
        dataTypes,
        message: `\`${name}\` gives back what it is handed as it is, personal data too.`,
        remedy:
          'Who calls it relies on its name: let it keep at most four characters, hash the value or leave it out; or give it another name.',
        cwe: [684, 359],
        kind: 'sanitizer',
        recipient: 'source-code',
        party: 'self',
        symbol,
        callee: name,
      }),
    ];
  }

  private reported(verdictBy: (policy: Policy) => Verdict): readonly Reported[] {
    return this.input.policies.flatMap((policy) => {
      const verdict = verdictBy(policy);
      return verdict === 'inventory' ? [] : [{ policy, verdict }];
    });
  }

  private finding(
    facts: FileFacts,
    rule: string,
    said: readonly Reported[],
    verdictBy: (policy: Policy) => Verdict,
    kinds: readonly string[],
    parts: Parameters<typeof Prints.stem>[0],
    { at, dataTypes, ...rest }: Told,
  ): Finding {
    const print = this.prints.next(facts.path, parts);
    const severity = SEVERITIES.find((s) => said.some(({ verdict }) => verdict === s)) ?? 'low';
    const beyond = verdictBy(this.input.reference) === 'inventory' ? { beyondDefault: true as const } : {};
    const types = dataTypes.map((id): FindingDataType => {
      const entry = this.types.get(id);
      const tier = entry?.tier ?? 'unclassified';
      const title = entry?.title.en ?? (id === UNCLASSIFIED ? UNCLASSIFIED_TITLE : id);
      const { crossBorder, party } = rest;
      const asked = { dataType: id, entry, party, crossBorder };
      const policies = said.map(({ policy, verdict }) => statementOf(policy, verdict, kinds, tier, asked));
      return {
        id,
        title,
        tier,
        subPrint: Prints.sub(print, id),
        rule,
        severity,
        ...beyond,
        ...(isPlain(this.input.policies) ? {} : { policies }),
      };
    });
    const worst = TIER_ORDER.map((tier) => types.find((t) => t.tier === tier)).find((t) => t !== undefined);
    const place = onOneLine(facts, at);
    const policies = mergeStatements(types.flatMap((type) => type.policies ?? []));
    return {
      print,
      stem: Prints.stem(parts),
      rule,
      severity,
      confidence: 'high',
      tier: worst?.tier ?? 'unclassified',
      laws: lawsOf(worst && this.types.get(worst.id)),
      ...(policies.length > 0 ? { policies } : {}),
      location: place,
      callLocation: place,
      dataTypes: types,
      flows: [],
      ...rest,
    };
  }
}

interface Reported {
  readonly policy: Policy;
  readonly verdict: Severity;
}

type Computed =
  | 'print'
  | 'stem'
  | 'rule'
  | 'severity'
  | 'confidence'
  | 'tier'
  | 'laws'
  | 'location'
  | 'callLocation'
  | 'dataTypes'
  | 'flows'
  | 'preview'
  | 'policies';
type Told = Omit<Finding, Computed> & {
  readonly at: FileFacts['functions'][number]['span'];
  readonly dataTypes: readonly string[];
};
