/** Walks the compiled rules' graph: which nodes a value is in after one step, and what the rules say of it there. */
import { wildcard } from './wildcard.js';
import type {
  BuilderModel,
  ChannelModel,
  EnvironmentModel,
  CompiledRules,
  PropagatorModel,
  RuleNode,
  SanitizerModel,
  SettingModel,
  SinkModel,
  SourceModel,
} from './compiled-rules.js';
import type { TypeOp } from './rules.js';

/** Indices into {@link CompiledRules.nodes}, ascending, without doubles. */
export type RuleNodes = readonly number[];

const NONE: RuleNodes = Object.freeze([]);

/** All that the rules say of a value or call in some nodes. */
export interface NodeModels {
  readonly sinks: readonly SinkModel[];
  readonly sources: readonly SourceModel[];
  readonly propagators: readonly PropagatorModel[];
  readonly sanitizers: readonly SanitizerModel[];
  readonly settings: readonly SettingModel[];
  readonly channels: readonly ChannelModel[];
  readonly environments: readonly EnvironmentModel[];
  readonly builders: readonly BuilderModel[];
}

interface Memo {
  readonly steps: WeakMap<RuleNodes, Map<string, RuleNodes>>;
  readonly models: WeakMap<RuleNodes, NodeModels | null>;
  readonly modelsByNodes: Map<string, NodeModels | null>;
  readonly modules: Map<string, RuleNodes>;
  readonly keys: Map<string, readonly string[]>;
  readonly forms: Map<
    Readonly<Record<string, TypeOp>>,
    readonly { readonly module: string; readonly matches: (name: string) => boolean; readonly op: TypeOp }[]
  >;
  readonly patterns: readonly { readonly matches: (specifier: string) => boolean; readonly pattern: string; readonly nodes: RuleNodes }[];
}

const memos = new WeakMap<CompiledRules, Memo>();

function memoOf(rules: CompiledRules): Memo {
  let memo = memos.get(rules);
  if (!memo) {
    const patterns = rules.modulePatterns.map(({ pattern, nodes }) => ({ pattern, nodes, matches: wildcard(pattern) }));
    memo = {
      steps: new WeakMap(),
      models: new WeakMap(),
      modelsByNodes: new Map(),
      modules: new Map(),
      keys: new Map(),
      forms: new Map(),
      patterns,
    };
    memos.set(rules, memo);
  }
  return memo;
}

/**
 * Joins sets of nodes.
 *
 * @returns ascending, without doubles
 */
export function joinNodes(sets: readonly RuleNodes[]): RuleNodes {
  let only: RuleNodes = NONE;
  let filled = 0;
  for (const set of sets) {
    if (set.length === 0) continue;
    only = set;
    filled++;
  }
  if (filled < 2) return only;
  return [...new Set(sets.flat())].sort((a, b) => a - b);
}

/**
 * One step of the code: `m:info` for a member, `ret` for a call's result … (labels: see {@link RuleNode}).
 * A node that has no edge for a member follows its `m:*`, for a position its elements.
 */
export function step(rules: CompiledRules, nodes: RuleNodes, label: string): RuleNodes {
  if (nodes.length === 0) return NONE;
  if (nodes.length === 1) return stepOne(rules.nodes[nodes[0] ?? -1], label);
  const { steps } = memoOf(rules);
  let ofNodes = steps.get(nodes);
  if (!ofNodes) steps.set(nodes, (ofNodes = new Map<string, RuleNodes>()));
  let found = ofNodes.get(label);
  if (!found) {
    found = joinNodes(nodes.map((node) => stepOne(rules.nodes[node], label)));
    ofNodes.set(label, found);
  }
  return found;
}

function stepOne(node: RuleNode | undefined, label: string): RuleNodes {
  if (!node) return NONE;
  if (Object.hasOwn(node.edges, label)) return node.edges[label] ?? NONE;
  if (!label.startsWith('m:')) return NONE;
  return (isPosition(label) ? node.edges['el'] : undefined) ?? node.edges['m:*'] ?? NONE;
}

/** `m:0`: one element of those that rules speak of. */
function isPosition(label: string): boolean {
  const first = label.charCodeAt(2);
  return first >= 48 && first <= 57 && /^m:\d+$/.test(label);
}

/** Of more members than these (all of `globalThis`), which one a key reads is anybody's guess. */
const MAX_ANY_MEMBERS = 32;

/** The members that a key which nobody knows may read: all that rules name, where they are few. */
export function anyMember(rules: CompiledRules, nodes: RuleNodes): RuleNodes {
  const edges = nodes.flatMap((node) => Object.entries(rules.nodes[node]?.edges ?? {}));
  const members = edges.flatMap(([label, to]) => (label.startsWith('m:') ? [to] : []));
  return members.length > MAX_ANY_MEMBERS ? NONE : joinNodes(members);
}

