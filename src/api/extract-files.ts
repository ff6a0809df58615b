/** Runs extract and schema over the files of a workspace; facts that are in the cache are taken from there. */
import { keepCodeAtExit } from '../code-cache/index.js';
import type { FileFacts } from '../model/facts.js';
import type { Coverage, FactsCount } from '../model/report.js';
import type { NameMatcher, Taxonomy, ValueMatcher } from '../model/taxonomy.js';
import type { SchemaFile, SkippedFile, SourceFile, Workspace } from '../model/workspace.js';
import type { Reading } from '../schema/readers.js';
import { extractSources, sourceText, workerCount, type SourceResult } from '../pool/index.js';
import type { Key } from '../cache/index.js';
import { compileValueMatcher, valuePatternsOf } from '../taxonomy/values.js';
import { decodeFacts, type AnalysisCache, type ContentFile } from './analysis-cache.js';
import { createResolver } from '../workspace/index.js';
import { generatedNames } from './generated-names.js';
import { readBytes } from './read-source.js';

export interface Extracted {
  /** In path order; schema files among them. */
  readonly facts: readonly FileFacts[];
  readonly skipped: readonly SkippedFile[];
  readonly problems: Coverage['problems'];
  readonly count: FactsCount;
  /** Threads that took part. */
  readonly workers: number;
  /** By path: of every file that was looked at; empty without a cache. */
  readonly keys: ReadonlyMap<string, Key>;
}

export interface ExtractChoices {
  /** Its value patterns are looked for in literals. */
  readonly taxonomy: Taxonomy;
  /** Decides whether a weak pattern stands beside a fitting name. */
  readonly names: NameMatcher;
  /** Absent: by the bytes to parse. */
  readonly workers?: number;
  /** Where facts are and go; whoever opened it closes it. Absent: no cache. */
  readonly cache?: AnalysisCache | undefined;
  /** Of all files, when they were read for them already. */
  readonly keys?: ReadonlyMap<string, Key> | undefined;
  readonly signal?: AbortSignal;
  /** Hears of each file that was parsed. */
  readonly onFile?: (done: number, of: number) => void;
  /** Hears what each file cost that was parsed. */
  readonly onCost?: (path: string, milliseconds: number) => void;
}

/** @throws the signal's reason when it is aborted */
export async function extractFiles(workspace: Workspace, choices: ExtractChoices): Promise<Extracted> {
  const extraction = new Extraction(workspace, choices);
  extraction.fromCache();
  const workers = await extraction.parse();
  await extraction.schemas();
  return extraction.result(workers);
}

/** Documents of this size are read whoever uses them; larger ones take as long as hundreds of files of code. */
const MAX_IDLE_BYTES = 65_536;
/** Types that stand for a whole document, whatever names are in it. */
const WHOLES: readonly string[] = ['components', 'paths', 'operations', 'definitions'];

/** After so many files the engine has compiled most of the parser. */
const WARM_FILES = 50;

class Extraction {
  readonly #facts: FileFacts[] = [];
  readonly #skipped: SkippedFile[] = [];
  readonly #failed: Coverage['problems'][number][] = [];
  readonly #missing: SourceFile[] = [];
  readonly #keys = new Map<string, Key>();
  #done = 0;
  #parsed = 0;
  #cached = 0;
  #readings: Reading | undefined;
  #generated: readonly string[] | undefined;

  constructor(
    private readonly workspace: Workspace,
    private readonly choices: ExtractChoices,
  ) {}

  /** Takes the facts of the files whose keys are known and have some. */
  fromCache(): void {
    const { cache, keys } = this.choices;
    for (const file of this.workspace.files) {
      const key = keys?.get(file.path);
      const facts = key === undefined ? undefined : cache?.facts(key, file.path);
      if (key === undefined || facts === undefined) {
        this.#missing.push(file);
        continue;
      }
      this.#keys.set(file.path, key);
      this.#facts.push(facts);
      this.#cached++;
    }
  }

