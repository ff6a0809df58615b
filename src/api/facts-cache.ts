/** Facts by content: what is the same everywhere has the same entry, wherever the file lies. */
import { join } from 'node:path';
import { CacheStore, keysFor, projectCacheFolder, sweepProjects, userCacheFolder, type Key } from '../cache/index.js';
import { decode, encode } from '../codec/index.js';
import type { FileFacts } from '../model/facts.js';
import type { SourceFile } from '../model/workspace.js';
import { factsVersion } from './facts-version.js';

export interface CacheChoice {
  /** Folder named by the user; default: one for the root in the user's cache folder. */
  readonly dir?: string;
  /** Digest of rules and taxonomy. */
  readonly rulesVersion: string;
}

export class FactsCache {
  private constructor(
    private readonly store: CacheStore,
    private readonly keyFor: ReturnType<typeof keysFor>,
    private readonly userFolder: string | undefined,
  ) {}

  /** @returns undefined when there is no place for it, or no version to tell entries apart by */
  static open(root: string, { dir, rulesVersion }: CacheChoice): FactsCache | undefined {
    const version = factsVersion();
    const userFolder = dir === undefined ? userCacheFolder({ platform: process.platform, env: process.env }) : undefined;
    // A folder of our own in the one that was named: nothing else in it is touched.
    const folder = dir !== undefined ? join(dir, 'waybill') : userFolder && projectCacheFolder(userFolder, root);
    if (version === undefined || folder === undefined) return undefined;
    return new FactsCache(new CacheStore(folder), keysFor([version, rulesVersion]), userFolder);
  }

  get isEmpty(): boolean {
    return this.store.isEmpty;
  }

  /** Why nothing could be read or kept. */
  get problem(): string | undefined {
    return this.store.problem;
  }

  keyOf(file: SourceFile, bytes: Uint8Array): Key {
    return this.keyFor(`${file.role} ${languageOf(file.path)}`, bytes);
  }

  get(key: Key, path: string): FileFacts | undefined {
    const bytes = this.store.get(key);
    const facts = bytes && decodeFacts(path, bytes);
    if (bytes !== undefined && facts === undefined) this.store.reject(key);
    return facts;
  }

  /** @param encoded from a worker, when it came from one */
  add(key: Key, facts: FileFacts, encoded: Uint8Array | undefined): void {
    this.store.add(key, encoded ?? encodeFacts(facts));
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
  return /(?:\.d)?\.[cm]?[jt]sx?$/.exec(path)?.[0] ?? '';
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
  try {
    const rest = decode(bytes) as Omit<FileFacts, 'path'>;
    return looksLikeFacts(rest) ? { path, ...rest } : undefined;
  } catch {
    return undefined;
  }
}

function looksLikeFacts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(PARTS).every(([part, kind]) => {
    const found = (value as Record<string, unknown>)[part];
    return kind === 'list' ? Array.isArray(found) : typeof found === kind;
  });
}
