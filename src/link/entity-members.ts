/** What members and elements of entities stand for. */
import type { FileId, TypeId } from '../model/program.js';
import { anyMember, step } from '../model/rule-graph.js';
import { NONE, union, type Entities, type Entity } from './entities.js';
import { LiteralImplementations } from './literal-implementations.js';
import type { PlacedStore } from './object-stores.js';
import type { ValueResolver } from './resolve-value.js';

/** Implementations taken from the class hierarchy for one call. */
const MAX_IMPLEMENTERS = 4;

/** Reads members by kind of entity, since each kind keeps them elsewhere. */
export class EntityMembers {
  private readonly objectMembers = new Map<string, Entities>();

  private readonly literals: LiteralImplementations;

  constructor(private readonly resolver: ValueResolver) {
    this.literals = new LiteralImplementations(resolver.graph, resolver.types);
  }

  forget(): void {
    this.objectMembers.clear();
  }

  /** What a member of the entities stands for. */
  of(entities: Entities, key: string): Entities {
    if (!this.resolver.enter()) return NONE;
    const found = this.find(entities, key);
    this.resolver.leave();
    return found;
  }

  private find(entities: Entities, key: string): Entities {
    const out: Entities[] = [];
    for (const x of entities) {
      switch (x.e) {
        case 'instance':
          out.push(this.instanceMember(x, key));
          break;
        case 'class':
          out.push(this.resolver.classes.member(x.file, x.class, key, true, 'lexical'));
          break;
        case 'object':
          out.push(this.objectMember(x, key));
          break;
        case 'updated':
          out.push(this.updatedMember(x, key));
          break;
        case 'module':
          out.push(this.resolver.target(this.resolver.graph.exportValue(x.file, key)));
          break;
        case 'lib':
          out.push(this.libraryStep(x, `m:${key}`));
          break;
        case 'type':
          out.push(this.typeMember(x.type, key));
          break;
        case 'fn':
          out.push(this.functionMember(x, key));
          break;
      }
    }
    return union(out);
  }

  /** A member under a computed key: a constant of another place is as good as a name. */
  at(entities: Entities, key: () => string | undefined): Entities {
    if (entities.length === 0) return NONE;
    const name = key();
    return name === undefined ? this.indexed(entities) : this.of(entities, name);
  }

  /** What a key that is not known here leads to: an element, or any member (`console[level]`). */
  private indexed(entities: Entities): Entities {
    return union([
      this.elements(entities),
      ...entities.map((x) =>
        x.e === 'lib' && step(this.resolver.rules, x.nodes, 'el').length === 0
          ? this.libraryAt(x, anyMember(this.resolver.rules, x.nodes))
          : NONE,
      ),
    ]);
  }

  /** What any element of the values is. */
  elements(entities: Entities): Entities {
    const out: Entities[] = [];
    for (const x of entities) {
      if (x.e === 'type') out.push(this.resolver.ofType(this.resolver.types.element(x.type)));
      else if (x.e === 'lib') out.push(this.libraryStep(x, 'el'));
      else if (x.e === 'object') out.push(this.entriesOf(x));
    }
    return union(out);
  }

  private entriesOf(x: Extract<Entity, { e: 'object' }>): Entities {
    const def = this.resolver.fn(x.file, x.function).values[x.value]!;
    if (def.op === 'array') return union(def.elements.map((el) => this.resolver.resolve(x.file, x.function, el.value)));
    if (def.op !== 'object') return NONE;
    return union(def.entries.flatMap((en) => ('value' in en ? [this.resolver.resolve(x.file, x.function, en.value)] : [])));
  }

  /** Who calls `fn.call` or `fn.apply` calls the function itself; `fn.bind` calls nothing. */
  private functionMember(x: Extract<Entity, { e: 'fn' }>, key: string): Entities {
    return key === 'call' || key === 'apply' ? [x] : NONE;
  }

  /** What was stored in a member of a local object wins over what its class has there. */
  private updatedMember(x: Extract<Entity, { e: 'updated' }>, key: string): Entities {
    const def = this.resolver.fn(x.file, x.function).values[x.value]!;
    if (def.op !== 'update') return NONE;
    return def.key === key
      ? this.resolver.resolve(x.file, x.function, def.value)
      : this.of(this.resolver.resolve(x.file, x.function, def.object), key);
  }

  private instanceMember(x: Extract<Entity, { e: 'instance' }>, key: string): Entities {
    const own = this.resolver.classes.member(x.file, x.class, key, false, x.by);
    if (x.by === 'lexical') return own;
    const overriding = this.overriding(x.file, x.class, key);
    return overriding.length ? union([own, overriding]) : own;
  }

  private overriding(file: FileId, cls: number, key: string): Entities {
    const out: Entity[] = [];
    for (const c of this.resolver.types.implementers(this.resolver.types.instance(file, cls))) {
      if (c.file === file && c.class === cls) continue;
      if (!this.resolver.facts(c.file).classes[c.class]!.members.some((y) => y.name === key && !y.static)) continue;
      for (const y of this.implementation(c.file, c.class, key)) if (out.length < MAX_IMPLEMENTERS) out.push(y);
    }
    return out;
  }

