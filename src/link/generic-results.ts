/**
 * Results of generic functions that only their arguments tell: `cached(() => new Client())` of `<T>(make: () => T) => T`,
 * `locate(Client)` of `<T>(service: Class<T>) => T` or `<T extends Class>(service: T) => InstanceType<T>`.
 */
import type { FunctionFacts } from '../model/facts.js';
import type { TypeExpr } from '../model/type-expr.js';

/** The language's own type of what a class constructs. */
const INSTANCE = 'InstanceType';

/** What of an argument a generic function gives back. */
export interface Given {
  /** The parameter whose argument tells. */
  readonly param: number;
  /** The argument itself, what calling or constructing it gives, or the instance of the class that it is. */
  readonly how: 'value' | 'result' | 'instance';
}

/** @returns nothing when the declared result is no type parameter, or no parameter is declared by it */
export function resultGivenBy(facts: FunctionFacts): Given | undefined {
  const result = declaredResult(facts);
  if (result?.t !== 'name') return undefined;
  const of = result.name === INSTANCE ? result.args?.[0] : undefined;
  if (of?.t !== 'name') return givenBy(facts, result.name);
  const given = givenBy(facts, of.name);
  return given?.how === 'value' ? { param: given.param, how: 'instance' } : undefined;
}

/** @returns index of the type parameter that the function gives back; -1 when it gives something else */
export function resultParameter(facts: FunctionFacts): number {
  const result = declaredResult(facts);
  return result?.t === 'name' ? (facts.typeParams ?? []).findIndex((p) => p.name === result.name) : -1;
}

/** The parameter that a type parameter of the function is inferred from. */
export function givenBy(facts: FunctionFacts, name: string): Given | undefined {
  if (!facts.typeParams?.some((p) => p.name === name)) return undefined;
  let located: Given | undefined;
  for (const [param, { type }] of facts.params.entries()) {
    if (type && isName(type, name)) return { param, how: 'value' };
    if (type?.t === 'function' && isName(unwrapped(type.returns), name)) return { param, how: 'result' };
    // Whatever the named type is, a class that is handed over for it is known by what it constructs.
    if (type?.t === 'name' && type.args?.length === 1 && isName(type.args[0]!, name)) located ??= { param, how: 'instance' };
  }
  return located;
}

/** As the function declares it, or all that it gives back is declared: `const parsed: T = await response.json(); return parsed;`. */
function declaredResult(facts: FunctionFacts): TypeExpr | undefined {
  if (facts.returnType) return unwrapped(facts.returnType);
  let common: TypeExpr | undefined;
  for (const { value } of facts.returns) {
    const def = facts.values[value];
    if (def?.op !== 'cast' || def.type.t !== 'name' || (common?.t === 'name' && common.name !== def.type.name)) return undefined;
    common ??= def.type;
  }
  return common;
}

/** A promise is its value. */
function unwrapped(type: TypeExpr): TypeExpr {
  const inner = type.t === 'name' && type.name === 'Promise' ? type.args?.[0] : undefined;
  return inner ? unwrapped(inner) : type;
}

function isName(type: TypeExpr, name: string): boolean {
  return type.t === 'name' && type.name === name;
}
