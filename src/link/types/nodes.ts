/** Types as interned plain data: equal types have the same number, so that everything about a type is asked once. */
import type { FunctionId, Span, ValueId } from '../../model/facts.js';
import type { FileId, MemberInfo, TypeId } from '../../model/program.js';
import type { Primitive, TypeExpr } from '../../model/type-expr.js';
import { MAX_LITERALS, MAX_UNION } from './budgets.js';
import type { Scope } from './scope.js';

export type Literal = string | number | boolean;
export interface FunctionPlace {
  readonly file: FileId;
  readonly function: FunctionId;
}
export interface ClassPlace {
  readonly file: FileId;
  readonly class: number;
}
/** Where a type is written that makes members of its own. */
export interface TypePlace {
  readonly file: FileId;
  readonly at: Span;
}
export interface DeclPlace {
  readonly file: FileId;
  readonly decl: number;
}
/** What a `typeof` type was asked of. */
export interface ValueOrigin {
  readonly file: FileId;
  readonly function: FunctionId;
  readonly value?: ValueId;
  readonly cell?: number;
  /** Members after the value: `typeof schemas.user` has ['user'] on the value `schemas`. */
  readonly path: readonly string[];
}

/** Where an object type's members come from. They are listed when first asked for. */
export type ObjectSource =
  /** Interface, table (all declarations merged). */
  | { readonly s: 'declared'; readonly decls: readonly DeclPlace[]; readonly scope: Scope; readonly args: readonly TypeId[] }
  | {
      readonly s: 'class';
      readonly file: FileId;
      readonly class: number;
      readonly scope: Scope;
      readonly args: readonly TypeId[];
      readonly merged: readonly DeclPlace[];
    }
  | { readonly s: 'written'; readonly expr: Extract<TypeExpr, { t: 'object' }>; readonly scope: Scope }
  | { readonly s: 'intersection'; readonly parts: readonly TypeId[] }
  | { readonly s: 'pick' | 'omit'; readonly of: TypeId; readonly keys: ReadonlySet<string>; readonly place: TypePlace }
  | { readonly s: 'partial'; readonly of: TypeId }
  /** A table without the tables that it refers to. */
  | { readonly s: 'columns'; readonly of: TypeId }
  /** `{ [P in keys]: value }`; `base` is the type whose `keyof` the keys are. */
  | {
      readonly s: 'mapped';
      readonly expr: Extract<TypeExpr, { t: 'mapped' }>;
      readonly keys: readonly string[];
      readonly base: TypeId;
      readonly scope: Scope;
    }
  | { readonly s: 'record'; readonly keys: readonly string[]; readonly value: TypeId; readonly scope: Scope }
  /** `{ [key: string]: value }`. */
  | { readonly s: 'index'; readonly value: TypeId }
  | { readonly s: 'literal'; readonly file: FileId; readonly function: FunctionId; readonly value: ValueId; readonly constant: boolean }
  | { readonly s: 'namespace'; readonly file: FileId }
  | { readonly s: 'given'; readonly members: readonly MemberInfo[]; readonly closed: boolean };

/** A function type's parts; lazily, as they may refer to anything. */
export type FunctionSource =
  | { readonly s: 'written'; readonly expr: Extract<TypeExpr, { t: 'function' }>; readonly scope: Scope }
  | { readonly s: 'facts'; readonly place: FunctionPlace; readonly scope: Scope }
  | { readonly s: 'opaque' };

export type TypeNode =
  | { readonly k: 'unknown' | 'number' | 'boolean' | 'date' | 'null' }
  /** `format`: what a schema states of the text. */
  | { readonly k: 'string'; readonly format?: string }
  | { readonly k: 'literal'; readonly values: readonly Literal[] }
  | { readonly k: 'enum'; readonly file: FileId; readonly decl: number }
  | { readonly k: 'object'; readonly name: string; readonly source: ObjectSource }
  /** `items` of a tuple; its element is their union. */
  | { readonly k: 'array'; readonly element: TypeId; readonly items?: readonly TypeId[] }
  | { readonly k: 'map'; readonly key: TypeId; readonly value: TypeId }
  | { readonly k: 'promise'; readonly of: TypeId }
  | { readonly k: 'function'; readonly source: FunctionSource }
  /** The class itself: `typeof Class`. */
  | { readonly k: 'constructor'; readonly file: FileId; readonly class: number }
  | { readonly k: 'union'; readonly of: readonly TypeId[] }
  /** `value`: what a value of that name is (`typeof client`), not the type of that name. */
  | { readonly k: 'external'; readonly module: string; readonly name: string; readonly args: readonly TypeId[]; readonly value?: true }
  /** An alias or operator that is expanded when it is asked for. `name` is the alias's. */
  | { readonly k: 'lazy'; readonly expr: TypeExpr; readonly scope: Scope; readonly name: string; readonly args: readonly TypeId[] };

