/** Which functions call which: callees first is the order in which summaries are computed. */
import type { FunctionId } from '../model/facts.js';
import type { FileId, Program } from '../model/program.js';
import type { Setters } from './setters.js';
import { stronglyConnected } from './strongly-connected.js';

/** Functions that call each other; one that calls itself is a cycle too. */
export interface Component {
  readonly functions: readonly (readonly [FileId, FunctionId])[];
  readonly cyclic: boolean;
}

/** @returns components of the call graph, callees first; functions written inside another count as called by it */
export function componentsOf(program: Program, setters: Setters): readonly Component[] {
  const functions: (readonly [FileId, FunctionId])[] = [];
  const edges: (readonly number[])[] = [];
  program.graph.files.forEach((facts, file) => {
    const parents = new Set(facts.functions.map((f) => f.parent));
    facts.functions.forEach((_, fn) => {
      functions.push([file, fn]);
      edges.push(successors(program, setters, file, fn, parents.has(fn)));
    });
  });
  return stronglyConnected(functions.length, (node) => edges[node]!).map((component) => ({
    functions: component.map((node) => functions[node]!),
    cyclic: component.length > 1 || edges[component[0]!]!.includes(component[0]!),
  }));
}

/** @param around whether functions are written inside this one */
function successors(program: Program, setters: Setters, file: FileId, fn: FunctionId, around: boolean): readonly number[] {
  const callees = program.callees(file, fn);
  const called = setters.of(file, fn);
  if (!around && called.length === 0) return callees;
  const out = new Set(callees);
  for (const { setter } of called) out.add(program.number(setter.file, setter.function));
  if (around) {
    for (const v of program.graph.files[file]!.functions[fn]!.values) if (v.op === 'function') out.add(program.number(file, v.function));
  }
  return [...out].sort((a, b) => a - b);
}
