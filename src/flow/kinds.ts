/** What a test of a value's kind leaves of it: `typeof x === 'string'`, `x instanceof Order`, `'email' in x`, `x.kind === 'order'`. */
import { UNKNOWN_TYPE, type TypeId, type TypeTable } from '../model/program.js';
import type { Alt, AV, Obj, Ref } from './abstract-value.js';

/** A test that a value stands, or fails. */
export type Kind = KindTest & { readonly holds: boolean };

type KindTest =
  /** `typeof` gives this text. */
  | { readonly is: 'typeof'; readonly of: string }
  /** An instance, or what a predicate says that it is. */
  | { readonly is: 'type'; readonly type: TypeId }
  | { readonly is: 'array' }
  /** It has the key. */
  | { readonly is: 'having'; readonly key: string }
  /** The member is the constant. */
  | { readonly is: 'member'; readonly key: string; readonly constant: string };

/** One text for equal tests. */
export function kindKey(kind: Kind): string {
  const of = kind.is === 'typeof' ? kind.of : kind.is === 'type' ? kind.type : kind.is === 'array' ? '' : kind.key;
  return `${kind.holds ? '' : '!'}${kind.is}:${of}${kind.is === 'member' ? `=${kind.constant}` : ''}`;
}

/** @returns the alternatives that stand all tests, each as what is left of it */
export function ofKinds(types: TypeTable, av: AV, kinds: readonly Kind[]): AV {
  if (kinds.length === 0) return av;
  return av.flatMap((x): Alt[] => {
    let left: Alt | undefined = x;
    for (const kind of kinds) left &&= ofKind(types, left, kind);
    if (left?.a !== 'ref' || !isAsked(left)) return left ? [left] : [];
    return [{ ...left, kinds: [...(left.kinds ?? []), ...kinds] }];
  });
}

/** Whether only callers know what it is. */
function isAsked({ origin }: Ref): boolean {
  return origin.kind === 'param' || origin.kind === 'this' || origin.kind === 'callback';
}

function ofKind(types: TypeTable, x: Alt, kind: Kind): Alt | undefined {
  switch (x.a) {
    case 'ref': {
      const type = narrowed(types, x.type, kind);
      // What came from outside is declared as what it is hoped to be.
      if (type === undefined) return x.origin.source ? { ...x, type: ofUnknown(types, UNKNOWN_TYPE, kind) } : undefined;
      return type === x.type ? x : { ...x, type };
    }
    case 'obj':
      return isObject(types, x, kind) ? x : undefined;
    case 'str':
      return kind.is === 'typeof'
        ? kept(x, (kind.of === 'string') === kind.holds)
        : kept(x, !kind.holds || kind.is === 'member' || isText(types, kind));
    case 'fn':
      return kind.is === 'typeof' ? kept(x, (kind.of === 'function') === kind.holds) : x;
    case 'const':
      return 'value' in x && kind.is === 'typeof' ? kept(x, (typeof x.value === kind.of) === kind.holds) : x;
  }
}

function isText(types: TypeTable, kind: Kind): boolean {
  return kind.is === 'type' && isPrimitive(types.shape(kind.type));
}

function kept<X>(x: X, holds: boolean): X | undefined {
  return holds ? x : undefined;
}

/** Whether an object that is seen to be made may be of the kind. */
function isObject(types: TypeTable, x: Obj, kind: Kind): boolean {
  switch (kind.is) {
    case 'typeof':
      return (kind.of === 'object') === kind.holds;
    case 'having':
      return kind.holds ? x.entries.has(kind.key) || x.rest.length > 0 : !x.entries.has(kind.key);
    case 'member': {
      const member = x.entries.get(kind.key);
      const [only] = member ?? [];
      if (member?.length !== 1 || only?.a !== 'const' || typeof only.value !== 'string') return true;
      return (only.value === kind.constant) === kind.holds;
    }
    case 'type':
      return kind.holds || x.type === UNKNOWN_TYPE || !isPart(types, x.type, kind.type);
    case 'array':
      return true;
  }
}

/** What is left of each type by each test: unions of many types are tested at many places. */
const memo = new WeakMap<TypeTable, Map<string, TypeId | undefined>>();

