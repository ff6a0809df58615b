/** How a call was resolved, for people. */
import type { Resolution, UnresolvedCause } from '../../model/explanation.js';
import { position } from '../../model/position.js';
import type { CallSiteRef } from '../../model/program.js';
import { cataloguedCall } from '../../model/catalogue.js';
import { moduleNodes } from '../../model/rule-graph.js';
import type { CompiledRules } from '../../model/compiled-rules.js';
import type { Evaluator } from '../evaluate.js';

/** Targets that are named. */
const MAX_TARGETS = 4;

/** @returns functions of the project, a library, a module without rules, or why nothing is known */
export function resolutionOf(ev: Evaluator, rules: CompiledRules, site: CallSiteRef): Resolution {
  const { program } = ev;
  const linked = program.call(site.file, site.function, site.call);
  const modelled = linked.library.filter((l) => l.nodes.length > 0);
  if (linked.targets.length > 0 || linked.classes.length > 0) {
    const classes = linked.classes.map(({ file, class: cls }) => {
      const facts = program.graph.files[file]!;
      return {
        symbol: facts.classes[cls]!.name,
        by: 'lexical' as const,
        path: facts.path,
        ...position(facts, facts.classes[cls]!.span[0]),
      };
    });
    const targets = linked.targets.map(({ file, function: fn, by }) => {
      const facts = program.graph.files[file]!;
      const { symbol, span } = facts.functions[fn]!;
      return { symbol, by, path: facts.path, ...position(facts, span[0]) };
    });
    return { how: 'project', targets: [...targets, ...classes].slice(0, MAX_TARGETS) };
  }
  if (modelled.length > 0) {
    return {
      how: 'library',
      libraries: [...new Set(modelled.flatMap((l) => l.nodes.map((node) => rules.nodes[node]!.library)))].sort(),
      byName: modelled.every((l) => l.byName === true),
      builtin: modelled.every((l) => l.builtin === true),
    };
  }
  const catalogued = cataloguedCall(program, rules, site);
  if (catalogued) return { how: 'catalogued', library: catalogued.library, recipient: catalogued.recipient.name };
  const outside = linked.library.find((l) => l.module !== '');
  if (!outside) return unresolved(ev, site);
  return { how: 'unmodelled', module: outside.module, hasRules: moduleNodes(rules, outside.module).length > 0 };
}

function unresolved(ev: Evaluator, site: CallSiteRef): Resolution {
  const f = ev.fn(site.file, site.function);
  const call = f.calls[site.call]!;
  let def = f.values[call.callee];
  if (def?.op === 'outer') def = ev.fn(site.file, def.function).values[def.value];
  const name = ev.calls.calleeName(site.file, site.function, call) ?? '';
  const causes: Partial<Record<NonNullable<typeof def>['op'], UnresolvedCause>> = {
    global: 'global',
    load: 'receiver',
    index: 'computed',
    param: 'parameter',
    import: 'import',
  };
  return { how: 'unresolved', cause: (def && causes[def.op]) ?? 'other', name };
}
