/** The values of one function while it is built. */
import type { Span, Value, ValueId } from '../model/facts.js';
import type { ValueDraft } from './drafts.js';

/** Longer strings are cut: no host, key, path, SQL or event name is longer. */
export const MAX_STRING = 300;

/** What a constant can be. */
export type Constant = string | number | boolean | null | undefined;

export class ValueTable {
  readonly values: ValueDraft[] = [];
  readonly phis: ValueId[] = [];
  private readonly interned = new Map<unknown, ValueId>();

  add(value: Value): ValueId {
    return this.values.push(value) - 1;
  }

  /** A value made once per function, by what it is. */
  protected intern(key: unknown, value: Value): ValueId {
    let id = this.interned.get(key);
    if (id === undefined) {
      id = this.add(value);
      this.interned.set(key, id);
    }
    return id;
  }

  unknown(): ValueId {
    return this.add({ op: 'unknown' });
  }

  constant(value: Constant): ValueId {
    if (value === undefined) return this.intern(undefined, { op: 'const' });
    if (typeof value === 'number' && !Number.isFinite(value)) return this.unknown();
    const cut = typeof value === 'string' && value.length > MAX_STRING ? value.slice(0, MAX_STRING) : value;
    return this.intern(typeof cut === 'string' ? `"${cut}` : cut, { op: 'const', value: cut });
  }

  global(name: string): ValueId {
    return this.intern(`g${name}`, { op: 'global', name });
  }

  importValue(index: number): ValueId {
    return this.intern(`i${index}`, { op: 'import', import: index });
  }

  phi(inputs: readonly ValueId[]): ValueId {
    const distinct = [...new Set(inputs)];
    return distinct.length === 1 ? (distinct[0] as ValueId) : this.addPhi(distinct);
  }

  protected addPhi(inputs: readonly ValueId[]): ValueId {
    const id = this.add({ op: 'phi', inputs });
    this.phis.push(id);
    return id;
  }

  load(object: ValueId, key: string, at: Span): ValueId {
    return this.add({ op: 'load', object, key, at });
  }

  /** The value's constant, when it is one; `undefined` also when the constant is `undefined`. */
  constantOf(value: ValueId): Constant {
    const made = this.values[value];
    return made !== undefined && made.op === 'const' ? made.value : undefined;
  }

  /** A constant that can be a key. */
  keyOf(value: ValueId): string | undefined {
    const constant = this.constantOf(value);
    return typeof constant === 'string' || typeof constant === 'number' ? String(constant) : undefined;
  }
}
