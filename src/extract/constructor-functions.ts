/**
 * Constructor functions (ECMAScript 5): `function Order() { this.id = … }` with `Order.prototype.print = function () { … }`. They
 * are made classes when the file's functions are whole, so that later stages know one kind of class.
 */
import type { CallFact, ClassId, FunctionFacts, FunctionId, Span, StoreFact, Value, ValueId } from '../model/facts.js';
import type { TypeExpr } from '../model/type-expr.js';
import type { ClassDraft, MemberDraft } from './drafts.js';
import type { FileBuilder } from './file-builder.js';

/** Values that stand for each other and are looked through. */
const MAX_DEPTH = 6;
const PROTOTYPE = 'prototype';

/** What a file says of one function that `new` is meant for. */
interface Found {
  readonly methods: { readonly name: string; readonly at: Span; readonly function: FunctionId }[];
  readonly statics: { readonly name: string; readonly at: Span; readonly function: FunctionId }[];
  /** The base's value, and the function in which it stands. */
  base?: { readonly function: FunctionId; readonly value: ValueId };
  isNamedAsClass: boolean;
}

/** Turns the constructor functions of a file into classes; changes the functions, classes and types that were gathered. */
export function constructorFunctions(file: FileBuilder): void {
  const found = new Finder(file.functions).find();
  if (found.size === 0) return;
  const ids = new Map<FunctionId, ClassId>();
  for (const [id, of] of found) ids.set(id, addClass(file, id, of));
  for (const { values } of file.functions) {
    for (const [at, def] of values.entries()) {
      const cls = def.op === 'function' ? ids.get(def.function) : undefined;
      if (cls !== undefined) (values as Value[])[at] = { op: 'class', class: cls };
    }
  }
}

function addClass(file: FileBuilder, id: FunctionId, { methods, statics, base }: Found): ClassId {
  const cls: ClassId = file.classes.length;
  const { name, span, parent } = file.functions[id]!;
  const own = new Set<FunctionId>([id]);
  const members: MemberDraft[] = [{ name: 'constructor', kind: 'constructor', at: span, function: id }];
  for (const one of methods) {
    members.push({ ...one, kind: 'method' });
    own.add(one.function);
  }
  for (const one of statics) members.push({ ...one, kind: 'method', static: true });
  if (base) file.functions[id] = { ...file.functions[id]!, calls: callsOfBase(file.functions, id, base) };
  for (const fn of own) file.functions[fn] = { ...file.functions[fn]!, class: cls, kind: fn === id ? 'constructor' : 'method' };
  const draft: ClassDraft = { name, span, function: parent, members };
  const type: TypeExpr = { t: 'name', name: 'Object' };
  if (base?.function === parent) draft.extends = { value: base.value, type };
  file.classes.push(draft);
  if (name !== '' && !file.types.some((decl) => decl.name === name && decl.function === parent))
    file.types.push({
      name,
      kind: 'class',
      at: span,
      class: cls,
      function: parent,
      ...(parent === 0 && file.isScript ? { global: true } : {}),
    });
  return cls;
}

/** `Base.call(this, name)` in the constructor is what `super(name)` is in a class. */
function callsOfBase(functions: readonly FunctionFacts[], id: FunctionId, base: NonNullable<Found['base']>): readonly CallFact[] {
  const { values, calls } = functions[id]!;
  const of = origin(functions, base.function, base.value);
  return calls.map((call) => {
    const isSelf = call.kind === 'call' && call.receiver !== undefined && values[call.receiver]?.op === 'this';
    return isSelf && origin(functions, id, call.callee) === of ? { ...call, kind: 'super' } : call;
  });
}

/** Where a value that is captured stands. */
function origin(functions: readonly FunctionFacts[], id: FunctionId, value: ValueId): string {
  const def = functions[id]!.values[value];
  return def?.op === 'outer' ? origin(functions, def.function, def.value) : `${id}:${value}`;
}

/** Looks for what a file does with its functions that only classes have. */
class Finder {
  private readonly found = new Map<FunctionId, Found>();

  constructor(private readonly functions: readonly FunctionFacts[]) {}

  find(): ReadonlyMap<FunctionId, Found> {
    for (const [id, facts] of this.functions.entries()) {
      for (const store of facts.stores) this.store(id, facts, store);
      for (const call of facts.calls) this.call(id, facts, call);
    }
    // A static member alone makes no class: functions carry members of many kinds.
    return new Map([...this.found].filter(([, { methods, base, isNamedAsClass }]) => methods.length > 0 || base || isNamedAsClass));
  }

