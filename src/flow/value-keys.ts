/** Texts by which equal values are known. */
import { kindKey } from './kinds.js';
import type { Alt, AV, Ref } from './abstract-value.js';

/** Text by which equal alternatives are known, so that each is kept once. */
export function altKey(x: Alt): string {
  switch (x.a) {
    case 'ref':
      return `r${x.origin.id}.${x.path.join('.')}#${x.type}${x.keep ? `+${x.keep.join()}` : ''}${x.drop ? `-${x.drop.join()}` : ''}~${x.t}${x.ofList ? '[]' : ''}${x.kinds ? `?${x.kinds.map(kindKey).join()}` : ''}${x.called ? calledKey(x.called) : ''}${x.picked ? pickedKey(x.picked) : ''}`;
    case 'obj':
      return `o${x.id}~${x.t}`;
    case 'str':
      return `s${x.parts.map(keyOfAll).join('+')}~${x.t}`;
    case 'const':
      return `c${typeof x.value}${String(x.value)}${x.regex === undefined ? '' : `/${x.regex}/${x.flags ?? ''}`}`;
    case 'fn':
      return `f${x.file}:${x.function}${x.env.length ? `@${x.env.map((f) => f.callee).join()}` : ''}`;
  }
}

function calledKey({ callee, args }: NonNullable<Ref['called']>): string {
  return `<${altKey(callee)}(${args.map(keyOfAll).join()})`;
}

function pickedKey({ object, key }: NonNullable<Ref['picked']>): string {
  return `[${keyOfAll(object)} ${altKey(key)}]`;
}

/** Longer keys are replaced by a digest. */
const MAX_KEY = 80;
const keys = new WeakMap<AV, string>();

/**
 * Of a value inside another. Values share parts, so each is asked once, and long keys are digested: a text that grows in a row of
 * conditions holds what it was before in two ways each, and its key written out would double at each.
 */
function keyOfAll(av: AV): string {
  if (av.length === 0) return '';
  let key = keys.get(av);
  if (key === undefined) {
    key = av.length === 1 ? altKey(av[0]!) : av.map(altKey).join('|');
    if (key.length > MAX_KEY) key = digest(key);
    keys.set(av, key);
  }
  return key;
}

/** Two 32-bit hashes (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/; and the same with another offset and prime). */
function digest(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995);
  }
  return `#${text.length}:${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}
