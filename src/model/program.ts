/** What link makes of all FileFacts: bindings, declared types, call targets, models. Queried, never walked. */
import type { TypeExpr } from './type-expr.js';
import type { FileFacts, FunctionId, Span, ValueId } from './facts.js';

/** Index into {@link ModuleGraph.files}. */
export type FileId = number;

/** What an exported or imported name stands for after all re-exports. */
export type ValueTarget =
  | { readonly kind: 'value'; readonly file: FileId; readonly value: ValueId }
  | { readonly kind: 'cell'; readonly file: FileId; readonly cell: number }
  /** A whole workspace module. */
  | { readonly kind: 'module'; readonly file: FileId }
  /** Outside the workspace; `name` is the exported name or '*' for the module object. */
  | { readonly kind: 'external'; readonly module: string; readonly name: string }
  /** One of several, by an import whose specifier is put together. */
  | { readonly kind: 'any'; readonly targets: readonly ValueTarget[] };

export type TypeTarget =
  | { readonly kind: 'decl'; readonly file: FileId; readonly decl: number }
  | { readonly kind: 'external'; readonly module: string; readonly name: string };

/** Bindings across files. */
export interface ModuleGraph {
  readonly files: readonly FileFacts[];
  fileId(path: string): FileId | undefined;
  /** The value that `files[file].imports[index]` stands for. */
  importValue(file: FileId, index: number): ValueTarget | undefined;
  importType(file: FileId, localName: string): TypeTarget | undefined;
  /** `name` may be 'default', a name, or '=' (falls back to default and to the namespace as CommonJS interop does). */
  exportValue(file: FileId, name: string): ValueTarget | undefined;
  exportType(file: FileId, name: string): TypeTarget | undefined;
  /** Names exported by a module, `export *` included. */
  exportNames(file: FileId): readonly string[];
  /** Files that `file` imports (workspace files only), in order of their imports. */
  importsOf(file: FileId): readonly FileId[];
  /** Type declarations that are visible everywhere: `declare global`, ambient script files, schema files. */
  globalType(name: string): TypeTarget | undefined;
}

/** An interned declared type; 0 is the unknown type. */
export type TypeId = number;
export const UNKNOWN_TYPE: TypeId = 0;

export type TypeShape =
  | 'unknown'
  | 'string'
  | 'number'
  | 'boolean'
  | 'date'
  | 'null'
  | 'literal'
  | 'enum'
  | 'object'
  | 'array'
  | 'map'
  | 'promise'
  | 'function'
  | 'union'
  | 'external';

export interface ExternalType {
  readonly module: string;
  readonly name: string;
  /** The arguments it is used with. */
  readonly args: readonly TypeId[];
  /** What the value of this dotted name is (`typeof client`), not the type of this name. */
  readonly value?: true;
}

export interface MemberInfo {
  readonly key: string;
  readonly type: TypeId;
  readonly optional: boolean;
  /** Name of the declaration that declares it ('' for an anonymous object type). */
  readonly owner: string;
  /** Where it is declared. */
  readonly file: FileId;
  readonly at: Span;
  readonly kind?: 'method' | 'getter' | 'setter';
  /** What its schema says of it beside name and type. */
  readonly says?: readonly string[];
  /** Class member with a body: the function. */
  readonly function?: { readonly file: FileId; readonly function: FunctionId };
  /** Indices of decorator calls (in the class's enclosing function). */
  readonly decorators?: { readonly file: FileId; readonly function: FunctionId; readonly calls: readonly number[] };
}

/**
 * Declared types, resolved on demand through names, imports, generics at their use, utility types, unions,
 * intersections, mapped types with known keys, and library type builders.
 */
export interface TypeTable {
  /** The declared type of a TypeExpr written in `file` inside `fn` (for local declarations and type parameters). */
  resolve(file: FileId, fn: FunctionId, expr: TypeExpr): TypeId;
  shape(type: TypeId): TypeShape;
  /** Declared name (`User`), also of aliases; '' when anonymous. Null and undefined are dropped from unions. */
  name(type: TypeId): string;
  /** Declared members, inherited ones included, of an object type, union (all branches) or intersection; [] else. */
  members(type: TypeId): readonly MemberInfo[];
  member(type: TypeId, key: string): MemberInfo | undefined;
  /** True when a key that is no member cannot be there: no index signature, no unknown part. */
  closed(type: TypeId): boolean;
  /** The types of a union, each literal for itself; of any other type, itself. */
  branches(type: TypeId): readonly TypeId[];
  /** Element of arrays, tuples, sets; value of maps and records; else the unknown type. */
  element(type: TypeId): TypeId;
  /** Tuple position or record value. */
  at(type: TypeId, key: string): TypeId;
  awaited(type: TypeId): TypeId;
  returns(type: TypeId): TypeId;
  /** Parameter types of a function type. */
  params(type: TypeId): readonly TypeId[];
  /** What a type of literals allows: its texts and numbers, as text; [] for any other type. */
  literals(type: TypeId): readonly string[];
  /** The format that a schema states of a text, or of the texts in a list. */
  format(type: TypeId): string | undefined;
  /** Declared (project) classes and interfaces behind a type, for method calls; at most a few. */
  classes(type: TypeId): readonly { readonly file: FileId; readonly class: number }[];
  /** Project classes that implement or extend the interface or class behind the type (class hierarchy), itself included. */
  implementers(type: TypeId): readonly { readonly file: FileId; readonly class: number }[];
  /** Outside types behind the type: the type's name and the module that exports it. */
  externals(type: TypeId): readonly ExternalType[];
  /** The instance type of a class. */
  instance(file: FileId, cls: number): TypeId;
  /** A type declared under this name in a schema file (model, table; else an enum there). */
  schemaType(name: string): TypeId;
  // Constructors, for type builders and projections:
  object(members: readonly MemberInfo[], name: string, closed: boolean): TypeId;
  array(element: TypeId): TypeId;
  promise(of: TypeId): TypeId;
  union(of: readonly TypeId[]): TypeId;
  pick(type: TypeId, keys: readonly string[]): TypeId;
  omit(type: TypeId, keys: readonly string[]): TypeId;
  primitive(shape: 'string' | 'number' | 'boolean' | 'date' | 'literal'): TypeId;
  /** A text of which a schema states the format. */
  formatted(format: string): TypeId;
}

