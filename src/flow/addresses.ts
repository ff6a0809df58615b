/**
 * The address of a page or a request carries what the project's own code takes from its query: whoever writes the whole of it down
 * writes down the token of a link as well. The parameters that a package reads by name are the members of its addresses.
 */
import type { Classifier, Evidence } from '../model/classifier.js';
import type { FunctionId, Value, ValueId } from '../model/facts.js';
import { UNKNOWN_TYPE, type FileId, type LibraryValue } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { SinkKind, SourceModel } from '../model/rules.js';
import type { Ref } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';

/** A parameter of an address, and what it is. */
export interface AddressParameter {
  readonly name: string;
  readonly evidence: Evidence;
}

const NONE: readonly AddressParameter[] = [];

/** Where an address is written down, or goes to somebody who has not got it; the page itself and its history have it anyway. */
const LEAVES_BY: ReadonlySet<SinkKind> = new Set<SinkKind>(['log', 'error', 'analytics', 'ai', 'outbound']);

/** Name under which rules take the query out of an address (`without`). */
const QUERY = 'address';

/** What is worth a finding in an address that only some pages have. */
const MATTERS: ReadonlySet<string> = new Set(['credential', 'direct', 'sensitive']);

/** Parameters by package, found when the first address reaches a sink. */
export class Addresses {
  /** What rules say the parameters of an address belong to: a `token` there is one that lets its holder in. */
  private readonly owners: readonly string[];
  private byPackage: ReadonlyMap<string, ReadonlyMap<string, AddressParameter>> | undefined;

  constructor(
    private readonly ev: Evaluator,
    private readonly classifier: Classifier,
  ) {
    const sources = ev.rules.nodes.flatMap((node) => node.sources ?? []);
    this.owners = [...new Set(sources.flatMap((source) => source.nameOwner ?? []))].sort();
  }

  /** @returns the personal parameters of a whole address; none of anything else */
  parametersOf(x: Ref, kind: SinkKind | undefined): readonly AddressParameter[] {
    const { source, file } = x.origin;
    if (source?.shape !== 'address' || x.path.length > 0 || this.ev.lacks(x.t, QUERY)) return NONE;
    if (kind !== undefined && !LEAVES_BY.has(kind)) return NONE;
    const known = (this.byPackage ??= this.collect()).get(this.ev.program.packageOf(file));
    return known ? [...known.values()] : NONE;
  }

  private collect(): ReadonlyMap<string, ReadonlyMap<string, AddressParameter>> {
    const out = new Map<string, Map<string, AddressParameter>>();
    this.ev.program.graph.files.forEach((facts, file) => {
      const dir = this.ev.program.packageOf(file);
      const known = out.get(dir) ?? new Map<string, AddressParameter>();
      out.set(dir, known);
      facts.functions.forEach(({ values }, fn) => {
        values.forEach((def, value) => {
          for (const name of this.namesRead(file, fn, value, def)) {
            const evidence = this.evidenceOf(name, file);
            if (evidence && !known.has(evidence.dataType)) known.set(evidence.dataType, { name, evidence });
          }
        });
      });
    });
    return out;
  }

  /** Names of parameters that a value is read by: `params.get('token')`, `query.token`. */
  private namesRead(file: FileId, fn: FunctionId, value: ValueId, def: Value): readonly string[] {
    const { program } = this.ev;
    if (def.op === 'load') {
      // What a name says is known sooner than what it is read from.
      if (!this.evidenceOf(def.key, file)) return [];
      return program.library(file, fn, def.object).some((lib) => isQuery(this.sourceOf(lib))) ? [def.key] : [];
    }
    if (def.op !== 'call' || program.call(file, fn, def.call).library.length === 0) return [];
    return program.library(file, fn, value).flatMap((lib) => {
      const source = this.sourceOf(lib);
      if (!source?.nameFrom || !isOfAddress(source)) return [];
      const at = this.ev.calls.places.joined({ file, function: fn, call: def.call }, source.nameFrom);
      return at.flatMap((x) => (x.a === 'const' && typeof x.value === 'string' ? [x.value] : []));
    });
  }

  private sourceOf({ nodes }: LibraryValue): SourceModel | undefined {
    return nodes.length ? modelOf(this.ev.rules, nodes)?.sources[0] : undefined;
  }

  private evidenceOf(name: string, file: FileId): Evidence | undefined {
    const said = (owners: readonly string[]): Evidence | undefined => this.classifier.origin({ name, owners, type: UNKNOWN_TYPE, file });
    const alone = said([]);
    if (alone && alone.strength !== 'low') return MATTERS.has(this.tierOf(alone)) ? alone : undefined;
    const owned = said(this.owners);
    return owned && this.tierOf(owned) === 'credential' ? owned : undefined;
  }

  private tierOf({ dataType }: Evidence): string {
    return this.classifier.dataType(dataType)?.tier ?? '';
  }
}

function isOfAddress({ shape }: SourceModel): boolean {
  return shape === 'query' || shape === 'params';
}

/** Whether members of what the rule speaks of are parameters. */
function isQuery(source: SourceModel | undefined): boolean {
  return source !== undefined && source.nameFrom === undefined && isOfAddress(source);
}