/** Several steps, one after another. */
export function walk(rules: CompiledRules, nodes: RuleNodes, labels: readonly string[]): RuleNodes {
  return labels.reduce((at, label) => step(rules, at, label), nodes);
}

/** What the rules say of a value in these nodes; nothing when they say nothing. */
export function modelOf(rules: CompiledRules, nodes: RuleNodes): NodeModels | undefined {
  if (nodes.length === 0) return undefined;
  const { models, modelsByNodes } = memoOf(rules);
  const known = models.get(nodes);
  if (known !== undefined) return known ?? undefined;
  // The same nodes come in different arrays: what they say is merged once.
  const key = nodes.join();
  let found = modelsByNodes.get(key);
  if (found === undefined) {
    found = mergeModels(nodes.map((node) => rules.nodes[node]).filter((node) => node !== undefined)) ?? null;
    modelsByNodes.set(key, found);
  }
  models.set(nodes, found);
  return found ?? undefined;
}

function mergeModels(nodes: readonly RuleNode[]): NodeModels | undefined {
  const all: NodeModels = {
    sinks: gather(nodes, (node) => node.sinks),
    sources: gather(nodes, (node) => node.sources),
    propagators: gather(nodes, (node) => node.propagators),
    sanitizers: gather(nodes, (node) => node.sanitizers),
    settings: gather(nodes, (node) => node.settings),
    channels: gather(nodes, (node) => node.channels),
    environments: gather(nodes, (node) => node.environments),
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
  return joinNodes(moduleKeys(rules, module).flatMap((key) => namesOf(name).map((n) => own(rules.types, `${key}#${n}`))));
}

/**
 * Nodes of an outside value by its dotted name, as `typeof` types name it.
 * @param module its specifier; '' for a global
 */
export function valueNodes(rules: CompiledRules, module: string, name: string): RuleNodes {
  const [head = '', ...path] = name.split('.');
  const first =
    module === ''
      ? globalNodes(rules, head)
      : head === '*'
        ? moduleNodes(rules, module)
        : step(rules, moduleNodes(rules, module), `m:${head}`);
  return path.reduce((nodes, key) => step(rules, nodes, `m:${key}`), first);
}

/** The operator that a library's type stands for: `infer` of a schema library. */
export function typeAliasOf(rules: CompiledRules, module: string, name: string): TypeOp | undefined {
  return ofType(rules, rules.typeAliases, module, name);
}

/** The operator for what a value of a library's type describes: `Repository` of an ORM. */
export function typeDescriptionOf(rules: CompiledRules, module: string, name: string): TypeOp | undefined {
  return ofType(rules, rules.typeDescriptions, module, name);
}

/** The operator for what a value of a library's type gives in time: `Observable`. */
export function typeCarrierOf(rules: CompiledRules, module: string, name: string): TypeOp | undefined {
  return ofType(rules, rules.typeCarriers, module, name);
}

/** By the exact name, the name without its namespaces, then the first form with `*` that fits. */
function ofType(rules: CompiledRules, table: Readonly<Record<string, TypeOp>>, module: string, name: string): TypeOp | undefined {
  const keys = moduleKeys(rules, module);
  for (const key of keys) for (const n of namesOf(name)) if (Object.hasOwn(table, `${key}#${n}`)) return table[`${key}#${n}`];
  const { forms } = memoOf(rules);
  let found = forms.get(table);
  if (!found) {
    const entries = Object.entries(table).map(([key, op]) => ({
      module: key.slice(0, key.indexOf('#')),
      form: key.slice(key.indexOf('#') + 1),
      op,
    }));
    found = entries
      .filter(({ form }) => form.includes('*'))
      .map(({ module: of, form, op }) => ({ module: of, matches: wildcard(form), op }));
    forms.set(table, found);
  }
  return found.find((form) => keys.includes(form.module) && form.matches(name))?.op;
}

/** A module as rules may name it: itself, and the patterns that fit it. */
function moduleKeys(rules: CompiledRules, module: string): readonly string[] {
  if (module === '') return [module];
  const { patterns, keys } = memoOf(rules);
  let found = keys.get(module);
  if (!found)
    keys.set(module, (found = [...new Set([module, ...patterns.filter(({ matches }) => matches(module)).map(({ pattern }) => pattern)])]));
  return found;
}

/** `z.ZodType` is `ZodType` of the namespace that its module exports. */
function namesOf(name: string): readonly string[] {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? [name] : [name, name.slice(dot + 1)];
}

function own(record: Readonly<Record<string, RuleNodes>>, key: string): RuleNodes {
  return Object.hasOwn(record, key) ? (record[key] ?? NONE) : NONE;
}
