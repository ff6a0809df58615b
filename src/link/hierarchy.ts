/** Class hierarchy: which classes extend or implement a class or interface, as declared. */
import type { FunctionId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import type { TypeExpr } from '../model/type-expr.js';
import type { LinkedModuleGraph } from './module-graph.js';

/** A class of the program. */
export interface ClassRef {
  readonly file: FileId;
  readonly class: number;
}
/** A declared type of the program. */
export interface DeclRef {
  readonly file: FileId;
  readonly decl: number;
}

/** Who is below whom, for calls through an interface or a super class. */
export interface ClassHierarchy {
  /** Classes below an interface or class declaration, through interfaces too, in order of files; a class includes itself. */
  below(declaration: DeclRef): readonly ClassRef[];
  /** Classes below a class, itself first. */
  belowClass(of: ClassRef): readonly ClassRef[];
}

/** What a name in `extends` or `implements` declares; nothing when it is outside the program. */
export type DeclarationsOf = (file: FileId, fn: FunctionId, expr: TypeExpr) => readonly DeclRef[];

/** Reads all classes and interfaces once, when it is first asked. */
export function createHierarchy(graph: LinkedModuleGraph, declarationsOf: DeclarationsOf): ClassHierarchy {
  let children: Map<string, Child[]> | undefined;
  const memo = new Map<string, readonly ClassRef[]>();

  function below(key: string, self: readonly ClassRef[]): readonly ClassRef[] {
    const known = memo.get(key);
    if (known) return known;
    children ??= collectChildren(graph, declarationsOf);
    const found = walk(children, key, self);
    memo.set(key, found);
    return found;
  }

  function belowClass(of: ClassRef): readonly ClassRef[] {
    return below(keyOfClass(graph, of), [of]);
  }

  return {
    belowClass,
    below(declaration) {
      const decl = graph.files[declaration.file]!.types[declaration.decl]!;
      if (decl.class !== undefined) return belowClass({ file: declaration.file, class: decl.class });
      return below(keyOf(graph, declaration), []);
    },
  };
}

interface Child {
  readonly key: string;
  readonly class?: ClassRef;
}

/** Declarations that are merged have one key: file, function and name. */
function keyOf(graph: LinkedModuleGraph, { file, decl }: DeclRef): string {
  const { name, function: fn, global } = graph.files[file]!.types[decl]!;
  return global ? `global:${name}` : `${file}:${fn}:${name}`;
}

function keyOfClass(graph: LinkedModuleGraph, { file, class: cls }: ClassRef): string {
  const decl = graph.index.names(file).classDecls.get(cls);
  return decl === undefined ? `${file}#${cls}` : keyOf(graph, { file, decl });
}

function collectChildren(graph: LinkedModuleGraph, declarationsOf: DeclarationsOf): Map<string, Child[]> {
  const out = new Map<string, Child[]>();
  const add = (file: FileId, fn: FunctionId, expr: TypeExpr, child: Child): void => {
    for (const parent of declarationsOf(file, fn, expr)) {
      const key = keyOf(graph, parent);
      const list = out.get(key);
      if (!list) out.set(key, [child]);
      else if (!list.some((other) => other.key === child.key)) list.push(child);
    }
  };
  graph.files.forEach((facts, file) => {
    facts.types.forEach((decl, index) => {
      if (decl.kind !== 'interface') return;
      decl.extends?.forEach((expr) => add(file, decl.function, expr, { key: keyOf(graph, { file, decl: index }) }));
    });
    facts.classes.forEach((cls, index) => {
      const ref = { file, class: index };
      const child = { key: keyOfClass(graph, ref), class: ref };
      for (const expr of [...(cls.extends ? [cls.extends.type] : []), ...(cls.implements ?? [])]) add(file, cls.function, expr, child);
    });
  });
  return out;
}

function walk(children: Map<string, Child[]>, root: string, self: readonly ClassRef[]): readonly ClassRef[] {
  const seen = new Set([root]);
  const found = [...self];
  const queue = [root];
  for (let i = 0; i < queue.length; i++) {
    for (const child of children.get(queue[i]!) ?? []) {
      if (seen.has(child.key)) continue;
      seen.add(child.key);
      queue.push(child.key);
      if (child.class) found.push(child.class);
    }
  }
  return found;
}
