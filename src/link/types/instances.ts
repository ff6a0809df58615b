/** Uses of declarations: one type for each declaration and arguments. */
import type { ClassId } from '../../model/facts.js';
import type { FileId, TypeId } from '../../model/program.js';
import type { TypeDecl, TypeExpr, TypeParam } from '../../model/type-expr.js';
import { MAX_ARGUMENT_DEPTH, MAX_INSTANCES } from './budgets.js';
import { UNKNOWN, type DeclPlace, type TypeNode } from './nodes.js';
import type { TypeResolver } from './resolver.js';
import { bind, bindArguments, declarationScope, type Scope } from './scope.js';

/** The type of a name whose declarations are merged, used with these arguments. */
export function instantiate(types: TypeResolver, decls: readonly DeclPlace[], args: readonly TypeId[]): TypeId {
  const main = mainDeclaration(types, decls);
  if (!main) return UNKNOWN;
  const decl = types.graph.files[main.file]!.types[main.decl]!;
  if (decl.kind === 'enum') return types.store.intern(`e${main.file}:${main.decl}`, () => ({ k: 'enum', ...main }));
  const params = paramsOf(types, main, decl);
  const used = args.slice(0, params.length);
  const key = `d${main.file}:${main.decl}`;
  const depth = used.length > 0 ? types.store.deepest(used) + 1 : 0;
  if (depth > MAX_ARGUMENT_DEPTH) return types.cut('arguments');
  return types.store.intern(
    `${key}<${used.join(',')}`,
    (self) => {
      if (used.length > 0 && !countInstance(types, key)) return { k: 'unknown' };
      return nodeOf(types, main, decl, decls, params, used, self);
    },
    depth,
  );
}

/** The type of a class's instances; type parameters stand for their defaults and constraints. */
export function instanceOf(types: TypeResolver, file: FileId, cls: ClassId): TypeId {
  const decl = types.graph.index.names(file).classDecls.get(cls);
  if (decl !== undefined) return instantiate(types, [{ file, decl }], []);
  return types.store.intern(`c${file}:${cls}`, (self) => {
    const facts = types.graph.files[file]!.classes[cls]!;
    const place = { file, function: facts.function, owner: facts.name, prefix: '', at: facts.span };
    const scope = declarationScope(place, undefined, new Map(), self);
    return { k: 'object', name: facts.name, source: { s: 'class', file, class: cls, scope, args: [], merged: [] } };
  });
}

/** The scope of a declaration that adds to an outside type used with these arguments. */
export function augmentationScope(types: TypeResolver, place: DeclPlace, args: readonly TypeId[]): Scope {
  const decl = types.graph.files[place.file]!.types[place.decl]!;
  return scopeOf(types, place, decl, paramsOf(types, place, decl), args, UNKNOWN);
}

/** The last dotted name: `User` of `Api.User`. */
export function lastName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** A class or alias decides over interfaces merged with it. */
function mainDeclaration(types: TypeResolver, decls: readonly DeclPlace[]): DeclPlace | undefined {
  const kindOf = (place: DeclPlace) => types.graph.files[place.file]!.types[place.decl]!.kind;
  return decls.find((place) => kindOf(place) === 'class') ?? decls.find((place) => kindOf(place) === 'alias') ?? decls[0];
}

function countInstance(types: TypeResolver, key: string): boolean {
  const count = (types.instances.get(key) ?? 0) + 1;
  types.instances.set(key, count);
  if (count > MAX_INSTANCES) types.cut('instances');
  return count <= MAX_INSTANCES;
}

function paramsOf(types: TypeResolver, place: DeclPlace, decl: TypeDecl): readonly TypeParam[] {
  if (decl.typeParams?.length) return decl.typeParams;
  return (decl.class === undefined ? undefined : types.graph.files[place.file]!.classes[decl.class]?.typeParams) ?? [];
}

function nodeOf(
  types: TypeResolver,
  main: DeclPlace,
  decl: TypeDecl,
  decls: readonly DeclPlace[],
  params: readonly TypeParam[],
  args: readonly TypeId[],
  self: TypeId,
): TypeNode {
  const scope = scopeOf(types, main, decl, params, args, self);
  const name = lastName(decl.name);
  if (decl.kind === 'alias') {
    const body: TypeExpr = decl.type ?? { t: 'prim', name: 'unknown' };
    return { k: 'lazy', expr: body, scope, name, args };
  }
  if (decl.kind === 'class' && decl.class !== undefined) {
    const merged = decls.filter((place) => place !== main);
    return { k: 'object', name, source: { s: 'class', file: main.file, class: decl.class, scope, args, merged } };
  }
  return { k: 'object', name, source: { s: 'declared', decls, scope, args } };
}

function scopeOf(
  types: TypeResolver,
  main: DeclPlace,
  decl: TypeDecl,
  params: readonly TypeParam[],
  args: readonly TypeId[],
  self: TypeId,
): Scope {
  const prefix = decl.name.slice(0, decl.name.lastIndexOf('.') + 1);
  const place = {
    file: main.file,
    function: decl.function,
    owner: lastName(decl.name),
    prefix,
    at: decl.at,
    ...(decl.type && { body: decl.type }),
  };
  const outer = declarationScope(place, undefined, new Map(), self);
  if (params.length === 0) return outer;
  return bind(
    outer,
    bindArguments(params, args, (param, bound) => {
      const standIn = param.default ?? param.constraint;
      return standIn ? types.resolve(standIn, bind(outer, bound)) : UNKNOWN;
    }),
  );
}
