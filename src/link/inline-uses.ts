/** Function expressions written in the arguments of a call: which call hands them over, and where in it. */
import type { FileFacts, FunctionId } from '../model/facts.js';
import type { CallSiteRef, OptionUse } from '../model/program.js';

/** Uses of one file's function expressions. */
export interface InlineUses {
  /** Of those that are an argument: `xs.map((x) => …)`. */
  readonly direct: ReadonlyMap<FunctionId, CallSiteRef & { readonly argument: number }>;
  /** Of those that are a member of an object literal that is an argument: `load({ done: (x) => … })`. */
  readonly options: ReadonlyMap<FunctionId, OptionUse>;
}

/** @returns the uses in each file */
export function inlineUses(files: readonly FileFacts[]): readonly InlineUses[] {
  return files.map((facts, file) => {
    const direct = new Map<FunctionId, CallSiteRef & { readonly argument: number }>();
    const options = new Map<FunctionId, OptionUse>();
    facts.functions.forEach((f, fn) => {
      f.calls.forEach((call, index) => {
        call.args.forEach((arg, argument) => {
          const site = { file, function: fn, call: index, argument };
          const def = f.values[arg.value];
          if (def?.op === 'function' && facts.functions[def.function]!.name === '') direct.set(def.function, site);
          if (def?.op !== 'object') return;
          for (const entry of def.entries) {
            const member = 'key' in entry ? f.values[entry.value] : undefined;
            if (member?.op === 'function' && 'key' in entry) options.set(member.function, { ...site, key: entry.key });
          }
        });
      });
    });
    return { direct, options };
  });
}
