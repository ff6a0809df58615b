/** Places at which channels have an end, and the values there. */
import type { StoreFact, Value, ValueId } from '../../model/facts.js';
import type { CallSiteRef, FunctionRef, LibraryValue, Program } from '../../model/program.js';
import type { ChannelModel } from '../../model/compiled-rules.js';

/** Object literals inside object literals in which functions are handed over. */
export const MAX_DEPTH = 6;

/** A value of one function. */
export interface At extends FunctionRef {
  readonly value: ValueId;
}

/** A call, or a store into a member, that puts something in or takes something out. */
export interface Spot {
  readonly site: CallSiteRef;
  readonly model: ChannelModel;
  /** Of a member that is stored. */
  readonly store?: StoreFact;
  /** Of a member: the object that it belongs to. */
  readonly holder?: LibraryValue;
  /** Keys that no rule names a place of; nothing fits any. */
  readonly keys?: readonly (At | string | undefined)[];
  /** The function's or member's name that a key may ask for. */
  readonly name?: string;
}

/** The literal, call or parameter that a value is, behind casts, captured variables and imports. */
export function literalBehind(program: Program, at: At): At & { readonly def: Value | undefined } {
  let { file, function: fn, value } = at;
  for (let i = 0; i < MAX_DEPTH; i++) {
    const def = program.graph.files[file]!.functions[fn]!.values[value];
    if (def?.op === 'cast') value = def.value;
    else if (def?.op === 'outer') [fn, value] = [def.function, def.value];
    else if (def?.op === 'import') {
      const target = program.graph.importValue(file, def.import);
      if (target?.kind !== 'value') return { file, function: fn, value, def };
      [file, fn, value] = [target.file, 0, target.value];
    } else return { file, function: fn, value, def };
  }
  return { file, function: fn, value, def: undefined };
}
