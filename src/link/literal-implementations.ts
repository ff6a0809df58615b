/** Object literals written as a declared type: what calls through that type reach beside the classes that implement it. */
import type { FileFacts, FunctionFacts, ValueId } from '../model/facts.js';
import type { FileId, ModuleGraph, TypeId, TypeTable } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import type { TypeExpr } from '../model/type-expr.js';
import type { Entity } from './entities.js';

type ObjectEntity = Extract<Entity, { e: 'object' }>;

/** Literals of one type; of a type with more, any of them would be a guess. */
const MAX_LITERALS = 4;
const NONE: readonly ObjectEntity[] = [];

/** Finds literals by the type that their variable, cast or function's result declares, all at once when first asked. */
export class LiteralImplementations {
  private byType: Map<TypeId, ObjectEntity[]> | undefined;

  constructor(
    private readonly graph: ModuleGraph,
    private readonly types: TypeTable,
  ) {}

  /** @returns none when there are more than could be told apart */
  of(type: TypeId): readonly ObjectEntity[] {
    this.byType ??= this.collect();
    const found = this.byType.get(type);
    return found && found.length <= MAX_LITERALS ? found : NONE;
  }

  private collect(): Map<TypeId, ObjectEntity[]> {
    const out = new Map<TypeId, ObjectEntity[]>();
    this.graph.files.forEach((facts, file) => {
      facts.functions.forEach((f, fn) => {
        for (const v of f.values) if (v.op === 'cast') this.add(out, facts, file, fn, v.value, v.type);
        if (f.returnType) for (const r of f.returns) this.add(out, facts, file, fn, r.value, f.returnType);
      });
    });
    return out;
  }

  private add(out: Map<TypeId, ObjectEntity[]>, facts: FileFacts, file: FileId, fn: number, value: ValueId, type: TypeExpr): void {
    if (type.t !== 'name' || !holdsFunctions(facts.functions[fn]!, value)) return;
    const id = this.types.awaited(this.types.resolve(file, fn, type));
    if (id === UNKNOWN_TYPE) return;
    const list = out.get(id);
    if (list?.some((x) => x.file === file && x.function === fn && x.value === value)) return;
    const entity: ObjectEntity = { e: 'object', file, function: fn, value };
    if (list) list.push(entity);
    else out.set(id, [entity]);
  }
}

/** A literal that nobody can call a member of implements nothing. */
function holdsFunctions(facts: FunctionFacts, value: ValueId): boolean {
  const def = facts.values[value];
  if (def?.op !== 'object') return false;
  return def.entries.some((entry) => {
    const op = 'key' in entry ? facts.values[entry.value]?.op : undefined;
    return op === 'function' || op === 'outer' || op === 'import';
  });
}
