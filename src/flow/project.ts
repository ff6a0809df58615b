/** Members of abstract values. */
import type { Span } from '../model/facts.js';
import type { FileId, MemberInfo, Program, TypeId } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import {
  ANY_NAME,
  CLEAN,
  dropBelow,
  ELEMENT,
  extend,
  inherited,
  join,
  MAP_KEY,
  MAX_PATH,
  NOTHING,
  withDoubt,
  type Alt,
  type AV,
  type Obj,
  type Ref,
} from './abstract-value.js';
import { altKey } from './value-keys.js';

/** Where a member is read, for the way of the value; nothing when the read is the rules' own. */
export interface ReadSite {
  readonly file: FileId;
  readonly at: Span;
}

/** What reading a member asks of the program. */
export interface ProjectHooks {
  readonly program: Program;
  cut(limit: string): void;
  /** What a field of the class behind `this` (or a getter of the type) holds, when it can be seen. */
  fieldOf(ref: Ref, key: string, member: MemberInfo | undefined): AV | undefined;
  /** What a getter of a class gives on an instance whose members are known. */
  getterOf(self: AV, member: MemberInfo): AV | undefined;
  /** Built-in members that say nothing of the content: `length`. */
  isCleanMember(key: string): boolean;
  /** Whether nothing of the data type is in what has these transforms. */
  lacks(transforms: number, dataType: string): boolean;
  /** Keys of an access path, where more are read than code does. */
  readonly maxPath?: number;
}

/** The same, with room for further keys below what code reads: what a sink looks into. */
export function withRoom(hooks: ProjectHooks, keys: number): ProjectHooks {
  return {
    program: hooks.program,
    cut: (limit) => hooks.cut(limit),
    fieldOf: (ref, key, member) => hooks.fieldOf(ref, key, member),
    getterOf: (self, member) => hooks.getterOf(self, member),
    isCleanMember: (key) => hooks.isCleanMember(key),
    lacks: (transforms, dataType) => hooks.lacks(transforms, dataType),
    maxPath: MAX_PATH + keys,
  };
}

/** @returns the values of member `key` of any of the alternatives */
export function project(av: AV, key: string, hooks: ProjectHooks, site?: ReadSite): AV {
  if (av.length === 0) return NOTHING;
  if (av.length === 1) return one(av[0]!, key, hooks, site);
  return join(
    av.map((x) => one(x, key, hooks, site)),
    () => hooks.cut('alternatives'),
  );
}

function one(x: Alt, key: string, hooks: ProjectHooks, site: ReadSite | undefined): AV {
  switch (x.a) {
    case 'ref':
      return projectRef(x, key, hooks, site);
    case 'obj':
      return projectObj(x, key, hooks, site);
    // Text of one value can be parsed into it again; one character of a text says nothing.
    case 'str':
      return x.parts.length === 1 && key !== ELEMENT && !/^\d+$/.test(key) && !hooks.isCleanMember(key)
        ? project(x.parts[0]!, key, hooks, site)
        : hooks.isCleanMember(key) || /^\d+$/.test(key)
          ? CLEAN
          : key === ELEMENT
            ? [x]
            : NOTHING;
    default:
      return NOTHING;
  }
}

/** @returns what a loop or a spread takes one by one: elements; of a map, pairs of key and value */
export function iterate(av: AV, hooks: ProjectHooks): AV {
  return join(
    av.map((x) => {
      const isMap = x.a === 'ref' ? hooks.program.types.shape(x.type) === 'map' : x.a === 'obj' && x.entries.has(MAP_KEY);
      return isMap ? pair(x, hooks) : project([x], ELEMENT, hooks);
    }),
    () => hooks.cut('alternatives'),
  );
}

function pair(x: Alt, hooks: ProjectHooks): AV {
  const key = x.a === 'obj' ? project([x], MAP_KEY, hooks) : NOTHING;
  const entries = new Map([
    ['0', key],
    ['1', project([x], ELEMENT, hooks)],
  ]);
  return [{ a: 'obj', entries, rest: NOTHING, type: UNKNOWN_TYPE, id: `pair${altKey(x)}`, t: 0, doubts: [] }];
}

/** The member of an instance that is its class (ECMAScript, Object.prototype.constructor). */
const CONSTRUCTOR = 'constructor';

