/** What value a name in a type (`typeof name`) stands for. */
import type { Binding, FunctionFacts, ValueId } from '../../model/facts.js';
import type { FileId, ValueTarget } from '../../model/program.js';
import type { LinkedModuleGraph } from '../module-graph.js';
import type { ValueOrigin } from './nodes.js';
import type { Scope } from './scope.js';

/** What a name in a `typeof` begins with. */
export type Head = { readonly origin: ValueOrigin } | { readonly target: ValueTarget };

export class ValueNames {
  private readonly bindings: (ReadonlyMap<string, Binding> | undefined)[] = [];

  constructor(private readonly graph: LinkedModuleGraph) {}

  /** The value that a dotted name stands for, with the members after it. */
  origin(scope: Scope, name: string): ValueOrigin | undefined {
    const [head = '', ...path] = name.split('.');
    const found = this.head(scope, head);
    if (!found) return undefined;
    if ('origin' in found) return { ...found.origin, path };
    let { target } = found;
    while (target.kind === 'module' && path.length > 0) {
      const next = this.graph.exportValue(target.file, path.shift()!);
      if (!next) return undefined;
      target = next;
    }
    if (target.kind === 'value') return { file: target.file, function: 0, value: target.value, path };
    return target.kind === 'cell' ? { file: target.file, function: 0, cell: target.cell, path } : undefined;
  }

  /** Parameters and variables from inside out, then the module's names, imports last. */
  head(scope: Scope, name: string): Head | undefined {
    const { functions } = this.graph.files[scope.file]!;
    for (let fn = scope.function; fn > 0; fn = functions[fn]?.parent ?? -1) {
      const value = localValue(functions[fn]!, name);
      if (value !== undefined) return { origin: { file: scope.file, function: fn, value, path: [] } };
    }
    const bound = this.bindingsOf(scope.file).get(name);
    if (bound && 'cell' in bound) return { origin: { file: scope.file, function: 0, cell: bound.cell, path: [] } };
    if (bound) {
      const def = functions[0]?.values[bound.value];
      if (def?.op !== 'import') return { origin: { file: scope.file, function: 0, value: bound.value, path: [] } };
      const target = this.graph.importValue(scope.file, def.import);
      return target && { target };
    }
    const index = this.graph.index.names(scope.file).imports.get(name);
    const target = index === undefined ? undefined : this.graph.importValue(scope.file, index);
    return target && { target };
  }

  private bindingsOf(file: FileId): ReadonlyMap<string, Binding> {
    return (this.bindings[file] ??= new Map(this.graph.files[file]!.bindings));
  }
}

function localValue(facts: FunctionFacts, name: string): ValueId | undefined {
  const param = facts.params.findIndex((p) => p.name === name);
  if (param >= 0) {
    const value = facts.values.findIndex((def) => def.op === 'param' && def.index === param);
    if (value >= 0) return value;
  }
  return facts.names.find((entry) => entry[1] === name)?.[0];
}
