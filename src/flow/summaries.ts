/** Summaries: the sinks that parameters and `this` of a function reach, asked again at every call of it. */
import type { FunctionId, Span } from '../model/facts.js';
import type { Doubt, RawFlow, Site } from '../model/flow.js';
import type { FileId } from '../model/program.js';
import type { SinkModel } from '../model/compiled-rules.js';
import type { AV, Ref } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import { altKey } from './value-keys.js';

/** Sinks one summary holds. */
const MAX_SUMMARY = 64;

/** A sink call with what does not depend on the data. */
export interface SinkBase {
  readonly file: FileId;
  readonly function: FunctionId;
  readonly call: number;
  readonly at: Span;
  readonly span: Span;
  readonly model: SinkModel;
  readonly host: AV;
  readonly doubts: readonly Doubt[];
  readonly through?: Site;
  readonly chain: number;
  /** Production never comes here. */
  readonly devOnly?: true;
}

/** A sink that a parameter or `this` of the function reaches. */
export interface SummarySink {
  readonly ref: Ref;
  readonly role: RawFlow['role'];
  readonly base: SinkBase;
  /** What was told of it where the sink is: callers are asked for anything else. */
  readonly told?: string;
}

/** Keeps summaries by function, so that a sink is looked for once and not for each caller. */
export class Summaries {
  private readonly byFunction = new Map<number, Map<string, SummarySink>>();
  private count = 0;

  constructor(private readonly ev: Evaluator) {}

  /** Functions that have a summary. */
  get size(): number {
    return this.byFunction.size;
  }

  /** Sinks of all summaries together. */
  get sinks(): number {
    return this.count;
  }

  /** Sinks that what is handed to a function reaches; the list as it is now, also while more are found. */
  of(file: FileId, fn: FunctionId): readonly SummarySink[] {
    const summary = this.byFunction.get(this.ev.program.number(file, fn));
    return summary ? [...summary.values()] : [];
  }

  /** Keeps a sink for the callers of the function whose parameter or `this` the reference begins at. */
  add(base: SinkBase, role: RawFlow['role'], ref: Ref, told?: string): void {
    const owner = this.ev.program.number(ref.origin.file, ref.origin.function);
    let summary = this.byFunction.get(owner);
    if (!summary) this.byFunction.set(owner, (summary = new Map<string, SummarySink>()));
    const origin = base.through ?? base;
    const key = `${origin.file}:${origin.at[0]}:${base.model.kind}:${role}:${altKey(ref)}`;
    if (summary.has(key)) return;
    if (summary.size >= MAX_SUMMARY) {
      this.ev.cut('summary sinks');
      return;
    }
    summary.set(key, { ref, role, base, ...(told === undefined ? {} : { told }) });
    this.count++;
  }
}
