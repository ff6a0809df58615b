/**
 * A pack's directory: which entries lie in which block. It stands at the pack's end and carries the digests of the
 * blocks; its own digest stands behind it, so that one check tells whether the pack is whole.
 *
 *     "WAYBILL" version | blocks … | directory | length, digest, "WAYBILL" version
 */
import { sha256 } from './block.js';
import { KEY_BYTES, type Key } from './key.js';

/** The last byte is the version of the form. */
export const MAGIC = Buffer.from('WAYBILL\u0001', 'latin1');
const DIGEST_BYTES = 32;
export const TRAILER_BYTES = 4 + DIGEST_BYTES + MAGIC.length;
const BLOCK_HEAD_BYTES = 4 + 4 + 4 + DIGEST_BYTES;
const ENTRY_BYTES = KEY_BYTES + 4;

export interface DirectoryEntry {
  readonly key: Key;
  readonly length: number;
}

export interface DirectoryBlock {
  readonly storedLength: number;
  readonly rawLength: number;
  readonly digest: Uint8Array;
  /** In the order of their bytes. */
  readonly entries: readonly DirectoryEntry[];
}

/** Directory and trailer. */
export function writeDirectory(blocks: readonly DirectoryBlock[]): Buffer {
  const size = blocks.reduce((sum, block) => sum + BLOCK_HEAD_BYTES + block.entries.length * ENTRY_BYTES, 0);
  const out = Buffer.alloc(size + TRAILER_BYTES);
  let at = 0;
  for (const { storedLength, rawLength, digest, entries } of blocks) {
    at = out.writeUInt32LE(storedLength, at);
    at = out.writeUInt32LE(rawLength, at);
    at = out.writeUInt32LE(entries.length, at);
    out.set(digest, at);
    at += DIGEST_BYTES;
    for (const { key, length } of entries) {
      at += out.write(key, at, 'base64url');
      at = out.writeUInt32LE(length, at);
    }
  }
  at = out.writeUInt32LE(size, at);
  out.set(sha256(out.subarray(0, size)), at);
  out.set(MAGIC, at + DIGEST_BYTES);
  return out;
}

/** @returns the directory's length; undefined when these bytes end no pack */
export function directoryLength(trailer: Buffer): number | undefined {
  if (trailer.length !== TRAILER_BYTES || !trailer.subarray(-MAGIC.length).equals(MAGIC)) return undefined;
  return trailer.readUInt32LE(0);
}

/** @returns the blocks; undefined when the directory is damaged */
export function readDirectory(directory: Buffer, trailer: Buffer): DirectoryBlock[] | undefined {
  if (!sha256(directory).equals(trailer.subarray(4, 4 + DIGEST_BYTES))) return undefined;
  const blocks: DirectoryBlock[] = [];
  try {
    for (let at = 0; at < directory.length;) {
      const count = directory.readUInt32LE(at + 8);
      const digest = directory.subarray(at + 12, at + BLOCK_HEAD_BYTES);
      const block = { storedLength: directory.readUInt32LE(at), rawLength: directory.readUInt32LE(at + 4), digest };
      at += BLOCK_HEAD_BYTES;
      const entries: DirectoryEntry[] = [];
      for (let i = 0; i < count; i++, at += ENTRY_BYTES) {
        entries.push({ key: directory.toString('base64url', at, at + KEY_BYTES), length: directory.readUInt32LE(at + KEY_BYTES) });
      }
      if (entries.reduce((sum, { length }) => sum + length, 0) !== block.rawLength) return undefined;
      blocks.push({ ...block, entries });
    }
    return blocks;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
