/** Members of built-in types that say nothing of the content. */
import { builtinNodes } from '../model/rule-graph.js';
import type { CompiledRules } from '../model/compiled-rules.js';

/** Members of built-in types that rules call clean (`length`, `size`). */
export function cleanMembersOf(rules: CompiledRules): ReadonlySet<string> {
  const out = new Set<string>();
  for (const root of builtinNodes(rules, 'Any')) {
    for (const [label, nodes] of Object.entries(rules.nodes[root]!.edges)) {
      if (!label.startsWith('m:')) continue;
      for (const node of nodes)
        if (rules.nodes[node]!.sanitizers?.some((s) => s.value[0]?.s === 'receiver' && s.effect === 'remove' && s.when.length === 0))
          out.add(label.slice(2));
    }
  }
  return out;
}
