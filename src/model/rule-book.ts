/** What the rules know, for people: a list, and a page for each library, data type, recipient, policy and rule of findings. */
import type { SinkKind } from './rules.js';

export const RULE_FORMS = ['library', 'data-type', 'recipient', 'policy', 'finding'] as const;
export type RuleForm = (typeof RULE_FORMS)[number];

export const RULE_STATUSES = ['verified', 'catalogue'] as const;
export type RuleStatus = (typeof RULE_STATUSES)[number];

/** Where rules of a project are looked for. */
export interface RuleBookPlace {
  /** Absolute. */
  readonly cwd: string;
  readonly config?: string | false;
}

/** Every selector that is given has to fit. */
export interface RuleListQuery extends RuleBookPlace {
  /** In an id, a title, or what else names it: a module, a host, a name in code. */
  readonly text?: string;
  readonly forms?: readonly RuleForm[];
  /** A library, of which each rule is listed. */
  readonly library?: string;
  readonly kind?: SinkKind;
  readonly status?: RuleStatus;
  readonly recipient?: string;
  readonly dataType?: string;
}

/** A line of the list. */
export interface RuleRow {
  readonly form: RuleForm | 'rule';
  /** What `show` takes; of a single rule its path. */
  readonly id: string;
  readonly title: string;
  /** Of a library and a recipient: whether findings can come of it. */
  readonly status?: RuleStatus;
  /** Kinds of sinks. */
  readonly kinds: readonly string[];
  readonly recipients: readonly string[];
  readonly dataTypes: readonly string[];
  /** What else is worth a word: a country, a tier, modules. */
  readonly notes: readonly string[];
  /** The file of the project that says it; absent of what is shipped. */
  readonly file?: string;
}

export interface RuleShowQuery extends RuleBookPlace {
  /** An id, a package, or a host. */
  readonly id: string;
  readonly forms?: readonly RuleForm[];
}

/** What one page tells. Texts hold code between back-ticks. */
export interface RulePage {
  readonly form: RuleForm;
  readonly id: string;
  readonly title: string;
  /** In docs/rules/, with an anchor where several share a page; absent of what a project adds. */
  readonly page?: string;
  readonly facts: readonly { readonly label: string; readonly values: readonly string[] }[];
  readonly sections: readonly RulePageSection[];
}

export interface RulePageSection {
  readonly title: string;
  readonly columns?: readonly string[];
  readonly rows?: readonly (readonly string[])[];
  /** Code of examples. */
  readonly code?: readonly string[];
}

/** A page, and what it was made of. */
export interface RuleDetails {
  readonly page: RulePage;
  readonly data: unknown;
}
