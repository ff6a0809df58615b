/** What `this` and `super` are in a function. */
import type { FunctionId } from '../model/facts.js';
import { UNKNOWN_TYPE, type FileId } from '../model/program.js';
import type { AV } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';

/**
 * @param isSuper `super` is the same object, read as what the class above declares: an overriding getter calls the one there
 * @returns the object on which the function, or the one around an arrow function, is called
 */
export function thisValue(values: Evaluator, file: FileId, fn: FunctionId, isSuper = false): AV {
  const { program } = values;
  const cls = program.classOfThis(file, fn);
  let owner = fn;
  // An arrow function in a field is called on the object like a method.
  for (let f = values.fn(file, owner); f.kind === 'arrow' && f.parent >= 0; f = values.fn(file, owner)) {
    if (values.fn(file, f.parent).kind === 'fields') break;
    owner = f.parent;
  }
  const [up] = isSuper && cls >= 0 ? program.superClasses(file, cls) : [];
  const type = cls >= 0 ? program.types.instance(up?.file ?? file, up?.class ?? cls) : UNKNOWN_TYPE;
  return values.origins.ref({ kind: 'this', file, function: owner, index: cls, names: [], at: [0, 0] }, type);
}
