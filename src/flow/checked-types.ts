/** What a schema's check tells of a value: it fills in what is not known, and takes nothing away. */
import type { CheckedType, MemberInfo, TypeId, TypeTable } from '../model/program.js';
import { join, type Alt, type AV, type Origin, type OriginKind, type Ref } from './abstract-value.js';
import { typed } from './declared-types.js';

/** Members of members that a check fills in. */
const MAX_DEPTH = 4;
/** Members that a checked value was read through, of which an access path has room for more. */
const MAX_WAY = 2;
/** What callers have a word in. */
const HANDED_IN: ReadonlySet<OriginKind> = new Set(['param', 'this', 'callback']);

/**
 * The value with the checked type where that tells something new; it is remembered that the value may not fit.
 *
 * @param anew an origin at the checked value itself
 */
export function checked(types: TypeTable, av: AV, check: CheckedType, anew: (x: Ref) => Origin): AV {
  const out = av.map((x): Alt => {
    if (x.a === 'str' && x.parts.length === 1) return { ...x, parts: [checked(types, x.parts[0]!, check, anew)] };
    if (x.a !== 'ref') return typed(types, [x], check.type)[0]!;
    const filled = fill(types, x.type, check.type, 0);
    if (filled === x.type) return x;
    // Of what came a long way the check says more than the way does.
    const as = { type: filled, checked: { before: x.type, by: check.by, ...(check.around === undefined ? {} : { around: check.around }) } };
    const isFar = x.path.length > MAX_WAY && !HANDED_IN.has(x.origin.kind) && isOpen(types, x.type);
    if (isFar) return { ...x, origin: anew(x), path: [], member: undefined, owners: [], ...as, doubts: [] };
    return { ...x, ...as };
  });
  return join(out.map((x) => [x]));
}

/** The declared type, with the check's where it says nothing: `{ ok: boolean; data: unknown }` of which `data` was checked. */
function fill(types: TypeTable, declared: TypeId, check: TypeId, depth: number): TypeId {
  if (declared === check || depth > MAX_DEPTH) return declared;
  if (isOpen(types, declared) || isParsedText(types, declared, check) || isFormat(types, declared, check)) return check;
  if (types.shape(declared) !== 'object' || types.shape(check) !== 'object') return declared;
  const told = new Map<string, MemberInfo>();
  for (const member of types.members(check)) {
    const known = types.member(declared, member.key);
    if (!known && types.closed(declared)) continue;
    const type = known ? fill(types, known.type, member.type, depth + 1) : member.type;
    if (type !== known?.type) told.set(member.key, { ...(known ?? member), type });
  }
  if (told.size === 0) return declared;
  const kept = types.members(declared).filter((m) => !told.has(m.key));
  return types.object([...kept, ...told.values()], types.name(declared), types.closed(declared));
}

/** Whether a declared type says nothing of what is in the value. */
function isOpen(types: TypeTable, type: TypeId): boolean {
  switch (types.shape(type)) {
    case 'unknown':
      return true;
    case 'array':
    case 'map':
      return isOpen(types, types.element(type));
    case 'external':
    case 'object':
      return types.members(type).length === 0 && !types.closed(type);
    default:
      return false;
  }
}

/** A text that is parsed before it is checked. */
function isParsedText(types: TypeTable, declared: TypeId, check: TypeId): boolean {
  const shape = types.shape(check);
  return types.shape(declared) === 'string' && (shape === 'object' || shape === 'array' || shape === 'map');
}

/** A text of which the check states a format. */
function isFormat(types: TypeTable, declared: TypeId, check: TypeId): boolean {
  const isText = types.shape(declared) === 'string' && types.shape(check) === 'string';
  return isText && types.format(declared) === undefined && types.format(check) !== undefined;
}

/** The value as it was before a check that cannot have been made where it is used. */
export function unchecked(x: Ref): Ref {
  if (!x.checked) return x;
  const { checked, ...rest } = x;
  return { ...rest, type: checked.before };
}

/** What a check gives back is told by the check's own result, and not by what it or others check. */
export function beforeChecks(av: AV): AV {
  return av.map((x): Alt => {
    if (x.a === 'obj') return { ...x, entries: new Map([...x.entries].map(([key, value]) => [key, beforeChecks(value)])) };
    if (x.a === 'str') return { ...x, parts: x.parts.map(beforeChecks) };
    return x.a === 'ref' ? unchecked(x) : x;
  });
}
