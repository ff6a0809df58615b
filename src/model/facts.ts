/**
 * FileFacts: everything extraction keeps of one source file, as plain data without a syntax tree.
 *
 * A function body is in SSA form: `values[i]` says how value `i` is made, a variable is the value it holds at that
 * point, and joins are `phi`s. What crosses a function's border is either `outer` (a captured variable that is never
 * reassigned after initialisation: it *is* the value of the enclosing function) or a `cell` (a captured variable that
 * is reassigned, or a module variable that is). Everything refers to other things of the same file by index.
 */
import type { SchemaLanguage } from './schema-language.js';
import type { TypeDecl, TypeExpr, TypeParam } from './type-expr.js';

/** Half-open range of UTF-16 offsets in the source text. */
export type Span = readonly [start: number, end: number];
/** Index into {@link FunctionFacts.values}. */
export type ValueId = number;
/** Index into {@link FileFacts.functions}; 0 is the module body. */
export type FunctionId = number;
/** Index into {@link FileFacts.classes}. */
export type ClassId = number;
/** Index into {@link FileFacts.cells}. */
export type CellId = number;

/** How a value comes about. `await`, `!`, `satisfies`, parentheses and optional chaining are the identity. */
export type Value =
  /** No form for it (counted as not followed). */
  | { readonly op: 'unknown' }
  | { readonly op: 'param'; readonly index: number }
  | { readonly op: 'this' }
  | { readonly op: 'super' }
  /** Strings longer than 300 characters are cut; `undefined` is `{op:'const'}` without `value`. */
  | { readonly op: 'const'; readonly value?: string | number | boolean | null }
  | { readonly op: 'regex'; readonly source: string; readonly flags?: string }
  /** `object.key`, `object['key']`, destructuring; array positions are the keys '0', '1' … */
  | { readonly op: 'load'; readonly object: ValueId; readonly key: string; readonly at: Span }
  /** `object[key]` with a key that is no constant. */
  | { readonly op: 'index'; readonly object: ValueId; readonly key: ValueId; readonly at: Span }
  /** Any element: `for (x of object)`, `yield*`, array rest elements. */
  | { readonly op: 'element'; readonly object: ValueId }
  /** A key of the object: `for (k in object)`. */
  | { readonly op: 'keys'; readonly object: ValueId }
  /** The result of `calls[call]` of the same function. */
  | { readonly op: 'call'; readonly call: number }
  /** Join; also `?:`, `??`, `||` (both sides). `a && b` is `b`. */
  | { readonly op: 'phi'; readonly inputs: readonly ValueId[] }
  /** Template literal or `+` where a side may be a string; constants are `const` parts. */
  | { readonly op: 'concat'; readonly parts: readonly ValueId[] }
  /** Other arithmetic; `minus` of a difference. */
  | { readonly op: 'arith'; readonly operands: readonly ValueId[]; readonly minus?: true }
  /** Comparison, `!`, `typeof`, `in`, `instanceof`, `delete`, `void`: says nothing of the operands' content. */
  | { readonly op: 'test'; readonly operator: string; readonly operands: readonly ValueId[] }
  | { readonly op: 'object'; readonly entries: readonly ObjectEntry[]; readonly at: Span }
  | { readonly op: 'array'; readonly elements: readonly { readonly value: ValueId; readonly spread?: true }[] }
  | { readonly op: 'function'; readonly function: FunctionId }
  | { readonly op: 'class'; readonly class: ClassId }
  /** A captured variable that is never reassigned: the value of an enclosing function. */
  | { readonly op: 'outer'; readonly function: FunctionId; readonly value: ValueId }
  | { readonly op: 'cell'; readonly cell: CellId }
  /** Index into {@link FileFacts.imports}. */
  | { readonly op: 'import'; readonly import: number }
  /** A name bound nowhere in the file: `console`, `process`, `fetch`; `import.meta` too. */
  | { readonly op: 'global'; readonly name: string }
  /** The object without these keys: object rest, `delete` on a local that nothing else holds. */
  | { readonly op: 'omit'; readonly object: ValueId; readonly keys: readonly string[] }
  /** The object with `key` replaced: a strong update of a local that nothing else holds. */
  | { readonly op: 'update'; readonly object: ValueId; readonly key: string; readonly value: ValueId }
  /**
   * `value as T`, `<T>value`, `const x: T = value`; `annotation` for the last. With `guards`: the value as it is read where these
   * conditions hold, of which one tests the key that it stands under, or what kind of thing it is.
   */
  | {
      readonly op: 'cast';
      readonly value: ValueId;
      readonly type: TypeExpr;
      readonly annotation?: true;
      readonly guards?: readonly number[];
    }
  /** What the handler of try region `region` catches. */
  | { readonly op: 'caught'; readonly region: number };

