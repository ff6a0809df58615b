/**
 * Values that conditions tell of by the key beside them: `SECRET.has(key) ? '***' : value` in a loop over pairs, `x[key]`, a callback's
 * `(key, value)`; also what a parameter is by a test of its own kind (`typeof value !== 'object'`). Only these keep their conditions.
 */
import type { ValueId } from '../model/facts.js';
import type { FunctionBuilder } from './function-builder.js';
import type { GuardChain } from './guard-chain.js';

/** Calls, members and operators inside a condition that are looked through. */
const MAX_DEPTH = 4;

type IsKey = (value: ValueId) => boolean;

/** Whether one of the conditions asks something of the key that the value stands under, or of a parameter itself. */
export function isTestedByKey(builder: FunctionBuilder, value: ValueId, guard: GuardChain): boolean {
  const isKey = keyOf(builder, value, 0);
  return isKey !== undefined && guard.some((one) => mentions(builder, one.value, isKey, 0));
}

/** @returns what tells the key's value, or nothing for a value that stands under no key */
function keyOf(builder: FunctionBuilder, value: ValueId, depth: number): IsKey | undefined {
  const { values } = builder;
  const made = values[value];
  switch (made?.op) {
    // The second of a pair; the key is the first.
    case 'load':
      if (made.key !== '1') return undefined;
      return (key) => {
        const first = values[key];
        return first?.op === 'load' && first.key === '0' && first.object === made.object;
      };
    case 'index':
      return (key) => key === made.key;
    case 'param':
      return (key) => key === value || (values[key]?.op === 'param' && builder.params.length > 1);
    case 'cast':
      return keyOf(builder, made.value, depth);
    // `redact(value)`
    case 'call':
      for (const arg of depth < MAX_DEPTH ? builder.calls[made.call]!.args : []) {
        const found = values[arg.value]?.op === 'param' ? undefined : keyOf(builder, arg.value, depth + 1);
        if (found) return found;
      }
      return undefined;
    default:
      return undefined;
  }
}

function mentions(builder: FunctionBuilder, value: ValueId, isKey: IsKey, depth: number): boolean {
  if (isKey(value)) return true;
  const made = builder.values[value];
  if (made === undefined || depth >= MAX_DEPTH) return false;
  const inside = (inner: ValueId): boolean => mentions(builder, inner, isKey, depth + 1);
  switch (made.op) {
    case 'call': {
      const { receiver, args } = builder.calls[made.call]!;
      if (receiver !== undefined && inside(receiver)) return true;
      // A function in its place may ask for anything: `SECRET.some((word) => key.includes(word))`.
      return args.some((arg) => builder.values[arg.value]?.op === 'function' || inside(arg.value));
    }
    case 'load':
      return inside(made.object);
    case 'index':
      return inside(made.key);
    case 'cast':
      return inside(made.value);
    case 'test':
      return made.operands.some(inside);
    case 'phi':
      return made.inputs.some(inside);
    default:
      return false;
  }
}
