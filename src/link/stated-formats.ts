/** Formats of texts that code states: in a word, a regular expression, or a function that checks one. */
import type { FunctionId, ValueId } from '../model/facts.js';
import type { FileId, TypeId } from '../model/program.js';
import { builtinNodes, joinNodes, modelOf, step, type RuleNodes } from '../model/rule-graph.js';
import type { TypeOp } from '../model/rules.js';
import { literalOf, memberRef, placeValues, type OperatorSite, type ValueRef } from './call-places.js';
import type { ValueResolver } from './resolve-value.js';

/** Values that stand for each other and are looked through. */
const MAX_STEPS = 8;
/** A format of which what stands at the place tells. */
const TOLD_THERE = '*';

/** Which formats the members of an object may state, by the way to where they do: `validate.isEmail`. */
export type FormatPlaces = Readonly<Record<string, string>>;

export class StatedFormats {
  constructor(
    private readonly resolver: ValueResolver,
    /** What a type operator says at a site. */
    private readonly apply: (op: TypeOp, site: OperatorSite) => TypeId,
  ) {}

  /** What an object of options says of the text that it describes. */
  among(options: ValueRef, places: FormatPlaces): string | undefined {
    for (const [place, format] of Object.entries(places)) {
      let ref: ValueRef | undefined = options;
      for (const key of place.split('.')) ref = ref && this.member(ref, key);
      if (!ref) continue;
      const def = this.resolver.fn(ref.file, ref.function).values[ref.value];
      const isOff = def?.op === 'const' && !def.value;
      const found = isOff ? undefined : format === TOLD_THERE ? this.at(ref) : format;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The format that a value says: itself, as a regular expression (between slashes), or as a function that checks its argument. */
  at(ref: ValueRef): string | undefined {
    const found = this.behind(ref);
    const def = this.resolver.fn(found.file, found.function).values[found.value];
    if (def?.op === 'regex') return `/${def.source}/`;
    if (def?.op === 'const') return typeof def.value === 'string' ? def.value : undefined;
    for (const x of this.resolver.resolve(ref.file, ref.function, ref.value)) {
      const format =
        x.e === 'lib'
          ? this.checkedBy(x.nodes, { file: ref.file, function: ref.function }, () => true)
          : x.e === 'fn'
            ? this.checkedIn(x.file, x.function)
            : undefined;
      if (format !== undefined) return format;
    }
    return undefined;
  }

  private member(ref: ValueRef, key: string): ValueRef | undefined {
    if (!/^\d+$/.test(key)) return literalOf(this.resolver, ref) ? memberRef(this.resolver, ref, key) : undefined;
    const of = this.behind(ref);
    const def = this.resolver.fn(of.file, of.function).values[of.value];
    const element = def?.op === 'array' ? def.elements[Number(key)] : undefined;
    return element && { ...of, value: element.value };
  }

  /** What a name stands for, also one of another file. */
  private behind(ref: ValueRef, steps = 0): ValueRef {
    const def = steps > MAX_STEPS ? undefined : this.resolver.fn(ref.file, ref.function).values[ref.value];
    if (def?.op === 'outer') return this.behind({ file: ref.file, function: def.function, value: def.value }, steps + 1);
    if (def?.op === 'cast') return this.behind({ ...ref, value: def.value }, steps + 1);
    const target = def?.op === 'import' ? this.resolver.graph.importValue(ref.file, def.import) : undefined;
    return target?.kind === 'value' ? this.behind({ file: target.file, function: 0, value: target.value }, steps + 1) : ref;
  }

  /** `(value) => isEmail(value)`: what a function checks of its first parameter. */
  private checkedIn(file: FileId, fn: FunctionId): string | undefined {
    const { calls, values } = this.resolver.fn(file, fn);
    const isFirst = (value: ValueId): boolean => {
      const def = values[value];
      return def?.op === 'param' && def.index === 0;
    };
    for (const [index, call] of calls.entries()) {
      const site = { file, function: fn, call: index };
      const callee = values[call.callee];
      const known = this.resolver.callee(file, fn, call).flatMap((x) => (x.e === 'lib' ? x.nodes : []));
      const builtin =
        callee?.op === 'load' ? joinNodes(Object.keys(this.resolver.rules.builtins).map((of) => this.method(of, callee.key))) : [];
      const format = this.checkedBy(known.length > 0 ? known : builtin, site, isFirst);
      if (format !== undefined) return format;
    }
    return undefined;
  }

  private method(builtin: string, name: string): RuleNodes {
    return step(this.resolver.rules, builtinNodes(this.resolver.rules, builtin), `m:${name}`);
  }

  private checkedBy(nodes: RuleNodes, site: OperatorSite, isWanted: (value: ValueId) => boolean): string | undefined {
    for (const { checks } of modelOf(this.resolver.rules, nodes)?.builders ?? []) {
      if (!checks) continue;
      const places = site.call === undefined ? [] : placeValues(this.resolver, site, checks.place);
      if (site.call !== undefined && !places.some((ref) => ref.function === site.function && isWanted(ref.value))) continue;
      const format = this.resolver.types.format(this.apply(checks.type, site));
      if (format !== undefined) return format;
    }
    return undefined;
  }
}
