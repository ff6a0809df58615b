/**
 * Values of a loop are made of each other (`text += name`), and each is asked first by somebody. What was made while a value that
 * it needs was still being made lacks that value's part: it holds until that value is known, and is made anew when it is asked for
 * again. Only values of one function: what calls, fields and cells bring is as before.
 */
import type { ValueId } from '../model/facts.js';
import { NOTHING, type AV } from './abstract-value.js';

/** Stands for a value that is being made. */
export const PENDING: AV = [];

/** Values of one function that are made anew; what is beyond stays as it was made first. */
const MAX_ANEW = 2000;

type Memo = (AV | undefined)[];

/** Keeps which values are being made, and which ones wait for them. */
export class Loops {
  private readonly open: { readonly fn: number; readonly value: ValueId }[] = [];
  /** The lowest value being made that the topmost one was made of. */
  private reached = Infinity;
  private readonly outer: number[] = [];
  /** Of functions, values that wait, with the place of what they wait for. */
  private readonly waiting = new Map<number, Map<ValueId, number>>();
  private readonly anew = new Map<number, number>();

  constructor(private readonly cut: () => void) {}

  /** A value that is known, or that is being made, is read. */
  read(fn: number, value: ValueId, known: AV): AV {
    if (known === PENDING) {
      this.reach(fn, this.placeOf(fn, value));
      return NOTHING;
    }
    if (this.waiting.size > 0) this.reach(fn, this.waiting.get(fn)?.get(value) ?? Infinity);
    return known;
  }

  begin(fn: number, value: ValueId): void {
    this.open.push({ fn, value });
    this.outer.push(this.reached);
    this.reached = Infinity;
  }

  /** @param memo what is known of the function, the value among it */
  end(memo: Memo): void {
    const { fn, value } = this.open.pop()!;
    const place = this.open.length;
    const own = this.reached;
    const outer = this.outer.pop()!;
    const waits = own < place;
    if (own === place) this.forget(fn, place, memo);
    else if (waits) this.wait(fn, value, own);
    this.reached = outer;
    if (waits) this.reach(fn, own);
  }

  /** Nothing is known of a function any more. */
  drop(fn: number): void {
    this.waiting.delete(fn);
  }

  /** All is given up. */
  stop(): void {
    this.open.length = 0;
    this.outer.length = 0;
    this.reached = Infinity;
    this.waiting.clear();
  }

  private reach(fn: number, place: number): void {
    if (place < this.reached && this.open.at(-1)?.fn === fn) this.reached = place;
  }

  /** Where a value that is being made stands; none where other functions' values are made between. */
  private placeOf(fn: number, value: ValueId): number {
    for (let i = this.open.length - 1; i >= 0 && this.open[i]!.fn === fn; i--) if (this.open[i]!.value === value) return i;
    return Infinity;
  }

  private wait(fn: number, value: ValueId, place: number): void {
    let values = this.waiting.get(fn);
    if (!values) this.waiting.set(fn, (values = new Map<ValueId, number>()));
    values.set(value, place);
  }

  private forget(fn: number, place: number, memo: Memo): void {
    const values = this.waiting.get(fn);
    if (!values) return;
    let count = this.anew.get(fn) ?? 0;
    for (const [value, at] of values) {
      if (at < place) continue;
      values.delete(value);
      if (count++ < MAX_ANEW) memo[value] = undefined;
      else if (count === MAX_ANEW + 1) this.cut();
    }
    this.anew.set(fn, count);
    if (values.size === 0) this.waiting.delete(fn);
  }
}
