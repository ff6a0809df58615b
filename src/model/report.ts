/** What a run gives to reporters: plain data, no absolute paths, no times except in `run`. */
import type { SinkArguments } from './flow.js';
import type { Survey } from './inventory.js';
import type { Article, Region, Severity } from './policy.js';
import type { Party, SinkKind } from './rules.js';
import type { Tier } from './taxonomy.js';
import type { OTHER_KINDS } from './vocabulary.js';
import type { FindingStatus, FindingSuppression, Triage } from './triage.js';

export type Confidence = 'high' | 'medium' | 'low';

/** 1-based; columns count UTF-16 units. `path` is relative to the scanned root. */
export interface Location {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface FlowStep {
  readonly location: Location;
  /** What happens here, in plain words: "`user.email` is read", "passed to `notify` as `message`". */
  readonly text: string;
}

/** One way of one data type from its source to the sink. */
export interface Flow {
  readonly dataType: string;
  readonly tier: Tier | 'unclassified';
  /** How the source was recognised. */
  readonly via: 'name' | 'type' | 'api' | 'value' | 'schema';
  /** The expression or member at the source: `user.email`. */
  readonly source: string;
  readonly confidence: Confidence;
  readonly role: 'purpose' | 'payload';
  /** hash, encrypt … on the way. */
  readonly transforms: readonly string[];
  /** First step is the source, last the sink. */
  readonly steps: readonly FlowStep[];
}

/** The recipient has its seat outside the jurisdictions that the configuration names. */
export interface CrossBorder {
  /** ISO 3166 code of the seat. */
  readonly country: string;
  /** Those jurisdictions: `EU`. */
  readonly outside: readonly string[];
  /** Regions with a law on transfers that the data leaves. */
  readonly leaves: readonly string[];
  /** Titles of what their laws say of such transfers. */
  readonly articles: readonly string[];
}

/** What one policy says of a finding. */
export interface PolicyStatement {
  readonly policy: string;
  readonly severity: Severity;
  /** Titles of articles and sections. */
  readonly articles: readonly string[];
  /** What a reviewer has to ask. */
  readonly ask: readonly string[];
}

/** A call at which data leaves, with all its flows; a finding when a policy says so. */
export interface SinkRecord {
  /** Stable identity, see design.md. */
  readonly print: string;
  readonly kind: SinkKind;
  /** What is called, as written: `logger.info`. */
  readonly callee: string;
  readonly library: string;
  /** Recipient id, or `unknown`. */
  readonly recipient: string;
  readonly party: Party;
  /** Only who gets it is known, by the package: which arguments leave is not, so it is never a finding. */
  readonly basis?: 'catalogue';
  /** Symbol path of the enclosing function: `UserService.create`. */
  readonly symbol: string;
  /** The sink's argument, on one line. */
  readonly location: Location;
  /** The callee's name. */
  readonly callLocation: Location;
  readonly crossBorder?: CrossBorder;
  readonly flows: readonly Flow[];
}

export interface FindingDataType {
  readonly id: string;
  readonly title: string;
  readonly tier: Tier | 'unclassified';
  /** Identity of this data type within the finding. */
  readonly subPrint: string;
  /** Rule that it breaks by itself, and how bad that is; absent when it only leaves beside what a policy reports. */
  readonly rule?: string;
  readonly severity?: Severity;
  /** The default policy does not report it at this call. */
  readonly beyondDefault?: true;
  /** What each policy that reports it says; absent in a run by the default alone. */
  readonly policies?: readonly PolicyStatement[];
}

/** How data leaves; or where the finding stands, when no call shows it leaving. */
export type FindingKind = SinkKind | (typeof OTHER_KINDS)[number];

export interface Finding {
  readonly print: string;
  /** The print without its number among equals. */
  readonly stem?: string;
  /** `log-direct`, `url-credential`, `literal-secret` … */
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly kind: FindingKind;
  readonly tier: Tier | 'unclassified';
  /** One sentence: "`user.email` (e-mail address) is written to the application log". */
  readonly message: string;
  /** What, why, what to do, in one line. */
  readonly remedy: string;
  readonly cwe: readonly number[];
  /** law id → articles or categories of the worst data type. */
  readonly laws: Readonly<Record<string, string>>;
  /** What each policy that reports it says; absent in a run by the default alone. */
  readonly policies?: readonly PolicyStatement[];
  readonly recipient: string;
  readonly party: Party;
  readonly crossBorder?: CrossBorder;
  readonly symbol: string;
  readonly callee: string;
  /** Of the rule that knows the callee. */
  readonly library?: string;
  readonly location: Location;
  readonly callLocation: Location;
  /** The whole call. */
  readonly extent?: Location;
  readonly dataTypes: readonly FindingDataType[];
  readonly flows: readonly Flow[];
  /** Masked text, for literals. */
  readonly preview?: string;
  /** Set by triage; absent: new. */
  readonly status?: FindingStatus;
  /** What accepts it, when it is suppressed. */
  readonly suppressions?: readonly FindingSuppression[];
}

/** What is known of a recipient, wherever it stands. */
export interface RecipientDetails {
  /** ISO 3166 code of its seat. */
  readonly country?: string;
  /** Whose service it is, when it has another name. */
  readonly company?: string;
  readonly purposes?: readonly string[];
  /** Its page of subprocessors or of terms of data processing. */
  readonly terms?: string;
}

export interface RecipientUse extends RecipientDetails {
  readonly id: string;
  readonly name: string;
  readonly party: Party;
  readonly crossBorder?: CrossBorder;
  readonly sinks: number;
  readonly dataTypes: readonly string[];
}

/** A policy that judged, with all that it cites. */
export interface PolicyInfo {
  readonly id: string;
  readonly title: string;
  readonly articles: readonly Article[];
}

/** Where the data is at home by the configuration. */
export type JurisdictionInfo = Region;

export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly help: string;
  readonly severity: Severity;
  readonly kind: string;
  readonly tier: string;
  readonly cwe: readonly number[];
  /** What the package's documentation says of it: `docs/rules/findings.md#log-direct`. */
  readonly page?: string;
}

