/** Sinks that are no calls: errors that are thrown, assignments that let data out (`document.cookie = …`). */
import type { FunctionId, Value, ValueId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import { modelOf, step } from '../model/rule-graph.js';
import { NOTHING } from './abstract-value.js';
import type { Environments } from './environment.js';
import type { Evaluator } from './evaluate.js';
import type { Payload } from './payloads.js';
import type { SinkBase } from './summaries.js';

/** A statement as a sink, with what it lets out. */
export interface StatementSink {
  readonly base: SinkBase;
  readonly payload: Payload;
}

/** All throws and assignments of one function that rules call sinks. */
export function statementSinks(ev: Evaluator, environments: Environments, file: FileId, fn: FunctionId): readonly StatementSink[] {
  return [...thrown(ev, environments, file, fn), ...assigned(ev, file, fn)];
}

function thrown(ev: Evaluator, environments: Environments, file: FileId, fn: FunctionId): StatementSink[] {
  const facts = ev.fn(file, fn);
  if (facts.throws.length === 0) return [];
  const models = modelOf(ev.rules, ev.rules.throws)?.sinks ?? [];
  return facts.throws.flatMap((t) => {
    if (isThrownOn(ev, file, fn, behindTests(facts.values, t.value))) return [];
    const av = ev.eval(file, fn, t.value);
    const devOnly = environments.excludesProduction({ file, function: fn }, t.guards) ? { devOnly: true as const } : {};
    return models.map((model): StatementSink => {
      const base: SinkBase = { file, function: fn, call: -1, at: t.at, span: t.at, model, host: NOTHING, doubts: [], chain: 0, ...devOnly };
      return { base, payload: { av, argument: t.at, role: 'payload' } };
    });
  });
}

/** The value itself, whatever was tested before it is thrown. */
function behindTests(values: readonly Value[], value: ValueId): Value | undefined {
  let def = values[value];
  while (def?.op === 'cast' && def.guards) def = values[def.value];
  return def;
}

/** The same error goes on, out of a handler or the callback of a promise (`.catch((error) => { throw error; })`): it was thrown elsewhere. */
function isThrownOn(ev: Evaluator, file: FileId, fn: FunctionId, def: Value | undefined): boolean {
  if (def?.op === 'caught') return true;
  const use = def?.op === 'param' ? ev.program.inlineUse(file, fn) : undefined;
  if (!use || def?.op !== 'param') return false;
  return ev.calls.propagation
    .propagators(use)
    .some(
      ({ from, to }) =>
        from.some((place) => place[1]?.s === 'rejection') &&
        to.some(
          ([first, second]) =>
            first?.s === 'argument' &&
            use.argument >= first.from &&
            use.argument <= first.to &&
            second?.s === 'parameter' &&
            second.index === def.index,
        ),
    );
}

function assigned(ev: Evaluator, file: FileId, fn: FunctionId): StatementSink[] {
  const out: StatementSink[] = [];
  for (const store of ev.fn(file, fn).stores) {
    if (store.key === undefined) continue;
    for (const lib of ev.program.library(file, fn, store.object)) {
      for (const model of modelOf(ev.rules, step(ev.rules, lib.nodes, `m:${store.key}`))?.sinks ?? []) {
        if (!model.assign) continue;
        const av = ev.eval(file, fn, store.value);
        const base: SinkBase = { file, function: fn, call: -1, at: store.at, span: store.at, model, host: av, doubts: [], chain: 0 };
        out.push({ base, payload: { av, argument: store.at, role: 'payload' } });
      }
    }
  }
  return out;
}
