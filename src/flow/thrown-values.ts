/** What a function throws or rejects with: an instance of a class that nobody knows is an error there, and says what it was made with. */
import type { FunctionId, ValueId } from '../model/facts.js';
import type { CallSiteRef, FileId } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import { NOTHING, type AV } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';

/** Looks at each function that makes an instance of an unknown class once. */
export class ThrownValues {
  private readonly thrown = new Map<number, ReadonlySet<ValueId>>();

  constructor(private readonly ev: Evaluator) {}

  /**
   * @param site where an instance is made
   * @returns what it holds, nothing when its class is known or it is not thrown here
   */
  held({ file, function: fn, call }: CallSiteRef, value: ValueId): AV {
    const { classes, library } = this.ev.program.call(file, fn, call);
    if (classes.length > 0 || library.some((lib) => modelOf(this.ev.rules, lib.nodes)) || !this.of(file, fn).has(value)) return NOTHING;
    const parts = this.ev.fn(file, fn).calls[call]!.args.map((arg) => this.ev.eval(file, fn, arg.value));
    return [{ a: 'str', parts, t: 0, doubts: [] }];
  }

  private of(file: FileId, fn: FunctionId): ReadonlySet<ValueId> {
    const number = this.ev.program.number(file, fn);
    const known = this.thrown.get(number);
    if (known) return known;
    const facts = this.ev.fn(file, fn);
    const out = new Set(facts.throws.map((t) => t.value));
    facts.calls.forEach(({ args }, call) => {
      if (args.length > 0 && this.rejects(file, fn, call)) out.add(args[0]!.value);
    });
    this.thrown.set(number, out);
    return out;
  }

  /** Whether the call hands its argument to whom a thrown error goes: `Promise.reject`, an executor's `reject`. */
  private rejects(file: FileId, fn: FunctionId, call: number): boolean {
    const { rules } = this.ev;
    const recipients = new Set((modelOf(rules, rules.throws)?.sinks ?? []).map((s) => s.recipient));
    return this.ev.program
      .call(file, fn, call)
      .library.some((lib) => modelOf(rules, lib.nodes)?.sinks.some((s) => s.recipient !== undefined && recipients.has(s.recipient)));
  }
}
