/** What exported and imported names stand for as values, CommonJS included. */
import type { ExportFact, ValueId } from '../../model/facts.js';
import type { FileId, ValueTarget } from '../../model/program.js';
import { ExportSearch, type ExportSpace, type SearchState } from './export-search.js';
import type { ModuleIndex } from './module-index.js';

/** Longest chain of updates, casts and spreads that is followed from `module.exports = x` to a member. */
const MAX_OBJECT_STEPS = 50;

export class ValueExports implements ExportSpace<ValueTarget> {
  private readonly lookup: ExportSearch<ValueTarget>;

  constructor(private readonly index: ModuleIndex) {
    this.lookup = new ExportSearch(index, this);
  }

  find(file: FileId, name: string, state?: SearchState): ValueTarget | undefined {
    return this.lookup.find(file, name, state);
  }

  /** What an import of the file stands for. */
  ofImport(file: FileId, importIndex: number, state?: SearchState): ValueTarget | undefined {
    const fact = this.index.files[file]!.imports[importIndex];
    if (!fact) return undefined;
    if (!fact.pattern) return this.named(file, fact.specifier, fact.name, state);
    return anyOf(this.index.fitting(file, fact.specifier).map((id) => this.whole(id, state)));
  }

  external(module: string, name: string): ValueTarget {
    return { kind: 'external', module, name };
  }

  same(a: ValueTarget, b: ValueTarget): boolean {
    if (a.kind === 'external') return b.kind === 'external' && a.module === b.module && a.name === b.name;
    if (a.kind === 'any' || b.kind === 'any') return a === b;
    if (b.kind === 'external' || a.file !== b.file) return false;
    if (a.kind === 'value') return b.kind === 'value' && a.value === b.value;
    if (a.kind === 'cell') return b.kind === 'cell' && a.cell === b.cell;
    return b.kind === 'module';
  }

  own(file: FileId, name: string, state: SearchState): ValueTarget | undefined {
    const facts = this.index.names(file).exports;
    for (const fact of [...(facts.get(name) ?? [])].reverse()) {
      const found = this.ofFact(file, fact, state);
      if (found) return found;
    }
    if (name === 'default') return this.defaultOf(file, state);
    if (name === '=') return this.moduleObject(file, state);
    return facts.has('=') ? this.memberOfModuleObject(file, name, state) : undefined;
  }

  /** `import x from` a module without a default export: its `module.exports`, or all that it exports. */
  private defaultOf(file: FileId, state: SearchState): ValueTarget | undefined {
    const { exports, stars } = this.index.names(file);
    if (exports.has('=')) return this.find(file, '=', state);
    return exports.size > 0 && stars.length === 0 ? { kind: 'module', file } : undefined;
  }

  /** What `import x = require()` gives of a module without `module.exports =`. */
  private moduleObject(file: FileId, state: SearchState): ValueTarget | undefined {
    if (this.index.names(file).exports.has('default')) return this.find(file, 'default', state);
    return { kind: 'module', file };
  }

  private ofFact(file: FileId, fact: ExportFact, state: SearchState): ValueTarget | undefined {
    if (fact.from) return this.named(file, fact.from.specifier, fact.from.name, state);
    if (fact.value !== undefined) return this.settle(file, fact.value, state);
    if (fact.cell !== undefined) return { kind: 'cell', file, cell: fact.cell };
    return undefined;
  }

  private named(file: FileId, specifier: string, name: string, state?: SearchState): ValueTarget | undefined {
    const to = this.index.destination(file, specifier);
    if (!to) return undefined;
    if ('module' in to) return this.external(to.module, name);
    return name === '*' ? this.whole(to.file, state) : this.find(to.file, name, state);
  }

  /** What `require` gives of a module. */
  private whole(file: FileId, state?: SearchState): ValueTarget {
    const own = this.index.names(file).exports.has('=') ? this.find(file, '=', state) : undefined;
    return own ?? { kind: 'module', file };
  }

  /** A value of the module function, through what it imports. */
  private settle(file: FileId, value: ValueId, state: SearchState): ValueTarget | undefined {
    const def = this.index.files[file]!.functions[0]?.values[value];
    if (def?.op === 'import') return this.ofImport(file, def.import, state);
    if (def?.op === 'cell') return { kind: 'cell', file, cell: def.cell };
    if (def?.op === 'load') return this.ofLoad(file, def.object, def.key, state) ?? { kind: 'value', file, value };
    return { kind: 'value', file, value };
  }

  /** `const { a } = require('./x')`: a member of a module that was imported whole. */
  private ofLoad(file: FileId, object: ValueId, key: string, state: SearchState): ValueTarget | undefined {
    const def = this.index.files[file]!.functions[0]?.values[object];
    const whole = def?.op === 'import' ? this.ofImport(file, def.import, state) : undefined;
    return whole && this.memberOf(whole, key, state, 0);
  }

  private memberOfModuleObject(file: FileId, key: string, state: SearchState): ValueTarget | undefined {
    const whole = this.find(file, '=', state);
    return whole && this.memberOf(whole, key, state, 0);
  }

  private memberOf(target: ValueTarget, key: string, state: SearchState, steps: number): ValueTarget | undefined {
    if (target.kind === 'module') return this.find(target.file, key, state);
    if (target.kind === 'external') return target.name === '*' ? this.external(target.module, key) : undefined;
    if (target.kind === 'any') return anyOf(target.targets.map((one) => this.memberOf(one, key, state, steps + 1)));
    return target.kind === 'value' ? this.memberOfValue(target.file, target.value, key, state, steps) : undefined;
  }

  private memberOfValue(file: FileId, value: ValueId, key: string, state: SearchState, steps: number): ValueTarget | undefined {
    if (steps > MAX_OBJECT_STEPS) return undefined;
    const body = this.index.files[file]!.functions[0];
    const def = body?.values[value];
    const stored = body?.stores.findLast((store) => store.object === value && store.key === key);
    if (stored) return this.settle(file, stored.value, state);
    switch (def?.op) {
      case 'update':
        return def.key === key ? this.settle(file, def.value, state) : this.memberOfValue(file, def.object, key, state, steps + 1);
      case 'omit':
        return def.keys.includes(key) ? undefined : this.memberOfValue(file, def.object, key, state, steps + 1);
      case 'cast':
        return this.memberOfValue(file, def.value, key, state, steps + 1);
      case 'import': {
        const target = this.ofImport(file, def.import, state);
        return target && this.memberOf(target, key, state, steps + 1);
      }
      case 'object':
        break;
      default:
        return undefined;
    }
    for (const entry of [...def.entries].reverse()) {
      if ('key' in entry) {
        if (entry.key === key) return this.settle(file, entry.value, state);
      } else if ('spread' in entry) {
        const found = this.memberOfValue(file, entry.spread, key, state, steps + 1);
        if (found) return found;
      }
    }
    return undefined;
  }
}

function anyOf(found: readonly (ValueTarget | undefined)[]): ValueTarget | undefined {
  const targets = found.filter((target) => target !== undefined);
  return targets.length > 1 ? { kind: 'any', targets } : targets[0];
}
