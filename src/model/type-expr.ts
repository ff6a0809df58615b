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
  /** A template literal type. */
  | { readonly t: 'template' }
  | { readonly t: 'infer'; readonly name: string }
  | { readonly t: 'this' };

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
  /** Inside `declare module 'x'`: augments that module. */
  readonly module?: string;
}
