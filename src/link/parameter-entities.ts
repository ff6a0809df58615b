/** What parameters stand for: by the calls that hand them over, declared types, decorators, the type a function is written against. */
import type { FunctionId } from '../model/facts.js';
import type { CallSiteRef, FileId, TypeId } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { step } from '../model/rule-graph.js';
import { NONE, union, type Entities } from './entities.js';
import { functionContexts, type FunctionContext } from './function-context.js';
import { handedByBuiltin } from './handed-values.js';
import type { ValueResolver } from './resolve-value.js';

/** The call that a function expression is written in as an argument. */
export type InlineUse = (file: FileId, fn: FunctionId) => (CallSiteRef & { readonly argument: number }) | undefined;

/** Asks where a parameter may be known from, the surest first. */
export class ParameterEntities {
  private readonly contexts: (ReadonlyMap<FunctionId, FunctionContext> | undefined)[] = [];

  constructor(
    private readonly resolver: ValueResolver,
    private readonly inlineUse: InlineUse,
  ) {}

  /** What a parameter stands for. */
  of(file: FileId, fn: FunctionId, index: number): Entities {
    const facts = this.resolver.fn(file, fn);
    const param = facts.params[index];
    const out: Entities[] = [];
    const bound = this.resolver.paramNodes.get(file, fn, index);
    const [by, ...others] = bound?.sites ?? [];
    if (bound) out.push([{ e: 'lib', module: bound.module, nodes: bound.nodes, ...(by && others.length === 0 ? { handedBy: by } : {}) }]);
    const own = this.resolver.own?.ofParameter(file, fn, index) ?? [];
    if (own.length) out.push([{ e: 'lib', module: '', nodes: own }]);
    if (param?.type) out.push(this.resolver.ofType(this.resolver.types.resolve(file, fn, param.type)));
    if (param?.default !== undefined) out.push(this.resolver.resolve(file, fn, param.default));
    if (param?.decorators) out.push(this.decorated(file, fn, param.decorators));
    if (facts.kind === 'method') out.push(this.ofDecoratedMethod(file, fn, index));
    if (out.every((x) => x.length === 0)) out.push(this.fromContext(file, fn, index));
    const known = union(out);
    if (known.length) return known;
    const use = this.inlineUse(file, fn);
    return use ? handedByBuiltin(this.resolver, use, index) : this.resolver.handed.get(file, fn, index);
  }

  /** The type that a function expression is written against; unknown when there is none. */
  contextType(file: FileId, fn: FunctionId): TypeId {
    const context = this.contextOf(file, fn);
    if (!context) return UNKNOWN_TYPE;
    let type = this.resolver.types.resolve(file, context.scope, context.type);
    for (const key of context.path) type = this.resolver.types.member(this.resolver.types.awaited(type), key)?.type ?? UNKNOWN_TYPE;
    return type;
  }

  /** A parameter of a function written against a library's function type: `const handle: RequestHandler = (req) => …`. */
  private fromContext(file: FileId, fn: FunctionId, index: number): Entities {
    const type = this.contextType(file, fn);
    if (type === UNKNOWN_TYPE) return this.fromLibraryContext(file, fn, index);
    const declared = this.resolver.types.params(type)[index];
    if (declared !== undefined && declared !== UNKNOWN_TYPE) return this.resolver.ofType(declared);
    return union(
      this.resolver
        .ofType(type)
        .flatMap((x) => (x.e === 'lib' && x.nodes.length ? [this.resolver.members.libraryStep(x, `p:${index}`)] : [])),
    );
  }

  /** A function in an object that is written against a library's type: `const actions: Actions = { default: (event) => … }`. */
  private fromLibraryContext(file: FileId, fn: FunctionId, index: number): Entities {
    const context = this.contextOf(file, fn);
    if (!context) return NONE;
    const { members } = this.resolver;
    return union(
      this.resolver.ofType(this.resolver.types.resolve(file, context.scope, context.type)).map((x): Entities => {
        if (x.e !== 'lib' || x.nodes.length === 0) return NONE;
        const at = context.path.reduce<Entities>(
          (found, key) => found.flatMap((y) => (y.e === 'lib' ? members.libraryStep(y, `m:${key}`) : [])),
          [x],
        );
        const handed = at.flatMap((y) => (y.e === 'lib' ? members.libraryStep(y, `p:${index}`) : []));
        return handed.filter((y) => y.e === 'lib' && y.nodes.length > 0);
      }),
    );
  }

  private contextOf(file: FileId, fn: FunctionId): FunctionContext | undefined {
    return (this.contexts[file] ??= functionContexts(this.resolver.facts(file))).get(fn);
  }

  /** What a framework hands to a method that carries its decorator: `@OnEvent('sent') report(event) { … }`. */
  private ofDecoratedMethod(file: FileId, fn: FunctionId, index: number): Entities {
    const cls = this.resolver.fn(file, fn).class;
    const member = cls === undefined ? undefined : this.resolver.facts(file).classes[cls]!.members.find((m) => m.function === fn);
    if (!member?.decorators) return NONE;
    const handed = this.decorated(file, fn, member.decorators).flatMap((x) =>
      x.e === 'lib' ? this.resolver.members.libraryStep(x, `p:${index}`) : [],
    );
    return handed.filter((x) => x.e === 'lib' && x.nodes.length > 0);
  }

  /** Library nodes of a decorated parameter or method: `Decorated` of what the decorator is. */
  private decorated(file: FileId, fn: FunctionId, decorators: readonly number[]): Entities {
    const cls = this.resolver.fn(file, fn).class;
    if (cls === undefined) return NONE;
    const enclosing = this.resolver.facts(file).classes[cls]!.function;
    const out: Entities[] = [];
    for (const index of decorators) {
      const call = this.resolver.fn(file, enclosing).calls[index];
      if (!call) continue;
      for (const x of this.resolver.resolve(file, enclosing, call.callee)) {
        if (x.e === 'lib')
          out.push([{ ...x, nodes: step(this.resolver.rules, x.nodes, 'dec'), created: { file, function: enclosing, call: index } }]);
      }
    }
    return union(out);
  }
}
