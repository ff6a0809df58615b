/** Constants at the places that rules name, read from the facts alone. */
import type { FunctionId, ValueId } from '../model/facts.js';
import type { CallSiteRef, FileId, Program } from '../model/program.js';
import type { Place as RulePlace } from '../model/compiled-rules.js';

/** Variables that are followed to a constant. */
const MAX_HOPS = 8;

interface At {
  readonly file: FileId;
  readonly function: FunctionId;
  readonly value: ValueId;
}

/** @returns the constant text at a place of a call (`Argument[0]`, `Argument[1].Member[name]`), when it is one */
export function constantAt(program: Program, site: CallSiteRef, place: RulePlace): string | undefined {
  const [head, ...steps] = place;
  const call = program.graph.files[site.file]!.functions[site.function]!.calls[site.call]!;
  const arg = head?.s === 'argument' ? call.args[head.from] : head?.s === 'last' ? call.args.at(-1) : undefined;
  if (!arg || arg.spread) return undefined;
  let at: At | undefined = { file: site.file, function: site.function, value: arg.value };
  for (const step of steps) {
    if (step.s !== 'member' || !at) return undefined;
    at = step.names.map((name) => memberOf(program, at!, name)).find((found) => found !== undefined);
  }
  const known = at && settle(program, at);
  const def = known && valueOf(program, known);
  return def?.op === 'const' && typeof def.value === 'string' ? def.value : undefined;
}

function memberOf(program: Program, at: At, name: string): At | undefined {
  const object = settle(program, at);
  const def = valueOf(program, object);
  if (def?.op !== 'object') return undefined;
  const entry = def.entries.find((e) => 'key' in e && e.key === name);
  return entry && 'value' in entry ? { ...object, value: entry.value } : undefined;
}

/** Behind variables, casts and imports. */
function settle(program: Program, from: At): At {
  let at = from;
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const def = valueOf(program, at);
    if (def?.op === 'outer') at = { ...at, function: def.function, value: def.value };
    else if (def?.op === 'cast') at = { ...at, value: def.value };
    else if (def?.op === 'import') {
      const target = program.graph.importValue(at.file, def.import);
      if (target?.kind !== 'value') return at;
      at = { file: target.file, function: 0, value: target.value };
    } else return at;
  }
  return at;
}

function valueOf(program: Program, { file, function: fn, value }: At) {
  return program.graph.files[file]?.functions[fn]?.values[value];
}
