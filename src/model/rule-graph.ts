/** Walks the compiled rules' graph: which nodes a value is in after one step, and what the rules say of it there. */
import type {
  BuilderModel,
  CompiledRules,
  PropagatorModel,
  RuleNode,
  SanitizerModel,
  SettingModel,
  SinkModel,
  SourceModel,
  TypeOp,
} from './rules.js';

/** Indices into {@link CompiledRules.nodes}, ascending, without doubles. */
export type RuleNodes = readonly number[];

const NONE: RuleNodes = Object.freeze([]) as RuleNodes;

/** All that the rules say of a value or call in some nodes. */
export interface NodeModels {
  readonly sinks: readonly SinkModel[];
  readonly sources: readonly SourceModel[];
  readonly propagators: readonly PropagatorModel[];
  readonly sanitizers: readonly SanitizerModel[];
  readonly settings: readonly SettingModel[];
  readonly builders: readonly BuilderModel[];
}

interface Memo {
  readonly steps: Map<string, RuleNodes>;
  readonly models: Map<string, NodeModels | undefined>;
  readonly modules: Map<string, RuleNodes>;
  readonly patterns: readonly { readonly matches: (specifier: string) => boolean; readonly pattern: string; readonly nodes: RuleNodes }[];
}

const memos = new WeakMap<CompiledRules, Memo>();

function memoOf(rules: CompiledRules): Memo {
  let memo = memos.get(rules);
  if (!memo) {
    const patterns = rules.modulePatterns.map(({ pattern, nodes }) => ({ pattern, nodes, matches: wildcard(pattern) }));
    memo = { steps: new Map(), models: new Map(), modules: new Map(), patterns };
    memos.set(rules, memo);
  }
  return memo;
}

/** `*` stands for any text; everything else for itself. */
function wildcard(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*');
  const head = parts[0] ?? '';
  const tail = parts[parts.length - 1] ?? '';
  const middle = parts.slice(1, -1);
  return (text) => {
    if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false;
    let from = head.length;
    for (const part of middle) {
      const at = text.indexOf(part, from);
      if (at < 0 || at + part.length > text.length - tail.length) return false;
      from = at + part.length;
    }
    return true;
  };
}

/**
 * Joins sets of nodes.
 *
 * @returns ascending, without doubles
 */
export function joinNodes(sets: readonly RuleNodes[]): RuleNodes {
  const filled = sets.filter((set) => set.length > 0);
  if (filled.length === 0) return NONE;
  if (filled.length === 1) return filled[0] ?? NONE;
  return [...new Set(filled.flat())].sort((a, b) => a - b);
}

/**
 * One step of the code: `m:info` for a member, `ret` for a call's result … (labels: see {@link RuleNode}).
 * A node that has no edge for a member follows its `m:*`.
 */
export function step(rules: CompiledRules, nodes: RuleNodes, label: string): RuleNodes {
  if (nodes.length === 0) return NONE;
  if (nodes.length === 1) return stepOne(rules.nodes[nodes[0] ?? -1], label);
  const { steps } = memoOf(rules);
  const key = `${label} ${nodes.join()}`;
  let found = steps.get(key);
  if (!found) {
    found = joinNodes(nodes.map((node) => stepOne(rules.nodes[node], label)));
    steps.set(key, found);
  }
  return found;
}

function stepOne(node: RuleNode | undefined, label: string): RuleNodes {
  if (!node) return NONE;
  if (Object.hasOwn(node.edges, label)) return node.edges[label] ?? NONE;
  return (label.startsWith('m:') ? node.edges['m:*'] : undefined) ?? NONE;
}

/** Several steps, one after another. */
export function walk(rules: CompiledRules, nodes: RuleNodes, labels: readonly string[]): RuleNodes {
  return labels.reduce((at, label) => step(rules, at, label), nodes);
}

/** What the rules say of a value in these nodes; nothing when they say nothing. */
export function modelOf(rules: CompiledRules, nodes: RuleNodes): NodeModels | undefined {
  if (nodes.length === 0) return undefined;
  const { models } = memoOf(rules);
  const key = nodes.join();
  if (models.has(key)) return models.get(key);
  const found = mergeModels(nodes.map((node) => rules.nodes[node]).filter((node) => node !== undefined));
  models.set(key, found);
  return found;
}

function mergeModels(nodes: readonly RuleNode[]): NodeModels | undefined {
  const all: NodeModels = {
    sinks: gather(nodes, (node) => node.sinks),
    sources: gather(nodes, (node) => node.sources),
    propagators: gather(nodes, (node) => node.propagators),
    sanitizers: gather(nodes, (node) => node.sanitizers),
    settings: gather(nodes, (node) => node.settings),
    builders: gather(nodes, (node) => node.builders),
  };
  return Object.values(all).some((list: readonly unknown[]) => list.length > 0) ? all : undefined;
}

function gather<T>(nodes: readonly RuleNode[], list: (node: RuleNode) => readonly T[] | undefined): readonly T[] {
  const seen = new Map<string, T>();
  for (const item of nodes.flatMap((node) => list(node) ?? [])) {
    const key = JSON.stringify(item);
    if (!seen.has(key)) seen.set(key, item);
  }
  return [...seen.values()];
}

/** Nodes of the module object that `import * as m from specifier` gives. */
export function moduleNodes(rules: CompiledRules, specifier: string): RuleNodes {
  const memo = memoOf(rules);
  let found = memo.modules.get(specifier);
  if (!found) {
    const fitting = memo.patterns.filter(({ matches }) => matches(specifier)).map(({ nodes }) => nodes);
    found = joinNodes([own(rules.modules, specifier), ...fitting]);
    memo.modules.set(specifier, found);
  }
  return found;
}

/** Nodes of a name that is bound nowhere. */
export function globalNodes(rules: CompiledRules, name: string): RuleNodes {
  return own(rules.globals, name);
}

/** Nodes of a value of a built-in type: `String`, `Array` … */
export function builtinNodes(rules: CompiledRules, type: string): RuleNodes {
  return own(rules.builtins, type);
}

/** Nodes of an intrinsic JSX element. */
export function tagNodes(rules: CompiledRules, tag: string): RuleNodes {
  return own(rules.tags, tag);
}

/** Nodes of a receiver that nothing is known of but its name. */
export function namedNodes(rules: CompiledRules, name: string): RuleNodes {
  return own(rules.names, name);
}

/**
 * Nodes of the instances of an outside type.
 *
 * @param module its specifier; '' for a type that is declared globally (`Storage`, `FormData`)
 */
export function typeNodes(rules: CompiledRules, module: string, name: string): RuleNodes {
  const patterns = module === '' ? [] : memoOf(rules).patterns.filter(({ matches }) => matches(module));
  const keys = [...new Set([module, ...patterns.map(({ pattern }) => pattern)])];
  return joinNodes(keys.map((key) => own(rules.types, `${key}#${name}`)));
}

/** The operator that a library's generic type stands for: `infer` of a schema library. */
export function typeAliasOf(rules: CompiledRules, module: string, name: string): TypeOp | undefined {
  const patterns = memoOf(rules).patterns.filter(({ matches }) => matches(module));
  for (const key of [module, ...patterns.map(({ pattern }) => pattern)]) {
    const aliases = rules.typeAliases;
    if (Object.hasOwn(aliases, `${key}#${name}`)) return aliases[`${key}#${name}`];
  }
  return undefined;
}

function own(record: Readonly<Record<string, RuleNodes>>, key: string): RuleNodes {
  return Object.hasOwn(record, key) ? (record[key] ?? NONE) : NONE;
}
