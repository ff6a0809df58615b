/**
 * Rules as authors write them: one YAML file a library. What the stages use of them is in compiled-rules.ts.
 *
 * The path language names values by how code reaches them. A path is `Root.Step.Step…`:
 *
 *   roots   `Export[a|b]` an export of one of the file's modules (`default`, a name; `*` any)
 *           `Global[name|name]` an unbound name
 *           `Builtin[String|Array|Promise|Map|Set|Object|Function|RegExp|Date|Any]` a value of a built-in type (method names
 *           on receivers nothing else is known of)
 *           `Tag[a|img]` an intrinsic JSX element
 *           `Throw` the throw statement (its value is Argument[0])
 *           `File[name]` the exports of the project's files that a framework finds by their path, see `files:`
 *           `Named[a|b]` what goes by that name in the project's own code or is imported under it (rules of a project only)
 *           an instance declared under `instances:` by its name, or `otherlibrary/instance` of another file
 *   steps   `Member[a|b]` `AnyMember` `ReturnValue` `Instance` (of `new`) `Argument[n]` (a value passed there: callbacks and
 *           option objects) `Parameter[n]` (of a function that is such a value; `Parameter[1 of 4]`
 *           of one that declares so many) `Element` `MapKey` `MapValue` `Subclass`
 *           (`this` of classes that extend it) `Decorated` (a parameter, member or class carrying the decorator)
 *           `JsxProp[name]` (of an element's props) `Awaited` (the identity; for readability)
 *
 * A *place* names a value at one call, relative to it: `Argument[n]`, `Argument[n..]`, `Argument[this]` (the receiver),
 * `Argument[last]`, `ReturnValue`, `Assigned` (of an assignment), `Created.Argument[n]` (an argument of the call that made
 * the receiver), `Decorated` (in channels: the method or class that a decorator stands at), `Name`, `Subscribed` and `Any` (in keys of channels), each with further steps: `Argument[0].Member[data].Element`, `Argument[0].Parameter[1]`,
 * `Argument[0].ReturnValue`, `Argument[0].AnyMember`; `ReturnValue.Rejection` (in `to`) and `Argument[this].Rejection` are
 * the error that a call or a promise fails with. `TypeArgument[n]` and `Callee` (the
 * called value) are places of type operators.
 */

export type SinkKind =
  | 'log'
  | 'error'
  | 'outbound'
  | 'analytics'
  | 'ai'
  | 'message'
  | 'browser-storage'
  | 'cookie'
  | 'url'
  | 'token'
  | 'file'
  | 'export'
  | 'database'
  | 'response'
  | 'queue';

export type Party = 'self' | 'first' | 'third' | 'unknown';

/** The library that a line of a configuration stands in for. */
export const CONFIGURATION = 'project';

/** What a sanitizer leaves of the data. */
export type SanitizerEffect =
  /** Nothing (a length, a count, a comparison, a boolean, a constant). */
  | 'remove'
  /** At most a few characters. */
  | 'mask'
  /** One-way: a credential is none any more in a log; direct data becomes pseudonymous. */
  | 'hash'
  | 'encrypt';

/** A condition on one call: the value at `place` is the constant, is not, or is absent. */
export interface RuleCondition {
  readonly place: string;
  readonly is?: string | number | boolean | null;
  readonly not?: string | number | boolean | null;
  readonly absent?: boolean;
  /** A regular expression that matches letters or digits at large, not only blanks or punctuation. */
  readonly broad?: boolean;
  /** Constant text of filler characters alone (`***`), as masks put in. */
  readonly filler?: boolean;
  /** With `filler`: groups of the regular expression at this place may be kept beside it, at most four characters in all; beginning and
   *  end, at most seven around four or more filler characters. */
  readonly groupsOf?: string;
  /** A regular expression whose group of this number may hold more than a few characters, or that is not known. */
  readonly wideGroup?: number;
  /** A function of the project. */
  readonly callback?: boolean;
  /** The place of this text in the receiver: `text.indexOf('@')`. */
  readonly placeOf?: string;
  /** One of the values it may have is one of these constants. */
  readonly oneOf?: readonly (string | number | boolean | null)[];
  /** One of the values it may have is constant text (or a regular expression) with one of these in it. */
  readonly contains?: readonly string[];
}

