/** The type at the end of a way through members. */
import { UNKNOWN_TYPE, type TypeId, type TypeTable } from '../../model/program.js';

/** @returns the unknown type where a member is not declared */
export function memberAlong(types: TypeTable, type: TypeId, path: readonly string[]): TypeId {
  return path.reduce((at, key) => types.member(at, key)?.type ?? UNKNOWN_TYPE, type);
}
