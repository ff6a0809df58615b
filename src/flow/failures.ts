/** What calls fail with: errors that functions of the project throw, callbacks throw through a built-in, libraries reject with. */
import type { FunctionFacts, FunctionId, ValueId } from '../model/facts.js';
import type { CallSiteRef, FileId } from '../model/program.js';
import { join, NOTHING, type AV } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';

/** Promises inside promises whose failures are asked for: `a().then(f).catch(g)` are three. */
const MAX_DEPTH = 40;

/** Follows errors, since they leave a call beside its result. */
export class Failures {
  private depth = 0;

  constructor(private readonly ev: Evaluator) {}

  /** What the calls of a function in one try region (or in none) fail with; of promise chains, what their end fails with. */
  escaping(file: FileId, fn: FunctionId, region: number | undefined): AV[] {
    const facts = this.ev.fn(file, fn);
    const handled = this.takenOver(file, fn, facts);
    const out: AV[] = [];
    facts.calls.forEach((call, index) => {
      if (call.region === region && !handled.has(index)) out.push(this.thrown({ file, function: fn, call: index }));
    });
    return out;
  }

  /** What a promise, or each of several, rejects with. */
  rejected(file: FileId, fn: FunctionId, value: ValueId): AV {
    if (this.depth >= MAX_DEPTH) {
      this.ev.cut('failures of promises');
      return NOTHING;
    }
    this.depth++;
    const found = this.rejectedBy(file, fn, value);
    this.depth--;
    return found;
  }

  private rejectedBy(file: FileId, fn: FunctionId, value: ValueId): AV {
    const def = this.ev.fn(file, fn).values[value];
    switch (def?.op) {
      case 'call':
        return this.thrown({ file, function: fn, call: def.call });
      case 'outer':
        return this.rejected(file, def.function, def.value);
      case 'cast':
        return this.rejected(file, fn, def.value);
      case 'phi':
        return this.joined(def.inputs.map((input) => this.rejected(file, fn, input)));
      case 'array':
        return this.joined(def.elements.map((element) => this.rejected(file, fn, element.value)));
      default:
        return NOTHING;
    }
  }

  /** What one call throws or rejects with. */
  private thrown(site: CallSiteRef): AV {
    const { calls } = this.ev;
    const linked = this.ev.program.call(site.file, site.function, site.call);
    const out: AV[] = [];
    for (const t of linked.targets) {
      const thrown = this.ev.results.throws(t.file, t.function);
      if (thrown.length) out.push(this.ev.substitute(thrown, calls.parameters.frame(site, t)));
    }
    if (linked.library.length === 0) return this.joined(out);
    calls.propagation.propagators(site).forEach((p, i) => {
      for (const to of p.to)
        if (to[0]?.s === 'return' && to[1]?.s === 'rejection')
          out.push(
            calls.propagation.wrap(calls.propagation.carried(site, p), to.slice(2), `${site.file}:${site.function}:e${site.call}.${i}`),
          );
    });
    const { receiver, args } = this.ev.fn(site.file, site.function).calls[site.call]!;
    if (receiver !== undefined && linked.library.some((l) => l.module === '' && l.nodes.length > 0))
      args.forEach((arg, i) => out.push(this.thrownByCallback(site, arg.value, i)));
    return this.joined(out);
  }

  /** What a built-in method hands on of what its callback throws: `rows.forEach(parse)`. */
  private thrownByCallback(site: CallSiteRef, value: ValueId, argument: number): AV {
    if (this.ev.program.functions(site.file, site.function, value).length === 0) return NOTHING;
    const out: AV[] = [];
    for (const x of this.ev.eval(site.file, site.function, value)) {
      const thrown = x.a === 'fn' ? this.ev.results.throws(x.file, x.function) : NOTHING;
      if (x.a === 'fn' && thrown.length) out.push(this.ev.substitute(thrown, this.ev.calls.parameters.callbackFrame(site, x, argument)));
    }
    return this.joined(out);
  }

  /** Calls whose promise another call takes over with its failure: `load()` in `load().catch(report)`. */
  private takenOver(file: FileId, fn: FunctionId, facts: FunctionFacts): ReadonlySet<number> {
    const out = new Set<number>();
    facts.calls.forEach((call, index) => {
      const made = call.receiver === undefined ? undefined : facts.values[call.receiver];
      if (made?.op !== 'call' || !this.takesRejection({ file, function: fn, call: index })) return;
      const { targets } = this.ev.program.call(file, fn, made.call);
      // What throws before it gives a promise is not taken over.
      if (targets.every((t) => this.ev.fn(t.file, t.function).async)) out.add(made.call);
    });
    return out;
  }

  private takesRejection(site: CallSiteRef): boolean {
    return this.ev.calls.propagation.propagators(site).some((p) => p.from.some((f) => f[0]?.s === 'receiver' && f[1]?.s === 'rejection'));
  }

  private joined(sets: readonly AV[]): AV {
    return join(sets, () => this.ev.cut('alternatives'));
  }
}
