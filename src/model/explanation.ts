/** Why a finding is one, and why a line has none. Plain data: reasons as codes with what they are about; words are the report's. */
import type { Doubt } from './flow.js';
import type { Finding, Flow, JurisdictionInfo, Location, SinkRecord } from './report.js';
import type { FindingStatus, FindingSuppression } from './triage.js';
import type { PolicyRow, PolicySelectors, Verdict } from './policy.js';
import type { Party, SanitizerEffect, SinkKind } from './rules.js';
import type { PersonLikeness, Tier } from './taxonomy.js';
import type { Place } from './inventory.js';
import type { SkipReason } from './workspace.js';

// ------------------------------------------------------------------------------------------------------------- calls

/** How a call was resolved. */
export type Resolution =
  | {
      readonly how: 'project';
      readonly targets: readonly (Place & { readonly symbol: string; readonly by: 'lexical' | 'type' | 'hierarchy' | 'field' })[];
    }
  | { readonly how: 'library'; readonly libraries: readonly string[]; readonly byName: boolean; readonly builtin: boolean }
  /** Of an outside module; with rules, when they do not speak of what is called. */
  /** A package of which only the recipient is known. */
  | { readonly how: 'catalogued'; readonly library: string; readonly recipient: string }
  | { readonly how: 'unmodelled'; readonly module: string; readonly hasRules: boolean }
  | { readonly how: 'unresolved'; readonly cause: UnresolvedCause; readonly name: string };

export type UnresolvedCause =
  /** A name that is bound nowhere and that no rule knows. */
  | 'global'
  /** A method of a value of which nothing is known. */
  | 'receiver'
  /** The name of the method is computed. */
  | 'computed'
  /** A parameter that is called. */
  | 'parameter'
  /** An import that leads nowhere. */
  | 'import'
  | 'other';

/** Why a value counts as personal data, or why not. */
export type ValueReason =
  | {
      readonly is: 'personal';
      readonly dataType: string;
      readonly via: string;
      readonly because: string;
      readonly transforms: readonly string[];
    }
  /** A constant or a comparison: says nothing of a person. */
  | { readonly is: 'constant' }
  | { readonly is: 'function' }
  | { readonly is: 'sanitized'; readonly by: string; readonly library: string; readonly effect: SanitizerEffect }
  /** The name is a data type's when it belongs to a person, and its owner is none. */
  | { readonly is: 'owner'; readonly name: string; readonly owner: string; readonly likeness: PersonLikeness; readonly dataType: string }
  /** The name is a data type's, and its declared type cannot hold it. */
  | { readonly is: 'type'; readonly name: string; readonly type: string; readonly dataType: string }
  /** It lies below what holds texts for the screen. */
  | { readonly is: 'wording'; readonly name: string }
  | { readonly is: 'no-word'; readonly name: string }
  /** What a call gives that carries nothing on. */
  | { readonly is: 'result'; readonly of: string; readonly resolution: Resolution }
  /** Personal by a parameter's name alone, and none of its callers hands over personal data. */
  | { readonly is: 'callers'; readonly name: string; readonly dataType: string; readonly callers: number }
  | { readonly is: 'unknown' };

/** One value of an argument: itself, or what is in it. */
export interface ValueExplanation {
  /** As far as it can be named: `user.name`, `note`. */
  readonly name: string;
  readonly reason: ValueReason;
}

/** What a rule says of a call: that data leaves through it. */
export interface SinkRuleRef {
  readonly library: string;
  readonly kind: SinkKind;
  /** Paths of the rule. */
  readonly at: readonly string[];
  /** Whether the rule's conditions hold at this call. */
  readonly holds: boolean;
}

export interface ArgumentExplanation {
  readonly location: Location;
  /** What the rule says of it: it leaves, it is what the call is for, it does not leave. */
  readonly role: 'payload' | 'purpose' | 'stays' | 'argument';
  readonly values: readonly ValueExplanation[];
}

/** What was seen at one call, throw or assignment. */
export interface CallExplanation {
  readonly what: 'call' | 'throw' | 'assignment';
  /** The callee's name. */
  readonly location: Location;
  readonly callee: string;
  readonly symbol: string;
  readonly resolution: Resolution;
  readonly sinks: readonly SinkRuleRef[];
  readonly arguments: readonly ArgumentExplanation[];
  /** Limits that cut something while the call was looked at. */
  readonly cuts: Readonly<Record<string, number>>;
}

// ------------------------------------------------------------------------------------------------------------ policy

