/** Files that a framework finds by their path: what they export is called by it, though no code of the project does. */
import type { ModuleGraph } from '../model/program.js';
import { joinNodes } from '../model/rule-graph.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { RoutedFile } from './param-bindings.js';

/**
 * @returns the files whose path fits a glob of the rules, with the nodes of their module object
 */
export function routedFiles(graph: ModuleGraph, rules: CompiledRules): readonly RoutedFile[] {
  const patterns = Object.entries(rules.files).map(([glob, nodes]) => ({ form: globForm(glob), nodes }));
  if (patterns.length === 0) return [];
  return graph.files.flatMap(({ path }, file) => {
    const fitting = patterns.filter(({ form }) => form.test(path)).map(({ nodes }) => nodes);
    return fitting.length ? [{ file, nodes: joinNodes(fitting) }] : [];
  });
}

/** `**` stands for any folders, `*` for any text without `/`, `{a,b}` for one of several texts. */
function globForm(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\{[^{}]*\}|[*.+?^$()|[\]\\]/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '*') return '[^/]*';
    if (part.startsWith('{')) return `(?:${part.slice(1, -1).split(',').map(escaped).join('|')})`;
    return `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}

function escaped(text: string): string {
  return text.replace(/[.+?^$()|[\]\\]/g, '\\$&');
}
