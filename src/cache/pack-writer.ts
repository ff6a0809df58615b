/** Writes a pack beside its place and renames it: others see it whole or not at all. */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { sha256, type Block } from './block.js';
import { MAGIC, writeDirectory, type DirectoryBlock, type DirectoryEntry } from './directory.js';

export const PACK_ENDING = '.pack';
export const UNFINISHED_ENDING = '.tmp';

export class PackWriter {
  readonly #unfinished: string;
  readonly #fd: number;
  readonly #blocks: DirectoryBlock[] = [];

  /** @throws when the folder can't be written */
  constructor(private readonly folder: string) {
    this.#unfinished = join(folder, `${process.pid}-${randomBytes(6).toString('hex')}${UNFINISHED_ENDING}`);
    this.#fd = openSync(this.#unfinished, 'wx', 0o600);
    this.#write(MAGIC);
  }

  /** @throws when it can't be written: a full disk */
  add({ stored, rawLength, digest }: Block, entries: readonly DirectoryEntry[]): void {
    this.#write(stored);
    this.#blocks.push({ storedLength: stored.length, rawLength, digest, entries });
  }

  /**
   * @returns the pack's file, named by its content
   * @throws when it can't be written
   */
  finish(): string {
    const directory = writeDirectory(this.#blocks);
    this.#write(directory);
    closeSync(this.#fd);
    const file = join(this.folder, sha256(directory).toString('hex').slice(0, 32) + PACK_ENDING);
    renameSync(this.#unfinished, file);
    return file;
  }

  /** Leaves nothing behind. Never throws. */
  abandon(): void {
    try {
      closeSync(this.#fd);
    } catch {
      // Closed already: renaming failed.
    }
    rmSync(this.#unfinished, { force: true });
  }

  #write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) at += writeSync(this.#fd, bytes, at);
  }
}
