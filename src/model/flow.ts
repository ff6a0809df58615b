/** What the flow stage gives to policy: every sink that personal data reaches, with each way. */
import type { Span } from './facts.js';
import type { Evidence } from './classifier.js';
import type { FileId } from './program.js';
import type { SinkModel, TurnsOnModel } from './compiled-rules.js';

/** A place in a file. */
export interface Site {
  readonly file: FileId;
  readonly at: Span;
}

/** One step on the way, in order from the source. */
export interface Step extends Site {
  readonly what: 'declared' | 'source' | 'member' | 'argument' | 'return' | 'callback' | 'stored' | 'sink';
  /** Function or member the step names. */
  readonly name: string;
}

export interface RawFlow {
  /** A data type id, or `unclassified-input`. */
  readonly dataType: string;
  readonly evidence: Evidence;
  /** The data as an access path: `user.email`. */
  readonly source: string;
  readonly role: 'purpose' | 'payload';
  /** The arguments of the call that carry it. */
  readonly arguments: readonly Span[];
  readonly transforms: readonly ('hash' | 'encrypt')[];
  readonly steps: readonly Step[];
  /** What lowers confidence on this way. */
  readonly doubts: readonly Doubt[];
  /** In a URL, before its query and fragment. */
  readonly inPath?: boolean;
  /** The origin is a parameter known only by its name: stands or falls with its callers. */
  readonly param?: { readonly file: FileId; readonly function: number; readonly index: number };
}

export type Doubt =
  | 'receiver-by-name'
  | 'weak-name'
  | 'unknown-keys'
  | 'unknown-shape'
  | 'checked-shape'
  | 'some-address'
  | 'field-call'
  | 'weak-owner'
  | 'many-keys';

/** What is known of where the data goes. */
export interface Destination {
  /** Constant host or URL prefix, `env:NAME`, or nothing. */
  readonly host?: string;
  /** A relative URL. */
  readonly relative?: boolean;
}

export interface RawSink {
  readonly file: FileId;
  readonly function: number;
  /** Index of the call; -1 for a throw or an assignment. */
  readonly call: number;
  /** The callee's name. */
  readonly at: Span;
  /** The argument that carries it. */
  readonly argument: Span;
  readonly span: Span;
  readonly model: SinkModel;
  readonly destination: Destination;
  /** The wrapper's own sink, when the call is to a function of the project. */
  readonly through?: Site;
  readonly flows: readonly RawFlow[];
  /** Dominated by a test of the environment that excludes production. */
  readonly devOnly?: boolean;
}

/** A setting by which personal data leaves without a call that says so. */
export interface RawSetting {
  readonly file: FileId;
  readonly function: number;
  /** The callee's name. */
  readonly at: Span;
  readonly span: Span;
  readonly model: TurnsOnModel;
  readonly destination: Destination;
}

/** A function that promises by its name what it does not do: it is handed personal data and gives it back as it is. */
export interface RawSanitizer {
  readonly file: FileId;
  readonly function: number;
  /** Its name, or its beginning. */
  readonly at: Span;
  readonly name: string;
  /** Data types that it was handed. */
  readonly dataTypes: readonly string[];
}

/** Why what an argument holds is not known. */
export type UnfollowedCause =
  /** A library gave it whose rules do not say what it is. */
  | 'library'
  /** A call gave it whose target is not known. */
  | 'call'
  /** It is handed in by code that is not seen. */
  | 'parameter'
  /** An error was caught whose making is not seen. */
  | 'error'
  /** A limit of the analysis ended the search. */
  | 'limit'
  | 'unknown';

export interface Unfollowed {
  readonly cause: UnfollowedCause;
  /** Of a library. */
  readonly package?: string;
  readonly arguments: number;
}

/** Arguments of calls at which data leaves. */
export interface SinkArguments {
  readonly total: number;
  /** What they hold is known, personal or not. */
  readonly followed: number;
  readonly notFollowed: readonly Unfollowed[];
}

export interface FlowResult {
  readonly sinks: readonly RawSink[];
  readonly settings: readonly RawSetting[];
  readonly sanitizers: readonly RawSanitizer[];
  readonly sinkArguments: SinkArguments;
  /** Limits that cut something: name → how often. */
  readonly cuts: Readonly<Record<string, number>>;
  readonly stats: { readonly functions: number; readonly summaries: number };
}