/** Why one flow is a finding or is none. */
export interface PolicyReason {
  readonly verdict: Verdict;
  readonly why:
    | 'cell'
    /** What the call is for. */
    | 'purpose'
    /** Encrypted on the way: nothing in clear is left. */
    | 'encrypted'
    /** A hashed credential is none any more. */
    | 'hashed-credential';
  readonly kind: SinkKind;
  readonly party: Party;
  /** After hashing, and with other data of the call: the column of the policy. */
  readonly tier: Tier | 'unclassified' | 'joined';
  /** What selects the row; absent when no row speaks of it. */
  readonly row?: Pick<PolicyRow, 'kinds'> &
    PolicySelectors & { /** The policy that says it, where another extends it. */ readonly from?: string };
  /** What would be said of it when it were hashed. */
  readonly hashed: Verdict;
}

/** What one of the policies of the run says of one flow. */
export interface PolicySaying {
  readonly policy: string;
  readonly reason: PolicyReason;
  /** Titles of articles and sections; none where it is no finding. */
  readonly articles: readonly string[];
  /** What a reviewer has to ask. */
  readonly ask: readonly string[];
}

/** One flow with its evidence. */
export interface FlowExplanation {
  readonly flow: Flow;
  readonly title: string;
  /** Name pattern, declaration or rule that decided that it is personal data. */
  readonly because: string;
  readonly strength: string;
  readonly doubts: readonly Doubt[];
  /** Of the policy that says the worst. */
  readonly policy: PolicyReason;
  /** Of each policy; absent in a run by the default alone. */
  readonly policies?: readonly PolicySaying[];
}

/** Code that replaces other code. */
export interface MendEdit {
  readonly location: Location;
  /** What stands there, when it is a variable or a member of one. */
  readonly before?: string;
  readonly after: string;
}

/** Edits that, made together, leave no finding at the call. */
export interface Mend {
  /** Without the value, without the members that are personal, or with four characters of it. */
  readonly how: 'leave-out' | 'omit' | 'mask';
  readonly edits: readonly MendEdit[];
}

/** A call that personal data reaches: a finding or not. */
export interface SinkExplanation {
  readonly sink: SinkRecord;
  readonly recipientName: string;
  readonly country?: string;
  readonly rule: { readonly library: string; readonly at: readonly string[] };
  readonly flows: readonly FlowExplanation[];
  /** Absent: a policy does not report it. */
  readonly finding?: Finding;
  /** Of a finding: what can be written there instead. */
  readonly mends: readonly Mend[];
  /** What was seen at the call itself, when a place was asked about. */
  readonly call?: CallExplanation;
  readonly laws: readonly { readonly id: string; readonly title: string; readonly reference: string }[];
}

/** How a finding stands after triage. One that is covered in part stands once for each status. */
export interface Standing {
  readonly print: string;
  /** As the finding's own. */
  readonly path: string;
  readonly line: number;
  readonly status: FindingStatus;
  readonly dataTypes: readonly string[];
  /** What accepts it, when it is suppressed. */
  readonly suppressions?: readonly FindingSuppression[];
  /** Less sure than what a scan shows by the configuration, else by default. */
  readonly hidden?: true;
  /** A scan without flags fails for it. */
  readonly fails?: true;
}

export interface Explanation {
  readonly tool: { readonly name: 'waybill'; readonly version: string; readonly rulesVersion: string };
  readonly query: { readonly print?: string; readonly path?: string; readonly line?: number; readonly column?: number };
  /** Name of the policy that decided; of several, joined by commas. */
  readonly policy: string;
  /** Where the data is at home; absent where the configuration names none. */
  readonly jurisdictions?: readonly JurisdictionInfo[];
  readonly sinks: readonly SinkExplanation[];
  /** Findings in literals. */
  readonly literals: readonly Finding[];
  /** Of the findings above. */
  readonly standings: readonly Standing[];
  /** As reports show it; absent where there is none. */
  readonly baseline?: string;
  /** Where an entry that accepts one of them stands: the file as the user names it, and what comes before a finding's path there. */
  readonly ignoreEntries: { readonly file: string; readonly prefix: string; readonly form: 'yaml' | 'json' };
  /** Calls at the place that no personal data was seen to reach. */
  readonly calls: readonly CallExplanation[];
  /** Why a file was not analysed, or not whole. */
  readonly file?: { readonly path: string; readonly state: 'analysed' | 'literals-only' | SkipReason };
  /** When the line has no finding: those whose data passes here, else the nearest of the file. */
  readonly near: readonly {
    readonly print: string;
    readonly rule: string;
    readonly path: string;
    readonly line: number;
    readonly relation: 'passes' | 'nearest';
  }[];
  /** Masked text of the files that places lie in; in no document. */
  readonly sources: Readonly<Record<string, string>>;
}
