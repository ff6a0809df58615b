/** Flows by the sink they end in. */
import type { Span } from '../model/facts.js';
import type { RawFlow, RawSink, Step } from '../model/flow.js';
import type { SinkModel } from '../model/compiled-rules.js';
import { extend, stepsOf } from './abstract-value.js';
import { destinationOf } from './destination.js';
import type { Payload } from './payloads.js';
import type { Item } from './personal-items.js';
import type { SinkBase } from './summaries.js';

interface Building {
  readonly base: SinkBase;
  readonly argument: Span;
  readonly flows: Map<string, RawFlow>;
  /** Until a way is added that production takes. */
  devOnly: boolean;
}

/** Collects flows, since several arguments and ways lead the same data into one sink. */
export class FlowTable {
  private readonly sinks = new Map<string, Building>();

  /** One item that a sink gets; of its ways the surest is kept, of equally sure ones the first. */
  add(base: SinkBase, payload: Payload, item: Item): void {
    const destination = destinationOf(base.host);
    const key = `${base.file}:${base.function}:${base.at[0]}:${base.model.kind}:${base.model.recipient ?? destination.host ?? ''}`;
    let sink = this.sinks.get(key);
    if (!sink) this.sinks.set(key, (sink = { base, argument: payload.argument, flows: new Map(), devOnly: true }));
    const role = base.model.purposeTypes.includes(item.dataType) || isOwnKey(item, base.model) ? 'purpose' : payload.role;
    const id = `${item.dataType}:${item.source}:${role}:${item.transforms.join()}`;
    sink.devOnly &&= base.devOnly === true;
    const doubts = [...new Set([...item.doubts, ...base.doubts])];
    const known = sink.flows.get(id);
    const isNew = !known?.arguments.some(([start]) => start === payload.argument[0]);
    const carriers = known && !isNew ? known.arguments : [...(known?.arguments ?? []), payload.argument];
    if (known && known.doubts.length <= doubts.length) {
      if (isNew) sink.flows.set(id, { ...known, arguments: carriers });
      return;
    }
    const way = base.through
      ? extend(item.way, { ...base.through, what: 'sink', name: base.model.library })
      : extend(item.way, { file: base.file, at: payload.argument, what: 'sink', name: '' });
    sink.flows.set(id, {
      dataType: item.dataType,
      evidence: item.evidence,
      source: item.source,
      role,
      arguments: carriers,
      transforms: item.transforms,
      steps: [...declaredAt(item), ...stepsOf(way)],
      doubts,
      ...(item.inPath ? { inPath: true } : {}),
      ...(item.param ? { param: item.param } : {}),
    });
  }

  /** Takes whether the name of a parameter counts, gives the sinks with flows that hold, in file order. */
  finish(holds: (param: NonNullable<RawFlow['param']>) => boolean): RawSink[] {
    const out: RawSink[] = [];
    for (const { base, argument, flows, devOnly } of this.sinks.values()) {
      const kept = [...flows.values()].filter((f) => !f.param || holds(f.param));
      if (kept.length === 0) continue;
      out.push({
        file: base.file,
        function: base.function,
        call: base.call,
        at: base.at,
        argument,
        span: base.span,
        model: base.model,
        destination: destinationOf(base.host),
        ...(base.through ? { through: base.through } : {}),
        flows: kept,
        ...(devOnly ? { devOnly } : {}),
      });
    }
    return out.sort(
      (a, b) => a.file - b.file || a.at[0] - b.at[0] || (a.model.kind < b.model.kind ? -1 : a.model.kind > b.model.kind ? 1 : 0),
    );
  }
}

/** A column begins where the schema declares it. */
function declaredAt({ evidence, ref: { member } }: Item): readonly Step[] {
  return evidence.via === 'schema' && member ? [{ file: member.file, at: member.at, what: 'declared', name: member.key }] : [];
}

/** One variable of the environment sent to a service is the program's own key there. */
function isOwnKey(item: Item, model: SinkModel): boolean {
  const { origin, path } = item.ref;
  const sent = model.kind === 'outbound' || model.kind === 'ai' || model.kind === 'analytics' || model.kind === 'message';
  return sent && origin.source?.shape === 'env' && (path.length > 0 || origin.names.length > 0) && item.evidence.via !== 'api';
}
