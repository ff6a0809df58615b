/** Keys for which a function that is handed a key and a value gives the value up: `(key, value) => (key === 'pin' ? undefined : value)`. */
import type { FunctionFacts, Value, ValueId } from '../model/facts.js';
import type { Fn } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';

/** @returns the constant keys it tests its first parameter for; none when it always gives the value */
export function leftOutKeys(ev: Evaluator, { file, function: fn }: Fn): readonly string[] {
  const returns = ev.results.returns(file, fn);
  // Both has to be there: what is given up, and what stays.
  if (!returns.some((x) => x.a === 'const') || !returns.some((x) => x.a !== 'const')) return [];
  const facts = ev.fn(file, fn);
  const isKey = (value: ValueId | undefined): boolean => isFirstParameter(facts, value);
  const keys = facts.values.flatMap((value): string[] => {
    if (value.op !== 'test' || !value.operator.startsWith('==') || !value.operands.some(isKey)) return [];
    return value.operands.flatMap((operand) => constantText(facts.values[operand]));
  });
  // `HIDDEN.includes(key)`, `hidden.has(key)`
  for (const call of facts.calls) {
    if (call.receiver === undefined || call.args.length !== 1 || !isKey(call.args[0]!.value)) continue;
    for (const x of ev.eval(file, fn, call.receiver)) if (x.a === 'obj') keys.push(...[...x.entries.values()].flat().flatMap(textOf));
  }
  return [...new Set(keys)].sort();
}

function isFirstParameter({ values }: FunctionFacts, value: ValueId | undefined): boolean {
  const def = value === undefined ? undefined : values[value];
  return def?.op === 'param' && def.index === 0;
}

function constantText(value: Value | undefined): string[] {
  return value?.op === 'const' && typeof value.value === 'string' ? [value.value] : [];
}

function textOf(x: { readonly a: string; readonly value?: unknown }): string[] {
  return x.a === 'const' && typeof x.value === 'string' ? [x.value] : [];
}
