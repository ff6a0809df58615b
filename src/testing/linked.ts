/** Linked programs from source text and rules, for tests of what rules say of types. */
import { extractFile } from '../extract/index.js';
import { link } from '../link/index.js';
import { compileRules } from '../rules/compile.js';
import { loadRules } from '../rules/load.js';
import { prismaFacts } from '../schema/prisma.js';
import { inMemoryResolver } from './program.js';
import { shown } from './show-type.js';

/**
 * Links the sources under one rule file.
 *
 * @param rules YAML of a library's rules
 * @returns the type of each argument of `see(…)` as text, by the argument's own text
 * @throws when the rules have problems
 */
export function seenTypes(sources: Readonly<Record<string, string>>, rules: string): Readonly<Record<string, string>> {
  const loaded = loadRules([{ file: 'libraries/test.yml', text: rules }]);
  const compiled = compileRules(loaded.sources);
  const problems = [...loaded.problems, ...compiled.problems];
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join('\n'));
  const files = Object.entries(sources).map(([path, text]) =>
    path.endsWith('.prisma') ? prismaFacts(path, text) : extractFile({ path, text }),
  );
  const program = link(files, inMemoryResolver(Object.keys(sources)), compiled.rules);
  const out: Record<string, string> = {};
  files.forEach((facts, file) => {
    facts.functions.forEach((f, fn) => {
      for (const call of f.calls) {
        const callee = f.values[call.callee];
        if (callee?.op !== 'global' || callee.name !== 'see') continue;
        for (const arg of call.args)
          out[sources[facts.path]!.slice(arg.at[0], arg.at[1])] = shown(program, program.typeOf(file, fn, arg.value), 3);
      }
    });
  });
  return out;
}
