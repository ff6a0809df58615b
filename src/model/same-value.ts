/** When two values of a function are one. */
import type { Value, ValueId } from './facts.js';

/** Members of members that are compared. */
const MAX_DEPTH = 3;

/** @returns whether both are the same variable, or the same member of the same; that it was written in between is not looked for */
export function isSameValue(values: readonly Value[], a: ValueId, b: ValueId, depth = 0): boolean {
  if (a === b) return true;
  const [x, y] = [values[a], values[b]];
  if (x?.op === 'cast') return isSameValue(values, x.value, b, depth);
  if (y?.op === 'cast') return isSameValue(values, a, y.value, depth);
  if (x?.op === 'load' && y?.op === 'load')
    return x.key === y.key && depth < MAX_DEPTH && isSameValue(values, x.object, y.object, depth + 1);
  if (x?.op === 'outer' && y?.op === 'outer') return x.function === y.function && x.value === y.value;
  if (x?.op === 'cell' && y?.op === 'cell') return x.cell === y.cell;
  return x?.op === 'this' && y?.op === 'this';
}
