/**
 * ECMAScript's ResolveExport, once for values and once for types: what a module declares itself wins, `export *` is
 * searched after it, a name that two of them give differently is ambiguous and dropped, and cycles are cut.
 * Source: ECMAScript 2023, 16.2.1.6.3.
 */
import type { FileId } from '../../model/program.js';
import type { Destination, ModuleIndex } from './module-index.js';

/** What has been visited by one question; a part that was cut by it must not be remembered. */
export interface SearchState {
  readonly seen: Set<string>;
  cut: boolean;
  /** Modules on the way to the present one. */
  depth?: number;
}

/** Re-exports that are followed one after the other; real code was seen to reach 9. */
const MAX_MODULES = 200;

/** How the names of one space (values, types) are found in a single module. */
export interface ExportSpace<T> {
  /** What the module exports itself under the name, re-exports by name included. */
  own(file: FileId, name: string, state: SearchState): T | undefined;
  external(module: string, name: string): T;
  same(a: T, b: T): boolean;
}

const AMBIGUOUS = Symbol('ambiguous');
type Found<T> = T | undefined | typeof AMBIGUOUS;

export class ExportSearch<T extends object> {
  private readonly memo: (Map<string, Found<T>> | undefined)[] = [];
  /** What was found by nothing but `export *` of an outside module. */
  private readonly guesses = new WeakSet<T>();

  constructor(
    private readonly index: ModuleIndex,
    private readonly space: ExportSpace<T>,
  ) {}

  /** What `name` of a module stands for; nothing when it is not exported, ambiguous, or only reached by a cycle. */
  find(file: FileId, name: string, state?: SearchState): T | undefined {
    const found = state ? this.search(file, name, state) : this.root(file, name);
    return found === AMBIGUOUS ? undefined : found;
  }

  private root(file: FileId, name: string): Found<T> {
    const found = this.search(file, name, { seen: new Set(), cut: false, depth: 0 });
    this.remember(file, name, found);
    return found;
  }

  private search(file: FileId, name: string, state: SearchState): Found<T> {
    const known = this.memo[file];
    if (known?.has(name)) return known.get(name);
    const key = `${file}:${name}`;
    const depth = state.depth ?? 0;
    if (depth >= MAX_MODULES) this.index.cut.searches++;
    if (depth >= MAX_MODULES || state.seen.has(key)) {
      state.cut = true;
      return undefined;
    }
    state.seen.add(key);
    const before = state.cut;
    state.cut = false;
    state.depth = depth + 1;
    const found = this.space.own(file, name, state) ?? this.throughStars(file, name, state);
    state.depth = depth;
    if (!state.cut) this.remember(file, name, found);
    state.cut ||= before;
    return found;
  }

  private throughStars(file: FileId, name: string, state: SearchState): Found<T> {
    if (name === 'default' || name === '=') return undefined;
    let found: T | undefined;
    // A name of an outside module can't be checked: it is taken from there only when nothing else can have it.
    const guessed: T[] = [];
    const guess = (target: T): void => {
      if (!guessed.some((other) => this.space.same(other, target))) guessed.push(target);
    };
    for (const specifier of this.index.names(file).stars) {
      const to: Destination | undefined = this.index.destination(file, specifier);
      // A file that is not there is made when the project is built: what it holds is known by its path only.
      if (!to || 'module' in to) {
        guess(this.space.external(to?.module ?? specifier, name));
        continue;
      }
      const inner = this.search(to.file, name, state);
      if (inner === AMBIGUOUS) return AMBIGUOUS;
      if (inner === undefined) continue;
      if (this.guesses.has(inner)) {
        guess(inner);
        continue;
      }
      if (found !== undefined && !this.space.same(found, inner)) return AMBIGUOUS;
      found ??= inner;
    }
    const [only] = guessed;
    if (found !== undefined || only === undefined || guessed.length > 1) return found;
    this.guesses.add(only);
    return only;
  }

  private remember(file: FileId, name: string, found: Found<T>): void {
    (this.memo[file] ??= new Map()).set(name, found);
  }
}