  /** @returns how many threads took part */
  async parse(): Promise<number> {
    const { taxonomy, names, signal } = this.choices;
    const missing = this.#missing;
    const total = missing.reduce((sum, { bytes }) => sum + bytes, 0);
    const sources = missing.map((file) => ({
      path: file.path,
      size: file.bytes,
      literalsOnly: file.role === 'test',
      read: () => this.#read(file),
    }));
    const threads = await extractSources(sources, {
      taxonomy,
      names,
      workers: this.choices.workers ?? workerCount(total),
      ...(signal ? { signal } : {}),
      onResult: (index, result, milliseconds) => {
        this.choices.onCost?.(missing[index]!.path, milliseconds);
        this.#take(missing[index]!, result);
      },
    });
    if (this.choices.cache && this.#parsed >= WARM_FILES) keepCodeAtExit();
    return threads;
  }

  /** Reads the schema files, and the documents inside code. */
  async schemas(): Promise<void> {
    const code = [...this.#facts];
    for (const schema of this.workspace.schemas) await this.#schema(schema, code);
    if (!this.#facts.some(({ documents }) => documents !== undefined)) return;
    const { embeddedTypes } = await import('../schema/graphql/graphql.js');
    this.#facts.forEach((facts, index) => {
      if (facts.documents) this.#facts[index] = { ...facts, types: [...facts.types, ...embeddedTypes(facts.documents)] };
    });
  }

  async #schema({ path, kind }: SchemaFile, code: readonly FileFacts[]): Promise<void> {
    const { cache } = this.choices;
    const bytes = readBytes(this.workspace.root, path);
    this.#note({ path, role: 'source', schema: kind }, bytes);
    if (kind === 'openapi' && bytes && bytes.length > MAX_IDLE_BYTES && !this.#isUsed(bytes, code)) return;
    const key = this.#keys.get(path);
    const kept = key === undefined ? undefined : cache?.facts(key, path);
    if (kept) this.#facts.push(kept);
    else {
      const read = bytes === undefined ? { skipped: 'unreadable' as const } : sourceText(bytes);
      if ('skipped' in read) {
        this.#skipped.push({ path, reason: read.skipped });
        return;
      }
      const { readerOf } = await import('../schema/readers.js');
      const facts = (await readerOf(kind))(path, read.text, (this.#readings ??= this.#reading()));
      this.#facts.push(facts);
      if (key !== undefined) cache?.addFacts(key, facts, undefined);
    }
  }

  /** Whether code may name something that is generated of a document. */
  #isUsed(bytes: Uint8Array, code: readonly FileFacts[]): boolean {
    this.#generated ??= [...generatedNames(code, createResolver(this.workspace))];
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return this.#generated.some((name) => WHOLES.includes(name) || text.includes(name));
  }

  /** The patterns are compiled when a value is asked for. */
  #reading(): Reading {
    const { taxonomy, names } = this.choices;
    const tiers = new Map(taxonomy.dataTypes.map(({ id, tier }) => [id, tier]));
    let match: ValueMatcher | undefined;
    return {
      matchValue: (text, beside) => (match ??= compileValueMatcher(valuePatternsOf(taxonomy), taxonomy.fakes, names))(text, beside),
      isMadeUp: (dataType) => tiers.get(dataType) !== 'credential' || taxonomy.said.madeUp.includes(dataType),
    };
  }

  result(workers: number): Extracted {
    const facts = this.#facts.sort((a, b) => compare(a.path, b.path));
    const skipped = this.#skipped.sort((a, b) => compare(a.path, b.path));
    const problems = [...facts.flatMap(problemsOf), ...this.#failed].sort((a, b) => compare(a.path, b.path));
    return { facts, skipped, problems, count: { parsed: this.#parsed, cached: this.#cached }, workers, keys: this.#keys };
  }

  /** Its key is that of these very bytes: the file may have changed since it was looked up. */
  #read(file: SourceFile): Uint8Array | undefined {
    const bytes = readBytes(this.workspace.root, file.path);
    this.#note(file, bytes);
    return bytes;
  }

  #note(file: ContentFile, bytes: Uint8Array | undefined): void {
    const { cache } = this.choices;
    if (cache) this.#keys.set(file.path, cache.keyOf(file, bytes));
  }

  #take({ path }: SourceFile, result: SourceResult): void {
    this.choices.onFile?.(++this.#done, this.#missing.length);
    if ('skipped' in result) {
      this.#skipped.push({ path, reason: result.skipped });
      return;
    }
    const encoded = 'encoded' in result ? result.encoded : undefined;
    const facts = 'facts' in result ? result.facts : encoded && decodeFacts(path, encoded);
    if (facts === undefined) {
      this.#skipped.push({ path, reason: 'failed' });
      this.#failed.push({
        path,
        message: `could not be analysed: ${'failed' in result ? result.failed : 'its facts got lost'}`,
        hint: 'the other files are not affected',
      });
      return;
    }
    this.#parsed++;
    this.#facts.push(facts);
    const key = this.#keys.get(path);
    if (key !== undefined) this.choices.cache?.addFacts(key, facts, encoded);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function problemsOf(facts: FileFacts): Coverage['problems'] {
  return facts.problems.map((p) => ({ path: facts.path, line: lineOf(facts, p.at[0]), message: p.message }));
}

function lineOf(facts: FileFacts, offset: number): number {
  let line = 0;
  while (line + 1 < facts.lineStarts.length && facts.lineStarts[line + 1]! <= offset) line++;
  return line + 1;
}
