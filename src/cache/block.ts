/** A block: entries compressed together, as alike ones shrink best in company. */
import { createHash } from 'node:crypto';
import { deflateRaw, inflateRawSync } from 'node:zlib';

/** Bytes of entries after which a block is closed: larger ones shrink no further, smaller ones do worse. */
export const BLOCK_BYTES = 192 * 1024;
/** Half the work of the default level for a fiftieth more bytes; docs/decisions/cache.md has the figures. */
const LEVEL = 4;
/** No block is larger, whatever a pack says of it. */
const MAX_BLOCK_BYTES = 256 * 1024 * 1024;

export interface Block {
  /** Compressed. */
  readonly stored: Uint8Array;
  readonly rawLength: number;
  /** SHA-256 of `stored`. */
  readonly digest: Uint8Array;
}

/** Compresses on another thread, so that this one can go on. */
export function packBlock(raw: Uint8Array): Promise<Block> {
  return new Promise((resolve, reject) => {
    deflateRaw(raw, { level: LEVEL }, (error, stored) => {
      if (error) reject(error);
      else resolve(blockOf(stored, raw.length));
    });
  });
}

function blockOf(stored: Uint8Array, rawLength: number): Block {
  return { stored, rawLength, digest: sha256(stored) };
}

/** @returns the entries' bytes; undefined when the block is damaged */
export function unpackBlock({ stored, rawLength, digest }: Block): Uint8Array | undefined {
  if (rawLength > MAX_BLOCK_BYTES || !sha256(stored).equals(digest)) return undefined;
  try {
    const raw = inflateRawSync(stored, { maxOutputLength: Math.max(rawLength, 1) });
    return raw.length === rawLength ? raw : undefined;
  } catch {
    return undefined;
  }
}

export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
