/** Rules as the stages use them: places parsed, paths joined into one graph. */
import type { Policy, Region } from './policy.js';
import type { Party, Recipient, SanitizerEffect, SinkKind, SourceRule, TypeOp } from './rules.js';

/** A place, parsed. Both ends of a range are in it; an open one ends at 255. */
export type PlaceStep =
  | { readonly s: 'argument'; readonly from: number; readonly to: number }
  | { readonly s: 'last' }
  | { readonly s: 'receiver' }
  | { readonly s: 'return' }
  | { readonly s: 'assigned' }
  | { readonly s: 'created' }
  /** What a decorator stands at: a method or class. */
  | { readonly s: 'decorated' }
  /** The name of the called member, or that a function is handed over under. */
  | { readonly s: 'name' }
  /** What `subscribe` of the channel names. */
  | { readonly s: 'subscribed' }
  /** Any key. */
  | { readonly s: 'any' }
  | { readonly s: 'member'; readonly names: readonly string[] }
  | { readonly s: 'any-member' }
  | { readonly s: 'element' }
  | { readonly s: 'map-key' }
  | { readonly s: 'map-value' }
  /** What a call or promise fails with: an error that it throws or rejects with. */
  | { readonly s: 'rejection' }
  | { readonly s: 'parameter'; readonly index: number }
  | { readonly s: 'type-argument'; readonly index: number }
  | { readonly s: 'callee' };
export type Place = readonly PlaceStep[];

export interface CompiledCondition {
  readonly place: Place;
  readonly is?: string | number | boolean | null;
  readonly not?: string | number | boolean | null;
  readonly absent?: boolean;
  readonly broad?: boolean;
  readonly filler?: boolean;
  readonly groupsOf?: Place;
  readonly wideGroup?: number;
  readonly callback?: boolean;
  readonly placeOf?: string;
  readonly oneOf?: readonly (string | number | boolean | null)[];
  readonly contains?: readonly string[];
}

export interface CompiledTextPart {
  readonly from?: Place;
  readonly to?: Place;
  readonly length?: Place;
  readonly one: boolean;
}

/** Who gets the data, as far as a rule knows. */
export interface Receiver {
  readonly recipient?: string;
  readonly party?: Party;
}

export interface SinkModel extends Receiver {
  readonly library: string;
  /** Paths as the rule has them, for explanations. */
  readonly at: readonly string[];
  readonly kind: SinkKind;
  readonly payload: readonly Place[];
  readonly purpose: readonly Place[];
  readonly except: readonly Place[];
  readonly recipient?: string;
  readonly host: readonly Place[];
  readonly party?: Party;
  readonly when: readonly CompiledCondition[];
  readonly name?: Place;
  readonly nameOwner?: string;
  readonly purposeTypes: readonly string[];
  readonly assign: boolean;
  readonly sets: boolean;
  readonly asText?: boolean;
  readonly within?: string;
  /** Only who gets it is known, and not which arguments leave: it makes no finding. */
  readonly catalogue?: true;
}
export interface SourceModel {
  readonly library: string;
  readonly type?: string;
  readonly shape?: NonNullable<SourceRule['shape']>;
  readonly owner?: string;
  readonly beside?: true;
  readonly nameFrom?: Place;
  readonly nameOwner?: string;
  readonly scope?: 'file' | 'library';
}
export interface PropagatorModel {
  readonly library: string;
  readonly from: readonly Place[];
  readonly to: readonly Place[];
  readonly member: readonly Place[];
  readonly keep: readonly Place[];
  readonly drop: readonly Place[];
  readonly text: boolean;
  readonly plain: boolean;
  readonly withoutHidden: boolean;
  readonly without: readonly string[];
  readonly part?: CompiledTextPart;
  readonly when: readonly CompiledCondition[];
}
export interface SanitizerModel {
  readonly library: string;
  readonly value: Place;
  readonly effect: SanitizerEffect;
  readonly when: readonly CompiledCondition[];
}
export type SettingModel = DropPathsModel | ReplacesModel | TurnsOnModel | HidesMemberModel | SendsToModel;
export interface HidesMemberModel {
  readonly library: string;
  readonly effect: 'hides-member';
  readonly when: readonly CompiledCondition[];
}
export interface DropPathsModel {
  readonly library: string;
  readonly effect: 'drop-paths';
  readonly paths: readonly Place[];
  readonly dialect: 'dots' | 'keys';
  readonly below: string;
  readonly everywhere: boolean;
  readonly adds: boolean;
}
export interface ReplacesModel {
  readonly library: string;
  readonly effect: 'replaces';
  readonly by: readonly Place[];
  readonly eachMember: boolean;
  readonly below: string;
  readonly everywhere: boolean;
  readonly adds: boolean;
}
export interface SendsToModel {
  readonly library: string;
  readonly effect: 'sends-to';
  readonly by: readonly Place[];
  readonly everywhere: boolean;
}
export interface TurnsOnModel {
  readonly library: string;
  readonly effect: 'turns-on';
  readonly kind: SinkKind;
  readonly carries: readonly string[];
  readonly recipient?: string;
  readonly host: readonly Place[];
  readonly party?: Party;
  readonly when: readonly CompiledCondition[];
  readonly says: string;
  readonly remedy: string;
}
/** One end of a channel. */
export interface ChannelModel {
  readonly library: string;
  /** `library/channel` */
  readonly channel: string;
  readonly end: 'write' | 'read' | 'subscribe';
  readonly loose: boolean;
  readonly key: readonly Place[];
  /** Whose channel it is: a place, or what made the callee. */
  readonly of?: 'created' | 'origin' | Place;
  readonly value: readonly Place[];
  /** A member that is stored or read instead of a call. */
  readonly on?: 'assign' | 'read';
  readonly when: readonly CompiledCondition[];
  readonly under?: Place;
}
export interface BuilderModel {
  readonly library: string;
  readonly builds?: TypeOp;
  readonly returns?: TypeOp;
  readonly is?: TypeOp;
  readonly checks?: { readonly place: string; readonly type: TypeOp };
  readonly table?: readonly Place[];
}

