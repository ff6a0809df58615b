/**
 * What a project's own rules say of its own code: the files that their modules are, and the names that they name. A value
 * that they speak of stands for a library's value beside what it is; a call that they model is not looked into.
 */
import type { ClassId, FunctionId, Value, ValueId } from '../model/facts.js';
import type { FileId, ModuleGraph, ValueTarget } from '../model/program.js';
import { joinNodes, modelOf, step, type RuleNodes } from '../model/rule-graph.js';
import type { CompiledRules, OwnRules } from '../model/compiled-rules.js';
import type { ModuleResolver } from '../model/workspace.js';

const NO_NODES: RuleNodes = [];
/** A file in the root: specifiers of own rules are relative to it. */
const AT_ROOT = 'waybill.yml';

/** Finds own rules by the value they speak of. */
export class OwnModels {
  private readonly values = new Map<string, RuleNodes>();
  private readonly cells = new Map<string, RuleNodes>();
  private readonly classes = new Map<string, RuleNodes>();
  private readonly functions = new Map<string, RuleNodes>();
  private readonly named: ReadonlyMap<string, OwnRules['named'][string]>;
  /** Values with a name that own rules name, by function. */
  private readonly variables = new Map<string, ReadonlyMap<ValueId, RuleNodes>>();
  private readonly from: number;

  /** @returns nothing where the project says nothing: then nothing is asked either */
  static of(graph: ModuleGraph, resolver: ModuleResolver, rules: CompiledRules): OwnModels | undefined {
    return rules.own && new OwnModels(graph, resolver, rules, rules.own);
  }

  private constructor(
    private readonly graph: ModuleGraph,
    resolver: ModuleResolver,
    private readonly rules: CompiledRules,
    own: OwnRules,
  ) {
    this.from = own.from;
    this.named = new Map(Object.entries(own.named));
    for (const { specifier, nodes } of own.modules) {
      const to = resolver.resolve(specifier, AT_ROOT);
      const file = to && 'file' in to ? graph.fileId(to.file) : undefined;
      if (file !== undefined) this.addModule(file, nodes);
    }
  }

  private addModule(file: FileId, nodes: RuleNodes): void {
    const labels = new Set(nodes.flatMap((node) => Object.keys(this.rules.nodes[node]?.edges ?? {})));
    const names = labels.has('m:*') ? this.graph.exportNames(file) : [];
    const asked = new Set([
      ...names,
      ...[...labels].filter((label) => label.startsWith('m:') && label !== 'm:*').map((label) => label.slice(2)),
    ]);
    for (const name of asked) {
      const target = this.graph.exportValue(file, name);
      if (target) this.addTarget(target, step(this.rules, nodes, `m:${name}`));
    }
  }

  private addTarget(target: ValueTarget, nodes: RuleNodes): void {
    if (nodes.length === 0) return;
    if (target.kind === 'cell') add(this.cells, `${target.file}:${target.cell}`, nodes);
    if (target.kind !== 'value') return;
    add(this.values, `${target.file}:${target.value}`, nodes);
    const def = this.graph.files[target.file]!.functions[0]!.values[target.value];
    if (def?.op === 'class') add(this.classes, `${target.file}:${def.class}`, nodes);
    if (def?.op === 'function') add(this.functions, `${target.file}:${def.function}`, nodes);
  }

  /** Nodes of a value, by where it is exported and by the names it goes by. */
  ofValue(file: FileId, fn: FunctionId, value: ValueId, def: Value): RuleNodes {
    const exported = fn === 0 ? (this.values.get(`${file}:${value}`) ?? NO_NODES) : NO_NODES;
    if (this.named.size === 0) return exported;
    const written = this.byName(file, this.nameOf(file, def));
    return joinNodes([exported, written, this.variablesOf(file, fn).get(value) ?? NO_NODES]);
  }

  ofCell(file: FileId, cell: number): RuleNodes {
    return joinNodes([this.cells.get(`${file}:${cell}`) ?? NO_NODES, this.byName(file, this.graph.files[file]!.cells[cell]?.name)]);
  }

  /** Nodes of what a class makes. */
  ofInstance(file: FileId, cls: ClassId): RuleNodes {
    return step(this.rules, this.classes.get(`${file}:${cls}`) ?? NO_NODES, 'new');
  }

  /** Nodes of a function's parameter. */
  ofParameter(file: FileId, fn: FunctionId, index: number): RuleNodes {
    return step(this.rules, this.functions.get(`${file}:${fn}`) ?? NO_NODES, `p:${index}`);
  }

  /** Whether own rules say what a call does, so that its body need not be asked. */
  decides(nodes: RuleNodes): boolean {
    const own = nodes.filter((node) => node >= this.from);
    const models = modelOf(this.rules, own);
    return models !== undefined && models.sinks.length + models.sanitizers.length + models.propagators.length > 0;
  }

  private nameOf(file: FileId, def: Value): string | undefined {
    const facts = this.graph.files[file]!;
    switch (def.op) {
      case 'load':
        return def.key;
      case 'function':
        return facts.functions[def.function]?.name;
      case 'class':
        return facts.classes[def.class]?.name;
      case 'import': {
        const imported = facts.imports[def.import]!;
        return imported.name === 'default' || imported.name === '*' ? imported.local : imported.name;
      }
      case 'global':
        return def.name;
      default:
        return undefined;
    }
  }

  private variablesOf(file: FileId, fn: FunctionId): ReadonlyMap<ValueId, RuleNodes> {
    const key = `${file}:${fn}`;
    let found = this.variables.get(key);
    if (!found) {
      const names = this.graph.files[file]!.functions[fn]!.names.filter(([, name]) => this.named.has(name));
      this.variables.set(key, (found = new Map(names.map(([value, name]) => [value, this.byName(file, name)]))));
    }
    return found;
  }

  private byName(file: FileId, name: string | undefined): RuleNodes {
    const list = name === undefined ? undefined : this.named.get(name);
    if (!list) return NO_NODES;
    const { path } = this.graph.files[file]!;
    return joinNodes(list.filter(({ folder }) => folder === '' || path.startsWith(`${folder}/`)).map(({ nodes }) => nodes));
  }
}

function add(map: Map<string, RuleNodes>, key: string, nodes: RuleNodes): void {
  map.set(key, joinNodes([map.get(key) ?? NO_NODES, nodes]));
}
