/** What one call hands over, each value evaluated when it is asked for: a summary asks for few of them. */
import type { Step } from '../model/flow.js';
import { NOTHING, type AV, type Frame } from './abstract-value.js';

/** A frame that evaluates on demand and keeps the answers. */
export class CallFrame implements Frame {
  private readonly known: (AV | undefined)[] = [];
  private knownSelf: AV | undefined;

  /**
   * @param callee dense number of the called function
   * @param give the value of a parameter, by index
   * @param giveSelf the value of `this`
   */
  constructor(
    readonly callee: number,
    private readonly give: (index: number) => AV,
    private readonly giveSelf: () => AV,
    readonly step: Step | undefined,
  ) {}

  arg(index: number): AV {
    return (this.known[index] ??= this.give(index));
  }

  self(): AV {
    return (this.knownSelf ??= this.giveSelf());
  }
}

/** A frame whose values are there. */
export function frameOf(callee: number, args: readonly AV[], self: AV, step?: Step): Frame {
  return { callee, arg: (index) => args[index] ?? NOTHING, self: () => self, step };
}
