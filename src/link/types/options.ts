/** What the stages around the type table can tell it. */
import type { FunctionId, ValueId } from '../../model/facts.js';
import type { FileId, TypeId } from '../../model/program.js';
import type { TypeExpr } from '../../model/type-expr.js';
import type { ValueOrigin } from './nodes.js';

/** What a library's generic type is given as beside its resolved arguments. */
export interface AliasContext {
  readonly file: FileId;
  readonly function: FunctionId;
  /** The arguments as they are written there. */
  readonly args: readonly TypeExpr[];
  /** The value of an argument that is (or stands for) `typeof value`. */
  origin(argument: number): ValueOrigin | undefined;
}

export interface TypeTableOptions {
  /** The type of a value that has no declared one. Asked last. */
  readonly typeOfValue?: (file: FileId, fn: FunctionId, value: ValueId) => TypeId;
  /** What a value that stands for a type describes: a super class that a call makes. */
  readonly describedBy?: (file: FileId, fn: FunctionId, value: ValueId) => TypeId;
  /** The type that a value of an outside module's type gives in time, as a promise does; nothing for others. */
  readonly carriedBy?: (module: string, name: string, args: readonly TypeId[]) => TypeId | undefined;
  /** The meaning of a type of an outside module; nothing when it has none beyond its name. */
  readonly aliasOf?: (module: string, name: string, args: readonly TypeId[], context: AliasContext) => TypeId | undefined;
}