export type ObjectEntry =
  | { readonly key: string; readonly value: ValueId; readonly at: Span }
  | { readonly spread: ValueId }
  /** A key that is no constant. */
  | { readonly computed: ValueId; readonly value: ValueId; readonly at: Span };

export interface ArgFact {
  readonly value: ValueId;
  readonly at: Span;
  readonly spread?: true;
}

export type CallKind = 'call' | 'new' | 'tagged' | 'jsx' | 'decorator' | 'super';

/**
 * A call. A tagged template's arguments are the constant strings (one array value) and then the expressions.
 * A JSX element is a call of its component (an intrinsic element: a `const` string) with one argument, the props
 * object, which holds `children`. `@Foo` and `@Foo()` are both a `decorator` call of Foo.
 */
export interface CallFact {
  readonly kind: CallKind;
  /** What is called; a method call's callee is a `load` whose object is `receiver`. */
  readonly callee: ValueId;
  readonly receiver?: ValueId;
  readonly args: readonly ArgFact[];
  /** The callee's last name: where a finding stands. */
  readonly at: Span;
  /** The whole call expression. */
  readonly span: Span;
  readonly typeArgs?: readonly TypeExpr[];
  /** The innermost try region whose handler catches what this call throws. */
  readonly region?: number;
  /** Guards that dominate the call: indices into {@link FunctionFacts.guards}. */
  readonly guards?: readonly number[];
}

export interface StoreFact {
  readonly object: ValueId;
  /** Absent when the key is no constant. */
  readonly key?: string;
  /** The key that is no constant. */
  readonly computed?: ValueId;
  readonly value: ValueId;
  readonly at: Span;
  /** An `update` value stands for it as well, for reads through the same local. */
  readonly strong?: true;
}

export interface ThrowFact {
  readonly value: ValueId;
  readonly at: Span;
  readonly region?: number;
  readonly guards?: readonly number[];
}

/** A condition that holds where a call stands, or a value is read. */
export interface Guard {
  /** The tested value: `load`s from `process.env`, a local, … */
  readonly value: ValueId;
  readonly operator: 'truthy' | 'falsy' | '===' | '!==' | 'in' | '!in' | 'instanceof' | '!instanceof' | 'typeof' | '!typeof';
  /** Constant compared with, when there is one. */
  readonly constant?: string | number | boolean | null;
}

export interface ParamFact {
  /** '' for a destructured parameter. */
  readonly name: string;
  readonly at: Span;
  readonly type?: TypeExpr;
  readonly rest?: true;
  readonly optional?: true;
  readonly default?: ValueId;
  /** `constructor(private db: Db)`. */
  readonly property?: true;
  /** Indices of decorator calls in the function that encloses the class. */
  readonly decorators?: readonly number[];
}

export type FunctionKind =
  | 'module'
  | 'function'
  | 'arrow'
  | 'method'
  | 'getter'
  | 'setter'
  | 'constructor'
  /** Synthetic: initialisers of a class's instance fields, as stores on `this`. */
  | 'fields'
  /** Synthetic: static blocks. */
  | 'static';

export interface FunctionFacts {
  /** '' when anonymous. */
  readonly name: string;
  /** Path of enclosing symbols without the module; an anonymous callback by its role: `app.get>0`, `default`. */
  readonly symbol: string;
  readonly kind: FunctionKind;
  /** -1 for the module. */
  readonly parent: FunctionId;
  readonly class?: ClassId;
  readonly span: Span;
  readonly async?: true;
  readonly generator?: true;
  readonly params: readonly ParamFact[];
  readonly typeParams?: readonly TypeParam[];
  readonly returnType?: TypeExpr;
  readonly values: readonly Value[];
  /** Name of the first variable bound to a value; only for values that may be origins (call, index, element, load, unknown, caught, outer-less). */
  readonly names: readonly (readonly [ValueId, string])[];
  readonly calls: readonly CallFact[];
  readonly returns: readonly { readonly value: ValueId; readonly at: Span }[];
  readonly yields: readonly ValueId[];
  readonly throws: readonly ThrowFact[];
  readonly stores: readonly StoreFact[];
  readonly cellWrites: readonly { readonly cell: CellId; readonly value: ValueId; readonly at: Span }[];
  readonly guards: readonly Guard[];
  /** Try regions with a handler; `parent` is the region around it. */
  readonly regions: readonly { readonly parent?: number }[];
}

