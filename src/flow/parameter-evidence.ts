/** A parameter's name stops counting when all its callers are known and none passes personal data. */
import type { Program } from '../model/program.js';
import type { AV, Ref } from './abstract-value.js';
import type { Collector } from './collect.js';
import type { Evaluator } from './evaluate.js';

interface ParamRef {
  readonly file: number;
  readonly function: number;
  readonly index: number;
}

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
      const given = ev.fn(site.file, site.function).calls[site.call]!.args;
      if (given.length <= param.index && !given.some((a) => a.spread)) return false;
      return passesPersonalData(ev.calls.parameters.frame(site, param).arg(param.index));
    });
  }

  function passesPersonalData(av: AV): boolean {
    if (av.length === 0 || collector.collect(av).items.length > 0) return true;
    return av.some((x) => x.a === 'ref' && isUntold(x));
  }

  /** A value nobody can tell anything of (an unresolved call, a caught error, `input.value`) may be personal. */
  function isUntold(x: Ref): boolean {
    const shape = program.types.shape(x.type);
    if ((shape !== 'unknown' && shape !== 'external') || x.member) return false;
    if (x.path.length === 0) return ['result', 'callback', 'value', 'caught'].includes(x.origin.kind);
    return collector.saysNothing(x);
  }
}
