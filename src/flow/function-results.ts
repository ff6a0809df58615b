/** What functions return and throw, in terms of their parameters. */
import type { FunctionId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { ELEMENT, join, NOTHING, type AV, type Obj } from './abstract-value.js';
import { bounded, widened } from './bounded.js';
import type { Evaluator } from './evaluate.js';
import { altKey } from './value-keys.js';

/** Rounds of one call cycle in which its results keep their form. */
const EXACT_ROUNDS = 3;
/** Rounds at all: a cycle that has not settled by then is counted. */
const MAX_ROUNDS = 40;

/** Functions that call each other. */
type Cycle = readonly (readonly [FileId, FunctionId])[];

interface Results {
  readonly returns: AV;
  readonly throws: AV;
}

/** Keeps what each function gives, so that every call of it only puts its arguments in. */
export class FunctionResults {
  private readonly returnMemo: (AV | undefined)[];
  private readonly throwMemo: (AV | undefined)[];
  /** Results of recursive functions as the round before gave them. */
  private readonly assumed = new Map<number, Results>();
  private readonly unsettled = new Map<number, Cycle>();

  constructor(private readonly ev: Evaluator) {
    this.returnMemo = new Array<AV | undefined>(ev.program.functionCount);
    this.throwMemo = new Array<AV | undefined>(ev.program.functionCount);
  }

  /** What a function returns, in terms of its parameters. */
  returns(file: FileId, fn: FunctionId): AV {
    const number = this.ev.program.number(file, fn);
    this.settled(number);
    const known = this.returnMemo[number];
    if (known) return known;
    this.returnMemo[number] = this.assumed.get(number)?.returns ?? NOTHING; // what a recursive call gives: the round before
    const facts = this.ev.fn(file, fn);
    let av = this.ev.calls.copies.returned(
      file,
      fn,
      facts.returns.map((r) => this.ev.eval(file, fn, r.value)),
    );
    if (facts.yields.length) {
      const yielded = join(facts.yields.map((v) => this.ev.eval(file, fn, v)));
      const generator: Obj = {
        a: 'obj',
        entries: new Map([[ELEMENT, yielded]]),
        rest: NOTHING,
        type: UNKNOWN_TYPE,
        id: `y${file}:${fn}`,
        t: 0,
        doubts: [],
      };
      av = join([[generator], av]);
    }
    return (this.returnMemo[number] = this.bounded(av));
  }

  /** Which functions call each other: a cycle is settled when the first result of it is asked for. */
  know(cycles: readonly Cycle[]): void {
    for (const cycle of cycles) for (const [file, fn] of cycle) this.unsettled.set(this.ev.program.number(file, fn), cycle);
  }

  private settled(number: number): void {
    const cycle = this.unsettled.get(number);
    if (!cycle) return;
    for (const [file, fn] of cycle) this.unsettled.delete(this.ev.program.number(file, fn));
    this.settle(cycle);
  }

  /**
   * Functions that call each other in a cycle: computed with nothing for the calls inside the cycle, then again with what
   * the round before gave, until nothing changes (Kleene 1952). After some rounds results keep what they held before, and lose the
   * form that would grow on; then only a limited number of data and paths can be added.
   */
  private settle(component: Cycle): void {
    const numbers = component.map(([file, fn]) => this.ev.program.number(file, fn));
    let before = component.map(([file, fn]) => this.results(file, fn));
    for (let round = 1; ; round++) {
      numbers.forEach((number, i) => {
        this.assumed.set(number, before[i]!);
        this.ev.forget(number);
        this.returnMemo[number] = undefined;
        this.throwMemo[number] = undefined;
      });
      let now = component.map(([file, fn]) => this.results(file, fn));
      if (round > EXACT_ROUNDS) now = now.map((results, i) => this.widen(numbers[i]!, before[i]!, results));
      if (now.every((results, i) => same(results.returns, before[i]!.returns) && same(results.throws, before[i]!.throws))) return;
      if (round >= MAX_ROUNDS) return this.ev.cut('rounds of a call cycle');
      before = now;
    }
  }

  private widen(number: number, before: Results, now: Results): Results {
    const cut = (): void => this.ev.cut('alternatives');
    const returns = widened(join([before.returns, widened(now.returns)], cut));
    const throws = widened(join([before.throws, widened(now.throws)], cut));
    this.returnMemo[number] = returns;
    this.throwMemo[number] = throws;
    return { returns, throws };
  }

  private results(file: FileId, fn: FunctionId): Results {
    return { returns: this.returns(file, fn), throws: this.throws(file, fn) };
  }

  /** What a function throws past its own handlers, in terms of its parameters. */
  throws(file: FileId, fn: FunctionId): AV {
    const number = this.ev.program.number(file, fn);
    this.settled(number);
    const known = this.throwMemo[number];
    if (known) return known;
    this.throwMemo[number] = this.assumed.get(number)?.throws ?? NOTHING;
    const facts = this.ev.fn(file, fn);
    const out = facts.throws.filter((t) => t.region === undefined).map((t) => this.ev.eval(file, fn, t.value));
    out.push(...this.ev.calls.failures.escaping(file, fn, undefined));
    const av = join(out, () => this.ev.cut('alternatives'));
    return (this.throwMemo[number] = this.bounded(av));
  }

  private bounded(av: AV): AV {
    return bounded(av, () => this.ev.cut('size of a result'));
  }

  /** What a handler may catch: what its region throws, and what the functions called in it throw. */
  caught(file: FileId, fn: FunctionId, region: number): AV {
    const facts = this.ev.fn(file, fn);
    const out: AV[] = [];
    for (const t of facts.throws) if (t.region === region) out.push(this.ev.eval(file, fn, t.value));
    out.push(...this.ev.calls.failures.escaping(file, fn, region));
    return join(out, () => this.ev.cut('alternatives'));
  }
}

/** Whether two values have the same alternatives; the first way to each stays, so the ways need not be compared. */
function same(a: AV, b: AV): boolean {
  return a.length === b.length && a.every((x, i) => altKey(x) === altKey(b[i]!));
}
