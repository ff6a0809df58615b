/** Where a function calls what it is handed: a parameter, a member of one, or a field that keeps one. */
import type { FunctionFacts, FunctionId, ValueId } from '../model/facts.js';
import type { CallSiteRef, FileId, FunctionRef, Program } from '../model/program.js';

interface Handed {
  readonly param: number;
  readonly key: string | undefined;
}

/** Finds such calls, since only they tell what a callback is given. */
export class HandedCalls {
  constructor(private readonly program: Program) {}

  /**
   * @param target the function that is handed something
   * @param param as which parameter
   * @param key under which key of it; the parameter itself without one
   * @returns the calls, in it and in functions inside it; of a constructor, also in methods that call the field it fills
   */
  of(target: FunctionRef, param: number, key?: string): readonly CallSiteRef[] {
    const { file, function: fn } = target;
    const out: CallSiteRef[] = [];
    const { functions } = this.program.graph.files[file]!;
    const inside = new Set([fn]);
    for (let id = fn; id < functions.length; id++) {
      if (id !== fn && !inside.has(functions[id]!.parent)) continue;
      inside.add(id);
      this.callsIn(file, id, (value) => this.isParam(functions, id, value, fn, { param, key }), out);
    }
    // Of several instances, which of them a method is called on is not told apart: only a class that is made once is asked.
    const isMadeOnce = functions[fn]!.kind === 'constructor' && this.program.callers(file, fn).length === 1;
    if (isMadeOnce && key === undefined) this.ofField(file, fn, param, out);
    return out;
  }

  private callsIn(file: FileId, fn: FunctionId, isCallee: (value: ValueId) => boolean, out: CallSiteRef[]): void {
    this.program.graph.files[file]!.functions[fn]!.calls.forEach((call, index) => {
      if (isCallee(call.callee)) out.push({ file, function: fn, call: index });
    });
  }

  private isParam(functions: readonly FunctionFacts[], at: FunctionId, value: ValueId, fn: FunctionId, of: Handed): boolean {
    const def = functions[at]!.values[value];
    if (def?.op === 'outer') return this.isParam(functions, def.function, def.value, fn, of);
    if (of.key !== undefined)
      return def?.op === 'load' && def.key === of.key && this.isParam(functions, at, def.object, fn, { param: of.param, key: undefined });
    return at === fn && def?.op === 'param' && def.index === of.param;
  }

  /** `constructor(private readonly done: (x: string) => void)`, and `this.done(x)` in a method. */
  private ofField(file: FileId, ctor: FunctionId, param: number, out: CallSiteRef[]): void {
    const { functions } = this.program.graph.files[file]!;
    const facts = functions[ctor]!;
    const fields = new Set(facts.params[param]?.property ? [facts.params[param].name] : []);
    for (const { object, key, value } of facts.stores) {
      const def = facts.values[value];
      if (key !== undefined && facts.values[object]?.op === 'this' && def?.op === 'param' && def.index === param) fields.add(key);
    }
    if (fields.size === 0) return;
    const cls = this.program.classOfThis(file, ctor);
    functions.forEach((f, id) => {
      if (f.calls.length === 0 || this.program.classOfThis(file, id) !== cls) return;
      this.callsIn(file, id, (value) => isField(functions, id, value, fields), out);
    });
  }
}

function isField(functions: readonly FunctionFacts[], at: FunctionId, value: ValueId, fields: ReadonlySet<string>): boolean {
  const def = functions[at]!.values[value];
  return def?.op === 'load' && fields.has(def.key) && isThis(functions, at, def.object);
}

function isThis(functions: readonly FunctionFacts[], at: FunctionId, value: ValueId): boolean {
  const def = functions[at]!.values[value];
  return def?.op === 'outer' ? isThis(functions, def.function, def.value) : def?.op === 'this';
}
