/** One root: its result as it was kept from a run before, when nothing that decides it has changed; else through all stages. */
import { createHash } from 'node:crypto';
import type { Key } from '../cache/index.js';
import type { Classifier } from '../model/classifier.js';
import type { FileFacts } from '../model/facts.js';
import type { FlowResult } from '../model/flow.js';
import type { ScanOptions } from '../model/options.js';
import type { Program } from '../model/program.js';
import type { Finding } from '../model/report.js';
import type { NameMatcher, Taxonomy } from '../model/taxonomy.js';
import type { SkippedFile, SourceFile, Workspace } from '../model/workspace.js';
import type { Judged } from '../policy/index.js';
import { AnalysisCache, type CacheChoice, type ContentFile } from './analysis-cache.js';
import { codeView } from './code-view.js';
import { inputOf, type Judging } from './judging.js';
import { maskedTexts } from './mask-literals.js';
import type { ConfiguredRoot } from './project-config.js';
import { readBytes } from './read-source.js';
import { readRootFound, type RootFound, type RootResult, type RootRun } from './root-result.js';
import type { StageClock } from './stage-clock.js';

export interface RootInput {
  readonly root: ConfiguredRoot;
  readonly taxonomy: Taxonomy;
  /** Compiled when it is asked for. */
  readonly names: () => NameMatcher;
  /** How it is judged. */
  readonly judging: Judging;
  readonly clock: StageClock;
  /** Whether a baseline will ask what code there is. */
  readonly keepCode: boolean;
  /** Whether tables, declared types and entries are asked for. */
  readonly survey: boolean;
  /** Is shown the stages' own results, before they are forgotten. */
  readonly inspect?: (inside: RootInside) => void;
  /** See ScanOptions. */
  readonly blocking?: ScanOptions['blocking'];
  readonly choices: RunChoices;
}

/** What concerns the run and not its result. */
export interface RunChoices {
  /** Threads; absent: by the bytes to parse. */
  readonly workers?: number;
  /** Absent: no cache. */
  readonly cache?: CacheChoice;
  readonly signal?: AbortSignal;
  /** Hears of each file that was parsed. */
  readonly onFile?: (done: number, of: number) => void;
}

/** What the stages know of one root, for questions that a report does not answer. */
export interface RootInside {
  readonly workspace: Workspace;
  readonly facts: readonly FileFacts[];
  readonly skipped: readonly SkippedFile[];
  readonly program: Program;
  readonly classifier: Classifier;
  readonly flows: FlowResult;
  /** Same order as the sinks of `flows`. */
  readonly judged: Judged;
  readonly literals: readonly Finding[];
  readonly texts: Readonly<Record<string, string>>;
}

/** @throws the signal's reason when it is aborted */
export async function scanRoot(input: RootInput): Promise<RootResult> {
  const { root } = input.root.workspace;
  const cache = input.choices.cache && AnalysisCache.open(root, input.choices.cache);
  try {
    // An empty cache is not asked, so that no file is read before its turn.
    const keys = cache === undefined || cache.isEmpty ? undefined : keysOfFiles(input, cache);
    const kept = cache && keys && keptResult(input, cache, keys);
    const result = kept ?? (await analysed(input, cache, keys));
    await cache?.close();
    const problem = cache?.problem;
    return problem === undefined ? result : { ...result, run: { ...result.run, cacheProblem: problem } };
  } catch (error) {
    await cache?.abandon();
    throw error;
  }
}

/** Keys of all files whose content decides the result. */
function keysOfFiles({ root: { workspace }, choices: { signal } }: RootInput, cache: AnalysisCache): ReadonlyMap<string, Key> {
  const keys = new Map<string, Key>();
  for (const file of contentFiles(workspace)) {
    signal?.throwIfAborted();
    const { path, digest } = file;
    keys.set(path, digest === undefined ? cache.keyOf(file, readBytes(workspace.root, path)) : cache.keyOfDigest(file, digest));
  }
  return keys;
}

function contentFiles({ files, schemas }: Workspace): readonly (ContentFile & Pick<SourceFile, 'digest'>)[] {
  return [...files, ...schemas.map(({ path, kind }) => ({ path, role: 'source' as const, schema: kind }))];
}

function keptResult(input: RootInput, cache: AnalysisCache, keys: ReadonlyMap<string, Key>): RootResult | undefined {
  if (input.inspect) return undefined;
  const found = cache.result(resultKey(input, cache, keys), readRootFound);
  if (found === undefined) return undefined;
  const { root } = input.root.workspace;
  const files = new Map(contentFiles(input.root.workspace).map((file) => [file.path, file]));
  let changed = false;
  const sources = maskedTexts(found.quoted, (path) => {
    const bytes = readBytes(root, path);
    // What is masked stands at its place in the text that was read for the key, and in no other.
    if (cache.keyOf(files.get(path) ?? { path, role: 'source' }, bytes) !== keys.get(path)) changed = true;
    return bytes;
  });
  if (changed) return undefined;
  return resultOf(root, found, sources, { count: { parsed: 0, cached: found.files }, workers: 1, reused: true });
}

async function analysed(
  input: RootInput,
  cache: AnalysisCache | undefined,
  known: ReadonlyMap<string, Key> | undefined,
): Promise<RootResult> {
  const { analyseRoot } = await import('./analyse-root.js');
  const { found, sources, keys, count, workers, faulty } = await analyseRoot(input, cache, known);
  if (!faulty) cache?.addResult(resultKey(input, cache, keys), found);
  return resultOf(input.root.workspace.root, found, sources, { count, workers, reused: false });
}

function resultOf(root: string, found: RootFound, sources: RootResult['sources'], run: RootRun): RootResult {
  const { recipients, code, quoted: _quoted, files: _files, ...rest } = found;
  return { ...rest, recipients: new Map(recipients), ...(code ? { code: codeView(root, code) } : {}), sources, run };
}

/** From everything that decides a result: the code of the program is in the cache's own part of it. */
function resultKey(input: RootInput, cache: AnalysisCache, keys: ReadonlyMap<string, Key>): Key {
  const { root: _root, ...workspace } = input.root.workspace;
  const content = createHash('sha256');
  for (const { path } of contentFiles(input.root.workspace)) content.update(`${path}\n${keys.get(path) ?? ''}\n`);
  return cache.resultKey([
    input.root.rulesVersion,
    digest(inputOf(input.judging)),
    digest(input.root.named),
    digest(workspace),
    content.digest('base64url'),
    `${input.keepCode} ${input.survey}`,
  ]);
}

function digest(data: unknown): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('base64url');
}
