/**
 * What a schema checks is meant to be of the schema's shape, whether or not the check passes: the branch that reports the failure
 * prints the same data. So the value has that shape wherever it is used, and so has what it was taken out of or parsed from.
 */
import type { FunctionId, ValueId } from '../model/facts.js';
import type { CallSiteRef, CheckedType, FileId, TypeId } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { BuilderModel, PropagatorModel } from '../model/compiled-rules.js';
import { placeValues, type ValueRef } from './call-places.js';
import type { CallTable } from './call-table.js';
import type { ValueResolver } from './resolve-value.js';
import type { TypeOperators } from './type-operators.js';

/** Steps from what is checked back to what it was made of. */
const MAX_STEPS = 12;
/** Of these, members that it was taken out of. */
const MAX_MEMBERS = 3;

type CheckedOfFile = Map<FunctionId, Map<ValueId, CheckedType>>;

/** Types of checked values by the value; a file is read when the first of its values is asked for. */
export class CheckedValues {
  private readonly byFile: (CheckedOfFile | undefined)[] = [];

  constructor(
    private readonly resolver: ValueResolver,
    private readonly calls: CallTable,
    private readonly operators: TypeOperators,
  ) {}

  of(file: FileId, fn: FunctionId, value: ValueId): CheckedType | undefined {
    return (this.byFile[file] ??= this.read(file)).get(fn)?.get(value);
  }

  private read(file: FileId): CheckedOfFile {
    const out: CheckedOfFile = new Map();
    this.byFile[file] = out; // what a schema's own builders ask for meanwhile is unchecked
    const { functions } = this.resolver.facts(file);
    for (let fn = 0; fn < functions.length; fn++) {
      this.readCasts(out, file, fn);
      for (let call = 0; call < functions[fn]!.calls.length; call++) {
        const site = { file, function: fn, call };
        for (const check of this.checksAt(site)) {
          const type = this.operators.apply(check.type, site, 0);
          if (type === UNKNOWN_TYPE) continue;
          for (const ref of placeValues(this.resolver, site, check.place)) this.note(out, ref, { type, by: site }, 0, 0);
        }
      }
    }
    return out;
  }

  /** What a text is parsed into by declaration is in the text: `JSON.parse(text) as Order`. */
  private readCasts(out: CheckedOfFile, file: FileId, fn: FunctionId): void {
    const { types } = this.resolver;
    const { values } = this.resolver.fn(file, fn);
    for (const cast of values) {
      const made = cast.op === 'cast' ? values[cast.value] : undefined;
      if (cast.op !== 'cast' || made?.op !== 'call') continue;
      const by = { file, function: fn, call: made.call };
      const text = this.carriedBy(by);
      if (text === undefined) continue;
      const type = types.awaited(types.resolve(file, fn, cast.type));
      if (types.members(type).length || types.element(type) !== UNKNOWN_TYPE)
        this.note(out, { file, function: fn, value: text }, { type, by }, 0, 0);
    }
  }

  private checksAt(site: CallSiteRef): readonly NonNullable<BuilderModel['checks']>[] {
    const { library } = this.calls.get(site.file, site.function, site.call);
    return library.flatMap((x) => modelOf(this.resolver.rules, x.nodes)?.builders.flatMap((b) => b.checks ?? []) ?? []);
  }

  /** The value, and what it was made of by steps that change nothing. */
  private note(out: CheckedOfFile, ref: ValueRef, check: CheckedType, steps: number, members: number): void {
    const { types } = this.resolver;
    const { type, by } = check;
    const known = out.get(ref.function) ?? new Map<ValueId, CheckedType>();
    out.set(ref.function, known);
    const before = known.get(ref.value);
    if (before?.type === type || steps > MAX_STEPS) return;
    known.set(ref.value, before ? { ...before, type: types.union([before.type, type]) } : check);
    const further = (value: ValueId | undefined, of: CheckedType = check, fn = ref.function, more = 0): void => {
      if (value !== undefined) this.note(out, { ...ref, function: fn, value }, of, steps + 1, members + more);
    };
    const def = this.resolver.fn(ref.file, ref.function).values[ref.value];
    switch (def?.op) {
      case 'outer':
        further(def.value, check, def.function);
        break;
      case 'cast':
        further(def.value);
        break;
      case 'phi':
        for (const input of def.inputs) further(input);
        break;
      case 'load':
        if (members < MAX_MEMBERS)
          further(def.object, { type: this.holding(def.key, type, ref.file), by, around: def.key }, ref.function, 1);
        break;
      case 'call':
        further(this.carriedBy({ file: ref.file, function: ref.function, call: def.call }));
        break;
      default:
        break;
    }
  }

  /** An object of which only one member is known. */
  private holding(key: string, type: TypeId, file: FileId): TypeId {
    return this.resolver.types.object([{ key, type, optional: false, owner: '', file, at: [0, 0] }], '', false);
  }

  /** The one argument that a call gives back as it is, or as what it parses: `JSON.parse(text)`. */
  private carriedBy(site: CallSiteRef): ValueId | undefined {
    const { library, targets } = this.calls.get(site.file, site.function, site.call);
    if (targets.length > 0) return undefined;
    for (const { nodes } of library) {
      const whole = modelOf(this.resolver.rules, nodes)?.propagators.find(carriesWhole);
      const [from] = whole?.from[0] ?? [];
      if (from?.s === 'argument') return this.resolver.fn(site.file, site.function).calls[site.call]!.args[from.from]?.value;
    }
    return undefined;
  }
}

function carriesWhole(p: PropagatorModel): boolean {
  return (
    p.from.length === 1 &&
    p.from[0]!.length === 1 &&
    p.to.some((to) => to.length === 1 && to[0]!.s === 'return') &&
    !p.text &&
    !p.part &&
    p.keep.length + p.drop.length + p.when.length === 0
  );
}
