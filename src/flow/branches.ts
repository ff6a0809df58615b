/** Places of a function that exclude each other: one runs only where the other does not. */
import type { Guard, Span } from '../model/facts.js';
import type { CallSiteRef, Program } from '../model/program.js';
import type { SinkKind } from '../model/rules.js';

/** Where a value is used: a call, or the place of a throw (without a call of its own: -1). */
export interface UseSite extends CallSiteRef {
  readonly at: Span;
  /** What leaves by it. */
  readonly model?: { readonly kind: SinkKind };
}

/** Whether the conditions at a use contradict those at a call of the same function: `if (!ok) use(); else call()`, also by an early exit. */
export function exclude(program: Program, use: UseSite, call: CallSiteRef): boolean {
  if (use.file !== call.file || use.function !== call.function) return false;
  const { calls, throws, guards } = program.graph.files[use.file]!.functions[use.function]!;
  const here = (use.call >= 0 ? calls[use.call] : throws.find((t) => t.at[0] === use.at[0]))?.guards ?? [];
  const there = calls[call.call]!.guards ?? [];
  return here.some((a) => there.some((b) => contradict(guards[a]!, guards[b]!)));
}

function contradict(a: Guard, b: Guard): boolean {
  if (a.value !== b.value) return false;
  const both = `${a.operator} ${b.operator}`;
  if (both === 'truthy falsy' || both === 'falsy truthy') return true;
  return (both === '=== !==' || both === '!== ===') && a.constant === b.constant;
}
