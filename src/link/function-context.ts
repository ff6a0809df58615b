/**
 * Types that a function expression is written against: `const handle: Handler = (req) => …`, `return (ctx, next) => …` of a
 * function that declares what it returns, a member of an object literal with a declared type.
 */
import type { FileFacts, FunctionId } from '../model/facts.js';
import type { TypeExpr } from '../model/type-expr.js';

/** Where the type stands that a function is written against. */
export interface FunctionContext {
  /** The declared type, as written inside `scope`. */
  readonly type: TypeExpr;
  readonly scope: FunctionId;
  /** Members on the way from the declared type to the function. */
  readonly path: readonly string[];
}

/** Object literals inside object literals that are looked into. */
const MAX_DEPTH = 2;

/** @returns contexts by function, of one file */
export function functionContexts(facts: FileFacts): ReadonlyMap<FunctionId, FunctionContext> {
  const out = new Map<FunctionId, FunctionContext>();
  facts.functions.forEach((f, scope) => {
    const give = (value: number, type: TypeExpr, path: readonly string[]): void => {
      const def = f.values[value];
      if (def?.op === 'function') {
        if (!out.has(def.function)) out.set(def.function, { type, scope, path });
      } else if (def?.op === 'object' && path.length < MAX_DEPTH) {
        for (const entry of def.entries) if ('key' in entry) give(entry.value, type, [...path, entry.key]);
      }
    };
    for (const v of f.values) if (v.op === 'cast') give(v.value, v.type, []);
    if (f.returnType) for (const r of f.returns) give(r.value, f.returnType, []);
  });
  return out;
}
