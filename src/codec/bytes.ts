/** Bytes that grow, and bytes that are read: varints (least significant seven bits first), texts, floats. */

const FIRST_SIZE = 4096;
/** Varints up to 2^53: eight bytes of seven bits. */
const MAX_VARINT_BYTES = 8;

export class ByteWriter {
  #bytes = Buffer.allocUnsafe(FIRST_SIZE);
  #at = 0;

  /** @param value whole, from 0 on */
  varint(value: number): void {
    if (this.#at + MAX_VARINT_BYTES > this.#bytes.length) this.#grow(MAX_VARINT_BYTES);
    const bytes = this.#bytes;
    let at = this.#at;
    let rest = value;
    while (rest >= 0x8000_0000) {
      bytes[at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      bytes[at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[at++] = rest;
    this.#at = at;
  }

  float(value: number): void {
    this.#grow(8);
    this.#at = this.#bytes.writeDoubleLE(value, this.#at);
  }

  bytes(source: Uint8Array): void {
    this.#grow(source.length);
    this.#bytes.set(source, this.#at);
    this.#at += source.length;
  }

  /** With its length before it; lone surrogates stay. */
  text(text: string): void {
    const wide = hasLoneSurrogate(text);
    const bytes = Buffer.from(text, wide ? 'utf16le' : 'utf8');
    this.varint(bytes.length * 2 + (wide ? 1 : 0));
    this.bytes(bytes);
  }

  /** @returns a copy of what was written */
  finish(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#at));
  }

  #grow(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + more));
    this.#bytes.copy(grown, 0, 0, this.#at);
    this.#bytes = grown;
  }
}

/** UTF-8 has no form for half a pair. */
function hasLoneSurrogate(text: string): boolean {
  return /[\ud800-\udfff]/.test(text) && Buffer.from(text, 'utf8').toString('utf8') !== text;
}

/** Every method throws a RangeError when the bytes end. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  varint(): number {
    const bytes = this.#bytes;
    const first = bytes[this.#at++];
    if (first === undefined) throw new RangeError('the bytes end');
    if (first < 128) return first;
    let value = first & 127;
    let factor = 128;
    for (;;) {
      const byte = bytes[this.#at++];
      if (byte === undefined || factor > 2 ** 49) throw new RangeError('the bytes end');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  /** A number of things that take at least a byte each. */
  count(): number {
    return this.within(this.varint());
  }

  /** @returns the number itself, when so many bytes are left */
  within(count: number): number {
    if (count > this.#bytes.length - this.#at) throw new RangeError('the bytes end');
    return count;
  }

  float(): number {
    const value = this.#bytes.readDoubleLE(this.#at);
    this.#at += 8;
    return value;
  }

  text(): string {
    const head = this.varint();
    const end = this.#at + this.within(Math.floor(head / 2));
    const text = this.#bytes.toString(head % 2 === 1 ? 'utf16le' : 'utf8', this.#at, end);
    this.#at = end;
    return text;
  }
}
