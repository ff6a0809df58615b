/** What values of a declared type stand for: instances, objects of libraries, members of a type. */
import type { TypeId } from '../model/program.js';
import { typeNodes, valueNodes } from '../model/rule-graph.js';
import { NONE, union, type Entities, type Entity } from './entities.js';
import type { ValueResolver } from './resolve-value.js';

/** Asked once for each type. */
export class TypeEntities {
  private readonly memo = new Map<TypeId, Entities>();

  constructor(private readonly resolver: ValueResolver) {}

  /** @returns nothing for a type that is being asked for */
  of(type: TypeId): Entities {
    const known = this.memo.get(type);
    if (known) return known;
    this.memo.set(type, NONE);
    const result = union([this.entities(type)]);
    this.memo.set(type, result);
    return result;
  }

  private entities(type: TypeId): Entities {
    const { types, rules, classes, own } = this.resolver;
    const actual = types.awaited(type);
    const out: Entity[] = [];
    for (const c of types.classes(actual)) {
      out.push({ e: 'instance', file: c.file, class: c.class, by: 'type' }, ...classes.libraryBase(c.file, c.class));
      const nodes = own?.ofInstance(c.file, c.class) ?? [];
      if (nodes.length) out.push({ e: 'lib', module: '', nodes });
    }
    // An observable has the methods of one, and is what it gives.
    for (const ext of actual === type ? types.externals(type) : [...types.externals(type), ...types.externals(actual)]) {
      const nodes = ext.value ? valueNodes(rules, ext.module, ext.name) : typeNodes(rules, ext.module, ext.name);
      out.push({ e: 'lib', module: ext.module, nodes });
    }
    const shape = types.shape(actual);
    // A declared type with an outside base keeps its own members beside those of the base.
    if (!out.some((x) => x.e === 'instance') && shape !== 'unknown' && shape !== 'external') out.push({ e: 'type', type: actual });
    return out;
  }
}
