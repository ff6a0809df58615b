/** What tables and types have in common before their members are judged. */
import type { CallSiteRef, Program, TypeId } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';

/** Something that declares members. */
export interface Declaration {
  readonly kind: 'table' | 'type';
  readonly name: string;
  readonly type: TypeId;
  /** Offset in the file. */
  readonly at: number;
  readonly declaredBy: string;
}

/** The variable that a call's result is first kept in. */
export function variableOf(program: Program, { file, function: fn, call }: CallSiteRef): string | undefined {
  const f = program.graph.files[file]!.functions[fn]!;
  return f.names.find(([value]) => {
    const def = f.values[value];
    return def?.op === 'call' && def.call === call;
  })?.[1];
}

/** Whether a type has members that can be listed. */
export function hasMembers(program: Program, type: TypeId): boolean {
  return type !== UNKNOWN_TYPE && program.types.members(type).length > 0;
}
