/**
 * Entities: what a value can stand for when it is called or its members are asked for. A set of a few of them is the
 * points-to set of a value, kept small on purpose (Feldthaus et al. 2013: the rest is counted as unresolved).
 */
import type { ClassId, FunctionId, ValueId } from '../model/facts.js';
import type { CallTarget, FileId, TypeId } from '../model/program.js';

/** How a target was found: the surer ways count more. */
export type How = CallTarget['by'];

/** The call that made an instance of a library: its arguments are its settings. */
export interface CallSite {
  readonly file: FileId;
  readonly function: FunctionId;
  readonly call: number;
}

/** One thing that a value can stand for. */
export type Entity =
  | { readonly e: 'fn'; readonly file: FileId; readonly function: FunctionId; readonly by: How }
  | { readonly e: 'class'; readonly file: FileId; readonly class: ClassId }
  | { readonly e: 'instance'; readonly file: FileId; readonly class: ClassId; readonly by: How }
  /** An object or array literal. */
  | { readonly e: 'object'; readonly file: FileId; readonly function: FunctionId; readonly value: ValueId }
  | { readonly e: 'module'; readonly file: FileId }
  /** Something of a library, global or built-in; `nodes` is empty when no rule knows it. */
  | {
      readonly e: 'lib';
      readonly module: string;
      readonly nodes: readonly number[];
      readonly created?: CallSite;
      /** Calls of the project's functions that each made it anew and gave it back, innermost first. */
      readonly through?: readonly CallSite[];
      /** Of a callback's parameter: the one call that the callback is handed to. */
      readonly handedBy?: CallSite;
      readonly byName?: true;
    }
  /** An instance one of whose members was replaced: `flow.run = resume`. */
  | { readonly e: 'updated'; readonly file: FileId; readonly function: FunctionId; readonly value: ValueId }
  | { readonly e: 'type'; readonly type: TypeId };

/** All that a value can stand for. */
export type Entities = readonly Entity[];
/** Nothing is known. */
export const NONE: Entities = [];
/** More candidates than these for one value are dropped (the first ones in program order stay). */
export const MAX_ENTITIES = 8;

/** Text by which equal entities are known. */
export function entityKey(x: Entity): string {
  switch (x.e) {
    case 'fn':
      return `f${x.file}:${x.function}`;
    case 'class':
      return `c${x.file}:${x.class}`;
    case 'instance':
      return `i${x.file}:${x.class}`;
    case 'object':
      return `o${x.file}:${x.function}:${x.value}`;
    case 'updated':
      return `u${x.file}:${x.function}:${x.value}`;
    case 'module':
      return `m${x.file}`;
    case 'lib':
      return `l${x.module}:${x.nodes.join(',')}:${[...(x.created ? [x.created] : []), ...(x.through ?? [])].map((c) => `${c.file}.${c.function}.${c.call}`).join('<')}`;
    case 'type':
      return `t${x.type}`;
  }
}

/** Union without duplicates, cut at {@link MAX_ENTITIES}. */
export function union(sets: readonly Entities[]): Entities {
  let only = NONE;
  let filled = 0;
  for (const set of sets) {
    if (set.length === 0) continue;
    only = set;
    filled++;
  }
  if (filled < 2) return only;
  const seen = new Set<string>();
  const out: Entity[] = [];
  for (const set of sets) {
    for (const x of set) {
      const key = entityKey(x);
      if (seen.has(key) || out.length >= MAX_ENTITIES) continue;
      seen.add(key);
      out.push(x);
    }
  }
  return out;
}
