/**
 * What library calls hand over that link itself has to know, by the same rules as flow: the instance of a class that a
 * locator gives (`inject(Service)`), the values a built-in hands to a callback (`promise.then((x) => …)`).
 */
import type { FunctionId } from '../model/facts.js';
import type { CallSiteRef, FileId } from '../model/program.js';
import { joinNodes, modelOf, step } from '../model/rule-graph.js';
import type { Place } from '../model/compiled-rules.js';
import type { CallSite, Entities } from './entities.js';
import { NONE, union } from './entities.js';
import type { ValueResolver } from './resolve-value.js';

/** Instances of the class or library type that an argument names, where a builder rule says that the call returns one. */
export function locatedInstances(resolver: ValueResolver, nodes: readonly number[], site: CallSite): Entities {
  const out: Entities[] = [];
  for (const builder of modelOf(resolver.rules, nodes)?.builders ?? []) {
    const place = builder.returns && 'instanceOf' in builder.returns ? /^Argument\[(\d+)\]$/.exec(builder.returns.instanceOf) : null;
    const argument = place ? resolver.fn(site.file, site.function).calls[site.call]?.args[Number(place[1])] : undefined;
    if (!argument) continue;
    for (const x of resolver.resolve(site.file, site.function, argument.value)) {
      if (x.e === 'class') out.push(resolver.called([x], 'new', site));
      else if (x.e === 'lib') out.push([{ e: 'lib', module: x.module, nodes: step(resolver.rules, x.nodes, 'new') }]);
    }
  }
  return union(out);
}

/** Functions and objects that a call gives back as they were handed to it: `useCallback(fn)`, `debounce(fn)`. */
export function givenBack(resolver: ValueResolver, nodes: readonly number[], site: CallSite): Entities {
  const out: Entities[] = [];
  for (const p of modelOf(resolver.rules, nodes)?.propagators ?? []) {
    if (p.text || !p.to.some((to) => to.length === 1 && to[0]!.s === 'return')) continue;
    for (const from of p.from) {
      const [place] = from;
      if (from.length !== 1 || place!.s !== 'argument') continue;
      const argument = resolver.fn(site.file, site.function).calls[site.call]?.args[place.from];
      if (argument)
        out.push(
          resolver.resolve(site.file, site.function, argument.value).filter((x) => x.e === 'fn' || x.e === 'object' || x.e === 'instance'),
        );
    }
  }
  return union(out);
}

/** What built-in methods hand to a callback's parameter: the receiver, or its elements. */
export function handedByBuiltin(resolver: ValueResolver, use: CallSiteRef & { readonly argument: number }, param: number): Entities {
  const facts = resolver.fn(use.file, use.function);
  const call = facts.calls[use.call]!;
  const callee = facts.values[call.callee];
  if (callee?.op !== 'load' || call.receiver === undefined) return NONE;
  const nodes = step(resolver.rules, joinNodes(Object.values(resolver.rules.builtins)), `m:${callee.key}`);
  const out: Entities[] = [];
  for (const p of modelOf(resolver.rules, nodes)?.propagators ?? []) {
    if (!p.to.some((to) => leadsTo(to, use.argument, param))) continue;
    for (const from of p.from)
      if (from[0]?.s === 'receiver') out.push(below(resolver, use.file, use.function, call.receiver, from.slice(1)));
  }
  return union(out);
}

function leadsTo(to: Place, argument: number, param: number): boolean {
  const [first, second, ...rest] = to;
  return (
    first?.s === 'argument' &&
    argument >= first.from &&
    argument <= first.to &&
    second?.s === 'parameter' &&
    second.index === param &&
    rest.length === 0
  );
}

function below(resolver: ValueResolver, file: FileId, fn: FunctionId, value: number, steps: Place): Entities {
  const entities = resolver.resolve(file, fn, value);
  if (steps.length === 0) return entities;
  return steps.length === 1 && (steps[0]!.s === 'element' || steps[0]!.s === 'map-value') ? resolver.members.elements(entities) : NONE;
}