export interface InstanceRule {
  readonly at?: readonly string[];
  /** Exported type names of the library's modules, for typed parameters, fields and injection. */
  readonly types?: readonly string[];
  /** Variable and member names that count when nothing resolves (lower confidence). */
  readonly names?: readonly string[];
}

export interface SinkRule {
  readonly at: string | readonly string[];
  readonly kind: SinkKind;
  /** Places whose values leave. Default: every argument. */
  readonly payload?: readonly string[];
  /** Places that the call is for (the address of a mail); recorded, never a finding. */
  readonly purpose?: readonly string[];
  /** Places inside the payload that do not leave. */
  readonly except?: readonly string[];
  /** Recipient id of rules/recipients, when the library decides it. */
  readonly recipient?: string;
  /** Places of URLs or hosts that decide the recipient, first that is known wins. */
  readonly host?: readonly string[];
  /** Given party when there is neither recipient nor host. */
  readonly party?: Party;
  readonly when?: readonly RuleCondition[];
  /** The name under which the value is kept there (`setItem(name, value)`): evidence where the value says nothing itself. */
  readonly name?: string;
  /** What that name belongs to: `session` for what a browser keeps. */
  readonly nameOwner?: string;
  /** Data types that are this call's purpose wherever they stand (`card-number` at a payment service). */
  readonly purposeTypes?: readonly string[];
  /** The sink is an assignment to the path, not a call. */
  readonly on?: 'assign';
  /** What is bound stays on everything sent later (`child`, `setUser`). */
  readonly sets?: boolean;
  /** Where the payload stands in what the library sends, and hands to hooks (`user`, `properties`); '': it is all of it. */
  readonly within?: string;
  /** Of an object only its text leaves: the message of an error, and not what else it holds. */
  readonly asText?: boolean;
  readonly title?: string;
}

export interface SourceRule {
  readonly at: string | readonly string[];
  /** The data type of the value. */
  readonly type?: string;
  /** A whole input whose members are read by name; leaving whole it is `unclassified-input`. */
  readonly shape?: 'request-body' | 'query' | 'params' | 'headers' | 'form' | 'env' | 'event' | 'session-user' | 'address';
  /** Name that stands for the value as owner of its members (`user`). */
  readonly owner?: string;
  /** What the code is seen to put there counts besides: it is not all that the value may be. */
  readonly beside?: boolean;
  /** The value is the member named by this argument: `form.get('email')`. */
  readonly nameFrom?: string;
  /** Of an address: what its parameters belong to, where their name alone says little. */
  readonly nameOwner?: string;
  /**
   * Of an address: which reads of parameters count. `file`: those in the same file (a route's own); `library`: those by rules of the
   * same file of rules (a server's requests); else all of the package but those of servers.
   */
  readonly scope?: 'file' | 'library';
  readonly title?: string;
}

export interface PropagatorRule {
  readonly at: string | readonly string[];
  readonly from: string | readonly string[];
  readonly to: string | readonly string[];
  /** Places of a constant key: what is carried is the value of that member. */
  readonly member?: readonly string[];
  /** Places of constant key names that are kept, or dropped. */
  readonly keep?: readonly string[];
  readonly drop?: readonly string[];
  /** The whole value becomes text (all members inside). */
  readonly text?: boolean;
  /** With `text`: the text is what a template shows of the value, an error's message and no other members. */
  readonly plain?: boolean;
  /** Members that a decorator hides are left out. */
  readonly withoutHidden?: boolean;
  /** Data types that are not in what is carried: the path of a database's address holds no password. */
  readonly without?: readonly string[];
  /** Only this part of a text is carried: a few characters of it say nothing any more. */
  readonly part?: TextPart;
  readonly when?: readonly RuleCondition[];
}

/** Places of the bounds of a part of a text, as `slice(from, to)` or `substr(from, length)` take them. */
export interface TextPart {
  readonly from?: string;
  readonly to?: string;
  readonly length?: string;
  /** One character. */
  readonly one?: boolean;
}

export interface SanitizerRule {
  readonly at: string | readonly string[];
  /** Default: Argument[0]; `Argument[this]` for methods. */
  readonly value?: string;
  readonly effect: SanitizerEffect;
  readonly when?: readonly RuleCondition[];
}