/** A class itself says nothing of anybody; as a key it is one by its place in the program. */
export function classValue({ file, class: cls }: { readonly file: FileId; readonly class: number }): Alt {
  return { a: 'const', value: `class ${file}:${cls}` };
}

/** The class that a value is, if it is one. */
export function classBehind(x: Alt): { readonly file: FileId; readonly class: number } | undefined {
  const found = x.a === 'const' && typeof x.value === 'string' ? /^class (\d+):(\d+)$/.exec(x.value) : null;
  return found ? { file: Number(found[1]), class: Number(found[2]) } : undefined;
}

function projectObj(x: Obj, key: string, hooks: ProjectHooks, site: ReadSite | undefined): AV {
  let found: AV | undefined = x.entries.get(key);
  if (found === undefined && key === ELEMENT) {
    const all = [...x.entries].filter(([k]) => k !== '{}').map(([, v]) => v);
    found = all.length ? join(all, () => hooks.cut('alternatives')) : undefined;
    if (found && x.rest.length) found = join([found, project(x.rest, key, hooks, site)]);
  }
  // A position that is not known by itself, and a name that is among the keys of an object made of pairs.
  if (found === undefined && /^\d+$/.test(key)) found = beyondKnown(x);
  if (found === undefined && isAmongKeys(x, key)) found = x.entries.get(ELEMENT) ?? x.entries.get(ANY_NAME);
  if (found === undefined && key !== MAP_KEY && !x.entries.has(MAP_KEY)) found = x.entries.get(ANY_NAME);
  if (key === CONSTRUCTOR && found === undefined && x.type !== UNKNOWN_TYPE) found = hooks.program.types.classes(x.type).map(classValue);
  if (found === undefined && x.type !== UNKNOWN_TYPE) {
    const member = hooks.program.types.member(x.type, key);
    if (member?.kind === 'getter') found = hooks.getterOf([x], member);
  }
  if (found === undefined) {
    if (x.rest.length) found = project(x.rest, key, hooks, site);
    else found = hooks.isCleanMember(key) ? CLEAN : NOTHING;
  }
  return inherited(found, x);
}

/** What stands at a position of which nothing is known: any element; behind known positions only what follows them. */
function beyondKnown(x: Obj): AV | undefined {
  const any = x.entries.get(ELEMENT);
  if (any === undefined || !x.entries.has('0')) return any;
  let last = 0;
  while (x.entries.has(String(last + 1))) last++;
  return x.entries.get(String(last));
}

function isAmongKeys(x: Obj, key: string): boolean {
  return x.entries.get(MAP_KEY)?.some((k) => k.a === 'const' && k.value === key) ?? false;
}

function projectRef(x: Ref, key: string, hooks: ProjectHooks, site: ReadSite | undefined): AV {
  const isElement = key === ELEMENT;
  const dropped = isElement ? undefined : dropBelow(x.drop, key);
  if (dropped?.whole) return NOTHING;
  if (!isElement && x.keep && !x.keep.includes(key)) return NOTHING;
  const shape = hooks.program.types.shape(x.type);
  if (isElement && shape === 'object') {
    const members = anyMember(x, hooks, site);
    if (members) return members;
  }
  const isPosition = isElement || (/^\d+$/.test(key) && shape !== 'object');
  const read = isPosition ? positionOf(x, key, hooks) : memberOf(x, key, hooks, site);
  if ('av' in read) return read.av;
  if (x.path.length >= (hooks.maxPath ?? MAX_PATH)) {
    hooks.cut('access path');
    return NOTHING;
  }
  const { type, member } = read;
  const ref: Ref = {
    a: 'ref',
    origin: x.origin,
    path: isElement || member === undefined || shape !== 'array' ? [...x.path, key] : [...x.path, ELEMENT, key],
    type,
    member: isElement ? x.member : member,
    owners: isElement ? x.owners : ownersOf(x, member, hooks),
    way: site ? extend(x.way, { ...site, what: 'member', name: key }) : x.way,
    t: x.t,
    doubts: x.doubts,
    ...openIn(x),
    ...checkedIn(x, key),
    ...(dropped?.below.length ? { drop: dropped.below } : isElement ? keptKeys(x) : {}),
  };
  return [ref];
}