/** The type that a value is meant to have, and the call that checks it. */
export interface CheckedType {
  readonly type: TypeId;
  readonly by: CallSiteRef;
  /** What was checked was taken out of this value, from under this key. */
  readonly around?: string;
}

/** A function of the program. */
export interface FunctionRef {
  readonly file: FileId;
  readonly function: FunctionId;
}

export type CallTarget = FunctionRef & {
  /** How the target was found: decides confidence. */
  readonly by: 'lexical' | 'type' | 'hierarchy' | 'field';
};

/** Something of a library that a value is: nodes of the rule graph. */
export interface LibraryValue {
  /** Module specifier; '' for globals and built-ins. */
  readonly module: string;
  readonly nodes: readonly number[];
  /** The call that made the instance: its arguments are its settings. */
  readonly created?: { readonly file: FileId; readonly function: FunctionId; readonly call: number };
  /** Calls of the project's functions that each made it anew and gave it back, innermost first. */
  readonly through?: readonly CallSiteRef[];
  /** Of a callback's parameter: the one call that the callback is handed to. */
  readonly handedBy?: CallSiteRef;
  /** Found by the receiver's name alone. */
  readonly byName?: true;
  /** A built-in method, found by its name on a receiver nothing is known of. */
  readonly builtin?: true;
}

export interface LinkedCall {
  readonly targets: readonly CallTarget[];
  /** Project classes that the call constructs. */
  readonly classes: readonly { readonly file: FileId; readonly class: number }[];
  readonly library: readonly LibraryValue[];
}

export interface CallSiteRef {
  readonly file: FileId;
  readonly function: FunctionId;
  readonly call: number;
}

/** A member of an object literal that is an argument. */
export interface OptionUse extends CallSiteRef {
  readonly argument: number;
  readonly key: string;
}

/** Everything flow asks of link. */
export interface Program {
  readonly graph: ModuleGraph;
  readonly types: TypeTable;
  readonly functionCount: number;
  /** Dense number of a function over the whole program. */
  number(file: FileId, fn: FunctionId): number;
  call(file: FileId, fn: FunctionId, call: number): LinkedCall;
  /** Library values a value is. */
  library(file: FileId, fn: FunctionId, value: ValueId): readonly LibraryValue[];
  /** Functions of the project a value is. */
  functions(file: FileId, fn: FunctionId, value: ValueId): readonly CallTarget[];
  /** Numbers of the functions that the function calls, in the order of its calls; doubles among them. */
  callees(file: FileId, fn: FunctionId): readonly number[];
  /** Calls of the project whose target is the function. */
  callers(file: FileId, fn: FunctionId): readonly CallSiteRef[];
  /** The one call an inline function is handed to: `xs.map(x => …)`. */
  inlineUse(file: FileId, fn: FunctionId): (CallSiteRef & { readonly argument: number }) | undefined;
  /** The one call that an inline function is handed to in an object literal, and its key there: `load({ done: (x) => … })`. */
  optionUse(file: FileId, fn: FunctionId): OptionUse | undefined;
  /** The class whose instance `this` is; -1 when none. */
  classOfThis(file: FileId, fn: FunctionId): number;
  /** All values stored in a field by the class's own functions. */
  fieldWrites(
    file: FileId,
    cls: number,
    key: string,
  ): readonly { readonly file: FileId; readonly function: FunctionId; readonly value: ValueId }[];
  /** Project super classes of a class, nearest first. */
  superClasses(file: FileId, cls: number): readonly { readonly file: FileId; readonly class: number }[];
  constructorOf(file: FileId, cls: number): FunctionRef | undefined;
  /** The declared type a value has by annotation, cast, declared member or declared return. */
  typeOf(file: FileId, fn: FunctionId, value: ValueId): TypeId;
  /** The type that what a library call builds describes (a schema, a model, a table); the unknown type when there is none. */
  builtType(file: FileId, fn: FunctionId, call: number): TypeId;
  /** The type that rules say a library call returns. */
  builtReturn(file: FileId, fn: FunctionId, call: number): TypeId;
  /** What a schema's check in the same function, or in one inside it, says of a value. */
  checked(file: FileId, fn: FunctionId, value: ValueId): CheckedType | undefined;
  /** Folder of the package that a file belongs to; '' for the root's. */
  packageOf(file: FileId): string;
  /** Limits that have cut something so far: types and values are resolved when they are asked for. */
  cuts(): Readonly<Record<string, number>>;
}