/** What a value says of the environment: the texts that name production, or a flag. */
export interface EnvironmentModel {
  readonly library: string;
  readonly production: readonly string[];
  readonly flag?: 'production' | 'development';
}

/**
 * The rules' paths as one graph. A value of the program is in a set of nodes; each step of the code follows edges.
 * Edge labels: `m:name` member, `m:*` any member, `ret`, `new`, `a:n` argument, `p:n` parameter, `p:n/c` of a function that declares `c`, `el`, `sub`, `dec`. Epsilon edges to instances are already folded in: `edges` of a node hold those of the instances it stands for.
 */
export interface RuleNode {
  /** Library (file) whose path made the node. */
  readonly library: string;
  readonly edges: Readonly<Record<string, readonly number[]>>;
  readonly sinks?: readonly SinkModel[];
  readonly sources?: readonly SourceModel[];
  readonly propagators?: readonly PropagatorModel[];
  readonly sanitizers?: readonly SanitizerModel[];
  readonly settings?: readonly SettingModel[];
  readonly channels?: readonly ChannelModel[];
  readonly environments?: readonly EnvironmentModel[];
  readonly builders?: readonly BuilderModel[];
}

export interface CompiledRules {
  /** Digest of all inputs. */
  readonly version: string;
  readonly nodes: readonly RuleNode[];
  /** Module specifier → nodes of the module object (edges `m:default`, `m:name`). Patterns with `*` beside. */
  readonly modules: Readonly<Record<string, readonly number[]>>;
  readonly modulePatterns: readonly { readonly pattern: string; readonly nodes: readonly number[] }[];
  readonly globals: Readonly<Record<string, readonly number[]>>;
  readonly builtins: Readonly<Record<string, readonly number[]>>;
  readonly tags: Readonly<Record<string, readonly number[]>>;
  readonly throws: readonly number[];
  /** Globs of paths → nodes of the module object of the project's files that fit. */
  readonly files: Readonly<Record<string, readonly number[]>>;
  /** `module#TypeName` → nodes of its instances; `#TypeName` for a type that is declared globally. */
  readonly types: Readonly<Record<string, readonly number[]>>;
  /** `module#TypeName` → the operator of a type alias rule. */
  readonly typeAliases: Readonly<Record<string, TypeOp>>;
  /** `module#TypeName` → what a value of the type describes. */
  readonly typeDescriptions: Readonly<Record<string, TypeOp>>;
  /** The same for what a value of a type gives in time. */
  readonly typeCarriers: Readonly<Record<string, TypeOp>>;
  /** Receiver name → nodes, used when nothing resolves. */
  readonly names: Readonly<Record<string, readonly number[]>>;
  readonly recipients: readonly Recipient[];
  readonly policies: Readonly<Record<string, Policy>>;
  /** Countries with one law, by the names that configurations use. */
  readonly regions: readonly Region[];
  /** ISO 3166 codes that there are. */
  readonly countries: readonly string[];
  /** `library/instance` → nodes: rules of a project may begin there. */
  readonly instances: Readonly<Record<string, readonly number[]>>;
  /** `Named[…]` → nodes. */
  readonly named: Readonly<Record<string, readonly number[]>>;
  /** What a project says of its own code; absent where it says nothing. */
  readonly own?: OwnRules;
}

/** Rules of a project for its own code: they stand behind the shipped ones in the same graph. */
export interface OwnRules {
  /** Nodes from this index on are the project's own. */
  readonly from: number;
  /** Modules of own rules, relative to the root where they begin with `.`: they may be files of the project. */
  readonly modules: readonly { readonly specifier: string; readonly nodes: readonly number[] }[];
  /** `Named[…]` of own rules: holds for what is in or below the folder ('' is the root), innermost folder first. */
  readonly named: Readonly<Record<string, readonly { readonly folder: string; readonly nodes: readonly number[] }[]>>;
  /** Names of data, innermost folder first. */
  readonly names: readonly OwnName[];
}

/** What a name says by the project's own word. */
export interface OwnName {
  readonly name: string;
  /** Name of the type or variable that it is a member of. */
  readonly owner?: string;
  readonly folder: string;
  /** Absent: it is not personal, whatever it looks like. */
  readonly dataType?: string;
}
