/** What parameters are given: by the calls of their function, and by the calls that a callback is handed to. */
import type { FunctionId } from '../model/facts.js';
import type { CallSiteRef, FileId, FunctionRef } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { CLEAN, ELEMENT, join, NOTHING, type AV, type Fn, type Frame } from './abstract-value.js';
import { argumentsOf, handedOver } from './call-arguments.js';
import type { Channels } from './channels/channels.js';
import type { Place } from '../model/compiled-rules.js';
import type { Evaluator } from './evaluate.js';
import { CallFrame } from './frame.js';
import { HandedCalls } from './handed-calls.js';
import type { Propagation } from './propagation.js';

/** Binds parameters, so that what a function does with them is known at each call. */
export class ParameterValues {
  private readonly handing = new Set<string>();
  readonly handedCalls: HandedCalls;

  constructor(
    private readonly ev: Evaluator,
    private readonly propagation: Propagation,
    private readonly channels: Channels,
  ) {
    this.handedCalls = new HandedCalls(ev.program);
  }

  /** The arguments of a call as the target's parameters. */
  frame(site: CallSiteRef, target: FunctionRef): Frame {
    const { ev } = this;
    const call = this.ev.fn(site.file, site.function).calls[site.call]!;
    const { params, name } = ev.fn(target.file, target.function);
    const handed = argumentsOf(ev, site, target);
    return new CallFrame(
      ev.program.number(target.file, target.function),
      (i) => (params[i]?.rest ? this.restArgument(handed.from(i), `${site.file}:${site.function}:r${site.call}`) : handed.at(i)),
      // What `new` makes is not there before its constructor ran: `this` in it is nobody's data.
      call.kind === 'new' ? () => CLEAN : handed.self,
      { file: site.file, at: call.at, what: 'argument', name },
    );
  }

  private restArgument(values: readonly AV[], id: string): AV {
    const entries = new Map<string, AV>(values.map((v, i) => [String(i), v]));
    entries.set(ELEMENT, join(values));
    return [{ a: 'obj', entries, rest: NOTHING, type: UNKNOWN_TYPE, id, t: 0, doubts: [] }];
  }

  /** What the call hands to its callback in argument `argument`. */
  callbackFrame(site: CallSiteRef, fn: Fn, argument: number): Frame {
    return new CallFrame(
      this.ev.program.number(fn.file, fn.function),
      (i) => this.handedOrDeclared(site, argument, fn, i),
      () => NOTHING,
      { file: site.file, at: this.ev.fn(site.file, site.function).calls[site.call]!.at, what: 'callback', name: '' },
    );
  }

  /** What no rule hands over is what the callback says that it takes, or what a rule says of its type. */
  private handedOrDeclared(site: CallSiteRef, argument: number, fn: Fn, param: number): AV {
    const handed = this.handedTo(site, argument, param);
    if (handed.length) return handed;
    const facts = this.ev.fn(fn.file, fn.function);
    const value = facts.values.findIndex((v) => v.op === 'param' && v.index === param);
    const isTyped = facts.params[param]?.type !== undefined || this.ev.program.typeOf(fn.file, fn.function, value) !== UNKNOWN_TYPE;
    return value >= 0 && isTyped ? this.ev.eval(fn.file, fn.function, value) : NOTHING;
  }

  /** What propagators and channels of the call hand to parameter `param` of its argument `argument`. */
  handedTo(site: CallSiteRef, argument: number, param: number): AV {
    return join([this.channels.handed(site, argument, param), this.byPropagators(site, argument, param)], () =>
      this.ev.cut('alternatives'),
    );
  }

  /** @param option the member of the argument that the function is: `{ onSuccess: (answer) => … }` */
  private byPropagators(site: CallSiteRef, argument: number, param: number, option?: string): AV {
    const propagators = this.propagation.propagators(site);
    if (propagators.length === 0) return NOTHING;
    const key = `${site.file}:${site.function}:${site.call}:${argument}:${param}:${option ?? ''}`;
    if (this.handing.has(key)) return NOTHING; // what a fold's callback gives back to itself adds nothing
    this.handing.add(key);
    const out: AV[] = [];
    propagators.forEach((p, at) => {
      for (const to of p.to) {
        const rest = belowParameter(to, argument, param, option);
        if (!rest) continue;
        out.push(this.propagation.wrap(this.propagation.carried(site, p), rest, `${site.file}:${site.function}:p${site.call}.${at}`));
      }
    });
    this.handing.delete(key);
    return join(out, () => this.ev.cut('alternatives'));
  }

  /** What an inline callback's parameter is given by the one call it is handed to. */
  boundParam(file: FileId, fn: FunctionId, param: number): AV {
    const heard = this.channels.heard(file, fn, param);
    if (heard.length) return heard;
    const { program } = this.ev;
    const use = program.inlineUse(file, fn);
    if (use) {
      const handed = this.handedTo(use, use.argument, param);
      return handed.length ? handed : this.handedByTargets(use, use.argument, param);
    }
    const option = program.optionUse(file, fn);
    if (!option) return NOTHING;
    const handed = this.byPropagators(option, option.argument, param, option.key);
    return handed.length ? handed : this.handedByTargets(option, option.argument, param, option.key);
  }

  /** What the called functions of the project hand to parameter `param` of a function that is an argument, or a member of one. */
  handedByTargets(site: CallSiteRef, argument: number, param: number, key?: string): AV {
    const out: AV[] = [];
    for (const target of this.ev.program.call(site.file, site.function, site.call).targets) {
      for (const inner of this.handedCalls.of(target, argument, key)) {
        const { args } = this.ev.fn(inner.file, inner.function).calls[inner.call]!;
        const given = args.slice(0, param + 1).some((arg) => arg.spread)
          ? handedOver(this.ev, inner, args)[param]
          : args[param] && this.ev.eval(inner.file, inner.function, args[param].value);
        if (given) out.push(this.ev.substitute(given, this.frame(site, target)));
      }
    }
    return join(out, () => this.ev.cut('alternatives'));
  }
}

/** The steps of a place below the parameter `param` of the function at an argument, or at its member `option`; nothing for other places. */
function belowParameter(place: Place, argument: number, param: number, option: string | undefined): Place | undefined {
  const [first, ...below] = place;
  if (first?.s !== 'argument' || argument < first.from || argument > first.to) return undefined;
  const [member] = below;
  const isOption = option !== undefined && member?.s === 'member' && member.names.includes(option);
  const [parameter, ...rest] = isOption ? below.slice(1) : below;
  return isOption === (option !== undefined) && parameter?.s === 'parameter' && parameter.index === param ? rest : undefined;
}
