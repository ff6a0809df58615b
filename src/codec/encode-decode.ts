/**
 * Plain data ↔ bytes, smaller and quicker than JSON, and exact: key order, `undefined` and -0 come back as they were.
 *
 * Nothing here knows what the data means, so that a new kind of fact needs no change. An object is the number of its
 * shape (its keys, in order) and its values; a string is its number in a table; a whole number is the difference to
 * the one that stood last at the same key, or before it in a list. Positions rise, so most take one byte.
 *
 * Every number is a varint whose lowest two bits say what it is.
 */
import { ByteReader, ByteWriter } from './bytes.js';
import { BETWEEN_KEYS, MAKERS, type FieldReader, type Maker } from './makers.js';

const INT = 0;
const STRING = 1;
const OBJECT = 2;
const LIST = 3;

/** The first object numbers stand for what is no object. */
const UNDEFINED = 0;
const NULL = 1;
const TRUE = 2;
const FALSE = 3;
const FLOAT = 4;
/** An object whose shape follows: it gets the next number. */
const NEW_SHAPE = 5;
const FIRST_SHAPE = 6;

/** Differences of two such numbers are still exact. */
const MAX_INT = 2 ** 40;
/** Numbers below are quick to take apart. */
const SMALL = 2 ** 30;
/** Deeper data is no fact: reading it must not overflow the stack. */
const MAX_DEPTH = 1000;

interface Shape {
  readonly id: number;
  readonly keys: readonly string[];
  /** The last whole number at each key. */
  readonly last: number[];
}

/** @throws {TypeError} for what JSON has no form for: functions, symbols, big numbers, cycles (as too deep) */
export function encode(value: unknown): Uint8Array {
  return new Encoder().encode(value);
}

class Encoder {
  readonly #body = new ByteWriter();
  readonly #strings = new Map<string, number>();
  readonly #shapes = new Map<string, Shape>();

  encode(value: unknown): Uint8Array {
    this.#write(value, [0], 0, 0);
    const out = new ByteWriter();
    let text = '';
    out.varint(this.#strings.size);
    for (const string of this.#strings.keys()) {
      out.varint(string.length);
      text += string;
    }
    out.text(text);
    out.bytes(this.#body.finish());
    return out.finish();
  }

  /** `last[at]` is the number that stood here before. */
  #write(value: unknown, last: number[], at: number, depth: number): void {
    switch (typeof value) {
      case 'number':
        return this.#number(value, last, at);
      case 'string':
        return this.#body.varint(this.#string(value) * 4 + STRING);
      case 'object':
        if (depth > MAX_DEPTH) throw new TypeError('data that is too deep has no form');
        if (value === null) return this.#body.varint(NULL * 4 + OBJECT);
        return Array.isArray(value) ? this.#list(value, last, at, depth) : this.#object(value as Record<string, unknown>, depth);
      case 'boolean':
        return this.#body.varint((value ? TRUE : FALSE) * 4 + OBJECT);
      case 'undefined':
        return this.#body.varint(UNDEFINED * 4 + OBJECT);
      default:
        throw new TypeError(`a ${typeof value} has no form`);
    }
  }

  #number(value: number, last: number[], at: number): void {
    if (isInt(value)) {
      this.#body.varint(zigzag(value - (last[at] ?? 0)) * 4 + INT);
      last[at] = value;
    } else {
      this.#body.varint(FLOAT * 4 + OBJECT);
      this.#body.float(value);
    }
  }

  #string(value: string): number {
    let id = this.#strings.get(value);
    if (id === undefined) this.#strings.set(value, (id = this.#strings.size));
    return id;
  }

  /** A list of whole numbers says so once; the first differs from the first of the list that stood here before. */
  #list(list: readonly unknown[], last: number[], at: number, depth: number): void {
    const ints = list.length > 0 && list.every((item) => typeof item === 'number' && isInt(item));
    this.#body.varint((list.length * 2 + (ints ? 1 : 0)) * 4 + LIST);
    if (ints) {
      let before = last[at] ?? 0;
      last[at] = list[0] as number;
      for (const item of list as readonly number[]) {
        this.#body.varint(zigzag(item - before));
        before = item;
      }
      return;
    }
    const within = [0];
    for (let i = 0; i < list.length; i++) this.#write(list[i], within, 0, depth + 1);
  }

  #object(object: Record<string, unknown>, depth: number): void {
    const keys = Object.keys(object);
    const name = keys.join(BETWEEN_KEYS);
    let shape = this.#shapes.get(name);
    if (shape?.keys.length !== keys.length) {
      if (keys.some((key) => key.includes(BETWEEN_KEYS) || key === '__proto__' || key === ''))
        throw new TypeError('such a key has no form');
      shape = { id: this.#shapes.size + FIRST_SHAPE, keys, last: zeros(keys.length) };
      this.#shapes.set(name, shape);
      this.#body.varint(NEW_SHAPE * 4 + OBJECT);
      this.#body.varint(this.#string(name));
    } else this.#body.varint(shape.id * 4 + OBJECT);
    for (let i = 0; i < keys.length; i++) this.#write(object[keys[i] as string], shape.last, i, depth + 1);
  }
}

