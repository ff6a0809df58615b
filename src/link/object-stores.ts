/** What code puts into object literals after they were made, by the literal: `db.close = …`, `db[model.name] = model`. */
import type { FunctionId, StoreFact, ValueId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import type { LinkContext } from './context.js';

/** A store, and the function in which it stands. */
export interface PlacedStore {
  readonly function: FunctionId;
  readonly store: StoreFact;
}

/** Files are looked through when one of their objects is first asked for. */
export class ObjectStores {
  private readonly files: (ReadonlyMap<string, readonly PlacedStore[]> | undefined)[] = [];

  constructor(private readonly ctx: Pick<LinkContext, 'facts'>) {}

  /** Stores into what a value of a function is, in program order; those of the functions inside it too. */
  into(file: FileId, fn: FunctionId, value: ValueId): readonly PlacedStore[] {
    return (this.files[file] ??= this.collect(file)).get(`${fn}:${value}`) ?? [];
  }

  private collect(file: FileId): ReadonlyMap<string, readonly PlacedStore[]> {
    const out = new Map<string, PlacedStore[]>();
    this.ctx.facts(file).functions.forEach((facts, fn) => {
      for (const store of facts.stores) {
        const def = facts.values[store.object];
        const key = def?.op === 'outer' ? `${def.function}:${def.value}` : `${fn}:${store.object}`;
        const list = out.get(key);
        if (list) list.push({ function: fn, store });
        else out.set(key, [{ function: fn, store }]);
      }
    });
    return out;
  }
}
