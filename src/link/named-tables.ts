/**
 * Tables that code builds, by their names: `sequelize.define('User', …)` is what `mongoose.model('User')` or `db.User` means
 * elsewhere. Also which call says the columns of a class (`User.init({ … })`).
 */
import type { CallFact, ClassId, FileFacts, FunctionFacts, ValueId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { BuilderModel, CompiledRules, Place } from '../model/compiled-rules.js';
import { constantKeys, memberRef, type ValueRef } from './call-places.js';
import { NONE, union, type CallSite, type Entities, type Entity } from './entities.js';
import type { ValueResolver } from './resolve-value.js';

/** Calls that give one name to a table; of more, the first in program order. */
const MAX_SITES = 8;

interface Tables {
  readonly byName: ReadonlyMap<string, readonly CallSite[]>;
  readonly byClass: ReadonlyMap<string, readonly CallSite[]>;
}

/** Looks through all calls when it is first asked: most programs ask nothing of it. */
export class NamedTables {
  private tables: Tables | undefined;

  constructor(private readonly resolver: ValueResolver) {}

  /** Forgets what was found before all parameters were known. */
  forget(): void {
    this.tables = undefined;
  }

  /** The calls that build a table of that name. */
  named(name: string): readonly CallSite[] {
    return (this.tables ??= this.collect()).byName.get(name) ?? [];
  }

  /** What a table of that name is in code: the class that it makes one, or what the call gives. */
  entities(name: string): Entities {
    return union(
      this.named(name).map((site) => {
        const call = this.resolver.fn(site.file, site.function).calls[site.call]!;
        const receiver = call.receiver === undefined ? NONE : this.resolver.resolve(site.file, site.function, call.receiver);
        const classes = receiver.filter((x) => x.e === 'class');
        return classes.length > 0 ? classes : this.resolver.called(this.resolver.callee(site.file, site.function, call), 'call', site);
      }),
    );
  }

  /** Whether an entity is a table that a call makes. */
  isTable(x: Entity): boolean {
    if (x.e === 'class') return this.ofClass(x.file, x.class).length > 0;
    if (x.e !== 'lib' || !x.created) return false;
    const { file, function: fn, call } = x.created;
    return this.builderOf(x.created, this.resolver.fn(file, fn).calls[call]!) !== undefined;
  }

  /** The calls that say the columns of a class. */
  ofClass(file: FileId, cls: ClassId): readonly CallSite[] {
    return (this.tables ??= this.collect()).byClass.get(`${file}:${cls}`) ?? [];
  }

  private collect(): Tables {
    const byName = new Map<string, CallSite[]>();
    const byClass = new Map<string, CallSite[]>();
    // What is asked while it is being looked for, is not there.
    this.tables = { byName, byClass };
    const words = wordsOfTables(this.resolver.rules);
    this.resolver.graph.files.forEach((facts, file) => {
      facts.functions.forEach((f, fn) => {
        f.calls.forEach((call, index) => {
          const word = lastName(facts, f, call);
          if (call.kind === 'jsx' || word === undefined || !words.has(word)) return;
          const site = { file, function: fn, call: index };
          const builder = this.builderOf(site, call);
          if (!builder) return;
          const name = (builder.table ?? []).map((place) => this.constantAt(site, place)).find((x) => x !== undefined);
          if (name !== undefined) push(byName, name, site);
          if (call.receiver === undefined) return;
          for (const x of this.resolver.resolve(file, fn, call.receiver)) if (x.e === 'class') push(byClass, `${x.file}:${x.class}`, site);
        });
      });
    });
    return this.tables;
  }

  private builderOf({ file, function: fn }: CallSite, call: CallFact): BuilderModel | undefined {
    for (const x of this.resolver.resolve(file, fn, call.callee)) {
      const found = x.e === 'lib' ? modelOf(this.resolver.rules, x.nodes)?.builders.find((b) => b.table !== undefined) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  private constantAt({ file, function: fn, call }: CallSite, place: Place): string | undefined {
    const [first, ...rest] = place;
    if (first?.s !== 'argument') return undefined;
    const arg = this.resolver.fn(file, fn).calls[call]!.args[first.from];
    let ref: ValueRef | undefined = arg && { file, function: fn, value: arg.value };
    for (const step of rest) ref = ref && step.s === 'member' ? memberRef(this.resolver, ref, step.names[0]!) : undefined;
    return ref && constantKeys(this.resolver, ref)[0];
  }
}

const words = new WeakMap<CompiledRules, ReadonlySet<string>>();

/** Last names of what builds tables: calls of other names need not be resolved. */
function wordsOfTables(rules: CompiledRules): ReadonlySet<string> {
  let found = words.get(rules);
  if (!found) {
    const builds = new Set(rules.nodes.flatMap((node, id) => (node.builders?.some((b) => b.table !== undefined) ? [id] : [])));
    const names = rules.nodes.flatMap(({ edges }) =>
      Object.entries(edges).flatMap(([label, to]) => (label.startsWith('m:') && to.some((id) => builds.has(id)) ? [label.slice(2)] : [])),
    );
    words.set(rules, (found = new Set(names)));
  }
  return found;
}

/** The name of what is called in its library: `sequelize.define`, `new EntitySchema`. */
function lastName(file: FileFacts, facts: FunctionFacts, { kind, callee }: CallFact): string | undefined {
  const def = facts.values[callee];
  if (def?.op === 'load') return def.key;
  return kind === 'new' ? importedName(file, facts, callee) : undefined;
}

function importedName(file: FileFacts, facts: FunctionFacts, value: ValueId): string | undefined {
  const def = facts.values[value];
  if (def?.op === 'outer') return importedName(file, file.functions[def.function]!, def.value);
  return def?.op === 'import' ? file.imports[def.import]?.name : def?.op === 'load' ? def.key : undefined;
}

function push(map: Map<string, CallSite[]>, key: string, site: CallSite): void {
  const list = map.get(key);
  if (!list) map.set(key, [site]);
  else if (list.length < MAX_SITES) list.push(site);
}
