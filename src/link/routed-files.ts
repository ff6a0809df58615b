/** Files that a framework finds by their path: what they export is called by it, though no code of the project does. */
import type { ModuleGraph } from '../model/program.js';
import { joinNodes } from '../model/rule-graph.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { RoutedFile } from './param-bindings.js';

/**
 * @returns the files whose path fits a glob of the rules, with the nodes of their module object
 */
export function routedFiles(graph: ModuleGraph, rules: CompiledRules): readonly RoutedFile[] {
  const patterns = Object.entries(rules.files).map(([glob, nodes]) => ({ fits: globMatcher(glob), nodes }));
  if (patterns.length === 0) return [];
  return graph.files.flatMap(({ path }, file) => {
    const fitting = patterns.filter(({ fits }) => fits(path)).map(({ nodes }) => nodes);
    return fitting.length ? [{ file, nodes: joinNodes(fitting) }] : [];
  });
}

/**
 * `**` stands for any folders, `*` for any text without `/`, `{a,b}` for one of several texts. All places that the beginning of the
 * glob can reach are kept together, so that no glob of a user's rules takes more than its length times the path's.
 */
function globMatcher(glob: string): (path: string) => boolean {
  const parts = glob.match(/\*\*\/|\*|\{[^{}]*\}|[^*{]+|\{/g) ?? [];
  return (path) => {
    let reached: ReadonlySet<number> = new Set([0]);
    for (const part of parts) {
      reached = behind(part, path, reached);
      if (reached.size === 0) return false;
    }
    return reached.has(path.length);
  };
}

/** Places in the path behind a part of the glob. */
function behind(part: string, path: string, reached: ReadonlySet<number>): ReadonlySet<number> {
  const next = new Set<number>();
  if (part === '**/') {
    for (const from of reached) next.add(from);
    for (let at = path.indexOf('/', Math.min(...reached)); at >= 0; at = path.indexOf('/', at + 1)) next.add(at + 1);
    return next;
  }
  if (part === '*') {
    for (const from of reached) {
      for (let at = from; at <= path.length && !next.has(at); at++) {
        next.add(at);
        if (path[at] === '/') break;
      }
    }
    return next;
  }
  const texts = part.length > 1 && part.startsWith('{') ? part.slice(1, -1).split(',') : [part];
  for (const from of reached) for (const text of texts) if (path.startsWith(text, from)) next.add(from + text.length);
  return next;
}
