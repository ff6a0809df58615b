/**
 * Parameters of callbacks that are handed to library calls: `app.get('/', (req, res) => …)`, and parameters without a type of
 * the project's own functions. What a parameter is may only become known after the call around it is resolved, so the
 * pass repeats until nothing is new.
 */
import type { FunctionId, ValueId } from '../model/facts.js';
import type { FileId, ModuleGraph } from '../model/program.js';
import { joinNodes, step } from '../model/rule-graph.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { ParamBindings } from './context.js';
import type { CallFact } from '../model/facts.js';
import type { CallSite, Entities } from './entities.js';
import type { HandedParameters } from './handed-parameters.js';
import type { ValueResolver } from './resolve-value.js';

/** Rounds of the pass; deeper nesting of handlers than this stays unknown. */
const MAX_ROUNDS = 6;
/** Option objects are searched for callbacks this deep. */
const MAX_DEPTH = 6;

/** Calls that one function is handed to; of more, the first are kept. */
const MAX_SITES = 4;

interface Bound {
  module: string;
  nodes: readonly number[];
  sites: readonly CallSite[];
}

/** Keeps what parameters were found to be, round by round. */
export class CallbackBindings implements ParamBindings {
  private readonly bound = new Map<string, Bound>();

  get(file: FileId, fn: FunctionId, param: number): Bound | undefined {
    return this.bound.get(`${file}:${fn}:${param}`);
  }

  /** @returns whether it was new */
  add(file: FileId, fn: FunctionId, param: number, module: string, nodes: readonly number[], site: CallSite | undefined): boolean {
    const key = `${file}:${fn}:${param}`;
    const known = this.bound.get(key);
    const all = known ? [...new Set([...known.nodes, ...nodes])].sort((a, b) => a - b) : nodes;
    const before = known?.sites ?? [];
    const isNew = site && !before.some((s) => s.file === site.file && s.function === site.function && s.call === site.call);
    const sites = isNew ? [...before, site].slice(0, MAX_SITES) : before;
    this.bound.set(key, { module, nodes: all, sites });
    return all.length !== known?.nodes.length;
  }
}

/** Runs the pass over all calls; forgets and repeats where a parameter became known. */
export function bindCallbacks(
  graph: ModuleGraph,
  rules: CompiledRules,
  resolver: ValueResolver,
  bindings: CallbackBindings,
  handed: HandedParameters,
  routed: readonly RoutedFile[],
): void {
  bindExports(rules, resolver, bindings, handed, routed);
  const all: (readonly [FileId, FunctionId])[] = [];
  graph.files.forEach((facts, file) => facts.functions.forEach((_, fn) => all.push([file, fn])));
  let todo: readonly (readonly [FileId, FunctionId])[] = all;
  for (let round = 0; round < MAX_ROUNDS && todo.length > 0; round++) {
    const changed = new Set<string>();
    const before = handed.version;
    for (const [file, fn] of todo) new CallbackPass(rules, resolver, bindings, handed, changed).run(file, fn);
    if (handed.version !== before) {
      resolver.forgetAll();
      todo = all;
      continue;
    }
    todo = withNested(graph, changed);
    for (const [file, fn] of todo) resolver.forget(file, fn);
  }
}

/** What a framework hands to the functions that it finds in files. */
function bindExports(
  rules: CompiledRules,
  resolver: ValueResolver,
  bindings: CallbackBindings,
  handed: HandedParameters,
  routed: readonly RoutedFile[],
): void {
  const changed = new Set<string>();
  const pass = new CallbackPass(rules, resolver, bindings, handed, changed);
  for (const { file, nodes } of routed) {
    for (const name of resolver.graph.exportNames(file)) {
      const handed = step(rules, nodes, `m:${name}`);
      if (handed.length) pass.bind(resolver.target(resolver.graph.exportValue(file, name)), { module: '' }, handed, 0);
    }
  }
  for (const [file, fn] of withNested(resolver.graph, changed)) resolver.forget(file, fn);
}

/** Functions whose parameters changed and all functions inside them, in program order. */
function withNested(graph: ModuleGraph, changed: ReadonlySet<string>): (readonly [FileId, FunctionId])[] {
  const out: (readonly [FileId, FunctionId])[] = [];
  if (changed.size === 0) return out;
  graph.files.forEach((facts, file) => {
    const inside = new Set<FunctionId>();
    facts.functions.forEach((f, fn) => {
      if (changed.has(`${file}:${fn}`) || inside.has(f.parent)) {
        inside.add(fn);
        out.push([file, fn]);
      }
    });
  });
  return out;
}

