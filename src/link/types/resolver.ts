/** Expands type expressions into interned types, no further than was asked for. */
import type { FunctionId } from '../../model/facts.js';
import type { FileId, TypeId } from '../../model/program.js';
import type { TypeExpr } from '../../model/type-expr.js';
import type { LinkedModuleGraph } from '../module-graph.js';
import { MAX_ANCESTORS, MAX_EXPANSION, type TypeCut } from './budgets.js';
import { expandConditional } from './conditional.js';
import { instantiate } from './instances.js';
import { languageType, isLanguageType, isUtility } from './language.js';
import { list } from './listing.js';
import type { Listing } from './listing-builder.js';
import { meaningOf, ofTarget, type Meaning } from './names.js';
import { BOOLEAN, NULL, primitive, STRING, TypeStore, UNKNOWN, type TypeNode, type ValueOrigin } from './nodes.js';
import { columnsOf, indexed, intersectionOf, isTable, keysOf, mapped, unionOf } from './operators.js';
import type { TypeTableOptions } from './options.js';
import { selectedOf } from './selected.js';
import { bind, plainScope, type Scope } from './scope.js';
import { ValueTypes } from './value-types.js';

type NamedExpr = Extract<TypeExpr, { t: 'name' | 'import' }>;

export class TypeResolver {
  readonly store = new TypeStore();
  readonly values: ValueTypes;
  readonly cuts: Partial<Record<TypeCut, number>> = {};
  readonly instances = new Map<string, number>();
  private readonly memo = new Map<TypeExpr, TypeId>();
  private readonly plain: Map<FunctionId, Scope>[] = [];
  /** One step of each lazy type's expansion. */
  private readonly steps = new Map<TypeId, TypeId>();
  private readonly expanding = new Set<TypeId>();
  private readonly listings = new Map<TypeId, Listing>();
  private readonly listingNow = new Set<TypeId>();
  private level = 0;

  constructor(
    readonly graph: LinkedModuleGraph,
    readonly options: TypeTableOptions,
  ) {
    this.values = new ValueTypes(this);
  }

  cut(cause: TypeCut): TypeId {
    this.cuts[cause] = (this.cuts[cause] ?? 0) + 1;
    return UNKNOWN;
  }

  /** The scope of a function without bound parameters. */
  scopeOf(file: FileId, fn: FunctionId): Scope {
    const scopes = (this.plain[file] ??= new Map());
    let scope = scopes.get(fn);
    if (!scope) scopes.set(fn, (scope = plainScope(file, fn, this.memo)));
    return scope;
  }

  resolve(expr: TypeExpr, scope: Scope): TypeId {
    const known = scope.memo.get(expr);
    if (known !== undefined) return known;
    scope.memo.set(expr, UNKNOWN); // `T extends Node<T>`: inside its own constraint a parameter is nothing yet
    const type = this.build(expr, scope);
    scope.memo.set(expr, type);
    return type;
  }

  node(type: TypeId): TypeNode {
    return this.store.nodes[this.expand(type)]!;
  }

  /** The type behind aliases and operators. */
  expand(type: TypeId): TypeId {
    let id = type;
    for (let i = 0; this.store.nodes[id]!.k === 'lazy'; i++) {
      if (i > MAX_EXPANSION) return this.cut('expansion');
      const next = this.step(id);
      if (next === undefined) return UNKNOWN;
      id = next;
    }
    return id;
  }

  /** The type that a lazy type stands for, one alias or operator on; nothing in a cycle or when it is too deep. */
  step(id: TypeId): TypeId | undefined {
    const known = this.steps.get(id);
    if (known !== undefined) return known;
    const node = this.store.nodes[id]!;
    if (node.k !== 'lazy') return id;
    if (this.expanding.has(id)) return void this.cut('cycle');
    if (this.level >= MAX_EXPANSION) return void this.cut('expansion');
    this.expanding.add(id);
    this.level++;
    try {
      const type = this.evaluate(node.expr, node.scope);
      const settled = type === id ? UNKNOWN : type;
      this.steps.set(id, settled);
      return settled;
    } finally {
      this.level--;
      this.expanding.delete(id);
    }
  }

  /** Members of a type, listed once. */
  listing(type: TypeId): Listing {
    const id = this.expand(type);
    const known = this.listings.get(id);
    if (known) return known;
    if (this.listingNow.has(id) || this.listingNow.size > MAX_ANCESTORS) {
      this.cut('cycle');
      return list(this, UNKNOWN);
    }
    this.listingNow.add(id);
    try {
      const made = list(this, id);
      this.listings.set(id, made);
      return made;
    } finally {
      this.listingNow.delete(id);
    }
  }

  /** Types that need nothing else to be expanded are made at once, all others when they are asked for. */
  private build(expr: TypeExpr, scope: Scope): TypeId {
    switch (expr.t) {
      case 'prim':
        return primitive(expr.name);
      case 'lit':
        return expr.value === null ? NULL : typeof expr.value === 'boolean' ? BOOLEAN : this.store.literal([expr.value]);
      case 'template':
        return STRING;
      case 'predicate':
        return BOOLEAN;
      case 'infer':
        return scope.bound?.get(expr.name) ?? UNKNOWN;
      case 'this':
        return scope.this ?? UNKNOWN;
      case 'array':
        return this.store.array(this.resolve(expr.element, scope));
      case 'tuple':
        return this.store.tuple(expr.elements.map((e) => this.resolve(e, scope)));
      case 'function':
        return this.store.add({ k: 'function', source: { s: 'written', expr, scope: this.bindParams(expr, scope) } });
      case 'object':
        if (expr.call && expr.members.length === 0 && !expr.index) return this.resolve(expr.call, scope);
        return this.store.add({ k: 'object', name: '', source: { s: 'written', expr, scope } });
      case 'name':
      case 'import':
        return this.named(expr, scope);
      case 'union':
        return this.nullable(expr, scope);
      default:
        return this.lazy(expr, scope);
    }
  }

