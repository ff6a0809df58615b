/** The tests of a value's kind among the conditions under which it is read. */
import type { CallFact, FunctionId, Guard, ValueId } from '../model/facts.js';
import { UNKNOWN_TYPE, type FileId } from '../model/program.js';
import { isSameValue } from '../model/same-value.js';
import type { TypeExpr } from '../model/type-expr.js';
import type { Evaluator } from './evaluate.js';
import type { Kind } from './kinds.js';

/** @param guards indices into the function's guards, all of which hold where the value is read */
export function kindsTested(ev: Evaluator, file: FileId, fn: FunctionId, value: ValueId, guards: readonly number[]): readonly Kind[] {
  const facts = ev.fn(file, fn);
  const isIt = (other: ValueId): boolean => isSameValue(facts.values, other, value);
  return guards.flatMap((index): readonly Kind[] => {
    const guard = facts.guards[index]!;
    const { operator } = guard;
    if (operator === 'truthy' || operator === 'falsy') return byCall(ev, file, fn, guard, isIt);
    if (operator === '===' || operator === '!==') {
      const made = facts.values[guard.value];
      if (made?.op !== 'load' || typeof guard.constant !== 'string' || !isIt(made.object)) return [];
      return [{ is: 'member', key: made.key, constant: guard.constant, holds: operator === '===' }];
    }
    return isIt(guard.value) ? ofOperator(ev, file, fn, guard) : [];
  });
}

function ofOperator(ev: Evaluator, file: FileId, fn: FunctionId, { operator, constant }: Guard): readonly Kind[] {
  const holds = !operator.startsWith('!');
  if (typeof constant !== 'string') return [];
  if (operator.endsWith('typeof')) return [{ is: 'typeof', of: constant, holds }];
  if (operator === 'in' || operator === '!in') return [{ is: 'having', key: constant, holds }];
  return constant === 'Array' ? [{ is: 'array', holds }] : ofType(ev, file, fn, { t: 'name', name: constant }, holds);
}

function ofType(ev: Evaluator, file: FileId, fn: FunctionId, expr: TypeExpr, holds: boolean): readonly Kind[] {
  const type = ev.program.types.resolve(file, fn, expr);
  return type === UNKNOWN_TYPE ? [] : [{ is: 'type', type, holds }];
}

/** `Array.isArray(x)`, and functions that say `x is Order`. */
function byCall(ev: Evaluator, file: FileId, fn: FunctionId, guard: Guard, isIt: (value: ValueId) => boolean): readonly Kind[] {
  const { values, calls } = ev.fn(file, fn);
  const made = values[guard.value];
  if (made?.op !== 'call') return [];
  const call = calls[made.call]!;
  const at = call.args.findIndex((arg) => !arg.spread && isIt(arg.value));
  if (at < 0) return [];
  const holds = guard.operator === 'truthy';
  if (isArrayTest(values, call)) return [{ is: 'array', holds }];
  return ev.program.call(file, fn, made.call).targets.flatMap((target) => {
    const { params, returnType } = ev.fn(target.file, target.function);
    if (returnType?.t !== 'predicate' || params[at]?.name !== returnType.param) return [];
    return ofType(ev, target.file, target.function, returnType.type, holds);
  });
}

function isArrayTest(values: ReturnType<Evaluator['fn']>['values'], { callee, receiver }: CallFact): boolean {
  const [called, of] = [values[callee], receiver === undefined ? undefined : values[receiver]];
  return called?.op === 'load' && called.key === 'isArray' && of?.op === 'global' && of.name === 'Array';
}