export interface ClassMemberFact {
  readonly name: string;
  readonly kind: 'field' | 'method' | 'getter' | 'setter' | 'constructor';
  readonly at: Span;
  readonly static?: true;
  readonly abstract?: true;
  readonly private?: true;
  readonly protected?: true;
  readonly optional?: true;
  readonly type?: TypeExpr;
  /** Methods, accessors, constructor. */
  readonly function?: FunctionId;
  /** Field initialiser. */
  readonly init?: { readonly function: FunctionId; readonly value: ValueId };
  /** Indices of decorator calls in {@link ClassFacts.function}. */
  readonly decorators?: readonly number[];
}

export interface ClassFacts {
  /** '' when anonymous. */
  readonly name: string;
  readonly span: Span;
  /** The function in which the class stands. */
  readonly function: FunctionId;
  readonly typeParams?: readonly TypeParam[];
  readonly extends?: { readonly value: ValueId; readonly type: TypeExpr };
  readonly implements?: readonly TypeExpr[];
  readonly members: readonly ClassMemberFact[];
  readonly decorators?: readonly number[];
  /** The synthetic function of the field initialisers. */
  readonly fields?: FunctionId;
}

export interface CellFact {
  readonly name: string;
  readonly function: FunctionId;
  readonly type?: TypeExpr;
}

export interface ImportFact {
  readonly specifier: string;
  /** Exported name, 'default', or '*' for the whole module (`require`, `import * as`, dynamic import). */
  readonly name: string;
  /** Local name; absent for dynamic imports and inline requires. */
  readonly local?: string;
  readonly style: 'esm' | 'require' | 'dynamic';
  readonly typeOnly?: true;
  /** `*` in the specifier stands for a part of a name that is not known: any file that fits may be meant. */
  readonly pattern?: true;
  readonly at: Span;
}

/** One exported name. `name` is '=' for `module.exports = x` and `export =`; '*' re-exports all. */
export interface ExportFact {
  readonly name: string;
  /** A value or a cell of the module function. */
  readonly value?: ValueId;
  readonly cell?: CellId;
  /** A local type (or class) name. */
  readonly type?: string;
  /** Re-export: `name` may be '*' (a namespace, or everything when the export's name is '*'). */
  readonly from?: { readonly specifier: string; readonly name: string };
}

/** What a name at module level stands for (`typeof schema`, types of values). */
export type Binding = { readonly value: ValueId } | { readonly cell: CellId };

/** Personal data or a secret found in a literal. The text itself is never kept. */
export interface LiteralMatch {
  readonly dataType: string;
  readonly at: Span;
  /** Masked: at most the first and last two characters. */
  readonly preview: string;
  /** False when the value alone is weak evidence and nothing beside it speaks for it. */
  readonly strong: boolean;
  /** Name beside the literal (variable, key, JSX attribute), when there is one. */
  readonly name?: string;
}

/** A comment that begins with `waybill-`. */
export interface DirectiveComment {
  readonly text: string;
  readonly at: Span;
  /** Offset of the first code after it; absent at the end of the file. */
  readonly following?: number;
  /** Code stands before it on its line. */
  readonly trailing?: true;
}

export interface FactsProblem {
  readonly message: string;
  readonly at: Span;
  /** The limit that cut something here, as it is counted in the report. */
  readonly cut?: string;
}

/** A text in code that may be a document of a schema language; what it quotes and puts in is blank. */
export interface EmbeddedDocument {
  readonly text: string;
  readonly at: Span;
}

export interface FileFacts {
  /** Relative to the scanned root, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly lines: number;
  /** Offset of each line's first character. */
  readonly lineStarts: readonly number[];
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  readonly bindings: readonly (readonly [string, Binding])[];
  readonly types: readonly TypeDecl[];
  readonly functions: readonly FunctionFacts[];
  readonly classes: readonly ClassFacts[];
  readonly cells: readonly CellFact[];
  readonly literals: readonly LiteralMatch[];
  /** What no report may quote, whether or not it is known to be a secret. */
  readonly unquotable?: readonly Span[];
  readonly directives: readonly DirectiveComment[];
  /** The file is one of a schema language, and holds no code. */
  readonly schema?: SchemaLanguage;
  /** Documents of schema languages inside code; their types are among `types` when link sees them. */
  readonly documents?: readonly EmbeddedDocument[];
  /** `'use server'`, `'use client'` at the file's head. */
  readonly pragmas?: readonly string[];
  /** Syntax errors and what a limit cut (the facts of the rest stand), with their place. */
  readonly problems: readonly FactsProblem[];
}