  private lazy(expr: TypeExpr, scope: Scope): TypeId {
    return this.store.add({ k: 'lazy', expr, scope, name: '', args: [] });
  }

  /** `User | null` is `User`. */
  private nullable(expr: Extract<TypeExpr, { t: 'union' | 'intersection' }>, scope: Scope): TypeId {
    const rest = expr.of.filter((part) => !(part.t === 'prim' && primitive(part.name) === NULL && part.name !== 'unknown'));
    if (rest.length === 0) return NULL;
    return rest.length === 1 ? this.resolve(rest[0]!, scope) : this.lazy(expr, scope);
  }

  private bindParams(expr: Extract<TypeExpr, { t: 'function' }>, scope: Scope): Scope {
    const params = expr.typeParams;
    if (!params?.length) return scope;
    return bind(
      scope,
      params.map((p) => [p.name, p.constraint ? this.resolve(p.constraint, scope) : UNKNOWN] as const),
    );
  }

  private evaluate(expr: TypeExpr, scope: Scope): TypeId {
    switch (expr.t) {
      case 'union':
        return unionOf(
          this,
          expr.of.map((part) => this.resolve(part, scope)),
        );
      case 'intersection':
        return intersectionOf(
          this,
          expr.of.map((part) => this.resolve(part, scope)),
        );
      case 'keyof':
        return keysOf(this, this.resolve(expr.of, scope));
      case 'index':
        return indexed(this, this.resolve(expr.object, scope), this.resolve(expr.index, scope));
      case 'mapped':
        return mapped(this, expr, scope);
      case 'conditional':
        return expandConditional(this, expr, scope);
      case 'typeof':
        return this.values.ofName(scope, expr.name);
      case 'selected':
        return selectedOf(this, this.resolve(expr.of, scope), expr.what, scope);
      case 'name':
      case 'import':
        return this.namedNow(expr, scope);
      default:
        return this.resolve(expr, scope);
    }
  }

  private meaning(expr: NamedExpr, scope: Scope): Meaning {
    if (expr.t === 'name') return meaningOf(this.graph, scope, expr.name, isLanguageType);
    const target = this.graph.namedType(scope.file, expr.specifier, expr.name);
    const value = target ? undefined : this.importedValue(expr.specifier, expr.name, scope);
    if (value !== undefined) return { m: 'bound', type: value };
    return target ? ofTarget(this.graph, target) : { m: 'external', module: expr.specifier, name: expr.name };
  }

  private named(expr: NamedExpr, scope: Scope): TypeId {
    const meaning = this.meaning(expr, scope);
    if (meaning.m === 'language' && isUtility(meaning.name)) return this.lazy(expr, scope);
    if (meaning.m === 'external' && this.options.aliasOf) return this.lazy(expr, scope);
    return this.ofMeaning(meaning, expr, scope);
  }

  /** `typeof import('x')` and `typeof import('x').name` of the program's files. */
  private importedValue(specifier: string, name: string, scope: Scope): TypeId | undefined {
    const to = this.graph.index.destination(scope.file, specifier);
    if (!to || 'module' in to) return undefined;
    if (name === '*') return this.values.ofTarget({ kind: 'module', file: to.file });
    const target = this.graph.exportValue(to.file, name);
    return target && this.values.ofTarget(target);
  }

  private namedNow(expr: NamedExpr, scope: Scope): TypeId {
    const meaning = this.meaning(expr, scope);
    if (meaning.m !== 'external' || !this.options.aliasOf) return this.ofMeaning(meaning, expr, scope);
    const written = expr.args ?? [];
    const args = written.map((arg) => this.resolve(arg, scope));
    const origin = (i: number): ValueOrigin | undefined => (args[i] === undefined ? undefined : this.values.origin(args[i]));
    const given = this.options.aliasOf(meaning.module, meaning.name, args, {
      file: scope.file,
      function: scope.function,
      args: written,
      origin,
    });
    return given ?? this.ofMeaning(meaning, expr, scope);
  }

  private ofMeaning(meaning: Meaning, expr: NamedExpr, scope: Scope): TypeId {
    if (meaning.m === 'bound') return meaning.type;
    if (meaning.m === 'parameter') return meaning.param.constraint ? this.resolve(meaning.param.constraint, scope) : UNKNOWN;
    const args = (expr.args ?? []).map((arg) => this.resolve(arg, scope));
    if (meaning.m === 'declared') {
      const declared = instantiate(this, meaning.decls, args);
      return meaning.generated && isTable(this, declared) ? columnsOf(this, declared) : declared;
    }
    if (meaning.m === 'external') return this.store.external(meaning.module, meaning.name, args);
    return languageType(this, meaning.name, args, expr, scope);
  }
}
