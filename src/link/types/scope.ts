/** Where a type is written: decides what a name in it means. */
import type { FunctionId, Span } from '../../model/facts.js';
import type { FileId, TypeId } from '../../model/program.js';
import type { TypeExpr, TypeParam } from '../../model/type-expr.js';

/**
 * A file, a function in it, and what type parameters stand for. Scopes without parameters of one function share the
 * memo of the whole table, as an expression's text then has one meaning.
 */
export interface Scope {
  readonly file: FileId;
  readonly function: FunctionId;
  /** What `this` and the members' owner are called: the declaration around the text. */
  readonly owner: string;
  /** Namespace around the declaration, with the dot: `Api.`. */
  readonly prefix: string;
  /** The text that the declaration gives its name to. */
  readonly body?: TypeExpr;
  /** Place for members that have none of their own. */
  readonly at: Span;
  readonly bound?: ReadonlyMap<string, TypeId>;
  readonly this?: TypeId;
  /** Types of this scope's expressions. */
  readonly memo: Map<TypeExpr, TypeId>;
}

const NOWHERE: Span = [0, 0];

export function plainScope(file: FileId, fn: FunctionId, memo: Map<TypeExpr, TypeId>): Scope {
  return { file, function: fn, owner: '', prefix: '', at: NOWHERE, memo };
}

/** The scope of a declaration's body at one use. */
export function declarationScope(
  place: {
    readonly file: FileId;
    readonly function: FunctionId;
    readonly owner: string;
    readonly prefix: string;
    readonly at: Span;
    readonly body?: TypeExpr;
  },
  bound: ReadonlyMap<string, TypeId> | undefined,
  memo: Map<TypeExpr, TypeId>,
  self?: TypeId,
): Scope {
  return { ...place, ...(bound && { bound }), ...(self !== undefined && { this: self }), memo };
}

/** The scope with further names bound; what is resolved in it is remembered apart. */
export function bind(scope: Scope, names: Iterable<readonly [string, TypeId]>): Scope {
  const bound = new Map(scope.bound);
  for (const [name, type] of names) bound.set(name, type);
  return { ...scope, bound, memo: new Map() };
}

/** Type parameters with their arguments; what is missing takes its default, then its constraint. */
export function bindArguments(
  params: readonly TypeParam[],
  args: readonly TypeId[],
  missing: (param: TypeParam, bound: ReadonlyMap<string, TypeId>) => TypeId,
): ReadonlyMap<string, TypeId> {
  const bound = new Map<string, TypeId>();
  params.forEach((param, i) => bound.set(param.name, args[i] ?? missing(param, bound)));
  return bound;
}
