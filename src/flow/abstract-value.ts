/**
 * Abstract values: what a value may be, lazily. Objects of declared types stay a reference (origin, access path, declared
 * type, kept or dropped keys) and are unfolded only at a sink (access paths as in FlowDroid, Arzt et al. 2014).
 */
import type { FunctionId, Span } from '../model/facts.js';
import type { Doubt, Step } from '../model/flow.js';
import type { CallSiteRef, FileId, MemberInfo, TypeId } from '../model/program.js';
import type { SourceModel } from '../model/compiled-rules.js';
import { fitsKey } from './key-patterns.js';
import type { Kind } from './kinds.js';
import { altKey } from './value-keys.js';

/** How a value came to be of which no more is known here. */
export type OriginKind = 'param' | 'this' | 'callback' | 'result' | 'source' | 'import' | 'global' | 'cell' | 'caught' | 'value';

/** Where data of unknown further history comes from. Interned: equal origins are the same object. */
export interface Origin {
  readonly id: number;
  readonly kind: OriginKind;
  readonly file: FileId;
  readonly function: FunctionId;
  /** Parameter index, value id, cell id. */
  readonly index: number;
  /** Names it goes by, best first. */
  readonly names: readonly string[];
  /** Name of the function whose result it is. */
  readonly functionName?: string;
  readonly at: Span;
  readonly source?: SourceModel;
}

/** The way of a value so far, last step first. */
export interface Way {
  readonly step: Step;
  readonly before: Way | undefined;
}

/** Bits of the transforms a value went through; a bit set, since values are joined often. */
export const HASHED = 1;
export const ENCRYPTED = 2;

interface Common {
  /** Transforms on the way: HASHED | ENCRYPTED. */
  readonly t: number;
  readonly doubts: readonly Doubt[];
}

/** A key of an access path that stands for any element. */
export const ELEMENT = '[]';
/** A key of an access path that stands for the keys of a map. */
export const MAP_KEY = '{}';

/** A key of an object that stands for all names of which nothing more is known. */
export const ANY_NAME = '*';

/** An access path: an origin, and the members read from it. */
export interface Ref extends Common {
  readonly a: 'ref';
  readonly origin: Origin;
  readonly path: readonly string[];
  readonly type: TypeId;
  /** Declaration of the last key, when its owner's type is known. */
  readonly member: MemberInfo | undefined;
  /** Names of what the last key belongs to: declared type first, then the expression's. */
  readonly owners: readonly string[];
  readonly alias?: string;
  readonly keep?: readonly string[];
  readonly drop?: readonly string[];
  readonly way: Way | undefined;
  /** Of what a callback gives: the called parameter, or a member of it, and the arguments. */
  readonly called?: { readonly callee: Ref; readonly args: readonly AV[] };
  /** An element of what may be a text or a list: of a text there is none. */
  readonly ofList?: true;
  /** Its type is what a check says: where no check was made, it is what it was before. */
  readonly checked?: { readonly before: TypeId; readonly by: CallSiteRef; readonly around?: string };
  /** Tests of its kind that hold where it is read: what callers hand over has to stand them, too. */
  readonly kinds?: readonly Kind[];
  /** Of a member under a key that callers know: the object and the parameter that is its key. */
  readonly picked?: {
    readonly object: AV;
    readonly key: Ref;
    /** Of a channel instead of an object: what is in it under a key. */
    readonly take?: (key: AV) => AV;
  };
}

/** An object or array whose making is seen. */
export interface Obj extends Common {
  readonly a: 'obj';
  readonly entries: ReadonlyMap<string, AV>;
  /** Values whose members the object has too, where no entry has the key. */
  readonly rest: AV;
  readonly type: TypeId;
  readonly id: string;
  /** Of the whole, after it was made; its parts had ways of their own before. */
  readonly way?: Way | undefined;
  /** Its entries were put in at the other end of a channel. */
  readonly brought?: true;
}

/** Text made of parts in order. */
export interface Str extends Common {
  readonly a: 'str';
  /** Of the whole, after it was made. */
  readonly way?: Way | undefined;
  readonly parts: readonly AV[];
  /** A template or concatenation: an object in it is `[object Object]`, unlike in JSON text. */
  readonly plain?: true;
}

/** A value that the code itself states. */
export interface Const {
  readonly a: 'const';
  readonly value?: string | number | boolean | null;
  /** Source of a regular expression. */
  readonly regex?: string;
  /** Of the regular expression. */
  readonly flags?: string;
}

/** A function with what its free parameters were when it was made. */
export interface Fn {
  readonly a: 'fn';
  readonly file: FileId;
  readonly function: FunctionId;
  readonly env: readonly Frame[];
}

/** Arguments of one call, for replacing a callee's parameters. */
export interface Frame {
  /** Dense number of the callee. */
  readonly callee: number;
  /** The value of a parameter; nothing for one that is not handed over. */
  arg(index: number): AV;
  self(): AV;
  readonly step: Step | undefined;
}

/** One alternative of what a value may be. */
export type Alt = Ref | Obj | Str | Const | Fn;
/** An abstract value: all alternatives of what a value may be. */
export type AV = readonly Alt[];

/** No alternative: a value nobody can tell anything of. */
export const NOTHING: AV = [];
/** A value that says nothing of a person. */
export const CLEAN: AV = [{ a: 'const' }];