function isInt(value: number): boolean {
  return Number.isInteger(value) && value < MAX_INT && value > -MAX_INT && !Object.is(value, -0);
}

function zigzag(value: number): number {
  return value < 0 ? -value * 2 - 1 : value * 2;
}

function unzigzag(value: number): number {
  if (value < SMALL) return (value >>> 1) ^ -(value & 1);
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** @throws {RangeError} when the bytes are not what {@link encode} gave */
export function decode(bytes: Uint8Array): unknown {
  return new Decoder(bytes).decode();
}

interface KnownShape {
  readonly keys: readonly string[];
  readonly make: Maker | undefined;
  readonly last: number[];
}

class Decoder implements FieldReader<KnownShape> {
  readonly #in: ByteReader;
  readonly #strings: string[];
  readonly #shapes: KnownShape[] = [];

  constructor(bytes: Uint8Array) {
    const input = new ByteReader(bytes);
    this.#in = input;
    const lengths = new Array<number>(input.count());
    for (let i = 0; i < lengths.length; i++) lengths[i] = input.varint();
    const text = input.text();
    let at = 0;
    this.#strings = lengths.map((length) => text.slice(at, (at += length)));
    if (at !== text.length) throw new RangeError('strings do not add up');
  }

  decode(): unknown {
    const value = this.#read([0], 0, 0);
    if (!this.#in.done) throw new RangeError('bytes are left over');
    return value;
  }

  #read(last: number[], at: number, depth: number): unknown {
    const head = this.#in.varint();
    const kind = head % 4;
    const rest = head < SMALL ? head >>> 2 : (head - kind) / 4;
    if (kind === INT) return (last[at] = (last[at] as number) + unzigzag(rest));
    if (kind === STRING) return this.#string(rest);
    if (depth > MAX_DEPTH) throw new RangeError('too deep');
    return kind === LIST ? this.#list(rest, last, at, depth) : this.#object(rest, depth);
  }

  #string(id: number): string {
    const string = this.#strings[id];
    if (string === undefined) throw new RangeError('no such string');
    return string;
  }

  #list(head: number, last: number[], at: number, depth: number): unknown[] {
    const length = this.#in.within(Math.floor(head / 2));
    if (head % 2 === 1) {
      let before = (last[at] = (last[at] as number) + unzigzag(this.#in.varint()));
      // Most are places; a list that is made empty and filled takes the room of seventeen.
      if (length === 2) return [before, before + unzigzag(this.#in.varint())];
      const list = new Array<number>(length);
      list[0] = before;
      for (let i = 1; i < length; i++) list[i] = before += unzigzag(this.#in.varint());
      return list;
    }
    if (length === 0) return [];
    const within = [0];
    if (length === 1) return [this.#read(within, 0, depth + 1)];
    const list = new Array<unknown>(length);
    for (let i = 0; i < length; i++) list[i] = this.#read(within, 0, depth + 1);
    return list;
  }

  #object(id: number, depth: number): unknown {
    if (id === UNDEFINED) return undefined;
    if (id === NULL) return null;
    if (id === TRUE || id === FALSE) return id === TRUE;
    if (id === FLOAT) return this.#in.float();
    const shape = id === NEW_SHAPE ? this.#newShape() : this.#shapes[id - FIRST_SHAPE];
    if (shape === undefined) throw new RangeError('no such shape');
    if (shape.make !== undefined) return shape.make(this, shape, depth);
    const object: Record<string, unknown> = {};
    for (let i = 0; i < shape.keys.length; i++) object[shape.keys[i] as string] = this.field(shape, i, depth);
    return object;
  }

  field(shape: KnownShape, index: number, depth: number): unknown {
    return this.#read(shape.last, index, depth + 1);
  }

  #newShape(): KnownShape {
    const known = knownShape(this.#string(this.#in.varint()));
    const shape = { ...known, last: zeros(known.keys.length) };
    this.#shapes.push(shape);
    return shape;
  }
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}

type ShapeForm = Omit<KnownShape, 'last'>;

/** Shapes by name. There are some two hundred; the bound is for bytes that were made up. */
const forms = new Map<string, ShapeForm>();
const MAX_FORMS = 10_000;

function knownShape(name: string): ShapeForm {
  const known = forms.get(name);
  if (known !== undefined) return known;
  const keys = name === '' ? [] : name.split(BETWEEN_KEYS);
  // No key may change what the object inherits.
  if (keys.includes('__proto__')) throw new RangeError('no such key');
  const form = { keys, make: MAKERS.get(name) };
  if (forms.size < MAX_FORMS) forms.set(name, form);
  return form;
}
