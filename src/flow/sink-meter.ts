/** How many arguments of sinks were followed to what they hold, and why the others were not. Counts on the way: nothing is evaluated for it. */
import type { Span, Value } from '../model/facts.js';
import type { SinkArguments, Unfollowed } from '../model/flow.js';
import { packageOf } from '../model/package-name.js';
import type { Program } from '../model/program.js';
import type { Ref } from './abstract-value.js';
import type { SinkBase } from './summaries.js';
import type { Payload } from './payloads.js';

/** What is known of one argument. */
interface Argument {
  cause: Omit<Unfollowed, 'arguments'> | undefined;
}

export class SinkMeter {
  private readonly seen = new Map<string, Argument>();

  constructor(private readonly program: Program) {}

  /**
   * One value of a sink's argument. An argument counts once, whatever number of rules reads it, and is followed when all that
   * was read there is.
   *
   * @param unknown  what in it nobody can tell anything of
   * @param cut      whether a limit cut something while it was looked for
   */
  add(base: SinkBase, payload: Payload, unknown: readonly Ref[], cut: boolean): void {
    this.note(base, payload.argument, unknown.length > 0 ? this.causeOf(unknown[0]!) : cut ? { cause: 'limit' } : undefined);
  }

  /**
   * A whole argument of which nothing was found: no data can be in it (what a function without a result gives, an element), or
   * nobody knows what it is.
   */
  addEmpty(base: SinkBase, argument: Span, op: Value['op'] | undefined, cut: boolean): void {
    const isUnknown = op === 'caught' || op === 'unknown';
    this.note(base, argument, isUnknown ? { cause: op === 'caught' ? 'error' : 'unknown' } : cut ? { cause: 'limit' } : undefined);
  }

  private note(base: SinkBase, at: Span, cause: Argument['cause']): void {
    const key = `${base.file}:${base.function}:${base.at[0]}:${at[0]}`;
    const argument = this.seen.get(key);
    if (!argument) this.seen.set(key, { cause });
    else argument.cause ??= cause;
  }

  /** All arguments, and those that were not followed: most frequent cause first. */
  counts(): SinkArguments {
    const causes = new Map<string, { cause: Omit<Unfollowed, 'arguments'>; n: number }>();
    for (const { cause } of this.seen.values()) {
      if (!cause) continue;
      const key = `${cause.cause} ${cause.package ?? ''}`;
      const known = causes.get(key);
      if (known) known.n++;
      else causes.set(key, { cause, n: 1 });
    }
    const notFollowed = [...causes]
      .sort(([a, x], [b, y]) => y.n - x.n || (a < b ? -1 : 1))
      .map(([, { cause, n }]): Unfollowed => ({ ...cause, arguments: n }));
    const total = this.seen.size;
    return { total, followed: total - notFollowed.reduce((sum, one) => sum + one.arguments, 0), notFollowed };
  }

  private causeOf({ origin }: Ref): Omit<Unfollowed, 'arguments'> {
    switch (origin.kind) {
      case 'result':
        return this.resultCause(origin);
      case 'import': {
        const target = this.program.graph.importValue(origin.file, origin.index);
        return target?.kind === 'external' ? { cause: 'library', package: packageOf(target.module) } : { cause: 'unknown' };
      }
      case 'param':
      case 'this':
      case 'callback':
        return { cause: 'parameter' };
      case 'caught':
        return { cause: 'error' };
      default:
        return { cause: 'unknown' };
    }
  }

  private resultCause({ file, function: fn, index }: Ref['origin']): Omit<Unfollowed, 'arguments'> {
    const def = this.program.graph.files[file]?.functions[fn]?.values[index];
    const library = def?.op === 'call' ? this.program.call(file, fn, def.call).library : [];
    const outside = library.find(({ module }) => module !== '');
    return outside ? { cause: 'library', package: packageOf(outside.module) } : { cause: library.length > 0 ? 'unknown' : 'call' };
  }
}
