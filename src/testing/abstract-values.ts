/** Abstract values for tests of what joins, narrows and unfolds them. */
import type { Alt, AV, Obj, Ref } from '../flow/abstract-value.js';

/** A constant. */
export const constant = (value: string | number | boolean | null): AV => [{ a: 'const', value }];

/** A reference `user.email` to a value of unknown type; the same text is the same origin. */
export function reference(text: string, more: Partial<Ref> & { readonly source?: Ref['origin']['source'] } = {}): Ref {
  const [name = '', ...path] = text.split('.');
  const { source, ...rest } = more;
  const id = [...name].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7);
  const origin: Ref['origin'] = {
    id,
    kind: 'value',
    file: 0,
    function: 0,
    index: 0,
    names: [name],
    at: [0, 0],
    ...(source ? { source } : {}),
  };
  return { a: 'ref', origin, path, type: 0, member: undefined, owners: [], way: undefined, t: 0, doubts: [], ...rest };
}

/** An object with known members. */
export function object(entries: Readonly<Record<string, AV>>, rest: AV = []): Obj {
  return { a: 'obj', entries: new Map(Object.entries(entries)), rest, type: 0, id: JSON.stringify(Object.keys(entries)), t: 0, doubts: [] };
}

/** Text of parts. */
export const text = (...parts: AV[]): AV => [{ a: 'str', parts, t: 0, doubts: [] }];

/** What alternatives are, in short. */
export const shown = (av: AV): string[] => av.map(one);

function one(x: Alt): string {
  switch (x.a) {
    case 'ref':
      return (
        [x.origin.names[0], ...x.path].join('.') + (x.keep ? ` keeps ${x.keep.join()}` : '') + (x.drop ? ` drops ${x.drop.join()}` : '')
      );
    case 'obj':
      return `{ ${[...x.entries]
        .map(([k, v]) => `${k}: ${shown(v).join('|')}`)
        .concat(x.rest.length ? [`...${shown(x.rest).join('|')}`] : [])
        .join(', ')} }`;
    case 'str':
      return x.parts.map((p) => shown(p).join('|')).join('+');
    case 'const':
      return String(x.value);
    case 'fn':
      return `function ${x.function}`;
  }
}
