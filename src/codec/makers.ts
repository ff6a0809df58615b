/**
 * Makers of the commonest objects. An object written as a literal is smaller and four times as quick to make as one
 * that is filled key by key; an object that is missing here is made that way.
 */

/** Where a maker gets its values: the next one, at the n-th key. */
export interface FieldReader<Shape> {
  field(shape: Shape, index: number, depth: number): unknown;
}

export type Maker = <Shape>(from: FieldReader<Shape>, shape: Shape, depth: number) => object;

/** Between the keys in a shape's name; no key holds it. */
export const BETWEEN_KEYS = '\n';

/** By keys, which stand in the order of reading. */
const BY_KEYS: Readonly<Record<string, Maker>> = {
  'value,at': (r, s, d) => ({ value: r.field(s, 0, d), at: r.field(s, 1, d) }),
  'op,object,key,at': (r, s, d) => ({
    op: r.field(s, 0, d),
    object: r.field(s, 1, d),
    key: r.field(s, 2, d),
    at: r.field(s, 3, d),
  }),
  'key,value,at': (r, s, d) => ({ key: r.field(s, 0, d), value: r.field(s, 1, d), at: r.field(s, 2, d) }),
  'op,call': (r, s, d) => ({ op: r.field(s, 0, d), call: r.field(s, 1, d) }),
  'op,value': (r, s, d) => ({ op: r.field(s, 0, d), value: r.field(s, 1, d) }),
  'op,entries,at': (r, s, d) => ({ op: r.field(s, 0, d), entries: r.field(s, 1, d), at: r.field(s, 2, d) }),
  'op,import': (r, s, d) => ({ op: r.field(s, 0, d), import: r.field(s, 1, d) }),
  value: (r, s, d) => ({ value: r.field(s, 0, d) }),
  'kind,callee,args,at,span': (r, s, d) => ({
    kind: r.field(s, 0, d),
    callee: r.field(s, 1, d),
    args: r.field(s, 2, d),
    at: r.field(s, 3, d),
    span: r.field(s, 4, d),
  }),
  'specifier,name,local,style,at': (r, s, d) => ({
    specifier: r.field(s, 0, d),
    name: r.field(s, 1, d),
    local: r.field(s, 2, d),
    style: r.field(s, 3, d),
    at: r.field(s, 4, d),
  }),
  'kind,callee,args,at,span,receiver': (r, s, d) => ({
    kind: r.field(s, 0, d),
    callee: r.field(s, 1, d),
    args: r.field(s, 2, d),
    at: r.field(s, 3, d),
    span: r.field(s, 4, d),
    receiver: r.field(s, 5, d),
  }),
  't,name': (r, s, d) => ({ t: r.field(s, 0, d), name: r.field(s, 1, d) }),
  'name,symbol,kind,parent,span,params,values,names,calls,returns,yields,throws,stores,cellWrites,guards,regions': (r, s, d) => ({
    name: r.field(s, 0, d),
    symbol: r.field(s, 1, d),
    kind: r.field(s, 2, d),
    parent: r.field(s, 3, d),
    span: r.field(s, 4, d),
    params: r.field(s, 5, d),
    values: r.field(s, 6, d),
    names: r.field(s, 7, d),
    calls: r.field(s, 8, d),
    returns: r.field(s, 9, d),
    yields: r.field(s, 10, d),
    throws: r.field(s, 11, d),
    stores: r.field(s, 12, d),
    cellWrites: r.field(s, 13, d),
    guards: r.field(s, 14, d),
    regions: r.field(s, 15, d),
  }),
  'op,function,value': (r, s, d) => ({ op: r.field(s, 0, d), function: r.field(s, 1, d), value: r.field(s, 2, d) }),
  'op,function': (r, s, d) => ({ op: r.field(s, 0, d), function: r.field(s, 1, d) }),
  'op,elements': (r, s, d) => ({ op: r.field(s, 0, d), elements: r.field(s, 1, d) }),
  'op,index': (r, s, d) => ({ op: r.field(s, 0, d), index: r.field(s, 1, d) }),
  'kind,callee,args,at,span,guards': (r, s, d) => ({
    kind: r.field(s, 0, d),
    callee: r.field(s, 1, d),
    args: r.field(s, 2, d),
    at: r.field(s, 3, d),
    span: r.field(s, 4, d),
    guards: r.field(s, 5, d),
  }),
  'value,operator': (r, s, d) => ({ value: r.field(s, 0, d), operator: r.field(s, 1, d) }),
  'op,inputs': (r, s, d) => ({ op: r.field(s, 0, d), inputs: r.field(s, 1, d) }),
  'kind,callee,args,at,span,receiver,guards': (r, s, d) => ({
    kind: r.field(s, 0, d),
    callee: r.field(s, 1, d),
    args: r.field(s, 2, d),
    at: r.field(s, 3, d),
    span: r.field(s, 4, d),
    receiver: r.field(s, 5, d),
    guards: r.field(s, 6, d),
  }),
  'name,at': (r, s, d) => ({ name: r.field(s, 0, d), at: r.field(s, 1, d) }),
  'key,type,at': (r, s, d) => ({ key: r.field(s, 0, d), type: r.field(s, 1, d), at: r.field(s, 2, d) }),
  'op,name': (r, s, d) => ({ op: r.field(s, 0, d), name: r.field(s, 1, d) }),
  'name,value': (r, s, d) => ({ name: r.field(s, 0, d), value: r.field(s, 1, d) }),
  'name,at,type': (r, s, d) => ({ name: r.field(s, 0, d), at: r.field(s, 1, d), type: r.field(s, 2, d) }),
  'specifier,name,local,style,typeOnly,at': (r, s, d) => ({
    specifier: r.field(s, 0, d),
    name: r.field(s, 1, d),
    local: r.field(s, 2, d),
    style: r.field(s, 3, d),
    typeOnly: r.field(s, 4, d),
    at: r.field(s, 5, d),
  }),
  'op,parts': (r, s, d) => ({ op: r.field(s, 0, d), parts: r.field(s, 1, d) }),
  't,name,args': (r, s, d) => ({ t: r.field(s, 0, d), name: r.field(s, 1, d), args: r.field(s, 2, d) }),
  'op,operator,operands': (r, s, d) => ({ op: r.field(s, 0, d), operator: r.field(s, 1, d), operands: r.field(s, 2, d) }),
};

/** By the shape's name. */
export const MAKERS: ReadonlyMap<string, Maker> = new Map(
  Object.entries(BY_KEYS).map(([keys, make]) => [keys.replaceAll(',', BETWEEN_KEYS), make]),
);
