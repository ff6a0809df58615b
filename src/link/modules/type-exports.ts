/** What exported and imported names stand for as types. */
import type { ExportFact } from '../../model/facts.js';
import type { FileId, TypeTarget, ValueTarget } from '../../model/program.js';
import { ExportSearch, type ExportSpace, type SearchState } from './export-search.js';
import type { ModuleIndex } from './module-index.js';
import type { ValueExports } from './value-exports.js';

export class TypeExports implements ExportSpace<TypeTarget> {
  private readonly lookup: ExportSearch<TypeTarget>;

  constructor(
    private readonly index: ModuleIndex,
    private readonly values: ValueExports,
  ) {
    this.lookup = new ExportSearch(index, this);
  }

  /** `name` may be dotted: a type inside an exported namespace. */
  find(file: FileId, name: string, state?: SearchState): TypeTarget | undefined {
    return this.lookup.find(file, name, state);
  }

  external(module: string, name: string): TypeTarget {
    return { kind: 'external', module, name };
  }

  same(a: TypeTarget, b: TypeTarget): boolean {
    if (a.kind === 'decl') return b.kind === 'decl' && a.file === b.file && a.decl === b.decl;
    return b.kind === 'external' && a.module === b.module && a.name === b.name;
  }

  own(file: FileId, name: string, state: SearchState): TypeTarget | undefined {
    const { exports } = this.index.names(file);
    for (const fact of exports.get(name) ?? []) {
      const found = this.ofFact(file, fact, '', state);
      if (found) return found;
    }
    const dot = name.indexOf('.');
    if (dot > 0) return this.dotted(file, name.slice(0, dot), name.slice(dot + 1), state);
    if (name === 'default') return exports.has('=') ? this.find(file, '=', state) : undefined;
    if (name === '=') return exports.has('default') ? this.find(file, 'default', state) : undefined;
    return exports.has('=') ? this.ofValue(this.values.find(file, name)) : undefined;
  }

  /** The declaration or import that a name at module level of the file stands for as a type. */
  local(file: FileId, name: string, state?: SearchState): TypeTarget | undefined {
    const { types } = this.index.names(file);
    const decl = types.get(name)?.find((index) => this.index.files[file]!.types[index]!.function === 0);
    return decl === undefined ? this.ofImport(file, name, state) : { kind: 'decl', file, decl };
  }

  /** What an imported local name stands for; `local` may be dotted: `ns.User`, `React.FC`. */
  ofImport(file: FileId, local: string, state?: SearchState): TypeTarget | undefined {
    const { imports } = this.index.names(file);
    const whole = imports.get(local);
    if (whole !== undefined) return this.imported(file, whole, '', state);
    const dot = local.indexOf('.');
    const head = dot > 0 ? imports.get(local.slice(0, dot)) : undefined;
    return head === undefined ? undefined : this.imported(file, head, local.slice(dot + 1), state);
  }

  /** `import('x').Name`: `name` may be dotted. */
  named(file: FileId, specifier: string, name: string, state?: SearchState): TypeTarget | undefined {
    const to = this.index.destination(file, specifier);
    if (!to) return undefined;
    return 'module' in to ? this.external(to.module, name) : this.find(to.file, name, state);
  }

  private imported(file: FileId, importIndex: number, rest: string, state?: SearchState): TypeTarget | undefined {
    const fact = this.index.files[file]!.imports[importIndex]!;
    const to = this.index.destination(file, fact.specifier);
    if (!to) return undefined;
    if ('module' in to) return this.external(to.module, externalName(fact.name, rest));
    return this.find(to.file, innerName(fact.name, rest), state) ?? this.ofNamespace(file, importIndex, rest, state);
  }

  /** A type inside what the import stands for as a value: a namespace that was exported under a name, a class. */
  private ofNamespace(file: FileId, importIndex: number, rest: string, state?: SearchState): TypeTarget | undefined {
    const target = this.values.ofImport(file, importIndex);
    if (!target) return undefined;
    if (!rest) return this.ofValue(target);
    if (target.kind === 'module') return this.find(target.file, rest, state);
    return target.kind === 'external' ? this.external(target.module, externalName(target.name, rest)) : undefined;
  }

  private dotted(file: FileId, head: string, rest: string, state: SearchState): TypeTarget | undefined {
    const { exports, types } = this.index.names(file);
    for (const fact of exports.get(head) ?? []) {
      const found = this.ofFact(file, fact, rest, state);
      if (found) return found;
    }
    const decl = types.get(`${head}.${rest}`)?.[0];
    return decl === undefined ? undefined : { kind: 'decl', file, decl };
  }

  private ofFact(file: FileId, fact: ExportFact, rest: string, state: SearchState): TypeTarget | undefined {
    if (fact.from) {
      const inner = fact.from.name === '*' ? rest : rest ? `${fact.from.name}.${rest}` : fact.from.name;
      return inner ? this.named(file, fact.from.specifier, inner, state) : undefined;
    }
    if (fact.type !== undefined) {
      const found = this.local(file, rest ? `${fact.type}.${rest}` : fact.type, state);
      if (found) return found;
    }
    if (fact.value === undefined) return undefined;
    const def = this.index.files[file]!.functions[0]?.values[fact.value];
    if (def?.op === 'import') return this.imported(file, def.import, rest, state);
    return rest ? undefined : this.ofValue({ kind: 'value', file, value: fact.value });
  }

  /** A class is a value and a type. */
  private ofValue(target: ValueTarget | undefined): TypeTarget | undefined {
    if (target?.kind === 'external') return this.external(target.module, target.name);
    if (target?.kind !== 'value') return undefined;
    const def = this.index.files[target.file]!.functions[0]?.values[target.value];
    if (def?.op !== 'class') return undefined;
    const decl = this.index.names(target.file).classDecls.get(def.class);
    return decl === undefined ? undefined : { kind: 'decl', file: target.file, decl };
  }
}

/** A default import's members are the module's own (`import React from …; React.FC`), as those of a namespace. */
function externalName(name: string, rest: string): string {
  if (!rest) return name;
  return name === '*' || name === 'default' ? rest : `${name}.${rest}`;
}

function innerName(name: string, rest: string): string {
  if (name === '*') return rest || '=';
  return rest ? `${name}.${rest}` : name;
}
