/** Code that cannot run in production: what the conditions at a call say of the environment (dominating tests). */
import type { Guard, Value, ValueId } from '../model/facts.js';
import type { FileId, FunctionRef } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { EnvironmentModel } from '../model/compiled-rules.js';
import type { Evaluator } from './evaluate.js';

/** Values and functions between a condition and the test of the environment. */
const MAX_DEPTH = 8;
/** Callbacks inside callbacks whose surroundings are asked. */
const MAX_CALLBACKS = 4;

type Constant = string | number | boolean | null | undefined;

/** Reads conditions, as far as they test what rules call an environment. */
export class Environments {
  constructor(private readonly ev: Evaluator) {}

  /** Whether conditions of a function's call or throw, or of the call that an inline callback is handed to, exclude production. */
  excludesProduction(of: FunctionRef, guards: readonly number[] | undefined): boolean {
    let at = of;
    let known = guards;
    for (let i = 0; i <= MAX_CALLBACKS; i++) {
      const facts = this.ev.fn(at.file, at.function);
      const { file, function: fn } = at;
      if (known?.some((index) => this.excludes(file, fn, facts.guards[index]!))) return true;
      const use = this.ev.program.inlineUse(file, fn);
      if (!use) return false;
      at = use;
      known = this.ev.fn(use.file, use.function).calls[use.call]!.guards;
    }
    return false;
  }

  private excludes(file: FileId, fn: number, guard: Guard): boolean {
    switch (guard.operator) {
      case 'truthy':
        return this.holds(file, fn, guard.value, true, 0);
      case 'falsy':
        return this.holds(file, fn, guard.value, false, 0);
      case '===':
      case '!==':
        return this.compared(file, fn, guard.value, guard.operator === '===', guard.constant);
      default:
        return false;
    }
  }

  /** Whether a value that is compared with a constant excludes production. */
  private compared(file: FileId, fn: number, value: ValueId, equal: boolean, constant: Constant): boolean {
    return this.modelsOf(file, fn, value).some((model) => {
      if (model.flag) return typeof constant === 'boolean' && (constant === equal) === (model.flag === 'development');
      if (typeof constant !== 'string') return false;
      return equal ? !model.production.includes(constant) : model.production.includes(constant);
    });
  }

  /** Whether a value that is true (or false) excludes production. */
  private holds(file: FileId, fn: number, value: ValueId, truth: boolean, depth: number): boolean {
    const def = this.ev.fn(file, fn).values[value];
    if (!def || depth > MAX_DEPTH) return false;
    switch (def.op) {
      case 'outer':
        return this.holds(file, def.function, def.value, truth, depth + 1);
      case 'cast':
        return this.holds(file, fn, def.value, truth, depth + 1);
      case 'import': {
        const target = this.ev.program.graph.importValue(file, def.import);
        return target?.kind === 'value' && this.holds(target.file, 0, target.value, truth, depth + 1);
      }
      case 'phi':
        return def.inputs.length > 0 && def.inputs.every((input) => this.holds(file, fn, input, truth, depth + 1));
      case 'test':
        return this.tested(file, fn, def, truth, depth);
      case 'call': {
        const [target, ...others] = this.ev.program.call(file, fn, def.call).targets;
        if (!target || others.length) return false;
        const { returns } = this.ev.fn(target.file, target.function);
        return returns.length === 1 && this.holds(target.file, target.function, returns[0]!.value, truth, depth + 1);
      }
      default:
        return this.modelsOf(file, fn, value).some((m) => m.flag === (truth ? 'development' : 'production'));
    }
  }

  private tested(file: FileId, fn: number, def: Extract<Value, { op: 'test' }>, truth: boolean, depth: number): boolean {
    const [left, right] = def.operands;
    if (left === undefined) return false;
    if (def.operator === '!') return this.holds(file, fn, left, !truth, depth + 1);
    if (right === undefined || !/^[!=]==?$/.test(def.operator)) return false;
    const equal = def.operator.startsWith('=') === truth;
    const { values } = this.ev.fn(file, fn);
    const constant = values[right];
    if (constant?.op === 'const') return this.compared(file, fn, left, equal, constant.value);
    const first = values[left];
    return first?.op === 'const' && this.compared(file, fn, right, equal, first.value);
  }

  private modelsOf(file: FileId, fn: number, value: ValueId): readonly EnvironmentModel[] {
    return this.ev.program
      .library(file, fn, value)
      .flatMap((l) => (l.nodes.length ? (modelOf(this.ev.rules, l.nodes)?.environments ?? []) : []));
  }
}