/** What is configured where an instance is made. */
export type SettingRule = DropPathsRule | ReplacesRule | TurnsOnRule | HidesMemberRule | SendsToRule;

/** A redaction option: the paths it names never leave through the instance. */
export interface DropPathsRule {
  readonly at: string | readonly string[];
  readonly effect: 'drop-paths';
  /** Where the paths stand. */
  readonly paths: readonly string[];
  readonly dialect: 'dots' | 'keys';
  /** The member of what leaves that it speaks of, see `within` of a sink. */
  readonly below?: string;
  /** It holds for all sinks of the library that say where their payload stands (`within`), whoever made them. */
  readonly everywhere?: boolean;
  /** The method adds it to the instance that it is called on. */
  readonly adds?: boolean;
}

/** A decorator: the member under it is left out by propagators that say `withoutHidden`. */
export interface HidesMemberRule {
  readonly at: string | readonly string[];
  readonly effect: 'hides-member';
  readonly when?: readonly RuleCondition[];
}

/** Functions of the project that what leaves goes through: what they give back leaves in its place. */
export interface ReplacesRule {
  readonly at: string | readonly string[];
  readonly effect: 'replaces';
  /** Where the functions stand; a list there is applied in order. */
  readonly by: readonly string[];
  /** At the place stand functions by name: each is applied to the member of its name, one level deep. */
  readonly eachMember?: boolean;
  /** The member of what leaves that the functions are handed. */
  readonly below?: string;
  readonly everywhere?: boolean;
  readonly adds?: boolean;
}

/** What carries on what is written through the instance: a logger's transport, whose recipient gets it. */
export interface SendsToRule {
  readonly at: string | readonly string[];
  readonly effect: 'sends-to';
  /** Where it stands: what a package made, a package's name, options with a host; or a list of these. */
  readonly by: readonly string[];
  /** It holds for all sinks of the library, whoever made them. */
  readonly everywhere?: boolean;
}

/** An option by which personal data leaves without a call that says so. */
export interface TurnsOnRule {
  readonly at: string | readonly string[];
  readonly effect: 'turns-on';
  readonly kind: SinkKind;
  /** Data types that leave by it. */
  readonly carries: readonly string[];
  readonly recipient?: string;
  readonly host?: readonly string[];
  readonly party?: Party;
  readonly when?: readonly RuleCondition[];
  /** What it does, as a sentence without its full stop. */
  readonly says: string;
  /** The right value. */
  readonly remedy: string;
}

/** What joins a write and a read that share no variable: an event's name, a context, a store, a job queue. */
export interface ChannelRule {
  /** Its name in this file. */
  readonly channel: string;
  readonly write: readonly ChannelEndRule[];
  readonly read: readonly ChannelEndRule[];
  /** Calls that name the keys of reads which don't (`Subscribed`): `consumer.subscribe({ topic })`. */
  readonly subscribe?: readonly Omit<ChannelEndRule, 'value'>[];
  /** Keys of which neither end knows anything are the same where both are of the same thing: a cache for one kind of entries. */
  readonly loose?: boolean;
}

/** Calls that put something in, or take it out. */
export interface ChannelEndRule {
  readonly at: string | readonly string[];
  /**
   * Places of constants that must be equal at both ends: the event's name. Of a text that is put together, the constant parts
   * count (`user:${id}`). `Name` is the name of the called member, or of the member that a function is handed over under;
   * `Subscribed` what `subscribe` names for the same thing; `Any` fits every key; a class is a key, too, as is `Argument[n].Member[constructor]` of an instance.
   */
  readonly key?: string | readonly string[];
  /**
   * What must be the same thing at both ends: `Created` (what made the callee or its receiver, or handed it over), `Origin` (what the first
   * thing on the way to the callee was made by), `ReturnValue` (what this call makes), `Argument[n]` (what is handed over),
   * `Created.Argument[n]` (what was handed over there). Without keys, both ends need one.
   */
  readonly of?: string;
  /** Places of what is put in, or where it comes out (the result, a callback's parameter); the first meets the first. */
  readonly value: string | readonly string[];
  /** The end is no call: a member that is stored, or read; its name is the key. */
  readonly on?: 'assign' | 'read';
  readonly when?: readonly RuleCondition[];
  /** What is put in stands under the member that the constant at the place names: a part of a store. */
  readonly under?: string;
}