/** What of a reference only callers know holds for its members too. */
function openIn({ called, picked, ofList }: Ref): Pick<Ref, 'called' | 'picked' | 'ofList'> {
  if (!called && !picked && !ofList) return NOTHING_OPEN;
  return { ...(ofList ? { ofList } : {}), ...(called ? { called } : {}), ...(picked ? { picked } : {}) };
}

/** Of what a checked value was taken out of, that value is the checked one. */
function checkedIn({ checked }: Ref, key: string): Pick<Ref, 'checked'> {
  return checked?.around === key ? { checked: { before: UNKNOWN_TYPE, by: checked.by } } : NOTHING_OPEN;
}

const NOTHING_OPEN: Pick<Ref, 'called' | 'picked' | 'ofList' | 'checked'> = {};

/** What a key of a reference leads to: a value that is known, or the declared member under it. */
type Read = { readonly av: AV } | { readonly type: TypeId; readonly member?: MemberInfo };

/** An element, or the value at a position. */
function positionOf(x: Ref, key: string, hooks: ProjectHooks): Read {
  const { types } = hooks.program;
  const isElement = key === ELEMENT;
  const shape = types.shape(x.type);
  if (shape === 'string' || shape === 'literal') return { av: isElement ? [x] : CLEAN };
  return { type: types.awaited(isElement ? types.element(x.type) : types.at(x.type, key) || types.element(x.type)) };
}

function memberOf(x: Ref, key: string, hooks: ProjectHooks, site: ReadSite | undefined): Read {
  const { types } = hooks.program;
  const member = x.type === UNKNOWN_TYPE ? undefined : types.member(x.type, key);
  if (!member && hooks.isCleanMember(key)) return { av: CLEAN };
  const field = hooks.fieldOf(x, key, member);
  if (field)
    return {
      av: site ? field.map((y) => (y.a === 'ref' ? { ...y, way: extend(y.way, { ...site, what: 'member', name: key }) } : y)) : field,
    };
  if (member) return { type: types.awaited(member.type), member };
  const shape = types.shape(x.type);
  // Behind `this` of a class stands an object of a class below it, which may have more.
  const isSelf = x.origin.kind === 'this' && x.path.length === 0;
  if (shape === 'array' || shape === 'map' || (shape === 'object' && !isSelf && types.closed(x.type))) return { av: NOTHING };
  return { type: UNKNOWN_TYPE };
}

/** Which keys an object was narrowed to holds for its elements too. */
function keptKeys(x: Ref): Pick<Ref, 'keep' | 'drop'> {
  return { ...(x.keep ? { keep: x.keep } : {}), ...(x.drop ? { drop: x.drop } : {}) };
}

/** Members of one object that an unknown key may name. */
const MAX_ANY = 40;
/** Of more members than these, that it is just a personal one is a guess. */
const MAX_FEW = 8;

/** What a key that nobody knows may read of an object whose members are declared. */
function anyMember(x: Ref, hooks: ProjectHooks, site: ReadSite | undefined): AV | undefined {
  const members = hooks.program.types.members(x.type).filter((m) => m.kind !== 'method' && m.kind !== 'setter');
  if (members.length === 0) return undefined;
  if (members.length > MAX_ANY) hooks.cut('members of an unknown key');
  const any = join(members.slice(0, MAX_ANY).map((m) => projectRef(x, m.key, hooks, site)));
  return withDoubt(any, members.length > MAX_FEW ? 'many-keys' : 'unknown-keys');
}

/** Names of what a member belongs to: its declaring type, the type it was read from, the expression. */
function ownersOf(x: Ref, member: MemberInfo | undefined, hooks: ProjectHooks): readonly string[] {
  const out: string[] = [];
  const typeName = hooks.program.types.name(x.type);
  if (typeName) out.push(typeName);
  if (member?.owner && member.owner !== typeName) out.push(member.owner);
  const expression = expressionName(x);
  if (expression && !out.includes(expression)) out.push(expression);
  return out;
}

/** The name a reference goes by: its last key, or its origin's first name. */
export function expressionName(x: Ref): string | undefined {
  for (let i = x.path.length - 1; i >= 0; i--) {
    const key = x.path[i]!;
    if (key !== ELEMENT && !/^\d+$/.test(key)) return key;
  }
  return x.origin.source?.owner ?? x.origin.names[0] ?? x.alias;
}
