/**
 * The last step of a function: trivial phis go, values that nothing uses go, the rest is numbered anew. A function of
 * thousands of values mostly keeps a third of them.
 */
import type { FunctionFacts, ValueId } from '../model/facts.js';
import type { ValueDraft } from './drafts.js';
import { functionFacts } from './file-builder.js';
import type { FunctionBuilder } from './function-builder.js';

type PhiDraft = Extract<ValueDraft, { op: 'phi' }>;
type Renumber = (id: ValueId) => ValueId;

/** Makes a function's facts and tells everyone who holds one of its values the final id. */
export function finishFunction(builder: FunctionBuilder): FunctionFacts {
  const { values } = builder;
  const find = builder.phis.length === 0 ? same : trivialPhis(values, builder.phis);
  const used = new Uint8Array(values.length);
  const open: ValueId[] = [];
  const reach: Renumber = (id) => {
    const found = find(id);
    if (used[found] === 0) {
      used[found] = 1;
      open.push(found);
    }
    return found;
  };
  mapEffects(builder, reach);
  for (const kept of builder.kept) kept.value = reach(kept.value);
  while (open.length > 0) mapOperands(values[open.pop() as number] as ValueDraft, reach);
  const numbers = new Int32Array(values.length);
  const kept: ValueDraft[] = [];
  for (let id = 0; id < values.length; id++) if (used[id] === 1) numbers[id] = kept.push(values[id] as ValueDraft) - 1;
  const renumber: Renumber = (id) => numbers[id] as number;
  for (const value of kept) mapOperands(value, renumber);
  mapEffects(builder, renumber);
  return publish(builder, kept, namesOf(builder, find, used, renumber), renumber);
}

function publish(builder: FunctionBuilder, values: ValueDraft[], names: FunctionFacts['names'], renumber: Renumber): FunctionFacts {
  const { params, calls, returns, yields, throws, stores, cellWrites, guards, regions } = builder;
  const facts = functionFacts(builder.header, {
    params,
    values,
    names,
    calls,
    returns,
    yields,
    throws,
    stores,
    cellWrites,
    guards,
    regions,
  });
  if (builder.typeParams !== undefined) facts.typeParams = builder.typeParams;
  if (builder.returnType !== undefined) facts.returnType = builder.returnType;
  for (const { value, tell } of builder.kept) tell(renumber(value));
  for (const complete of builder.completions) complete();
  return facts;
}

function namesOf(builder: FunctionBuilder, find: Renumber, used: Uint8Array, renumber: Renumber): FunctionFacts['names'] {
  const names: [ValueId, string][] = [];
  for (const [id, name] of builder.names) {
    const found = find(id);
    if (used[found] === 1) names.push([renumber(found), name]);
  }
  return names.sort((a, b) => a[0] - b[0]);
}

const same: Renumber = (id) => id;

/** Finds phis that join one value with itself only, and gives what each value is without them. */
function trivialPhis(values: readonly ValueDraft[], phis: readonly ValueId[]): Renumber {
  const replacement = new Int32Array(values.length).fill(-1);
  const find: Renumber = (id) => {
    let at = id;
    while ((replacement[at] as number) >= 0) at = replacement[at] as number;
    return at;
  };
  const open = [...phis];
  const users = new Map<ValueId, ValueId[]>();
  const use = (input: ValueId, user: ValueId): void => {
    const list = users.get(input);
    if (list === undefined) users.set(input, [user]);
    else list.push(user);
  };
  for (const id of phis) for (const input of (values[id] as PhiDraft).inputs) if (values[input]?.op === 'phi') use(input, id);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if ((replacement[next] as number) >= 0) continue;
    const only = onlyInput(values[next] as PhiDraft, next, find);
    if (only === undefined) continue;
    replacement[next] = only;
    for (const user of users.get(next) ?? []) {
      open.push(user);
      use(only, user);
    }
  }
  for (const id of phis) {
    const phi = values[id] as PhiDraft;
    if (replacement[id] === -1) phi.inputs = [...new Set(phi.inputs.map(find))].filter((input) => input !== id);
  }
  return find;
}

function onlyInput(phi: PhiDraft, self: ValueId, find: Renumber): ValueId | undefined {
  let only: ValueId | undefined;
  for (const input of phi.inputs) {
    const found = find(input);
    if (found === self || found === only) continue;
    if (only !== undefined) return undefined;
    only = found;
  }
  return only;
}

/** Replaces the operands of a value, in place. */
function mapOperands(value: ValueDraft, map: Renumber): void {
  switch (value.op) {
    case 'load':
    case 'element':
    case 'keys':
    case 'omit':
      value.object = map(value.object);
      return;
    case 'index':
      value.object = map(value.object);
      value.key = map(value.key);
      return;
    case 'update':
      value.object = map(value.object);
      value.value = map(value.value);
      return;
    case 'cast':
      value.value = map(value.value);
      return;
    case 'phi':
      value.inputs = value.inputs.map(map);
      return;
    case 'concat':
      value.parts = value.parts.map(map);
      return;
    case 'arith':
    case 'test':
      value.operands = value.operands.map(map);
      return;
    case 'array':
      for (const element of value.elements as { value: ValueId }[]) element.value = map(element.value);
      return;
    case 'object':
      for (const entry of value.entries as { value?: ValueId; spread?: ValueId; computed?: ValueId }[]) {
        if (entry.spread !== undefined) entry.spread = map(entry.spread);
        if (entry.computed !== undefined) entry.computed = map(entry.computed);
        if (entry.value !== undefined) entry.value = map(entry.value);
      }
      return;
    default:
  }
}

/** Replaces the values in everything a function does, in place. */
function mapEffects(builder: FunctionBuilder, map: Renumber): void {
  for (const call of builder.calls) {
    call.callee = map(call.callee);
    if (call.receiver !== undefined) call.receiver = map(call.receiver);
    for (const arg of call.args) arg.value = map(arg.value);
  }
  for (const param of builder.params) if (param.default !== undefined) param.default = map(param.default);
  for (const one of builder.returns) one.value = map(one.value);
  builder.yields.forEach((value, index) => (builder.yields[index] = map(value)));
  for (const one of builder.throws) one.value = map(one.value);
  for (const one of builder.stores) {
    one.object = map(one.object);
    if (one.computed !== undefined) one.computed = map(one.computed);
    one.value = map(one.value);
  }
  for (const one of builder.cellWrites) one.value = map(one.value);
  for (const guard of builder.guards) guard.value = map(guard.value);
}