  private of(id: FunctionId): Found {
    let known = this.found.get(id);
    if (!known) this.found.set(id, (known = { methods: [], statics: [], isNamedAsClass: false }));
    return known;
  }

  private store(id: FunctionId, facts: FunctionFacts, { object, key, value, at }: StoreFact): void {
    if (key === undefined) return;
    const def = facts.values[object];
    if (def?.op === 'this') return this.ownMember(id, facts, key, value, at);
    const owner = this.prototypeOwner(id, object);
    const method = this.functionAt(id, value);
    if (owner !== undefined) {
      if (method !== undefined) this.of(owner).methods.push({ name: key, at, function: method });
      return;
    }
    const cls = this.functionAt(id, object);
    if (cls === undefined) return;
    if (key === PROTOTYPE) this.prototypeIs(cls, id, value);
    else if (method !== undefined) this.of(cls).statics.push({ name: key, at, function: method });
  }

  /** `this.print = function () { … }`, and `this.id = id` in what is called like a class. */
  private ownMember(id: FunctionId, facts: FunctionFacts, key: string, value: ValueId, at: Span): void {
    if (facts.kind !== 'function' || facts.async || facts.generator || !/^[A-Z]/.test(facts.name)) return;
    const found = this.of(id);
    found.isNamedAsClass = true;
    const method = this.functionAt(id, value);
    if (method !== undefined) found.methods.push({ name: key, at, function: method });
  }

  /** `inherits(Order, Base)`, `extend(Order.prototype, { print() { … } })`. */
  private call(id: FunctionId, facts: FunctionFacts, { callee, args }: FunctionFacts['calls'][number]): void {
    const [first, ...rest] = args;
    if (!first || rest.length === 0) return;
    const owner = this.prototypeOwner(id, first.value);
    if (owner !== undefined) {
      for (const arg of rest) this.methodsOf(owner, id, arg.value);
      return;
    }
    const def = facts.values[callee];
    const isInherits = def?.op === 'load' && def.key === 'inherits';
    const cls = isInherits ? this.functionAt(id, first.value) : undefined;
    if (cls !== undefined) this.of(cls).base = { function: id, value: rest[0]!.value };
  }

  /** `Order.prototype = { print() { … } }`, `= Object.create(Base.prototype)`, `= new Base()`. */
  private prototypeIs(cls: FunctionId, id: FunctionId, value: ValueId): void {
    const facts = this.functions[id]!;
    const def = facts.values[value];
    if (def?.op !== 'call') return this.methodsOf(cls, id, value);
    const call = facts.calls[def.call]!;
    const [first] = call.args;
    const inherited = first && facts.values[first.value];
    if (call.kind === 'new') this.of(cls).base = { function: id, value: call.callee };
    else if (inherited?.op === 'load' && inherited.key === PROTOTYPE) this.of(cls).base = { function: id, value: inherited.object };
  }

  private methodsOf(cls: FunctionId, id: FunctionId, value: ValueId): void {
    const def = this.functions[id]!.values[value];
    if (def?.op !== 'object') return;
    for (const entry of def.entries) {
      const method = 'key' in entry ? this.functionAt(id, entry.value, 0, true) : undefined;
      if (method !== undefined && 'key' in entry) this.of(cls).methods.push({ name: entry.key, at: entry.at, function: method });
    }
  }

  /** The function whose `prototype` a value is. */
  private prototypeOwner(id: FunctionId, value: ValueId): FunctionId | undefined {
    const def = this.functions[id]!.values[value];
    if (def?.op === 'outer') return this.prototypeOwner(def.function, def.value);
    return def?.op === 'load' && def.key === PROTOTYPE ? this.functionAt(id, def.object) : undefined;
  }

  /** The function that a value is; arrow functions have no `this` of a caller, and methods can't be constructed. */
  private functionAt(id: FunctionId, value: ValueId, depth = 0, isMethod = false): FunctionId | undefined {
    const def = depth > MAX_DEPTH ? undefined : this.functions[id]!.values[value];
    if (def?.op === 'outer') return this.functionAt(def.function, def.value, depth + 1, isMethod);
    if (def?.op === 'cast') return this.functionAt(id, def.value, depth + 1, isMethod);
    if (def?.op !== 'function') return undefined;
    const { kind } = this.functions[def.function]!;
    return kind === 'function' || (isMethod && kind === 'method') ? def.function : undefined;
  }
}