/** Alternatives of one value; more are cut and counted. */
export const MAX_ALTERNATIVES = 32;
/** Keys of an access path. */
export const MAX_PATH = 6;
/** Entries of one object. */
export const MAX_ENTRIES = 128;

/** Union without duplicates. The first way to an equal alternative stays: values are joined in program order. */
export function join(sets: readonly AV[], cut?: () => void): AV {
  const some = sets.filter((s) => s.length > 0);
  if (some.length === 0) return NOTHING;
  if (some.length === 1) return some[0]!;
  const seen = new Set<string>();
  const out: Alt[] = [];
  for (const set of some) {
    for (const x of set) {
      const key = altKey(x);
      if (seen.has(key)) continue;
      if (out.length >= MAX_ALTERNATIVES) {
        cut?.();
        return out;
      }
      seen.add(key);
      out.push(x);
    }
  }
  return out;
}

/** Marks what is in a value as hashed or encrypted. */
export function withTransform(av: AV, t: number): AV {
  return av.map((x) => (x.a === 'ref' || x.a === 'obj' || x.a === 'str' ? { ...x, t: x.t | t } : x));
}

/** Marks what is in a value as known less surely. */
export function withDoubt(av: AV, doubt: Doubt): AV {
  return av.map((x) =>
    (x.a === 'ref' || x.a === 'obj' || x.a === 'str') && !x.doubts.includes(doubt) ? { ...x, doubts: [...x.doubts, doubt] } : x,
  );
}

/** Longest way that is kept; the middle of longer ones is left out. */
const MAX_WAY = 40;

/** A way with one more step; the same step twice is one. */
export function extend(way: Way | undefined, step: Step): Way {
  if (way && way.step.file === step.file && way.step.at[0] === step.at[0] && way.step.what === step.what) return way;
  return { step, before: way };
}

/** Appends the steps of `later` to those of `way`. */
export function append(way: Way | undefined, later: Way | undefined): Way | undefined {
  const steps: Step[] = [];
  for (let w = later; w; w = w.before) steps.push(w.step);
  let length = 0;
  for (let w = way; w; w = w.before) length++;
  let out = way;
  for (let i = steps.length - 1; i >= 0 && length < MAX_WAY; i--, length++) out = extend(out, steps[i]!);
  return out;
}

/** What happened to a whole happened to its parts: transforms, doubts and the way. */
export function inherited(av: AV, of: Obj | Str): AV {
  if (of.t === 0 && of.doubts.length === 0 && !of.way) return av;
  return av.map((x): Alt => {
    if (x.a === 'const' || x.a === 'fn') return x;
    const doubts = of.doubts.length === 0 ? x.doubts : [...new Set([...x.doubts, ...of.doubts])];
    return { ...x, t: x.t | of.t, doubts, ...(of.way ? { way: append(x.way, of.way) } : {}) };
  });
}

/** Steps of a way, first step first, as flows tell them. */
export function stepsOf(way: Way | undefined): Step[] {
  const steps: Step[] = [];
  for (let w = way; w; w = w.before) steps.push(w.step);
  return steps.reverse();
}

/** Keeps or drops keys of whatever the value is. */
export function narrow(av: AV, keep: readonly string[] | undefined, drop: readonly string[] | undefined): AV {
  if (!keep && !drop?.length) return av;
  return av.flatMap((x): AV => {
    if (x.a === 'ref') return [narrowRef(x, keep, drop)];
    if (x.a !== 'obj') return [x];
    const entries = new Map<string, AV>();
    for (const [key, value] of x.entries) {
      if (key === ELEMENT) {
        entries.set(key, narrow(value, keep, drop));
        continue;
      }
      if (key === ANY_NAME || key === MAP_KEY) {
        entries.set(key, value);
        continue;
      }
      const dropped = dropBelow(drop, key);
      if ((!keep || keep.includes(key)) && !dropped.whole) entries.set(key, narrow(value, undefined, dropped.below));
    }
    return [{ ...x, entries, rest: narrow(x.rest, keep, drop), id: `${x.id}/${keep?.join() ?? ''}-${drop?.join() ?? ''}` }];
  });
}

const NONE_DROPPED: { readonly whole: boolean; readonly below: readonly string[] } = { whole: false, below: [] };

/**
 * What is left to drop below a member: `address.city` below `address` is `city`; `*` stands for any key, `**` for any
 * number of keys; other keys may be patterns.
 */
export function dropBelow(
  drop: readonly string[] | undefined,
  key: string,
): { readonly whole: boolean; readonly below: readonly string[] } {
  if (!drop) return NONE_DROPPED;
  const below: string[] = [];
  for (const path of drop) {
    const dot = path.indexOf('.');
    const head = dot < 0 ? path : path.slice(0, dot);
    const tail = dot < 0 ? '' : path.slice(dot + 1);
    if (head === '**') {
      if (fitsKey(tail, key)) return { whole: true, below };
      below.push(path);
    } else if (head === '*' || fitsKey(head, key)) {
      if (!tail) return { whole: true, below };
      below.push(tail);
    }
  }
  return { whole: false, below };
}

function narrowRef(x: Ref, keep: readonly string[] | undefined, drop: readonly string[] | undefined): Ref {
  const kept = keep && x.keep ? x.keep.filter((k) => keep.includes(k)) : (keep ?? x.keep);
  const dropped = drop?.length ? [...new Set([...(x.drop ?? []), ...drop])].sort() : x.drop;
  return { ...x, ...(kept ? { keep: kept } : {}), ...(dropped ? { drop: dropped } : {}) };
}
