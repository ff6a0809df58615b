/** What an analysis found out, by content: facts of files, which are the same wherever a file lies, and results of whole roots. */
import { join } from 'node:path';
import { CacheStore, contentDigest, keysFor, projectCacheFolder, sweepProjects, userCacheFolder, type Key } from '../cache/index.js';
import { decode, encode } from '../codec/index.js';
import { CODE_ENDING } from '../model/endings.js';
import type { FileFacts } from '../model/facts.js';
import type { SchemaLanguage } from '../model/schema-language.js';
import type { SourceFile } from '../model/workspace.js';
import { codeVersion, type CodeVersion } from './code-version.js';

export interface CacheChoice {
  /** Folder named by the user; default: one for the root in the user's cache folder. */
  readonly dir?: string;
  /** Digest of the taxonomy: of all rules the only ones that facts depend on. */
  readonly taxonomyVersion: string;
}

/** A file whose content decides the result, and how it is read. */
export interface ContentFile extends Pick<SourceFile, 'path' | 'role'> {
  readonly schema?: SchemaLanguage;
}

/** A file that can't be read. */
const NO_CONTENT = '';

export class AnalysisCache {
  private readonly keyFor: ReturnType<typeof keysFor>;

  private constructor(
    private readonly store: CacheStore,
    private readonly version: CodeVersion,
    taxonomyVersion: string,
    private readonly userFolder: string | undefined,
  ) {
    this.keyFor = keysFor([version.facts, taxonomyVersion]);
  }

  /** @returns undefined when there is no place for it, or no version to tell entries apart by */
  static open(root: string, { dir, taxonomyVersion }: CacheChoice): AnalysisCache | undefined {
    const version = codeVersion();
    const userFolder = dir === undefined ? userCacheFolder({ platform: process.platform, env: process.env }) : undefined;
    // A folder of our own in the one that was named: nothing else in it is touched.
    const folder = dir !== undefined ? join(dir, 'waybill') : userFolder && projectCacheFolder(userFolder, root);
    if (version === undefined || folder === undefined) return undefined;
    return new AnalysisCache(new CacheStore(folder), version, taxonomyVersion, userFolder);
  }

  get isEmpty(): boolean {
    return this.store.isEmpty;
  }

  /** Why nothing could be read or kept. */
  get problem(): string | undefined {
    return this.store.problem;
  }

  /** @param bytes undefined when the file can't be read */
  keyOf(file: ContentFile, bytes: Uint8Array | undefined): Key {
    return bytes === undefined ? NO_CONTENT : this.keyOfDigest(file, contentDigest(bytes));
  }

  /** @param digest of the content, by {@link contentDigest} */
  keyOfDigest(file: ContentFile, digest: string): Key {
    return this.keyFor(`${file.role} ${file.schema ?? languageOf(file.path)}`, digest);
  }

  facts(key: Key, path: string): FileFacts | undefined {
    const bytes = this.store.get(key);
    const facts = bytes && decodeFacts(path, bytes);
    if (bytes !== undefined && facts === undefined) this.store.reject(key);
    return facts;
  }

  /** @param encoded from a worker, when it came from one */
  addFacts(key: Key, facts: FileFacts, encoded: Uint8Array | undefined): void {
    this.store.add(key, encoded ?? encodeFacts(facts));
  }

  /**
   * The key of a root's result.
   *
   * @param inputs everything that decides it beside the code of the program: rules, choices, and the keys of all files
   */
  resultKey(inputs: readonly string[]): Key {
    return keysFor([this.version.results])('result', JSON.stringify(inputs));
  }

  /** @param read gives undefined when the data is something else */
  result<T>(key: Key, read: (data: unknown) => T | undefined): T | undefined {
    const bytes = this.store.get(key);
    if (bytes === undefined) return undefined;
    const result = attempt(() => read(decode(bytes)));
    if (result === undefined) this.store.reject(key);
    return result;
  }

  addResult(key: Key, result: object): void {
    this.store.add(key, encode(result));
  }

  async close(): Promise<void> {
    await this.store.close();
    if (this.store.grown && this.userFolder !== undefined) sweepProjects(this.userFolder, Date.now());
  }

  /** Keeps nothing of this run. */
  abandon(): Promise<void> {
    return this.store.abandon();
  }
}

/** The ending that decides how a file is parsed. */
function languageOf(path: string): string {
  return CODE_ENDING.exec(path)?.[0] ?? '';
}

function encodeFacts({ path: _path, ...facts }: FileFacts): Uint8Array {
  return encode(facts);
}

/** What every file's facts have, and of which kind it is. */
const PARTS: { readonly [Part in keyof FileFacts]?: 'number' | 'list' } = {
  bytes: 'number',
  lines: 'number',
  lineStarts: 'list',
  imports: 'list',
  exports: 'list',
  bindings: 'list',
  types: 'list',
  functions: 'list',
  classes: 'list',
  cells: 'list',
  literals: 'list',
  directives: 'list',
  problems: 'list',
};

/** @returns undefined when the bytes hold something else */
export function decodeFacts(path: string, bytes: Uint8Array): FileFacts | undefined {
  const rest = attempt(() => decode(bytes) as Omit<FileFacts, 'path'>);
  return looksLikeFacts(rest) ? { path, ...(rest as Omit<FileFacts, 'path'>) } : undefined;
}

function looksLikeFacts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(PARTS).every(([part, kind]) => {
    const found = (value as Record<string, unknown>)[part];
    return kind === 'list' ? Array.isArray(found) : typeof found === kind;
  });
}

/** What bytes of anything make a decoder throw is no reason to stop. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
