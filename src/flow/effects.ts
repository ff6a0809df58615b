/** What functions of the project put into what they are handed: `function fill(list, user) { list.push(user.email); }`. */
import type { FunctionFacts, FunctionId, ValueId } from '../model/facts.js';
import type { CallSiteRef, FileId, FunctionRef } from '../model/program.js';
import { ELEMENT, type AV } from './abstract-value.js';
import type { Additions, Entry } from './additions.js';
import type { Evaluator } from './evaluate.js';

/** Functions that hand on what they are handed, inside each other. */
const MAX_DEPTH = 8;

const NONE: readonly Entry[] = [];
/** Stands among parameters for what a function is called on. */
export const RECEIVER = -1;
const NO_PARAMETER = -2;

/** Keeps the effects of each function on each parameter, in terms of its parameters, so that a call only puts its arguments in. */
export class Effects {
  private readonly memo = new Map<string, readonly Entry[]>();
  private readonly touched: (ReadonlySet<number> | undefined)[] = [];
  private depth = 0;

  constructor(
    private readonly ev: Evaluator,
    private readonly additions: Additions,
  ) {}

  /** Arguments of a call that its target may put something into. */
  handed(site: CallSiteRef, target: FunctionRef): readonly { readonly value: ValueId; readonly param: number }[] {
    const facts = this.ev.fn(site.file, site.function);
    const call = facts.calls[site.call]!;
    const callee = facts.values[call.callee];
    if (callee?.op === 'load' && (callee.key === 'call' || callee.key === 'apply')) return [];
    const touched = this.touchedBy(target.file, target.function);
    const out: { value: ValueId; param: number }[] = [];
    if (touched.has(RECEIVER) && call.kind === 'call' && call.receiver !== undefined) out.push({ value: call.receiver, param: RECEIVER });
    for (let param = 0; param < call.args.length && touched.size > 0; param++) {
      const arg = call.args[param]!;
      if (arg.spread) break;
      if (touched.has(param) && isObject(facts, arg.value)) out.push({ value: arg.value, param });
    }
    return out;
  }

  /** What a function puts into its parameter; a function that calls itself adds what it adds the first time. */
  of(target: FunctionRef, param: number): readonly Entry[] {
    const key = `${target.file}:${target.function}:${param}`;
    const known = this.memo.get(key);
    if (known) return known;
    if (this.depth >= MAX_DEPTH) {
      this.ev.cut('effects on arguments');
      return NONE;
    }
    this.memo.set(key, NONE);
    this.depth++;
    const found = this.find(target.file, target.function, param);
    this.depth--;
    this.memo.set(key, found);
    return found;
  }

  private find(file: FileId, fn: FunctionId, param: number): readonly Entry[] {
    if (param === RECEIVER) return this.onReceiver(file, fn);
    const facts = this.ev.fn(file, fn);
    const value = facts.values.findIndex((v) => v.op === 'param' && v.index === param);
    if (value < 0) return NONE;
    const own = `${fn}:${value}`;
    const out: Entry[] = [...this.additions.to(file, fn, value)];
    for (const store of facts.stores) {
      for (const { key, inside } of this.additions.targets(file, fn, store.object)) {
        if (key !== own) continue;
        const av = this.ev.eval(file, fn, store.value);
        out.push(this.additions.inside(inside, store.key ?? ELEMENT, av, `${file}:${fn}:s${store.at[0]}`));
      }
    }
    return out.filter(([, av]) => saysMore(av));
  }

  /** What a method puts into its object: `setName(name) { this.name = name; }`. */
  private onReceiver(file: FileId, fn: FunctionId): readonly Entry[] {
    const facts = this.ev.fn(file, fn);
    const out: Entry[] = [];
    for (const { object, key, value } of facts.stores)
      if (facts.values[object]?.op === 'this') out.push([key ?? ELEMENT, this.ev.eval(file, fn, value)]);
    for (const [index, call] of facts.calls.entries()) {
      if (call.receiver === undefined || facts.values[call.receiver]?.op !== 'this') continue;
      const site = { file, function: fn, call: index };
      for (const target of this.ev.program.call(file, fn, index).targets) {
        const frame = this.ev.calls.parameters.frame(site, target);
        for (const [key, av] of this.of(target, RECEIVER)) out.push([key, this.ev.substitute(av, frame)]);
      }
    }
    const cls = this.ev.program.classOfThis(file, fn);
    if (cls >= 0) out.push(...this.additions.byFunction(file, cls, fn));
    return out.filter(([, av]) => saysMore(av));
  }

  /** Parameters that a function stores into, calls a method of, or hands on; cheap, as it is asked for each call. */
  private touchedBy(file: FileId, fn: FunctionId): ReadonlySet<number> {
    const number = this.ev.program.number(file, fn);
    const known = this.touched[number];
    if (known) return known;
    const facts = this.ev.fn(file, fn);
    const out = new Set<number>();
    const touch = (value: ValueId | undefined): void => {
      const param = value === undefined ? NO_PARAMETER : paramBehind(facts, value);
      if (param !== NO_PARAMETER) out.add(param);
    };
    for (const store of facts.stores) touch(store.object);
    for (const call of facts.calls) {
      touch(call.receiver);
      for (const arg of call.args) touch(arg.value);
    }
    return (this.touched[number] = out);
  }
}

/** Whether something could be put into a value. */
function isObject(facts: FunctionFacts, value: ValueId): boolean {
  switch (facts.values[value]?.op) {
    case 'const':
    case 'concat':
    case 'arith':
    case 'test':
    case 'function':
    case 'class':
    case 'regex':
    case 'keys':
      return false;
    default:
      return true;
  }
}

/** The parameter that a value is, or is a member of. */
function paramBehind(facts: FunctionFacts, value: ValueId): number {
  let def = facts.values[value];
  for (;;) {
    if (def?.op === 'param') return def.index;
    if (def?.op === 'this') return RECEIVER;
    if (def?.op === 'load' || def?.op === 'index' || def?.op === 'update' || def?.op === 'omit') def = facts.values[def.object];
    else if (def?.op === 'cast') def = facts.values[def.value];
    else return NO_PARAMETER;
  }
}

function saysMore(av: AV): boolean {
  return av.some((x) => x.a !== 'const');
}
