/** Functions that are called sanitizers and give back what they are handed: who calls them relies on their name. */
import type { RawSanitizer } from '../model/flow.js';
import type { FileId, Program } from '../model/program.js';
import { firstWord } from '../model/words.js';
import type { Alt, AV, Ref } from './abstract-value.js';
import type { Collector } from './collect.js';
import type { Evaluator } from './evaluate.js';

/** Callers that are asked what they hand over. */
const MAX_CALLERS = 32;

/**
 * @param verbs first words of the names of such functions
 * @returns those that are handed personal data, or whose parameter's name says so where nobody calls them; in file order
 */
export function idleSanitizers(program: Program, ev: Evaluator, collector: Collector, verbs: readonly string[]): readonly RawSanitizer[] {
  const out: RawSanitizer[] = [];
  if (verbs.length === 0) return out;
  const known = new Set(verbs);
  program.graph.files.forEach((facts, file) => {
    facts.functions.forEach(({ name, span }, fn) => {
      if (!known.has(firstWord(name))) return;
      const index = givenBack(ev.results.returns(file, fn), file, fn);
      if (index === undefined) return;
      const dataTypes = handedOver(program, ev, collector, { file, function: fn }, index);
      if (dataTypes.length) out.push({ file, function: fn, at: span, name, dataTypes });
    });
  });
  return out;
}

/** The parameter that every return gives back as it is, or as text of the same content. */
function givenBack(returns: AV, file: FileId, fn: number): number | undefined {
  const indices = new Set(returns.map((x) => parameterOf(x, file, fn)));
  const [only] = indices;
  return indices.size === 1 ? only : undefined;
}

function parameterOf(x: Alt, file: FileId, fn: number): number | undefined {
  if (x.a === 'ref') return isWhole(x, file, fn) ? x.origin.index : undefined;
  if (x.a !== 'str' || x.t !== 0) return undefined;
  const inside = x.parts.flat().filter((part) => part.a !== 'const');
  const indices = new Set(inside.map((part) => parameterOf(part, file, fn)));
  return indices.size === 1 ? [...indices][0] : undefined;
}

function isWhole({ origin, path, keep, drop, t, called }: Ref, file: FileId, fn: number): boolean {
  return (
    origin.kind === 'param' && origin.file === file && origin.function === fn && path.length === 0 && !keep && !drop && !called && t === 0
  );
}

function handedOver(
  program: Program,
  ev: Evaluator,
  collector: Collector,
  of: { readonly file: FileId; readonly function: number },
  index: number,
): readonly string[] {
  const callers = program.callers(of.file, of.function).slice(0, MAX_CALLERS);
  // The project declares what it is.
  if (callers.some((site) => ev.calls.propagation.models(site).some((models) => models.sanitizers.length > 0))) return [];
  const handed = callers.length
    ? callers.map((site) => ev.calls.parameters.frame(site, of).arg(index))
    : ev.results.returns(of.file, of.function).map((x): AV => [x]);
  const items = handed.flatMap((av) => collector.collect(av).items).filter((item) => item.transforms.length === 0);
  return [...new Set(items.map((item) => item.dataType))].sort();
}
