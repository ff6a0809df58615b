/** Values that a schema's check speaks of, by what it says. */
import type { FunctionId, ValueId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import type { AV, Origin, Ref } from './abstract-value.js';
import { checked } from './checked-types.js';
import type { Evaluator } from './evaluate.js';
import { expressionName } from './project.js';

/** What nothing is known of has the shape that a check says it is meant to have. */
export function checkedValue(ev: Evaluator, file: FileId, fn: FunctionId, value: ValueId, made: AV): AV {
  const check = ev.program.checked(file, fn, value);
  if (!check) return made;
  const named = ev.nameOf(file, fn, value);
  const anew = (x: Ref): Origin => {
    const name = named ?? expressionName(x);
    return ev.origins.get({ kind: 'value', file, function: fn, index: value, names: name ? [name] : [], at: [0, 0] });
  };
  return checked(ev.program.types, made.length ? made : ev.nameless(file, fn, value), check, anew);
}
