/** The conditions that hold at a point, as a list shared by everything behind the same condition. */
import type { ValueId } from '../model/facts.js';
import type { GuardDraft } from './drafts.js';

/** Only the innermost are kept: functions with long runs of early returns would repeat all of them at each call. */
const MAX_GUARDS = 12;

export class GuardChain {
  private known: readonly number[] | undefined;
  private index = -1;

  constructor(
    private readonly guard: GuardDraft,
    private readonly parent: GuardChain | undefined,
  ) {}

  /** Indices into `table`, to which guards are added when a call first needs them. */
  indices(table: GuardDraft[]): readonly number[] {
    if (this.known === undefined) {
      const indices = [this.indexIn(table)];
      for (let link = this.parent; link !== undefined && indices.length < MAX_GUARDS; link = link.parent) indices.push(link.indexIn(table));
      this.known = indices.reverse();
    }
    return this.known;
  }

  /** Whether one of the innermost conditions fulfils the test. */
  some(test: (guard: GuardDraft) => boolean): boolean {
    if (test(this.guard)) return true;
    let link = this.parent;
    for (let i = 1; link !== undefined && i < MAX_GUARDS; link = link.parent, i++) if (test(link.guard)) return true;
    return false;
  }

  /** Whether the value is empty, or one constant, wherever these conditions hold: what is left of it says nothing. */
  fixes(value: ValueId): boolean {
    return this.some((guard) => isOneOf(guard, value));
  }

  private indexIn(table: GuardDraft[]): number {
    if (this.index < 0) this.index = table.push(this.guard) - 1;
    return this.index;
  }
}

function isOneOf({ operator, value: tested }: GuardDraft, value: ValueId): boolean {
  return tested === value && (operator === 'falsy' || operator === '===');
}

/** `chain` with more guards on it. */
export function withGuards(chain: GuardChain | undefined, guards: readonly GuardDraft[]): GuardChain | undefined {
  let result = chain;
  for (const guard of guards) result = new GuardChain(guard, result);
  return result;
}
