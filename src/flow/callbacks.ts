/**
 * What a function gets back from a callback that it is handed: only its callers can tell. The result stays a reference to
 * the called parameter with the call's arguments, and is replaced when a call shows which function is handed over.
 */
import type { CallFact, ValueId } from '../model/facts.js';
import type { CallSiteRef, Program, TypeId } from '../model/program.js';
import { join, NOTHING, type AV, type Fn, type Ref } from './abstract-value.js';
import { handedOver } from './call-arguments.js';
import { frameOf } from './frame.js';
import type { Evaluator } from './evaluate.js';

/** Callbacks inside callbacks that are followed. */
const MAX_NESTING = 4;

/** Keeps what a handed function gives open until a caller shows which function that is. */
export class Callbacks {
  private nesting = 0;

  constructor(private readonly ev: Evaluator) {}

  /**
   * @param functionName of the callee as written
   * @returns nothing when the callee is no parameter, or what it is given is known
   */
  result(site: CallSiteRef, call: CallFact, value: ValueId, type: TypeId, functionName: string | undefined): AV | undefined {
    if (call.kind !== 'call') return undefined;
    const isLinked = this.ev.program.call(site.file, site.function, site.call).targets.length > 0;
    if (call.receiver !== undefined && isLinked) return undefined;
    const callee = this.ev.eval(site.file, site.function, call.callee);
    if (!isLinked && callee.some((y) => y.a === 'fn')) return this.given(callee, handedOver(this.ev, site, call.args));
    const x = callee.length === 1 ? callee[0]! : undefined;
    if (x?.a !== 'ref' || x.origin.kind !== 'param' || x.path.length > 1) return undefined;
    // A method is what its declaration says; a function in a member is what the caller put there. Of a member that nobody declares
    // it is not known which it is, and in untyped code these are most calls.
    if (call.receiver !== undefined && (x.path.length === 0 || x.member === undefined || x.member.kind === 'method')) return undefined;
    const name = this.ev.nameOf(site.file, site.function, value);
    const { file, function: fn } = x.origin;
    const args = handedOver(this.ev, site, call.args);
    return this.ev.origins.ref(
      {
        kind: 'callback',
        file,
        function: fn,
        index: call.at[0],
        names: name ? [name] : [],
        ...(functionName ? { functionName } : {}),
        at: call.span,
      },
      type,
      { called: { callee: x, args } },
    );
  }

  /**
   * @param handed what a caller hands over for the callee
   * @param args of the call, in the caller's terms
   * @returns nothing when no function is seen
   */
  given(handed: AV, args: readonly AV[]): AV | undefined {
    const functions = handed.filter((x): x is Fn => x.a === 'fn');
    if (functions.length === 0 || this.nesting >= MAX_NESTING) return undefined;
    this.nesting++;
    const out = functions.map((fn) => this.called(fn, args));
    this.nesting--;
    return join(out, () => this.ev.cut('alternatives'));
  }

  private called(fn: Fn, args: readonly AV[]): AV {
    const returns = this.ev.results.returns(fn.file, fn.function);
    if (returns.length === 0) return returns;
    const { params } = this.ev.fn(fn.file, fn.function);
    const values = params.map((param, i) => (param.rest ? join(args.slice(i)) : (args[i] ?? NOTHING)));
    const frame = frameOf(this.ev.program.number(fn.file, fn.function), values, NOTHING);
    return fn.env.reduce((av, env) => this.ev.substitute(av, env), this.ev.substitute(returns, frame));
  }
}

/** Whether a reference stands for what only callers of the function with this number can tell. */
export function isAskedOf(x: Ref, number: number, program: Program): boolean {
  const { kind, file, function: fn } = x.origin;
  return (kind === 'param' || kind === 'this' || kind === 'callback') && program.number(file, fn) === number;
}