/** A value that says in which environment the program runs. */
export interface EnvironmentRule {
  readonly at: string | readonly string[];
  /** Texts that it has where real people's data is: any other one excludes production. */
  readonly production?: readonly string[];
  /** It is true in production alone, or never there. */
  readonly flag?: 'production' | 'development';
}

/**
 * How a value or type built by a library comes to a declared type. A place in it is relative to the call; of a member that
 * is read, `Argument[this]` is the object it is read from; of a callback's parameter, places are those of the call that the
 * callback is handed to; of a library's type, `TypeArgument[n]` is what it is written with.
 */
export type TypeOp =
  /**
   * Each member of the object literal at the place, by its own built type. `typeKey`: a member may be an object that says
   * more of it, its type stands under that key (`{ email: { type: String, unique: true } }`). There `formats` are what it states of a
   * text, by the way to where it does (`validate.isEmail`); `*`: what stands there says which.
   */
  | { readonly objectOf: string; readonly typeKey?: string; readonly formats?: Readonly<Record<string, string>> }
  | { readonly arrayOf: TypeOp }
  | { readonly elementOf: TypeOp }
  /** What calling a function of that type gives: of `useLoaderData<typeof loader>()`. */
  | { readonly resultOf: TypeOp }
  /** An object with these members; others may be there. */
  | { readonly members: Readonly<Record<string, TypeOp>> }
  /** An object with one member, named by the constant at the place. */
  | { readonly keyed: readonly [string, TypeOp] }
  /** The member's type. */
  | { readonly memberOf: readonly [TypeOp, string] }
  /** The type of the member that the constant at the place names. */
  | { readonly memberAt: readonly [TypeOp, string] }
  /** What the value at the place builds or describes: `Argument[this]`, `Argument[0]`, `TypeArgument[0]`. */
  | { readonly builtBy: string }
  /**
   * What a member of the value at the place describes: the member that the callee's path names, `member` steps from its
   * end (of `db.query.users.find`, 1 is `users`).
   */
  | { readonly entry: { readonly of: string; readonly member: number } }
  /** What a JSON Schema literal at the place describes. */
  | { readonly jsonSchema: string }
  /** A row of what the query in SQL at the place gives back, by its columns. */
  | { readonly columns: string }
  /** The type that the value at the place has. */
  | { readonly typeOf: string }
  | { readonly pick: readonly [TypeOp, string] }
  | { readonly omit: readonly [TypeOp, string] }
  /** Of the operators, or of the values at the place and the elements of array literals there. */
  | { readonly merge: readonly TypeOp[] | string }
  | { readonly union: readonly TypeOp[] | string }
  /** The first that is known. */
  | { readonly first: readonly TypeOp[] }
  /** What the operator says, where the call has nothing at the place: `useStore()` without a selector. */
  | { readonly absent: readonly [TypeOp, string] }
  /**
   * `literal`: one of a few words that the program fixes. Of a text, the schema may state a format; `formatFrom` is the place of the
   * constant that names it, or of what checks it: a regular expression, a function.
   */
  | {
      readonly primitive: 'string' | 'number' | 'boolean' | 'date' | 'literal' | 'any';
      readonly format?: string;
      readonly formatFrom?: string | readonly string[];
    }
  /**
   * The declared type (schema model, table) named by a member of the callee path (`member`: how many steps from the end,
   * 1 = the receiver's own name), by a constant at a place, else by the type or export that the rule stands at.
   * `match`: the name's form, `*` for the model's part; `case: pascal` upper-cases the first letter.
   */
  | {
      readonly row: {
        readonly member?: number;
        readonly place?: string;
        readonly match?: string;
        readonly case?: 'pascal';
        /** Where nobody declares its columns, it is a row of what the table is called. */
        readonly open?: true;
      };
    }
  /** Narrowed by a select object (a literal, or a type): only keys that are true or objects. Unknown when there is none. */
  | { readonly select: readonly [TypeOp, string] }
  /** Widened by an include object: relations whose key is there are kept, others dropped; without a place, all are. */
  | { readonly include: readonly [TypeOp, string] | readonly [TypeOp] }
  /** The type of this name that files of a schema language declare: `@env.env`. */
  | { readonly declared: string }
  /** The type argument, as declared. */
  | { readonly typeArgument: number }
  /** Instances of the class or model value at the place. */
  | { readonly instanceOf: string };