/** @returns the type's part of the kind; nothing when none of it is */
function narrowed(types: TypeTable, type: TypeId, kind: Kind): TypeId | undefined {
  let known = memo.get(types);
  if (!known) memo.set(types, (known = new Map<string, TypeId | undefined>()));
  const key = `${type} ${kindKey(kind)}`;
  if (known.has(key)) return known.get(key);
  const left = partOf(types, type, kind);
  known.set(key, left);
  return left;
}

function partOf(types: TypeTable, type: TypeId, kind: Kind): TypeId | undefined {
  if (types.shape(type) === 'unknown') return ofUnknown(types, type, kind);
  const branches = types.branches(type);
  const left = branches.filter((branch) => mayBe(types, branch, kind));
  if (left.length === branches.length)
    return kind.is === 'type' && kind.holds && branches.length === 1 ? closest(types, type, kind.type) : type;
  return left.length === 0 ? undefined : left.length === 1 ? left[0] : types.union(left);
}

/** What a test tells of a value of which nothing else is known. */
function ofUnknown(types: TypeTable, type: TypeId, kind: Kind): TypeId {
  if (kind.is === 'type' && kind.holds) return kind.type;
  if (kind.is !== 'typeof') return type;
  if (kind.of === 'object') return kind.holds ? type : types.primitive('string');
  const isPlain = kind.holds && (kind.of === 'string' || kind.of === 'number' || kind.of === 'boolean');
  return isPlain ? types.primitive(kind.of) : type;
}

/** What is tested to be of a class below its own type is that. */
function closest(types: TypeTable, type: TypeId, tested: TypeId): TypeId {
  return type !== tested && isPart(types, tested, type) ? tested : type;
}

function mayBe(types: TypeTable, type: TypeId, kind: Kind): boolean {
  const shape = types.shape(type);
  if (shape === 'unknown') return true;
  switch (kind.is) {
    case 'typeof':
      return !kind.holds ? typeofShape(shape) !== kind.of : typeofShape(shape) === undefined || typeofShape(shape) === kind.of;
    case 'array':
      return shape === 'external' || (shape === 'array') === kind.holds;
    case 'type':
      if (!kind.holds) return !isPart(types, type, kind.type);
      return isPart(types, type, kind.type) || (!isPrimitive(shape) && isRelated(types, type, kind.type));
    case 'having': {
      if (isPrimitive(shape)) return !kind.holds;
      const member = types.member(type, kind.key);
      return kind.holds ? member !== undefined || !types.closed(type) : member === undefined || member.optional;
    }
    case 'member': {
      const member = types.member(type, kind.key);
      const literals = member ? types.literals(member.type) : [];
      if (literals.length === 0) return true;
      return kind.holds ? literals.includes(kind.constant) : literals.length > 1 || literals[0] !== kind.constant;
    }
  }
}

function isPrimitive(shape: string): boolean {
  return shape === 'string' || shape === 'number' || shape === 'boolean' || shape === 'literal';
}

/** What `typeof` gives for values of the shape (ECMAScript, The typeof Operator); nothing when that can't be told. */
function typeofShape(shape: string): string | undefined {
  if (shape === 'string' || shape === 'number' || shape === 'boolean' || shape === 'function') return shape;
  return shape === 'object' || shape === 'array' || shape === 'map' || shape === 'date' ? 'object' : undefined;
}

/** Whether a type is the other, or a class below it. */
function isPart(types: TypeTable, type: TypeId, of: TypeId): boolean {
  if (type === of) return true;
  const [classes, above] = [types.classes(type), types.implementers(of)];
  if (classes.length > 0) return classes.every((c) => above.some((d) => c.file === d.file && c.class === d.class));
  return types.name(type) !== '' && types.name(type) === types.name(of) && types.shape(type) === types.shape(of);
}

/** Whether one of two types may be the other: an interface may be any class. */
function isRelated(types: TypeTable, a: TypeId, b: TypeId): boolean {
  if (isPart(types, a, b) || isPart(types, b, a)) return true;
  return types.classes(a).length === 0 || types.classes(b).length === 0 ? types.shape(a) !== 'array' || types.shape(b) === 'array' : false;
}