/** The call that hands a callback over, and whose function it calls. */
interface Handing {
  readonly module: string;
  /** Absent where a framework takes a function out of a file. */
  readonly site?: CallSite;
}

/** A file that a framework finds by its path: the functions that it exports are called by the framework. */
export interface RoutedFile {
  readonly file: FileId;
  /** Nodes of its module object. */
  readonly nodes: readonly number[];
}

class CallbackPass {
  constructor(
    private readonly rules: CompiledRules,
    private readonly resolver: ValueResolver,
    private readonly bindings: CallbackBindings,
    private readonly handed: HandedParameters,
    private readonly changed: Set<string>,
  ) {}

  run(file: FileId, fn: FunctionId): void {
    this.resolver.fn(file, fn).calls.forEach((call, index) => {
      if (call.args.length === 0) return;
      const callee = this.resolver.callee(file, fn, call);
      for (const x of callee) {
        if (x.e === 'fn') this.handIn(file, fn, call, x);
        if (x.e === 'class') this.handIn(file, fn, call, this.resolver.classes.constructorOf(x.file, x.class));
        if (x.e !== 'lib' || x.nodes.length === 0) continue;
        call.args.forEach((arg, i) => {
          const nodes = joinNodes([
            step(this.rules, x.nodes, `a:${i}`),
            i === call.args.length - 1 ? step(this.rules, x.nodes, 'a:last') : [],
          ]);
          if (nodes.length) this.handTo(file, fn, arg.value, { module: x.module, site: { file, function: fn, call: index } }, nodes, 0);
        });
      }
    });
  }

  /** A call of the project's own function: its parameters that have no type are what is handed over. */
  private handIn(file: FileId, fn: FunctionId, call: CallFact, to: { file: FileId; function: FunctionId } | undefined): void {
    if (!to) return;
    const { params } = this.resolver.fn(to.file, to.function);
    for (const [p, param] of params.entries()) {
      const arg = call.args[p];
      if (!arg || arg.spread || param.rest) return;
      if (param.type || param.decorators) continue;
      if (this.handed.add(to.file, to.function, p, this.resolver.resolve(file, fn, arg.value)))
        this.changed.add(`${to.file}:${to.function}`);
    }
  }

  /** A value is handed over as library value `nodes`: binds the parameters of the functions it is or holds. */
  private handTo(file: FileId, fn: FunctionId, value: ValueId, by: Handing, nodes: readonly number[], depth: number): void {
    this.bind(this.resolver.resolve(file, fn, value), by, nodes, depth);
  }

  /** What a function gives is handed over, too: `createController(uid, ({ app }) => ({ create(context) {} }))`. */
  private bindGiven(file: FileId, fn: FunctionId, by: Handing, nodes: readonly number[], depth: number): void {
    if (nodes.length === 0 || depth >= MAX_DEPTH) return;
    for (const { value } of this.resolver.fn(file, fn).returns) this.handTo(file, fn, value, by, nodes, depth + 1);
  }

  bind(entities: Entities, by: Handing, nodes: readonly number[], depth: number): void {
    for (const x of entities) {
      if (x.e === 'fn') {
        const count = this.resolver.fn(x.file, x.function).params.length;
        const positions = Array.from({ length: count }, (_, p) => p);
        const counted = positions.map((p) => step(this.rules, nodes, `p:${p}/${count}`));
        const isCounted = counted.some((param) => param.length > 0);
        for (const p of positions) {
          const param = isCounted ? counted[p]! : step(this.rules, nodes, `p:${p}`);
          if (param.length && this.bindings.add(x.file, x.function, p, by.module, param, by.site))
            this.changed.add(`${x.file}:${x.function}`);
        }
        this.bindGiven(x.file, x.function, by, step(this.rules, nodes, 'ret'), depth);
      } else if (x.e === 'object' && depth < MAX_DEPTH) {
        const facts = this.resolver.fn(x.file, x.function);
        const def = facts.values[x.value]!;
        if (def.op === 'object') {
          for (const entry of def.entries) {
            if (!('key' in entry)) continue;
            const inner = step(this.rules, nodes, `m:${entry.key}`);
            if (inner.length) this.handTo(x.file, x.function, entry.value, by, inner, depth + 1);
          }
        } else if (def.op === 'array') {
          for (const el of def.elements) {
            const inner = joinNodes([nodes, step(this.rules, nodes, 'el')]);
            this.handTo(x.file, x.function, el.value, by, inner, depth + 1);
          }
        }
      }
    }
  }
}
