/** What calls of entities give. */
import type { FunctionId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import { step } from '../model/rule-graph.js';
import { NONE, union, type CallSite, type Entities, type Entity } from './entities.js';
import { resultGivenBy } from './generic-results.js';
import { givenBack, locatedInstances } from './handed-values.js';
import type { ValueResolver } from './resolve-value.js';

/** Returns of one function that are looked at for what calling it gives. */
const MAX_RETURNS = 6;
/** Functions in a row that give back what one of them made. */
const MAX_THROUGH = 3;

/** Follows calls into what they give, so that what is called on a result has a target. */
export class EntityCalls {
  private readonly busy = new Set<string>();

  constructor(private readonly resolver: ValueResolver) {}

  /** What calling or constructing the entities gives. */
  of(callee: Entities, kind: 'call' | 'new', site: CallSite): Entities {
    const out: Entities[] = [];
    for (const x of callee) {
      if (x.e === 'class')
        out.push([{ e: 'instance', file: x.file, class: x.class, by: 'lexical' }, ...this.resolver.classes.libraryBase(x.file, x.class)]);
      else if (x.e === 'fn') out.push(this.made(x.file, x.function, site), this.given(x.file, x.function, site));
      else if (x.e === 'lib') out.push(this.libCalled(x, kind, site));
      else if (x.e === 'type') out.push(this.resolver.ofType(this.resolver.types.returns(x.type)));
    }
    return union(out);
  }

  private libCalled(x: Extract<Entity, { e: 'lib' }>, kind: 'call' | 'new', site: CallSite): Entities {
    const located = locatedInstances(this.resolver, x.nodes, site);
    if (located.length) return located;
    const label = kind === 'new' ? 'new' : 'ret';
    let nodes = step(this.resolver.rules, x.nodes, label);
    if (nodes.length === 0 && kind === 'new') nodes = step(this.resolver.rules, x.nodes, 'ret');
    const given = givenBack(this.resolver, x.nodes, site);
    if (given.length) return nodes.length ? union([given, [{ e: 'lib', module: x.module, nodes, created: site }]]) : given;
    return [{ e: 'lib', module: x.module, nodes, created: site, ...(x.byName ? { byName: true as const } : {}) }];
  }

  /** What a generic function gives back of what it is called with. */
  private given(file: FileId, fn: FunctionId, site: CallSite): Entities {
    const given = resultGivenBy(this.resolver.fn(file, fn));
    const argument = given && this.resolver.fn(site.file, site.function).calls[site.call]?.args[given.param];
    if (!argument || argument.spread) return NONE;
    const values = this.resolver.resolve(site.file, site.function, argument.value);
    if (given.how === 'value') return values;
    const classes = values.filter((x) => x.e === 'class');
    const functions = given.how === 'result' ? values.filter((x) => x.e === 'fn') : NONE;
    return union([this.of(classes, 'new', site), this.of(functions, 'call', site)]);
  }

  /** What a function makes at each call is another thing for each of them: `createQueue('mails')`. */
  private made(file: FileId, fn: FunctionId, site: CallSite): Entities {
    return this.returned(file, fn).map((x) => {
      const made = x.e === 'lib' ? (x.through?.at(-1) ?? x.created) : undefined;
      if (x.e !== 'lib' || made?.file !== file || made.function !== fn || (x.through?.length ?? 0) >= MAX_THROUGH) return x;
      return this.isMadeAnew(file, fn, made.call) ? { ...x, through: [...(x.through ?? []), site] } : x;
    });
  }

  /** Whether a function gives back what a call in it makes, and does not keep it. */
  private isMadeAnew(file: FileId, fn: FunctionId, call: number): boolean {
    const facts = this.resolver.fn(file, fn);
    return facts.returns.some((r) => {
      let def = facts.values[r.value];
      while (def?.op === 'cast' || def?.op === 'update') def = facts.values[def.op === 'cast' ? def.value : def.object];
      return def?.op === 'call' && def.call === call;
    });
  }

  /** What a function of the project gives: its returns, or its declared return type. */
  private returned(file: FileId, fn: FunctionId): Entities {
    const key = `${file}:${fn}`;
    if (this.busy.has(key)) return NONE;
    this.busy.add(key);
    const facts = this.resolver.fn(file, fn);
    const out: Entities[] = facts.returns.slice(0, MAX_RETURNS).map((r) => this.resolver.resolve(file, fn, r.value));
    this.busy.delete(key);
    const inner = union(out);
    if (!facts.returnType) return inner;
    return union([inner, this.resolver.ofType(this.resolver.types.resolve(file, fn, facts.returnType))]);
  }
}
