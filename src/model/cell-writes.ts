/** Where the cells of a file are written. */
import type { CellId, FileFacts, FunctionId, ValueId } from './facts.js';

export interface CellWrite {
  readonly function: FunctionId;
  readonly value: ValueId;
}

/** @returns writes by cell, in the order of the functions */
export function cellWritesOf(facts: FileFacts): ReadonlyMap<CellId, readonly CellWrite[]> {
  const out = new Map<CellId, CellWrite[]>();
  facts.functions.forEach((f, fn) => {
    for (const w of f.cellWrites) {
      const list = out.get(w.cell);
      if (list) list.push({ function: fn, value: w.value });
      else out.set(w.cell, [{ function: fn, value: w.value }]);
    }
  });
  return out;
}