export interface Coverage {
  readonly files: { readonly analysed: number; readonly literalsOnly: number; readonly skipped: Readonly<Record<string, number>> };
  readonly lines: number;
  readonly bytes: number;
  /** Calls of the analysed files. */
  readonly calls: {
    readonly total: number;
    /** To a function of the project. */
    readonly project: number;
    /** To a library, global or built-in with rules. */
    readonly modelled: number;
    /** To a package of which the recipient is known: what goes in is in the inventory. */
    readonly catalogued: number;
    /** To an outside module without rules, by module, most frequent first. */
    readonly unmodelled: readonly { readonly module: string; readonly calls: number }[];
    readonly unresolved: number;
  };
  /** Arguments of calls at which data leaves, and whether what they hold could be found out. */
  readonly sinkArguments: SinkArguments;
  /** How much of each was followed, in percent, rounded down to a tenth; 100 where there is none. */
  readonly percent: { readonly files: number; readonly calls: number; readonly sinkArguments: number };
  /** Limits that cut something: name → how often. */
  readonly cuts: Readonly<Record<string, number>>;
  /** Sinks whose recipient is unknown. */
  readonly unknownRecipients: number;
  readonly problems: readonly { readonly path: string; readonly line?: number; readonly message: string; readonly hint?: string }[];
}

export interface DataTypeUse {
  readonly id: string;
  readonly title: string;
  readonly tier: Tier | 'unclassified';
  readonly category: string;
  readonly sources: number;
  readonly sinks: number;
  readonly findings: number;
}

export interface ScanResult {
  readonly tool: { readonly name: 'waybill'; readonly version: string; readonly rulesVersion: string };
  readonly findings: readonly Finding[];
  /** Every sink that personal data reaches, findings or not. */
  readonly sinks: readonly SinkRecord[];
  readonly dataTypes: readonly DataTypeUse[];
  readonly recipients: readonly RecipientUse[];
  readonly rules: readonly RuleInfo[];
  /** Absent in a run by the default alone. */
  readonly policies?: readonly PolicyInfo[];
  /** Absent where the configuration names none. */
  readonly jurisdictions?: readonly JurisdictionInfo[];
  readonly coverage: Coverage;
  /** What was accepted, and what was there before; absent before triage. */
  readonly triage?: Triage;
  /** Present when it was asked for. */
  readonly survey?: Survey;
  /** Source text of the files that have findings, for code frames; never written whole. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Only for the terminal summary and profiles; never in deterministic outputs. */
export interface RunInfo {
  readonly seconds: number;
  /** Threads that extracted. */
  readonly workers: number;
  readonly root: string;
  readonly facts?: FactsCount;
  /** Nothing that decides the result has changed since a run before: it was kept. */
  readonly reused?: boolean;
  readonly profile?: RunProfile;
  /** Why the cache could not be read or written. */
  readonly cacheProblem?: string;
}

/** What a run cost. */
export interface RunProfile {
  /** In the order in which they first ran. */
  readonly stages: readonly StageCost[];
  /** The files whose facts took longest to make, slowest first; as seen from their root. */
  readonly slowest: readonly { readonly path: string; readonly milliseconds: number }[];
}

export interface StageCost {
  readonly stage: string;
  readonly milliseconds: number;
  /** Memory of the process when the stage ended. */
  readonly bytes: number;
}

/** Where the facts of the source files came from. */
export interface FactsCount {
  readonly parsed: number;
  readonly cached: number;
}
