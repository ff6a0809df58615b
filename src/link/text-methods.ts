/** Which built-in methods give text, so that what is called on their result is known. */
import type { TypeShape } from '../model/program.js';
import { builtinNodes, modelOf, step } from '../model/rule-graph.js';
import type { CompiledRules, Place, PlaceStep } from '../model/compiled-rules.js';

/** Built-in types that have methods which give text. */
const BUILTIN_WITH_TEXT: Partial<Record<TypeShape, string>> = { string: 'String', literal: 'String', enum: 'String', array: 'Array' };

/**
 * Methods of texts that give the text or its parts, and those of lists that make a text of them (`join`).
 *
 * @param shape of what the method is called on
 * @returns nothing where the rules tell nothing of it
 */
export function textGivenBy(rules: CompiledRules, shape: TypeShape, method: string): 'text' | 'parts' | undefined {
  const builtin = BUILTIN_WITH_TEXT[shape];
  if (builtin === undefined) return undefined;
  for (const p of modelOf(rules, step(rules, builtinNodes(rules, builtin), `m:${method}`))?.propagators ?? []) {
    if (!p.text && (shape === 'array' || !p.from.some(isReceiver))) continue;
    if (p.to.every(([first, ...below]) => first?.s === 'return' && below.length === 0)) return 'text';
    if (p.to.every(([first, ...below]) => first?.s === 'return' && below.length === 1 && isPosition(below[0]!))) return 'parts';
  }
  return undefined;
}

function isReceiver(place: Place): boolean {
  return place.length === 1 && place[0]!.s === 'receiver';
}

function isPosition(step: PlaceStep): boolean {
  return step.s === 'element' || (step.s === 'member' && step.names.every((name) => /^\d+$/.test(name)));
}
