/** Types that the code declares: interfaces, aliases, classes, and schemas that a library builds. */
import { UNKNOWN_TYPE, type FileId, type Program } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import { isSchemaTypeName, writtenTypeName } from '../model/schema-language.js';
import { hasMembers, variableOf, type Declaration } from './declaration.js';

/** @returns types of one file, named ones first: what they declare is not told again for the schema behind them */
export function typesOf(program: Program, rules: CompiledRules, file: FileId): readonly Declaration[] {
  const facts = program.graph.files[file]!;
  const out: Declaration[] = [];
  for (const decl of facts.types) {
    // What a query gives is told of the types that it asks.
    if (decl.kind === 'enum' || decl.kind === 'table' || (isSchemaTypeName(decl.name) && decl.kind === 'alias')) continue;
    const type =
      decl.class === undefined
        ? program.types.resolve(file, decl.function, { t: 'name', name: decl.name })
        : program.types.instance(file, decl.class);
    if (hasMembers(program, type)) out.push({ kind: 'type', name: writtenTypeName(decl.name), type, at: decl.at[0], declaredBy: '' });
  }
  facts.functions.forEach((f, fn) => {
    f.calls.forEach((call, index) => {
      const library = program.call(file, fn, index).library.find(({ nodes }) => {
        const builders = nodes.length ? modelOf(rules, nodes)?.builders : undefined;
        return builders?.some((b) => b.builds !== undefined && 'objectOf' in b.builds);
      });
      if (!library) return;
      const name = variableOf(program, { file, function: fn, call: index });
      const type = name === undefined ? UNKNOWN_TYPE : program.builtType(file, fn, index);
      if (name !== undefined && hasMembers(program, type)) out.push({ kind: 'type', name, type, at: call.at[0], declaredBy: '' });
    });
  });
  return out;
}
