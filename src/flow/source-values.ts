/** Where personal data enters: values that a rule declares sources. */
import type { FunctionId, ImportFact, Span, Value, ValueId } from '../model/facts.js';
import type { FileId, LibraryValue } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { SourceModel } from '../model/compiled-rules.js';
import { join, type AV } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import { project } from './project.js';

/** What a rule says that a value is. */
export interface Sourced {
  readonly av: AV;
  /** What the code makes of it counts besides. */
  readonly beside: boolean;
}

/** Finds sources before anything else is asked: what a rule says of a value counts more than how it was made. */
export class SourceValues {
  constructor(private readonly ev: Evaluator) {}

  /** Values that a rule declares a source: `req.ip`, a request's body, a decorated parameter. */
  of(file: FileId, fn: FunctionId, value: ValueId, def: Value): Sourced | undefined {
    if (
      def.op !== 'load' &&
      def.op !== 'call' &&
      def.op !== 'param' &&
      def.op !== 'global' &&
      def.op !== 'index' &&
      !(def.op === 'import' && this.ev.rules.own)
    )
      return undefined;
    const libs = this.ev.program.library(file, fn, value);
    for (const lib of libs) {
      const sources = lib.nodes.length ? modelOf(this.ev.rules, lib.nodes)?.sources : undefined;
      if (!sources?.length) continue;
      // What a channel brings counts more.
      if (def.op === 'param' && this.ev.calls.channels.heard(file, fn, def.index).length) return undefined;
      const [first, ...more] = sources;
      const known = def.op === 'load' && !first!.beside ? this.putIn(file, fn, value, def) : undefined;
      if (known) return { av: known, beside: false };
      // A project may say that one value is of several data types.
      const others = more.filter((source) => source.type !== undefined && source.type !== first!.type);
      return {
        av: join([first!, ...others].map((source) => this.source(file, fn, value, def, lib, source))),
        beside: first!.beside === true,
      };
    }
    return undefined;
  }

  /** What a channel is seen to bring counts more than that something comes from outside. */
  private putIn(file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'load' }>): AV | undefined {
    const kept = this.ev.calls.channels.member(file, fn, value, def);
    if (kept.length) return kept;
    const brought = this.ev.eval(file, fn, def.object).filter((x) => x.a === 'obj' && x.brought && x.entries.has(def.key));
    return brought.length ? project(brought, def.key, this.ev) : undefined;
  }

  private source(file: FileId, fn: FunctionId, value: ValueId, def: Value, lib: LibraryValue, source: SourceModel): AV {
    const facts = this.ev.fn(file, fn);
    const at: Span =
      def.op === 'load' || def.op === 'index'
        ? def.at
        : def.op === 'param'
          ? facts.params[def.index]!.at
          : def.op === 'call'
            ? facts.calls[def.call]!.span
            : def.op === 'import'
              ? this.ev.program.graph.files[file]!.imports[def.import]!.at
              : [0, 0];
    const names: string[] = [];
    if (source.nameFrom && lib.created) {
      for (const av of this.ev.calls.places.at(lib.created, source.nameFrom))
        for (const x of av)
          // Names of headers are the same in either case (RFC 9110, 5.1); as a variable's, `Authorization` would be that of a type.
          if (x.a === 'const' && typeof x.value === 'string') names.push(source.shape === 'headers' ? x.value.toLowerCase() : x.value);
    }
    const own =
      def.op === 'import'
        ? importedName(this.ev.program.graph.files[file]!.imports[def.import])
        : def.op === 'param'
          ? facts.params[def.index]!.name
          : def.op === 'load'
            ? def.key
            : this.ev.nameOf(file, fn, value);
    if (own && names.length === 0) names.push(own);
    const called =
      def.op === 'call' && source.type !== undefined && names.length === 0
        ? this.ev.calls.calleeName(file, fn, facts.calls[def.call]!)
        : undefined;
    const ref = this.ev.origins.ref(
      { kind: 'source', file, function: fn, index: value, names, ...(called ? { functionName: called } : {}), at, source },
      this.ev.program.typeOf(file, fn, value),
    );
    return ref.map((x) =>
      x.a === 'ref' ? { ...x, way: { step: { file, at, what: 'source' as const, name: names[0] ?? '' }, before: undefined } } : x,
    );
  }
}

function importedName(imported: ImportFact | undefined): string | undefined {
  return imported?.local ?? imported?.name;
}
