/**
 * The address of a page or a request carries what the project's own code takes from its query: whoever writes the whole of it down
 * writes down the token of a link as well. The parameters that a package reads by name are the members of its addresses.
 */
import type { Classifier, Evidence } from '../model/classifier.js';
import type { FunctionId, Value, ValueId } from '../model/facts.js';
import { UNKNOWN_TYPE, type FileId, type LibraryValue } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { SourceModel } from '../model/compiled-rules.js';
import type { SinkKind } from '../model/rules.js';
import type { Ref } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';

/** A parameter of an address, and what it is. */
export interface AddressParameter {
  readonly name: string;
  readonly evidence: Evidence;
}

/** Where a parameter is read, and by rules of which library. */
interface Read extends AddressParameter {
  readonly file: FileId;
  readonly library: string;
  /** Of the path, and not of the query. */
  readonly inPath: boolean;
}

type NameRead = Pick<Read, 'name' | 'library' | 'inPath'>;

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
  /** Libraries whose requests have addresses of their own. */
  private readonly servers: ReadonlySet<string>;
  private byPackage: ReadonlyMap<string, readonly Read[]> | undefined;
  private readonly known = new Map<string, readonly AddressParameter[]>();

  constructor(
    private readonly ev: Evaluator,
    private readonly classifier: Classifier,
  ) {
    const sources = ev.rules.nodes.flatMap((node) => node.sources ?? []);
    this.owners = [...new Set(sources.flatMap((source) => source.nameOwner ?? []))].sort();
    this.servers = new Set(sources.flatMap((source) => (source.scope === 'library' ? source.library : [])));
  }

  /** @returns the personal parameters of a whole address; none of anything else */
  parametersOf(x: Ref, kind: SinkKind | undefined): readonly AddressParameter[] {
    const { source, file } = x.origin;
    if (source?.nameOwner === undefined || x.path.length > 0 || this.ev.lacks(x.t, QUERY)) return NONE;
    if (kind !== undefined && !LEAVES_BY.has(kind)) return NONE;
    const dir = this.ev.program.packageOf(file);
    const part = source.shape === 'query' ? 'query of ' : '';
    const key = source.scope === 'file' ? `file ${file}` : source.scope === 'library' ? `library ${source.library} ${dir}` : `page ${dir}`;
    let known = this.known.get(part + key);
    if (!known) this.known.set(part + key, (known = this.within(source, file, dir)));
    return known;
  }

  /** One parameter of each data type, of those that may be in the address. */
  private within({ scope, library, shape }: SourceModel, file: FileId, dir: string): readonly AddressParameter[] {
    const reads = (this.byPackage ??= this.collect()).get(dir) ?? [];
    const out = new Map<string, AddressParameter>();
    for (const read of reads) {
      const counts =
        scope === 'file' ? read.file === file : scope === 'library' ? read.library === library : !this.servers.has(read.library);
      if (shape === 'query' && read.inPath) continue;
      if (counts && !out.has(read.evidence.dataType)) out.set(read.evidence.dataType, read);
    }
    return [...out.values()];
  }

  private collect(): ReadonlyMap<string, readonly Read[]> {
    const out = new Map<string, Read[]>();
    this.ev.program.graph.files.forEach((facts, file) => {
      const dir = this.ev.program.packageOf(file);
      const reads = out.get(dir) ?? [];
      out.set(dir, reads);
      facts.functions.forEach(({ values }, fn) => {
        values.forEach((def, value) => {
          for (const read of this.namesRead(file, fn, value, def)) {
            const evidence = this.evidenceOf(read.name, file);
            if (evidence) reads.push({ ...read, evidence, file });
          }
        });
      });
    });
    return out;
  }

  /** Names of parameters that a value is read by: `params.get('token')`, `query.token`. */
  private namesRead(file: FileId, fn: FunctionId, value: ValueId, def: Value): readonly NameRead[] {
    const { program } = this.ev;
    if (def.op === 'load') {
      // What a name says is known sooner than what it is read from.
      if (!this.evidenceOf(def.key, file)) return [];
      const query = program
        .library(file, fn, def.object)
        .map((lib) => this.sourceOf(lib))
        .find(isQuery);
      return query ? [{ name: def.key, ...readBy(query) }] : [];
    }
    if (def.op !== 'call' || program.call(file, fn, def.call).library.length === 0) return [];
    return program.library(file, fn, value).flatMap((lib) => {
      const source = this.sourceOf(lib);
      if (!source?.nameFrom || !isOfAddress(source)) return [];
      const at = this.ev.calls.places.joined({ file, function: fn, call: def.call }, source.nameFrom);
      return at.flatMap((x) => (x.a === 'const' && typeof x.value === 'string' ? [{ name: x.value, ...readBy(source) }] : []));
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
function isQuery(source: SourceModel | undefined): source is SourceModel {
  return source !== undefined && source.nameFrom === undefined && isOfAddress(source);
}

function readBy({ library, shape }: SourceModel): Pick<Read, 'library' | 'inPath'> {
  return { library, inPath: shape === 'params' };
}
