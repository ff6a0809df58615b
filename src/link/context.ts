/** What the parts of the value resolver share. */
import type { FileFacts, FunctionFacts, FunctionId, ValueId } from '../model/facts.js';
import type { FileId, TypeId, TypeTable } from '../model/program.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { CallSite, Entities } from './entities.js';
import type { LinkedModuleGraph } from './module-graph.js';

/** The resolver as its parts see it, so that they do not import each other. */
export interface LinkContext {
  readonly graph: LinkedModuleGraph;
  readonly types: TypeTable;
  readonly rules: CompiledRules;
  /** First global number of each file's functions. */
  readonly base: readonly number[];
  readonly functionCount: number;
  facts(file: FileId): FileFacts;
  fn(file: FileId, id: FunctionId): FunctionFacts;
  /** What a value can stand for. */
  resolve(file: FileId, fn: FunctionId, value: ValueId): Entities;
  /** Members of what an entity set stands for. */
  member(of: Entities, key: string): Entities;
  /** What calling (or constructing) gives. */
  called(callee: Entities, kind: 'call' | 'new', site: { file: FileId; function: FunctionId; call: number }): Entities;
  /** What a declared type stands for. */
  ofType(type: TypeId): Entities;
  /** `this` inside a function. */
  thisOf(file: FileId, fn: FunctionId): Entities;
  /** Library nodes bound to parameters by the calls that the function is handed to. */
  readonly paramNodes: ParamBindings;
}

/** A parameter of a callback: which library value it is, and which calls the callback is handed to. */
export interface ParamBindings {
  get(
    file: FileId,
    fn: FunctionId,
    param: number,
  ): { readonly module: string; readonly nodes: readonly number[]; readonly sites: readonly CallSite[] } | undefined;
}