  /** A method, or the function that a field begins with (`find = async (id) => …`). */
  private implementation(file: FileId, cls: number, key: string): Entities {
    const found = this.resolver.classes.find(file, cls, key, false);
    if (!found) return NONE;
    const { member } = found;
    if (member.kind === 'method')
      return member.function === undefined ? NONE : [{ e: 'fn', file: found.file, function: member.function, by: 'hierarchy' }];
    const { init } = member;
    if (!init) return NONE;
    return this.resolver
      .resolve(found.file, init.function, init.value)
      .flatMap((x) => (x.e === 'fn' ? [{ ...x, by: 'hierarchy' as const }] : []));
  }

  private objectMember(x: Extract<Entity, { e: 'object' }>, key: string): Entities {
    const id = `${x.file}:${x.function}:${x.value}:${key}`;
    const known = this.objectMembers.get(id);
    if (known) return known;
    this.objectMembers.set(id, NONE); // an object spread into itself adds nothing
    const found = this.findObjectMember(x, key);
    this.objectMembers.set(id, found);
    return found;
  }

  private findObjectMember(x: Extract<Entity, { e: 'object' }>, key: string): Entities {
    const facts = this.resolver.fn(x.file, x.function);
    const def = facts.values[x.value]!;
    const out: Entities[] = [];
    if (def.op === 'object') {
      for (let i = def.entries.length - 1; i >= 0; i--) {
        const entry = def.entries[i]!;
        if ('key' in entry && entry.key === key) {
          out.push(this.resolver.resolve(x.file, x.function, entry.value));
          break;
        }
        if ('spread' in entry) out.push(this.of(this.resolver.resolve(x.file, x.function, entry.spread), key));
        else if ('computed' in entry) out.push(this.resolver.resolve(x.file, x.function, entry.value));
      }
    } else if (def.op === 'array') {
      const position = def.elements[Number(key)];
      if (position) out.push(this.resolver.resolve(x.file, x.function, position.value));
    }
    const stores = this.resolver.stores.into(x.file, x.function, x.value);
    for (const { function: fn, store } of stores) if (store.key === key) out.push(this.resolver.resolve(x.file, fn, store.value));
    if (out.length > 0) return union(out);
    return union(stores.map((placed) => this.registered(x.file, placed, key)));
  }

  /** What is kept under a key that is no constant: where one of the values goes by that name (`db[model.name] = model`), it alone. */
  private registered(file: FileId, { function: fn, store }: PlacedStore, key: string): Entities {
    if (store.computed === undefined) return NONE;
    const values = this.resolver.resolve(file, fn, store.value);
    const named = values.filter((x) => this.goesBy(x, key));
    if (named.length > 0) return named;
    const { tables } = this.resolver;
    // Of very many values only some are known here: a table that is not among them is known by its name.
    if (values.some((x) => tables.isTable(x))) return tables.entities(key);
    const computed = this.resolver.fn(file, fn).values[store.computed];
    return computed?.op === 'load' && computed.key === 'name' && computed.object === store.value ? NONE : values;
  }

  private goesBy(x: Entity, name: string): boolean {
    if (x.e === 'class') return this.resolver.facts(x.file).classes[x.class]!.name === name;
    if (x.e === 'fn') return this.resolver.fn(x.file, x.function).name === name;
    return false;
  }

  /** One step along the rules, from what a library value is. */
  libraryStep(x: Extract<Entity, { e: 'lib' }>, label: string): Entities {
    return this.libraryAt(x, step(this.resolver.rules, x.nodes, label));
  }

  private libraryAt(x: Extract<Entity, { e: 'lib' }>, nodes: readonly number[]): Entities {
    return [
      {
        e: 'lib',
        module: x.module,
        nodes,
        ...(x.created ? { created: x.created } : {}),
        ...(x.through ? { through: x.through } : {}),
        ...(x.byName ? { byName: true as const } : {}),
      },
    ];
  }

  private typeMember(type: TypeId, key: string): Entities {
    const member = this.resolver.types.member(type, key);
    const out: Entities[] = [];
    if (member?.function) out.push([{ e: 'fn', ...member.function, by: 'type' }]);
    else if (member) out.push(this.resolver.ofType(member.type));
    if (!member?.function || member.kind === 'method') {
      const found: Entity[] = [];
      for (const c of this.resolver.types.implementers(type)) {
        for (const x of this.implementation(c.file, c.class, key)) if (found.length < MAX_IMPLEMENTERS) found.push(x);
      }
      out.push(found);
      for (const x of this.literals.of(type))
        out.push(this.objectMember(x, key).flatMap((y) => (y.e === 'fn' ? [{ ...y, by: 'hierarchy' as const }] : [])));
    }
    return union(out);
  }
}
