/** Which libraries of a project rules know, and what these do: told by the rules alone. */
import type { KnownLibrary } from '../model/config-report.js';
import { joinNodes, moduleNodes } from '../model/rule-graph.js';
import type { CompiledRules, RuleNode } from '../model/compiled-rules.js';

/** Nodes of one library that are looked at. */
const MAX_NODES = 400;

/** @param names packages that the project depends on */
export function knownLibraries(names: readonly string[], rules: CompiledRules): readonly KnownLibrary[] {
  const modules = Object.keys(rules.modules);
  return names.flatMap((name) => {
    const below = modules.filter((module) => module.startsWith(`${name}/`));
    const roots = joinNodes([name, ...below].map((module) => moduleNodes(rules, module)));
    const does = doneBy(roots, rules);
    return does.length > 0 ? [{ name, does }] : [];
  });
}

function doneBy(roots: readonly number[], rules: CompiledRules): readonly string[] {
  const libraries = new Set(roots.map((node) => rules.nodes[node]?.library));
  const seen = new Set(roots);
  const out = new Set<string>();
  for (const at of seen) {
    const node = rules.nodes[at];
    if (!node || !libraries.has(node.library) || seen.size > MAX_NODES) continue;
    for (const what of saidBy(node, libraries)) out.add(what);
    for (const next of Object.values(node.edges).flat()) seen.add(next);
  }
  return [...out].sort();
}

/** An object may have what other libraries add to it: that is not its own. */
function saidBy(node: RuleNode, libraries: ReadonlySet<string | undefined>): readonly string[] {
  const own = <Model extends { readonly library: string }>(models: readonly Model[] = []) =>
    models.filter(({ library }) => libraries.has(library));
  const sinks = own(node.sinks).map(({ kind }) => kind as string);
  const inputs = own(node.sources).some(({ shape }) => shape === 'request-body' || shape === 'query' || shape === 'params');
  const operators = JSON.stringify(own(node.builders));
  return [
    ...sinks,
    ...(inputs ? ['requests'] : []),
    ...(operators.includes('"row"') ? ['database'] : operators.includes('"objectOf"') ? ['schemas'] : []),
    ...(own(node.sanitizers).length > 0 ? ['sanitizers'] : []),
  ];
}
