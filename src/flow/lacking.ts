/** Data types that rules say are not in a value any more, as bits beside its transforms: they go wherever it goes. */
import type { CompiledRules, PropagatorModel } from '../model/compiled-rules.js';
import { ENCRYPTED } from './abstract-value.js';

/** Data types that rules may name so. */
const MAX_TYPES = 24;

const known = new WeakMap<CompiledRules, ReadonlyMap<string, number>>();

/** The bit of each data type that a rule names under `without`. */
function bitsOf(rules: CompiledRules): ReadonlyMap<string, number> {
  let bits = known.get(rules);
  if (!bits) {
    const types = new Set(rules.nodes.flatMap((node) => node.propagators?.flatMap((p) => p.without) ?? []));
    bits = new Map(
      [...types]
        .sort()
        .slice(0, MAX_TYPES)
        .map((type, i) => [type, (ENCRYPTED << 1) << i]),
    );
    known.set(rules, bits);
  }
  return bits;
}

/** @returns bits for {@link withTransform}; 0 where the propagators leave everything in */
export function lackedBy(rules: CompiledRules, propagators: readonly PropagatorModel[]): number {
  let out = 0;
  for (const p of propagators) for (const type of p.without) out |= bitsOf(rules).get(type) ?? 0;
  return out;
}

/** Whether a value with these transforms has nothing of the data type any more. */
export function lacks(rules: CompiledRules, transforms: number, dataType: string): boolean {
  return transforms > ENCRYPTED && (transforms & (bitsOf(rules).get(dataType) ?? 0)) !== 0;
}
