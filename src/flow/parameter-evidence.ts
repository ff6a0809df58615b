/** A parameter's name stops counting when all its callers are known and none passes personal data. */
import type { Program } from '../model/program.js';
import type { AV } from './abstract-value.js';
import type { Collector } from './collect.js';
import type { Evaluator } from './evaluate.js';

interface ParamRef { readonly file: number; readonly function: number; readonly index: number }

/** @returns whether the name of a parameter still counts; each is asked once */
export function keepParameterEvidence(program: Program, ev: Evaluator, collector: Collector): (param: ParamRef) => boolean {
  const memo = new Map<string, boolean>();
  return (param) => {
    const key = `${param.file}:${param.function}:${param.index}`;
    let holds = memo.get(key);
    if (holds === undefined) memo.set(key, (holds = decide(param)));
    return holds;
  };

  function decide(param: ParamRef): boolean {
    const callers = program.callers(param.file, param.function);
    if (callers.length === 0) return true;
    return callers.some((site) => {
      const av = ev.calls.frame(site, param).args[param.index];
      return av !== undefined && av.length > 0 && passesPersonalData(av);
    });
  }

  function passesPersonalData(av: AV): boolean {
    if (collector.collect(av).items.length > 0) return true;
    // A value nobody can tell anything of (an unresolved call, a caught error) may be personal.
    return av.some((x) => x.a === 'ref' && x.path.length === 0 && ['result', 'value', 'caught'].includes(x.origin.kind) && program.types.shape(x.type) === 'unknown');
  }
}
