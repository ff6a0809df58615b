/** An open pack. Blocks are read and unpacked when an entry of theirs is asked for. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { unpackBlock, type Block } from './block.js';
import { directoryLength, MAGIC, readDirectory, TRAILER_BYTES, type DirectoryBlock } from './directory.js';
import type { Key } from './key.js';

/** Unpacked blocks that are kept: entries are mostly asked for in the order in which they lie. */
const KEPT_BLOCKS = 8;

export interface PackedBlock extends DirectoryBlock {
  readonly offset: number;
}

export class PackReader {
  /** Found damaged when it was read. */
  damaged = false;
  readonly #unpacked = new Map<PackedBlock, Uint8Array>();
  readonly #fd: number;

  private constructor(
    readonly file: string,
    readonly size: number,
    readonly mtimeMs: number,
    readonly blocks: readonly PackedBlock[],
    fd: number,
  ) {
    this.#fd = fd;
  }

  /** @returns 'damaged' when the file is no whole pack; undefined when it can't be read (another process took it away) */
  static open(file: string): PackReader | 'damaged' | undefined {
    let fd: number | undefined;
    try {
      fd = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      const { size, mtimeMs } = fstatSync(fd);
      const blocks = readBlocks(fd, size);
      if (blocks !== undefined) return new PackReader(file, size, mtimeMs, blocks, fd);
      closeSync(fd);
      return 'damaged';
    } catch {
      if (fd !== undefined) closeSync(fd);
      return undefined;
    }
  }

  /** @returns an entry's bytes, which are its caller's; undefined when they are damaged */
  read(block: PackedBlock, key: Key): Uint8Array | undefined {
    const raw = this.#unpack(block);
    if (raw === undefined) return undefined;
    let at = 0;
    for (const entry of block.entries) {
      if (entry.key === key) return raw.subarray(at, at + entry.length);
      at += entry.length;
    }
    return undefined;
  }

  /** @returns the block as it is stored; undefined when it can't be read */
  stored(block: PackedBlock): Block | undefined {
    try {
      const stored = readAt(this.#fd, block.offset, block.storedLength);
      return stored && { stored, rawLength: block.rawLength, digest: block.digest };
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.#unpacked.clear();
    closeSync(this.#fd);
  }

  #unpack(block: PackedBlock): Uint8Array | undefined {
    const known = this.#unpacked.get(block);
    if (known !== undefined) return known;
    const stored = this.stored(block);
    const raw = stored && unpackBlock(stored);
    if (raw === undefined) {
      this.damaged = true;
      return undefined;
    }
    const [oldest] = this.#unpacked.keys();
    if (oldest !== undefined && this.#unpacked.size >= KEPT_BLOCKS) this.#unpacked.delete(oldest);
    this.#unpacked.set(block, raw);
    return raw;
  }
}

function readBlocks(fd: number, size: number): PackedBlock[] | undefined {
  const trailer = readAt(fd, size - TRAILER_BYTES, TRAILER_BYTES);
  const length = trailer && directoryLength(trailer);
  if (trailer === undefined || length === undefined) return undefined;
  const start = size - TRAILER_BYTES - length;
  const directory = readAt(fd, start, length);
  const blocks = directory && readDirectory(directory, trailer);
  if (blocks === undefined || !readAt(fd, 0, MAGIC.length)?.equals(MAGIC)) return undefined;
  let offset = MAGIC.length;
  const placed = blocks.map((block): PackedBlock => {
    const one = { ...block, offset };
    offset += block.storedLength;
    return one;
  });
  return offset === start ? placed : undefined;
}

/** @returns undefined when the file has no such place */
function readAt(fd: number, offset: number, length: number): Buffer | undefined {
  if (offset < 0) return undefined;
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length;) {
    const read = readSync(fd, bytes, at, length - at, offset + at);
    if (read === 0) return undefined;
    at += read;
  }
  return bytes;
}