export interface BuilderRule {
  readonly at: string | readonly string[];
  /** The call's result (the member, the parameter) is a schema or model value that describes this type. */
  readonly builds?: TypeOp;
  /** The call's result (awaited) has this type. */
  readonly returns?: TypeOp;
  /** The member that is read, or the parameter of a callback handed over, has this type. */
  readonly is?: TypeOp;
  /** A place whose value the call holds against this type: it is meant to be of it, whether or not it is. */
  readonly checks?: readonly [string, TypeOp];
  /** What it builds, or the class that it decorates, is a table (a collection); places of its name, first constant wins. */
  readonly table?: readonly string[];
}

/** A type of the library's modules. A name with a dot is in a namespace, `*` in it stands for any text. */
export interface TypeAliasRule {
  readonly name: string;
  /** The type stands for this one (`infer`, `InferSelectModel`). */
  readonly is?: TypeOp;
  /** A value of the type describes this one (`Repository<User>`, `ZodType<User>`), as built values do. */
  readonly describes?: TypeOp;
  /** A value of the type gives values of this one in time, as a promise does, and is read as they are (`Observable<User>`). */
  readonly carries?: TypeOp;
}

export interface RuleExamples {
  /** Code with marks (`// leak: log-direct email`) as in fixtures. */
  readonly leaks?: readonly string[];
  readonly clean?: readonly string[];
}

/** One file of rules/libraries or rules/language. */
export interface LibraryRules {
  readonly library: string;
  readonly title?: string;
  readonly modules?: readonly string[];
  /** Names of the object that holds all globals (`window`): a member of it is the global of that name. */
  readonly globalObjects?: readonly string[];
  /** Files of a project that the framework finds by their path, by a name for `File[name]`: globs with `**`, `*` and `{a,b}`. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  readonly status: 'verified' | 'catalogue';
  readonly docs?: readonly string[];
  readonly checked?: string;
  readonly instances?: Readonly<Record<string, InstanceRule>>;
  readonly sinks?: readonly SinkRule[];
  readonly sources?: readonly SourceRule[];
  readonly propagators?: readonly PropagatorRule[];
  readonly sanitizers?: readonly SanitizerRule[];
  readonly settings?: readonly SettingRule[];
  readonly channels?: readonly ChannelRule[];
  readonly environments?: readonly EnvironmentRule[];
  readonly builders?: readonly BuilderRule[];
  readonly types?: readonly TypeAliasRule[];
  readonly examples?: RuleExamples;
}

/** A rule file that begins with the rules of another library and says what differs. */
export interface LibraryExtension extends Omit<LibraryRules, 'status'> {
  /** The library; of the same name: it takes the place of the shipped one. */
  readonly extends: string;
  readonly status?: LibraryRules['status'];
  /** Paths of its rules, as written there, that do not hold. */
  readonly off?: readonly string[];
}

/** A library whose shipped rules do not hold in a project. */
export interface LibraryOff {
  readonly library: string;
  readonly off: true;
  readonly title?: string;
}

/** What a rule file of a library may be. */
export type LibraryFile = LibraryRules | LibraryExtension | LibraryOff;

export interface Recipient {
  readonly id: string;
  readonly name: string;
  readonly company?: string;
  /** ISO 3166 code of the seat; absent for the own system. */
  readonly country?: string;
  readonly party: Party;
  readonly purposes?: readonly string[];
  /** Host names; `*.` in front for any sub-domain, `*` elsewhere within one label (`sns.*.amazonaws.com`). */
  readonly hosts?: readonly string[];
  /** npm packages whose calls lead there: `name`, `@scope/name`, `@scope/*`, also with a path below (`name/server`). */
  readonly packages?: readonly string[];
  /** Names that its script puts into a page. */
  readonly globals?: readonly string[];
  /** How data leaves by its packages and globals. Default: `outbound`. */
  readonly kind?: SinkKind;
  /** Its packages send to the host that the call names: each is a client of whatever is asked. */
  readonly client?: boolean;
  /** Its page of subprocessors or of terms of data processing. */
  readonly terms?: string;
}