export const UNKNOWN: TypeId = 0;
export const STRING: TypeId = 1;
export const NUMBER: TypeId = 2;
export const BOOLEAN: TypeId = 3;
export const DATE: TypeId = 4;
/** null, undefined, void and never: what a union drops. */
export const NULL: TypeId = 5;
export const OPAQUE_FUNCTION: TypeId = 6;

/** The type of a keyword. */
export function primitive(name: Primitive): TypeId {
  switch (name) {
    case 'string':
      return STRING;
    case 'number':
    case 'bigint':
      return NUMBER;
    case 'boolean':
      return BOOLEAN;
    case 'null':
    case 'undefined':
    case 'void':
    case 'never':
      return NULL;
    case 'symbol':
    case 'object':
    case 'any':
    case 'unknown':
      return UNKNOWN;
  }
}

/** Holds all types of a program. */
export class TypeStore {
  readonly nodes: TypeNode[] = [
    { k: 'unknown' },
    { k: 'string' },
    { k: 'number' },
    { k: 'boolean' },
    { k: 'date' },
    { k: 'null' },
    { k: 'function', source: { s: 'opaque' } },
  ];
  /** Nesting of type arguments of each type, for those that have any. */
  private readonly depths = new Map<TypeId, number>();
  private readonly interned = new Map<string, TypeId>();

  add(node: TypeNode, depth = 0): TypeId {
    const id = this.nodes.push(node) - 1;
    if (depth > 0) this.depths.set(id, depth);
    return id;
  }

  /** The type under the key; made when there is none. */
  intern(key: string, make: (id: TypeId) => TypeNode, depth = 0): TypeId {
    const known = this.interned.get(key);
    if (known !== undefined) return known;
    // The number is given before the node is made: making it may ask for the same type again.
    const id = this.add({ k: 'unknown' }, depth);
    this.interned.set(key, id);
    this.nodes[id] = make(id);
    return id;
  }

  depth(id: TypeId): number {
    return this.depths.get(id) ?? 0;
  }

  deepest(ids: readonly TypeId[]): number {
    let max = 0;
    for (const id of ids) max = Math.max(max, this.depth(id));
    return max;
  }

  /** A text of which a schema states the format. */
  formatted(format: string): TypeId {
    return this.intern(`f${format}`, () => ({ k: 'string', format }));
  }

  array(element: TypeId): TypeId {
    return this.intern(`a${element}`, () => ({ k: 'array', element }), this.depth(element) + 1);
  }

  tuple(items: readonly TypeId[]): TypeId {
    return this.intern(`t${items.join(',')}`, () => ({ k: 'array', element: UNKNOWN, items }), this.deepest(items) + 1);
  }

  map(key: TypeId, value: TypeId): TypeId {
    return this.intern(`m${key},${value}`, () => ({ k: 'map', key, value }), this.deepest([key, value]) + 1);
  }

  promise(of: TypeId): TypeId {
    return this.intern(`p${of}`, () => ({ k: 'promise', of }), this.depth(of) + 1);
  }

  external(module: string, name: string, args: readonly TypeId[] = []): TypeId {
    return this.intern(`x${module}\n${name}\n${args.join(',')}`, () => ({ k: 'external', module, name, args }), this.deepest(args) + 1);
  }

  /** The type of an outside value, by its dotted name. */
  externalValue(module: string, name: string): TypeId {
    return this.intern(`w${module}\n${name}`, () => ({ k: 'external', module, name, args: [], value: true }));
  }

  constructorOf(file: FileId, cls: number): TypeId {
    return this.intern(`k${file}:${cls}`, () => ({ k: 'constructor', file, class: cls }));
  }

  literal(values: readonly Literal[]): TypeId {
    if (values.length > MAX_LITERALS) return typeof values[0] === 'number' ? NUMBER : STRING;
    const key = values
      .map((value) => JSON.stringify(value))
      .sort()
      .join(',');
    return this.intern(`l${key}`, () => ({ k: 'literal', values }));
  }

  /** A union of types that are already expanded and flat; see `unionOf`. */
  union(of: readonly TypeId[]): TypeId {
    return this.intern(`u${[...of].sort((a, b) => a - b).join(',')}`, () => ({ k: 'union', of: of.slice(0, MAX_UNION) }), this.deepest(of));
  }
}
