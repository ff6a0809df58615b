/** Where personal data enters by what rules call a source: a request, a form, a session, the environment. */
import type { Classifier, Evidence } from '../model/classifier.js';
import type { Span, Value, ValueId } from '../model/facts.js';
import type { DataEntry } from '../model/inventory.js';
import { position } from '../model/position.js';
import type { CallSiteRef, FileId, LibraryValue, Program, TypeId } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { modelOf, tagNodes } from '../model/rule-graph.js';
import type { CompiledRules, SourceModel } from '../model/compiled-rules.js';
import { constantAt } from './constants.js';

/** @returns places in file order, each once */
export function entriesOf(program: Program, rules: CompiledRules, classifier: Classifier): readonly DataEntry[] {
  const finder = new EntryFinder(program, rules, classifier);
  return program.graph.files.flatMap((_, file) => finder.of(file));
}

class EntryFinder {
  constructor(
    private readonly program: Program,
    private readonly rules: CompiledRules,
    private readonly classifier: Classifier,
  ) {}

  of(file: FileId): readonly DataEntry[] {
    const found = new Map<string, DataEntry>();
    const add = (entry: DataEntry | undefined) => {
      if (entry) found.set(`${entry.place.line}:${entry.place.column}:${entry.dataType}`, entry);
    };
    this.program.graph.files[file]!.functions.forEach((f, fn) => {
      f.values.forEach((def, value) => {
        if (def.op === 'load' || def.op === 'call' || def.op === 'param') add(this.ofValue(file, fn, value, def));
        if (def.op === 'load') add(this.ofMember(file, fn, def));
      });
      f.calls.forEach((call, index) => {
        if (call.kind === 'jsx') add(this.ofElement({ file, function: fn, call: index }));
      });
    });
    return [...found.values()].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  }

  private source(file: FileId, fn: number, value: ValueId): { readonly lib: LibraryValue; readonly source: SourceModel } | undefined {
    for (const lib of this.program.library(file, fn, value)) {
      const source = lib.nodes.length ? modelOf(this.rules, lib.nodes)?.sources[0] : undefined;
      if (source) return { lib, source };
    }
    return undefined;
  }

  /** `req.ip`, `form.get('email')`. */
  private ofValue(file: FileId, fn: number, value: ValueId, def: Value): DataEntry | undefined {
    const found = this.source(file, fn, value);
    if (!found) return undefined;
    const { lib, source } = found;
    const name = source.nameFrom && lib.created ? constantAt(this.program, lib.created, source.nameFrom) : undefined;
    const evidence: Pick<Evidence, 'dataType' | 'strength'> | undefined = source.type
      ? { dataType: source.type, strength: 'strong' }
      : name === undefined
        ? undefined
        : this.named(name, [], this.program.typeOf(file, fn, value));
    return evidence && this.entry(file, this.at(file, fn, def), name ?? this.ownName(file, fn, value, def), source, evidence);
  }

  /** `req.body.email`, `const { email } = req.body`. */
  private ofMember(file: FileId, fn: number, def: Extract<Value, { op: 'load' }>): DataEntry | undefined {
    const source = this.source(file, fn, def.object)?.source;
    if (!source?.shape) return undefined;
    const { types } = this.program;
    const objectType = this.program.typeOf(file, fn, def.object);
    const object = this.program.graph.files[file]!.functions[fn]!.values[def.object]!;
    const holder = source.owner ?? (object.op === 'load' ? object.key : '');
    const owners = [types.name(objectType), holder].filter((owner) => owner !== '');
    const evidence = this.named(def.key, owners, types.member(objectType, def.key)?.type ?? UNKNOWN_TYPE);
    return evidence && this.entry(file, def.at, holder ? `${holder}.${def.key}` : def.key, source, evidence);
  }

  /** `<input name="email">`. */
  private ofElement(site: CallSiteRef): DataEntry | undefined {
    const f = this.program.graph.files[site.file]!.functions[site.function]!;
    const call = f.calls[site.call]!;
    const callee = f.values[call.callee];
    if (callee?.op !== 'const' || typeof callee.value !== 'string') return undefined;
    const source = modelOf(this.rules, tagNodes(this.rules, callee.value))?.sources[0];
    const name = source?.nameFrom && constantAt(this.program, site, source.nameFrom);
    const evidence = name === undefined ? undefined : this.named(name, [], UNKNOWN_TYPE);
    return source && evidence && this.entry(site.file, call.at, `<${callee.value} name="${name ?? ''}">`, source, evidence);
  }

  private named(name: string, owners: readonly string[], type: TypeId): Evidence | undefined {
    return (
      this.classifier.origin({ name, owners, type }) ?? (owners.length > 0 ? this.classifier.origin({ name, owners: [], type }) : undefined)
    );
  }

  private at(file: FileId, fn: number, def: Value): Span {
    const f = this.program.graph.files[file]!.functions[fn]!;
    if (def.op === 'load') return def.at;
    if (def.op === 'param') return f.params[def.index]!.at;
    return def.op === 'call' ? f.calls[def.call]!.at : [0, 0];
  }

  private ownName(file: FileId, fn: number, value: ValueId, def: Value): string {
    const f = this.program.graph.files[file]!.functions[fn]!;
    if (def.op === 'load') return def.key;
    if (def.op === 'param') return f.params[def.index]!.name;
    return f.names.find(([of]) => of === value)?.[1] ?? '';
  }

  private entry(file: FileId, at: Span, source: string, model: SourceModel, evidence: Pick<Evidence, 'dataType' | 'strength'>): DataEntry {
    const facts = this.program.graph.files[file]!;
    return {
      source,
      shape: model.shape === 'address' ? 'query' : (model.shape ?? 'api'),
      library: model.library,
      dataType: evidence.dataType,
      strength: evidence.strength,
      place: { path: facts.path, ...position(facts, at[0]) },
    };
  }
}
