/**
 * Which values something else than one local variable holds. A store through a variable is a strong update only while
 * its value has not escaped: then nobody else can write between. Being an argument is no escape: what a callee does to
 * the object it does before the next line, and one that keeps it and later writes the very key that was deleted or
 * replaced here is rarer by far than `print(user); delete user.email; print(user)`.
 */
import type { ValueId } from '../model/facts.js';
import type { ValueDraft } from './drafts.js';
import type { Variable } from './scopes.js';

/** Longer chains of updates become plain stores: later stages walk a chain step by step. */
const MAX_UPDATES = 64;

export class Escapes {
  private readonly escaped = new Set<ValueId>();
  private readonly holders = new Map<ValueId, Variable>();

  constructor(private readonly values: readonly ValueDraft[]) {}

  /** The value is stored, yielded, or put into something. */
  escape(value: ValueId): void {
    const open = [value];
    while (open.length > 0) {
      const id = open.pop() as ValueId;
      const made = this.values[id];
      if (made === undefined || made.op === 'const' || this.escaped.has(id)) continue;
      this.escaped.add(id);
      if (made.op === 'cast') open.push(made.value);
      else if (made.op === 'phi') open.push(...made.inputs);
      else if (made.op === 'update' || made.op === 'omit') open.push(made.object);
    }
  }

  /** A variable is bound to the value; the second variable makes an alias. */
  hold(value: ValueId, variable: Variable): void {
    const base = this.base(value);
    const holder = this.holders.get(base);
    if (holder === undefined) this.holders.set(base, variable);
    else if (holder !== variable) this.escape(base);
  }

  /** Whether only one local variable holds the value. */
  isOwned(value: ValueId): boolean {
    let id = value;
    for (let steps = 0; steps < MAX_UPDATES; steps++) {
      if (this.escaped.has(id)) return false;
      const made = this.values[id];
      if (
        made === undefined ||
        made.op === 'outer' ||
        made.op === 'cell' ||
        made.op === 'global' ||
        made.op === 'import' ||
        made.op === 'const'
      )
        return false;
      if (made.op === 'cast') id = made.value;
      else if (made.op === 'update' || made.op === 'omit') id = made.object;
      else return made.op !== 'phi' || made.inputs.every((input) => !this.escaped.has(input));
    }
    return false;
  }

  private base(value: ValueId): ValueId {
    let id = value;
    for (let made = this.values[id]; made !== undefined && made.op === 'cast'; made = this.values[id]) id = made.value;
    return id;
  }
}
