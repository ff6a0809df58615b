/** Values that are cast, annotated, or read where conditions hold. */
import type { FunctionId, Value, ValueId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import type { AV } from './abstract-value.js';
import { typed } from './declared-types.js';
import type { Evaluator } from './evaluate.js';
import { kindsTested } from './kind-tests.js';
import { ofKinds } from './kinds.js';

/** A cast also declares what is not known at all. */
export function castValue(ev: Evaluator, file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'cast' }>): AV {
  const { types } = ev.program;
  const inner = ev.eval(file, fn, def.value);
  if (def.guards) {
    const read = ev.calls.copies.read({ file, function: fn }, def.value, def.guards, inner);
    return ofKinds(types, read, kindsTested(ev, file, fn, def.value, def.guards));
  }
  const type = types.awaited(types.resolve(file, fn, def.type));
  if (inner.length > 0 || types.shape(type) === 'unknown') return typed(types, inner, type);
  return ev.nameless(file, fn, value, type);
}
