/**
 * Functions that answer for the fields of a schema's types: `{ User: { email: (parent, args) => … } }`. An object is such a map when it
 * has members under the names of types, and these have functions under the names of their fields; no library has to be known for it.
 */
import type { FunctionId } from '../model/facts.js';
import { UNKNOWN_TYPE, type FileId, type TypeId } from '../model/program.js';
import { schemaTypeName } from '../model/schema-language.js';
import type { TypeDecl } from '../model/type-expr.js';
import type { Entity } from './entities.js';
import type { ValueResolver } from './resolve-value.js';

/** Their parent is whatever the server was given. */
const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);
/** An answer may be an object that holds the function. */
const HOLDERS = ['resolve', 'subscribe'];
/** Objects put into objects that are looked at for more fields. */
const MAX_SPREADS = 6;

interface Field {
  readonly type: string;
  readonly args: string;
}

export class ResolverMaps {
  private found: ReadonlyMap<string, Field> | undefined;

  constructor(private readonly resolver: ValueResolver) {}

  /** The type that a schema gives to a parameter of a function; unknown when the function answers for no field. */
  parameter(file: FileId, fn: FunctionId, index: number): TypeId {
    if (index > 1) return UNKNOWN_TYPE;
    this.found ??= new Search(this.resolver).run();
    const field = this.found.size === 0 ? undefined : this.found.get(`${file}:${fn}`);
    if (!field) return UNKNOWN_TYPE;
    return index === 1 ? this.named(field.args) : ROOTS.has(field.type) ? UNKNOWN_TYPE : this.parent(field.type);
  }

  private named(name: string): TypeId {
    const target = this.resolver.graph.globalType(schemaTypeName('graphql', name));
    if (target?.kind !== 'decl') return UNKNOWN_TYPE;
    return this.resolver.types.resolve(target.file, 0, { t: 'name', name: schemaTypeName('graphql', name) });
  }

  /** What stands for the object may hold more than its type tells. */
  private parent(name: string): TypeId {
    const { types } = this.resolver;
    const type = this.named(name);
    return type === UNKNOWN_TYPE ? type : types.object(types.members(type), name, false);
  }
}

class Search {
  private readonly out = new Map<string, Field>();
  /** Fields by type. */
  private readonly fields = new Map<string, Set<string>>();

  constructor(private readonly resolver: ValueResolver) {}

  run(): ReadonlyMap<string, Field> {
    const { files } = this.resolver.graph;
    for (const { types } of files) for (const decl of types) if (isObjectType(decl)) this.declare(decl);
    if (this.fields.size === 0) return this.out;
    files.forEach((facts, file) => {
      if (facts.schema !== undefined) return;
      facts.functions.forEach((fn, id) => {
        for (const value of fn.values) {
          if (value.op !== 'object') continue;
          for (const entry of value.entries)
            if ('key' in entry && this.fields.has(entry.key)) this.typeEntry(entry.key, file, id, entry.value);
        }
      });
    });
    return this.out;
  }

  private declare({ name, members = [] }: TypeDecl): void {
    const type = name.slice(schemaTypeName('graphql', '').length);
    let fields = this.fields.get(type);
    if (!fields) this.fields.set(type, (fields = new Set()));
    for (const { key } of members) fields.add(key);
  }

  /** What stands under a type's name: an object of functions, most of which are called like fields of the type. */
  private typeEntry(type: string, file: FileId, fn: FunctionId, value: number): void {
    const fields = this.fields.get(type)!;
    const functions = this.resolver.resolve(file, fn, value).flatMap((x) => (x.e === 'object' ? this.functionsOf(x, 0) : []));
    const fitting = functions.filter(({ key }) => fields.has(key));
    if (fitting.length * 2 <= functions.length) return;
    for (const { key, at } of fitting) this.out.set(at, { type, args: `${type}${capital(key)}Args` });
  }

  private functionsOf({ file, function: fn, value }: Extract<Entity, { e: 'object' }>, depth: number): { key: string; at: string }[] {
    const def = this.resolver.fn(file, fn).values[value];
    if (def?.op !== 'object' || depth > MAX_SPREADS) return [];
    return def.entries.flatMap((entry) => {
      if ('computed' in entry) return [];
      const found = this.resolver.resolve(file, fn, 'spread' in entry ? entry.spread : entry.value);
      if ('spread' in entry) return found.flatMap((x) => (x.e === 'object' ? this.functionsOf(x, depth + 1) : []));
      return found.flatMap((x) => {
        if (x.e === 'fn') return [{ key: entry.key, at: `${x.file}:${x.function}` }];
        const held = x.e === 'object' ? this.functionsOf(x, MAX_SPREADS) : [];
        return held.filter(({ key }) => HOLDERS.includes(key)).map(({ at }) => ({ key: entry.key, at }));
      });
    });
  }
}

function isObjectType({ name, kind, members, document }: TypeDecl): boolean {
  return kind === 'interface' && document === undefined && members !== undefined && name.startsWith(schemaTypeName('graphql', ''));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
