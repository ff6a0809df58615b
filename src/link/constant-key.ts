/** Computed keys that are constants of another place: `import { KEY } from './keys.js'; store[KEY]`. */
import type { FunctionId, ValueId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import type { ValueResolver } from './resolve-value.js';

/** Places from a computed key to the constant that it is. */
const MAX_STEPS = 4;

/** @returns nothing when the key is no constant text */
export function constantKey(
  resolver: Pick<ValueResolver, 'fn' | 'graph'>,
  file: FileId,
  fn: FunctionId,
  value: ValueId,
  steps = MAX_STEPS,
): string | undefined {
  const def = steps > 0 ? resolver.fn(file, fn).values[value] : undefined;
  if (def?.op === 'const') return typeof def.value === 'string' ? def.value : undefined;
  if (def?.op === 'outer') return constantKey(resolver, file, def.function, def.value, steps - 1);
  if (def?.op !== 'import') return undefined;
  const target = resolver.graph.importValue(file, def.import);
  return target?.kind === 'value' ? constantKey(resolver, target.file, 0, target.value, steps - 1) : undefined;
}
