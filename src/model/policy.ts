/** Policies: which ways of which data are findings, how severe, and by which article. */
import type { Party, SinkKind } from './rules.js';

export type Severity = 'critical' | 'high' | 'medium' | 'low';
export type Verdict = Severity | 'inventory';

/** Columns of a policy's row: what is left of the data. */
export type TierColumn = 'credential' | 'sensitive' | 'direct' | 'pseudonymous' | 'indirect' | 'unclassified' | 'joined';

/** Which ways a row or a cite of a policy speaks of: every selector that is given has to fit. */
export interface PolicySelectors {
  readonly parties?: readonly Party[];
  /** Restrict to these data types (response rows). */
  readonly dataTypes?: readonly string[];
  /** Restrict to data types of these categories. */
  readonly categories?: readonly string[];
  /** Restrict to data types of which a law says one of these words; `*` stands for any text, alone for "the law names it". */
  readonly laws?: Readonly<Record<string, readonly string[]>>;
  /** Restrict to data in the path of a URL, before query and fragment. */
  readonly position?: 'path';
  /** Restrict to recipients with one of these purposes. */
  readonly purposes?: readonly string[];
  /** Restrict to recipients outside the jurisdictions that the configuration names; of a region: to data that leaves that one. */
  readonly crossBorder?: true | string;
}

/** One row of a policy: payload of these kinds to these parties. First row that fits decides. */
export interface PolicyRow extends PolicySelectors {
  readonly kinds: readonly SinkKind[];
  readonly tiers: Readonly<Partial<Record<TierColumn, Verdict>>>;
  /** Set when policies are put together: the policy that says it, and the place in its own rows. */
  readonly from?: string;
  readonly at?: number;
  /** Set with it: a tier that the row leaves out is left to the rows behind it, those of the policy that is extended. */
  readonly open?: true;
}

/** What a law says of some findings of a policy, and what a reviewer has to ask. All that fit count. */
export interface PolicyCite extends PolicySelectors {
  /** Ways out, or findings that no way leads to. */
  readonly kinds?: readonly (SinkKind | 'literal' | 'setting' | 'sanitizer')[];
  readonly tiers?: readonly TierColumn[];
  /** Ids of the policy's articles. */
  readonly articles: readonly string[];
  readonly ask?: string;
}

/** An article or section, and where its text stands. */
export interface Article {
  /** `GDPR Art. 5(1)(c)` */
  readonly title: string;
  /** What it says, in a few words. */
  readonly says: string;
  readonly url: string;
  /** Day on which its wording was looked at; absent where only its place and title were. */
  readonly checked?: string;
}

/** Countries in which one law holds, and what that law says of data that leaves them. */
export interface Region {
  /** As configurations name it: `EU`; of a single country its code. */
  readonly id: string;
  readonly title: string;
  /** ISO 3166 codes. */
  readonly countries: readonly string[];
  readonly transfers?: Article & { readonly ask: string };
}

export interface KindText {
  /** `is written to {recipient}` */
  readonly sentence: string;
  /** The sentence where another company receives it; default: `sentence`. */
  readonly thirdParty?: string;
  readonly why: string;
  readonly remedy: string;
  readonly cwe: readonly number[];
}

/** A policy as it judges: what it extends is in it. */
export interface Policy {
  readonly policy: string;
  readonly title: string;
  readonly rows: readonly PolicyRow[];
  readonly kinds: Readonly<Partial<Record<SinkKind, KindText>>>;
  readonly literals: PolicyLiterals;
  /** Settings that turn a sink on: the first row that fits decides; none: no finding. */
  readonly settings?: readonly SettingRow[];
  readonly sanitizers?: SanitizerPolicy;
  /** By id. */
  readonly articles?: Readonly<Record<string, Article>>;
  readonly cites?: readonly PolicyCite[];
  /** Policies that it extends, nearest first. */
  readonly bases?: readonly string[];
}

/** Severity of secrets and personal data in literals. */
export interface PolicyLiterals {
  readonly secret: Verdict;
  readonly personal: Verdict;
  /** Literals of some data types: the first that fits decides, before the two above. */
  readonly rows?: readonly (Pick<PolicySelectors, 'dataTypes' | 'categories' | 'laws'> & { readonly verdict: Verdict })[];
}

/** A policy as people write it. With `extends`, only what differs. */
export interface PolicyFile extends Partial<Omit<Policy, 'kinds' | 'literals' | 'sanitizers' | 'bases'>> {
  readonly policy: string;
  readonly extends?: string;
  readonly kinds?: Readonly<Partial<Record<SinkKind, Partial<KindText>>>>;
  readonly literals?: Partial<PolicyLiterals>;
  readonly sanitizers?: Partial<SanitizerPolicy>;
}

/** How severe a setting is that turns on a sink of these kinds. */
export interface SettingRow {
  readonly kinds: readonly SinkKind[];
  readonly parties?: readonly Party[];
  readonly verdict: Verdict;
}

/** Functions that promise by their name what they do not do. */
export interface SanitizerPolicy {
  readonly withoutEffect: Verdict;
  /** Verbs with which such names begin. */
  readonly names: readonly string[];
}
