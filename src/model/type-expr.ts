/** Declared types as they are written: syntax without resolution. */
import type { FunctionId, Span } from './facts.js';

export type TypeExpr =
  /** A named type, dotted names joined: `Prisma.User`, `Array`, `Promise`, `Record`, a type parameter. */
  | { readonly t: 'name'; readonly name: string; readonly args?: readonly TypeExpr[] }
  | { readonly t: 'prim'; readonly name: Primitive }
  | { readonly t: 'lit'; readonly value: string | number | boolean | null }
  | { readonly t: 'object'; readonly members: readonly TypeMember[]; readonly index?: TypeExpr; readonly call?: TypeExpr }
  | { readonly t: 'array'; readonly element: TypeExpr }
  | { readonly t: 'tuple'; readonly elements: readonly TypeExpr[] }
  | { readonly t: 'union' | 'intersection'; readonly of: readonly TypeExpr[] }
  | {
      readonly t: 'function';
      readonly params: readonly { readonly name: string; readonly type?: TypeExpr; readonly rest?: true }[];
      readonly returns: TypeExpr;
      readonly typeParams?: readonly TypeParam[];
    }
  /** `typeof a.b` */
  | { readonly t: 'typeof'; readonly name: string; readonly args?: readonly TypeExpr[] }
  | { readonly t: 'keyof'; readonly of: TypeExpr }
  | { readonly t: 'index'; readonly object: TypeExpr; readonly index: TypeExpr }
  | { readonly t: 'mapped'; readonly param: string; readonly keys: TypeExpr; readonly value?: TypeExpr; readonly as?: TypeExpr }
  | { readonly t: 'conditional'; readonly check: TypeExpr; readonly extends: TypeExpr; readonly then: TypeExpr; readonly else: TypeExpr }
  /** `import('x').Name` */
  | { readonly t: 'import'; readonly specifier: string; readonly name: string; readonly args?: readonly TypeExpr[] }
  /** `param is Type`, of what a function returns. */
  | { readonly t: 'predicate'; readonly param: string; readonly type: TypeExpr }
  /** A template literal type. */
  | { readonly t: 'template' }
  | { readonly t: 'infer'; readonly name: string }
  /** What a query asks for of a type, in each element of a list: of fields by their own name, under the key they are asked for. */
  | { readonly t: 'selected'; readonly of: TypeExpr; readonly what: TypeSelection }
  | { readonly t: 'this' };

/** Fields that a query asks for, and types whose members are there as well: fragments, on themselves or on one of several types. */
export interface TypeSelection {
  readonly fields: readonly { readonly key: string; readonly name: string; readonly at: Span; readonly below?: TypeSelection }[];
  readonly parts?: readonly TypeExpr[];
}

export type Primitive =
  'string' | 'number' | 'boolean' | 'bigint' | 'symbol' | 'null' | 'undefined' | 'void' | 'never' | 'object' | 'any' | 'unknown';

export interface TypeParam {
  readonly name: string;
  readonly constraint?: TypeExpr;
  readonly default?: TypeExpr;
}

export interface TypeMember {
  readonly key: string;
  readonly type?: TypeExpr;
  readonly optional?: true;
  readonly at: Span;
  readonly kind?: 'method' | 'getter' | 'setter';
  /** What a schema says of it beside name and type, as `format:email`: rules tell which data type that is. */
  readonly says?: readonly string[];
}

/** A declaration that makes a named type. A class's members stand in its ClassFacts; `class` points there. */
export interface TypeDecl {
  /** Namespaced names are dotted: `Api.User`. */
  readonly name: string;
  readonly kind: 'interface' | 'alias' | 'class' | 'enum' | 'table';
  readonly at: Span;
  /** The function in which it is declared; 0 at module level. */
  readonly function: FunctionId;
  readonly typeParams?: readonly TypeParam[];
  readonly extends?: readonly TypeExpr[];
  readonly members?: readonly TypeMember[];
  /** Of an alias. */
  readonly type?: TypeExpr;
  readonly class?: number;
  /** `declare global` or an ambient declaration in a script file. */
  readonly global?: true;
  /** What a query gives: where the query's text stands. */
  readonly document?: Span;
  /** Inside `declare module 'x'`: augments that module. */
  readonly module?: string;
}
