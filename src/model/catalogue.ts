/** Packages and globals by whom they send to: what is known of a company without a rule for its library. */
import type { FunctionFacts } from './facts.js';
import { packageOf } from './package-name.js';
import type { CallSiteRef, Program } from './program.js';
import type { CompiledRules } from './compiled-rules.js';
import type { Recipient } from './rules.js';

/** A call of which only the recipient is known. */
export interface CataloguedCall {
  readonly recipient: Recipient;
  /** The package, or the global that is called. */
  readonly library: string;
}

interface Index {
  readonly packages: ReadonlyMap<string, Recipient>;
  readonly globals: ReadonlyMap<string, Recipient>;
  /** Answers, so that each module is looked up once. */
  readonly modules: Map<string, Recipient | undefined>;
}

/** Values that are members of members before the global they belong to is given up. */
const MAX_PATH = 8;

const indexes = new WeakMap<CompiledRules, Index>();

function indexOf(rules: CompiledRules): Index {
  let index = indexes.get(rules);
  if (!index) {
    const packages = new Map<string, Recipient>();
    const globals = new Map<string, Recipient>();
    for (const recipient of rules.recipients) {
      for (const name of recipient.packages ?? []) packages.set(name, recipient);
      for (const name of recipient.globals ?? []) globals.set(name, recipient);
    }
    indexes.set(rules, (index = { packages, globals, modules: new Map() }));
  }
  return index;
}

/** @returns who gets what is handed to a package: by the module itself, a module above it, the package, its scope */
export function recipientOfModule(rules: CompiledRules, specifier: string): Recipient | undefined {
  const { packages, modules } = indexOf(rules);
  if (modules.has(specifier)) return modules.get(specifier);
  const name = packageOf(specifier);
  let found: Recipient | undefined;
  for (let at = specifier; !found; at = at.slice(0, at.lastIndexOf('/'))) {
    found = packages.get(at);
    if (at.length <= name.length) break;
  }
  found ??= name.startsWith('@') ? packages.get(`${name.slice(0, name.indexOf('/'))}/*`) : undefined;
  modules.set(specifier, found);
  return found;
}

/**
 * The company behind a call that no rule describes and that leads to no function of the project.
 *
 * @returns nothing where the call's target is known, or nobody knows whose it is
 */
export function cataloguedCall(
  program: Program,
  rules: CompiledRules,
  { file, function: fn, call }: CallSiteRef,
): CataloguedCall | undefined {
  const { targets, classes, library } = program.call(file, fn, call);
  // A target or a built-in method that was found by its name alone says less than the package.
  if (classes.length > 0 || targets.some(({ by }) => by !== 'field')) return undefined;
  if (library.some(({ nodes, builtin }) => nodes.length > 0 && !builtin)) return undefined;
  const outside = library.find(({ module }) => module !== '');
  if (outside) {
    const recipient = recipientOfModule(rules, outside.module);
    return recipient && { recipient, library: packageOf(outside.module) };
  }
  const { globals } = indexOf(rules);
  const path = globals.size > 0 ? globalPath(program.graph.files[file]!.functions[fn]!, call) : [];
  // `window.analytics.track` is a call of `analytics`.
  const name = path.find((key) => globals.has(key));
  return name === undefined ? undefined : { recipient: globals.get(name)!, library: name };
}

/** The global that a callee begins at, and the member read from it: there may be one global that holds all. */
function globalPath({ calls, values }: FunctionFacts, call: number): readonly string[] {
  let def = values[calls[call]!.callee];
  const keys: string[] = [];
  for (let hop = 0; def?.op === 'load' && hop < MAX_PATH; hop++) {
    keys.push(def.key);
    def = values[def.object];
  }
  if (def?.op !== 'global') return [];
  return HOLDERS.has(def.name) ? [keys.at(-1) ?? def.name] : [def.name];
}

/** Names of the object that holds all globals (ECMAScript, HTML). */
const HOLDERS: ReadonlySet<string> = new Set(['window', 'globalThis', 'self', 'global']);
