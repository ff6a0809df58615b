/** Tables that schema files and ORM models declare. */
import type { CallFact } from '../model/facts.js';
import type { CallSiteRef, FileId, Program } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { BuilderModel, CompiledRules } from '../model/compiled-rules.js';
import { constantAt } from './constants.js';
import { variableOf, type Declaration } from './declaration.js';

/** @returns tables in file order: of schema files, of calls that build one, of classes that a decorator makes one */
export function tablesOf(program: Program, rules: CompiledRules, file: FileId): readonly Declaration[] {
  const facts = program.graph.files[file]!;
  const out: Declaration[] = [];
  for (const decl of facts.types) {
    if (decl.kind !== 'table') continue;
    const type = program.types.resolve(file, decl.function, { t: 'name', name: decl.name });
    out.push({ kind: 'table', name: decl.name, type, at: decl.at[0], declaredBy: 'schema' });
  }
  facts.functions.forEach((f, fn) => {
    f.calls.forEach((call, index) => {
      const site = { file, function: fn, call: index };
      const builder = tableBuilder(program, rules, site);
      const table = builder && declared(program, site, call, builder);
      if (table) out.push(table);
    });
  });
  return out;
}

function tableBuilder(program: Program, rules: CompiledRules, { file, function: fn, call }: CallSiteRef): BuilderModel | undefined {
  for (const { nodes } of program.call(file, fn, call).library) {
    const found = nodes.length ? modelOf(rules, nodes)?.builders.find((b) => b.table !== undefined) : undefined;
    if (found) return found;
  }
  return undefined;
}

function declared(program: Program, site: CallSiteRef, call: CallFact, builder: BuilderModel): Declaration | undefined {
  const { file, function: fn } = site;
  const facts = program.graph.files[file]!;
  const constant = (builder.table ?? []).map((place) => constantAt(program, site, place)).find((name) => name !== undefined);
  const made = { kind: 'table', at: call.at[0], declaredBy: builder.library } as const;
  if (call.kind === 'decorator') {
    const cls = facts.classes.findIndex((c) => c.function === fn && c.decorators?.includes(site.call));
    if (cls < 0) return undefined;
    return {
      ...made,
      name: constant ?? facts.classes[cls]!.name,
      type: program.types.instance(file, cls),
      at: facts.classes[cls]!.span[0],
    };
  }
  const type = program.builtType(file, fn, site.call);
  if (type === UNKNOWN_TYPE) return undefined;
  const name = constant ?? (program.types.name(type) || variableOf(program, site));
  return name === undefined ? undefined : { ...made, name, type };
}
