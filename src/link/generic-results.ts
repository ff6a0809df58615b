/** Results of generic functions that only their arguments tell: `cached(() => new Client())` of `<T>(make: () => T) => T`. */
import type { FunctionFacts } from '../model/facts.js';
import type { TypeExpr } from '../model/type-expr.js';

/** What of an argument a generic function gives back. */
export interface Given {
  /** The parameter whose argument tells. */
  readonly param: number;
  /** The argument itself, or what calling it gives. */
  readonly how: 'value' | 'result';
}

/** @returns nothing when the declared result is no type parameter, or no parameter is declared by it */
export function resultGivenBy(facts: FunctionFacts): Given | undefined {
  const result = facts.returnType && unwrapped(facts.returnType);
  return result?.t === 'name' ? givenBy(facts, result.name) : undefined;
}

/** @returns index of the type parameter that the function gives back; -1 when it gives something else */
export function resultParameter(facts: FunctionFacts): number {
  const result = facts.returnType && unwrapped(facts.returnType);
  return result?.t === 'name' ? (facts.typeParams ?? []).findIndex((p) => p.name === result.name) : -1;
}

/** The parameter that a type parameter of the function is inferred from. */
export function givenBy(facts: FunctionFacts, name: string): Given | undefined {
  if (!facts.typeParams?.some((p) => p.name === name)) return undefined;
  for (const [param, { type }] of facts.params.entries()) {
    if (type && isName(type, name)) return { param, how: 'value' };
    if (type?.t === 'function' && isName(unwrapped(type.returns), name)) return { param, how: 'result' };
  }
  return undefined;
}

/** A promise is its value. */
function unwrapped(type: TypeExpr): TypeExpr {
  const inner = type.t === 'name' && type.name === 'Promise' ? type.args?.[0] : undefined;
  return inner ? unwrapped(inner) : type;
}

function isName(type: TypeExpr, name: string): boolean {
  return type.t === 'name' && type.name === name;
}
