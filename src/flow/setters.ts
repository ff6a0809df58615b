/** Stores that are calls: a setter of a class takes what is stored under its name. */
import type { FunctionId, Span, StoreFact } from '../model/facts.js';
import type { FileId, FunctionRef } from '../model/program.js';
import type { Frame } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import { frameOf } from './frame.js';

interface StoreCall {
  readonly setter: FunctionRef;
  readonly store: StoreFact;
}

/** A store as a call of its setter. */
export interface SetterCall {
  readonly setter: FunctionRef;
  readonly frame: Frame;
  readonly at: Span;
}

const NONE: readonly StoreCall[] = [];

/** Finds setters by the declared type of the object; names that no setter has are not asked about. */
export class Setters {
  private readonly names: ReadonlySet<string>;

  constructor(private readonly ev: Evaluator) {
    const names = new Set<string>();
    for (const { classes } of ev.program.graph.files)
      for (const { members } of classes) for (const m of members) if (m.kind === 'setter' && m.function !== undefined) names.add(m.name);
    this.names = names;
  }

  /** Setters that a function's stores call. */
  of(file: FileId, fn: FunctionId): readonly StoreCall[] {
    const { stores } = this.ev.fn(file, fn);
    if (this.names.size === 0 || stores.length === 0) return NONE;
    return stores.flatMap((store) => {
      const setter = store.key !== undefined && this.names.has(store.key) ? this.setterOf(file, fn, store, store.key) : undefined;
      return setter ? [{ setter, store }] : [];
    });
  }

  /** The same with what each store hands over. */
  called(file: FileId, fn: FunctionId): readonly SetterCall[] {
    return this.of(file, fn).map(({ setter, store }) => ({
      setter,
      at: store.at,
      frame: frameOf(
        this.ev.program.number(setter.file, setter.function),
        [this.ev.eval(file, fn, store.value)],
        this.ev.eval(file, fn, store.object),
        { file, at: store.at, what: 'argument', name: store.key ?? '' },
      ),
    }));
  }

  /** A getter of the same name is what the type lists: the class's own member is looked up. */
  private setterOf(file: FileId, fn: FunctionId, store: StoreFact, key: string): FunctionRef | undefined {
    const { program } = this.ev;
    for (const ref of program.types.classes(program.typeOf(file, fn, store.object))) {
      for (const owner of [ref, ...program.superClasses(ref.file, ref.class)]) {
        const member = program.graph.files[owner.file]!.classes[owner.class]!.members.find((m) => m.kind === 'setter' && m.name === key);
        if (member?.function !== undefined) return { file: owner.file, function: member.function };
      }
    }
    return undefined;
  }
}
