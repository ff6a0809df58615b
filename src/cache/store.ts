/**
 * A folder of packs: content-addressed entries that are only data. Every pack carries its own directory, so no index
 * has to be kept in step with it: a process adds packs and takes packs away, and whoever reads sees whole ones.
 *
 * Nothing here throws for the state of the disk: what can't be read is missing, what can't be written is not kept, and
 * `problem` says why.
 */
import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { BLOCK_BYTES, packBlock, type Block } from './block.js';
import type { DirectoryEntry } from './directory.js';
import type { Key } from './key.js';
import { mergePacks } from './merge.js';
import { PackReader, type PackedBlock } from './pack-reader.js';
import { PACK_ENDING, PackWriter, UNFINISHED_ENDING } from './pack-writer.js';
import { cacheTrouble, preparePrivateFolder } from './private-folder.js';
import { LIMITS, needsMerge, superfluous, type PackUse, type PruneLimits } from './prune.js';

/** A pack that was begun so long ago will not be finished. */
const UNFINISHED_MS = 60 * 60 * 1000;

interface Place {
  readonly pack: PackReader;
  readonly block: PackedBlock;
}

export class CacheStore {
  /** Why the cache could not be used, or not be written. */
  problem: string | undefined;
  /** Whether this run wrote a first or a merged pack: the moment to look at the folders beside. */
  grown = false;
  readonly #places = new Map<Key, Place>();
  readonly #packs: PackReader[] = [];
  /** Files that are no whole packs. */
  readonly #broken: string[] = [];
  readonly #used = new Map<PackReader, Set<Key>>();
  #writer: PackWriter | undefined;
  #open: { entries: DirectoryEntry[]; bytes: Uint8Array[]; size: number } = { entries: [], bytes: [], size: 0 };
  readonly #packing: Promise<void>[] = [];

  constructor(
    private readonly folder: string,
    private readonly limits: PruneLimits = LIMITS,
  ) {
    this.problem = preparePrivateFolder(folder);
    if (this.problem === undefined) this.#openPacks();
  }

  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  /** Of all entries that can be asked for. */
  keys(): IterableIterator<Key> {
    return this.#places.keys();
  }

  /** @returns the entry's bytes; undefined when there is none, or a damaged one */
  get(key: Key): Uint8Array | undefined {
    const place = this.#places.get(key);
    const bytes = place?.pack.read(place.block, key);
    if (place === undefined || bytes === undefined) return undefined;
    const used = this.#used.get(place.pack);
    if (used) used.add(key);
    else this.#used.set(place.pack, new Set([key]));
    return bytes;
  }

  /** Tells that an entry, though whole, is not what it should be: its pack goes when the run ends, the rest of it stays. */
  reject(key: Key): void {
    const place = this.#places.get(key);
    if (place === undefined) return;
    place.pack.damaged = true;
    this.#used.get(place.pack)?.delete(key);
  }

  /** Keeps an entry, compressed on another thread. The bytes must not change afterwards. */
  add(key: Key, bytes: Uint8Array): void {
    if (this.problem !== undefined) return;
    this.#open.entries.push({ key, length: bytes.length });
    this.#open.bytes.push(bytes);
    this.#open.size += bytes.length;
    if (this.#open.size >= BLOCK_BYTES) this.#closeBlock();
  }

  #addBlock(block: Block, entries: readonly DirectoryEntry[]): void {
    if (this.problem !== undefined) return;
    try {
      this.#writer ??= new PackWriter(this.folder);
      this.#writer.add(block, entries);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Writes what is new, tidies up and closes the files. */
  async close(): Promise<void> {
    this.#closeBlock();
    await Promise.all(this.#packing);
    if (this.problem === undefined) {
      try {
        await this.#save(Date.now());
      } catch (error) {
        this.#failed(error);
      }
    }
    for (const pack of this.#packs) pack.close();
  }

  /** Closes the files and keeps nothing: the run was ended. */
  async abandon(): Promise<void> {
    this.problem ??= 'the run was ended';
    await Promise.all(this.#packing);
    this.#writer?.abandon();
    for (const pack of this.#packs) pack.close();
  }

  #openPacks(): void {
    for (const name of readdirSync(this.folder).sort()) {
      if (!name.endsWith(PACK_ENDING)) continue;
      const file = join(this.folder, name);
      const pack = PackReader.open(file);
      if (pack === 'damaged') this.#broken.push(file);
      else if (pack !== undefined) this.#packs.push(pack);
    }
    for (const pack of this.#packs) {
      for (const block of pack.blocks) for (const { key } of block.entries) this.#places.set(key, { pack, block });
    }
  }

  #closeBlock(): void {
    const { entries, bytes, size } = this.#open;
    if (entries.length === 0) return;
    this.#open = { entries: [], bytes: [], size: 0 };
    const packed = packBlock(Buffer.concat(bytes, size)).then((block) => this.#addBlock(block, entries));
    this.#packing.push(packed.catch((error: unknown) => this.#failed(error)));
  }

  async #save(now: number): Promise<void> {
    const uses = this.#packs.map((pack) => this.#useOf(pack));
    const merges = needsMerge([...uses], this.limits);
    const merged = merges ? this.#packs.filter((pack) => this.#used.has(pack) || pack.damaged) : [];
    if (merges) {
      await mergePacks(merged, this.#used, {
        addBlock: (block, entries) => this.#addBlock(block, entries),
        add: (key, bytes) => this.add(key, bytes),
      });
      this.#closeBlock();
      await Promise.all(this.#packing);
    }
    if (this.problem !== undefined) return;
    this.grown = this.#writer !== undefined && (merges || this.#packs.length === 0);
    const kept = this.#writer?.finish();
    this.#writer = undefined;
    for (const { file } of merged) if (file !== kept) quietly(() => rmSync(file, { force: true }));
    const left = uses.filter(({ file }) => file !== kept && !merged.some((pack) => pack.file === file));
    this.#tidy(left, kept, now);
  }

  /** Marks what was used, takes away what is broken, superfluous or was never finished. */
  #tidy(uses: readonly PackUse[], written: string | undefined, now: number): void {
    const fresh = written === undefined ? [] : [{ file: written, size: sizeOf(written), mtimeMs: now, used: true, damaged: false }];
    for (const use of uses) if (use.used) quietly(() => utimesSync(use.file, now / 1000, now / 1000));
    const gone = [...superfluous([...uses, ...fresh], this.limits, now).map(({ file }) => file), ...this.#broken, ...this.#unfinished(now)];
    // A pack is named by its content: what was written anew may stand where a broken one stood.
    for (const file of gone) if (file !== written) quietly(() => rmSync(file, { force: true }));
  }

  #unfinished(now: number): string[] {
    const files = readdirSync(this.folder)
      .filter((name) => name.endsWith(UNFINISHED_ENDING))
      .map((name) => join(this.folder, name));
    return files.filter((file) => now - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now) > UNFINISHED_MS);
  }

  #useOf(pack: PackReader): PackUse {
    const { file, size, mtimeMs, damaged } = pack;
    return { file, size, mtimeMs, damaged, used: this.#used.has(pack) };
  }

  #failed(error: unknown): void {
    this.problem ??= cacheTrouble(error);
    this.#writer?.abandon();
    this.#writer = undefined;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Another process may have been quicker, and a folder that only can be read is no trouble here. */
function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // The next run tries again.
  }
}
