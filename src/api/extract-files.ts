/** Runs extract and schema over the files of a workspace; facts that are in the cache are taken from there. */
import type { FileFacts } from '../model/facts.js';
import type { Coverage, FactsCount } from '../model/report.js';
import type { NameMatcher, Taxonomy } from '../model/taxonomy.js';
import type { SkippedFile, SourceFile, Workspace } from '../model/workspace.js';
import { extractSources, workerCount, type SourceResult } from '../pool/index.js';
import { decodeFacts, FactsCache, type CacheChoice } from './facts-cache.js';
import { readBytes, readSource } from './read-source.js';

export interface Extracted {
  /** In path order; schema files among them. */
  readonly facts: readonly FileFacts[];
  readonly skipped: readonly SkippedFile[];
  readonly problems: Coverage['problems'];
  readonly count: FactsCount;
  /** Threads that took part. */
  readonly workers: number;
  readonly cacheProblem?: string;
}

export interface ExtractChoices {
  /** Its value patterns are looked for in literals. */
  readonly taxonomy: Taxonomy;
  /** Decides whether a weak pattern stands beside a fitting name. */
  readonly names: NameMatcher;
  /** Absent: by the bytes to parse. */
  readonly workers?: number;
  /** Absent: no cache. */
  readonly cache?: CacheChoice;
  readonly signal?: AbortSignal;
  /** Hears of each file that was parsed. */
  readonly onFile?: (done: number, of: number) => void;
}

/** @throws the signal's reason when it is aborted */
export async function extractFiles(workspace: Workspace, choices: ExtractChoices): Promise<Extracted> {
  const cache = choices.cache && FactsCache.open(workspace.root, choices.cache);
  const extraction = new Extraction(workspace, choices, cache);
  try {
    extraction.fromCache();
    const workers = await extraction.parse();
    await extraction.schemas();
    await cache?.close();
    return extraction.result(workers);
  } catch (error) {
    await cache?.abandon();
    throw error;
  }
}

/** After so many files the engine has compiled most of the parser. */
const WARM_FILES = 50;

/** A file whose facts are not known. */
interface Missing {
  readonly file: SourceFile;
  /** Read for its key already. */
  bytes?: Uint8Array | undefined;
  key?: string;
}

class Extraction {
  readonly #facts: FileFacts[] = [];
  readonly #skipped: SkippedFile[] = [];
  readonly #failed: Coverage['problems'][number][] = [];
  readonly #missing: Missing[] = [];
  #done = 0;
  #parsed = 0;
  #cached = 0;

  constructor(
    private readonly workspace: Workspace,
    private readonly choices: ExtractChoices,
    private readonly cache: FactsCache | undefined,
  ) {}

  /** Looks up every file; an empty cache is not asked, so that no file is read before its turn. */
  fromCache(): void {
    const { cache, workspace, choices } = this;
    for (const file of workspace.files) {
      if (cache === undefined || cache.isEmpty) {
        this.#missing.push({ file });
        continue;
      }
      choices.signal?.throwIfAborted();
      const bytes = readBytes(workspace.root, file.path);
      if (bytes === undefined) {
        this.#skipped.push({ path: file.path, reason: 'unreadable' });
        continue;
      }
      const key = cache.keyOf(file, bytes);
      const facts = cache.get(key, file.path);
      if (facts === undefined) {
        this.#missing.push({ file, bytes, key });
        continue;
      }
      this.#facts.push(facts);
      this.#cached++;
    }
  }

  /** @returns how many threads took part */
  async parse(): Promise<number> {
    const { taxonomy, names, signal } = this.choices;
    const missing = this.#missing;
    const total = missing.reduce((sum, { file }) => sum + file.bytes, 0);
    const sources = missing.map((one) => ({
      path: one.file.path,
      size: one.file.bytes,
      literalsOnly: one.file.role === 'test',
      read: () => this.#read(one),
    }));
    const threads = await extractSources(sources, {
      taxonomy,
      names,
      workers: this.choices.workers ?? workerCount(total),
      ...(signal ? { signal } : {}),
      onResult: (index, result) => this.#take(missing[index] as Missing, result),
    });
    if (this.cache && this.#parsed >= WARM_FILES) (await import('../pool/extract-source.js')).keepCodeCache();
    return threads;
  }

  async schemas(): Promise<void> {
    const { schemas, root } = this.workspace;
    if (schemas.length === 0) return;
    const { prismaFacts } = await import('../schema/prisma.js');
    for (const { path } of schemas) {
      const read = readSource(root, path);
      if ('skipped' in read) this.#skipped.push({ path, reason: read.skipped });
      else this.#facts.push(prismaFacts(path, read.text));
    }
  }

  result(workers: number): Extracted {
    const facts = this.#facts.sort((a, b) => compare(a.path, b.path));
    const skipped = this.#skipped.sort((a, b) => compare(a.path, b.path));
    const problems = [...facts.flatMap(problemsOf), ...this.#failed].sort((a, b) => compare(a.path, b.path));
    const problem = this.cache?.problem;
    const count = { parsed: this.#parsed, cached: this.#cached };
    return { facts, skipped, problems, count, workers, ...(problem === undefined ? {} : { cacheProblem: problem }) };
  }

  #read(one: Missing): Uint8Array | undefined {
    const bytes = one.bytes ?? readBytes(this.workspace.root, one.file.path);
    if (bytes !== undefined && this.cache) one.key ??= this.cache.keyOf(one.file, bytes);
    one.bytes = undefined;
    return bytes;
  }

  #take({ file, key }: Missing, result: SourceResult): void {
    const { path } = file;
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
    if (key !== undefined) this.cache?.add(key, facts, encoded);
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
