/** What a schema's check tells of a value: it fills in what is not known, and takes nothing away. */
import type { MemberInfo, TypeId, TypeTable } from '../model/program.js';
import type { Alt, AV } from './abstract-value.js';
import { typed } from './declared-types.js';

/** Members of members that a check fills in. */
const MAX_DEPTH = 4;

/** The value with the checked type, with a doubt where that type tells something new: the value may not fit. */
export function checked(types: TypeTable, av: AV, type: TypeId): AV {
  return av.map((x): Alt => {
    if (x.a === 'str' && x.parts.length === 1) return { ...x, parts: [checked(types, x.parts[0]!, type)] };
    if (x.a !== 'ref') return typed(types, [x], type)[0]!;
    const filled = fill(types, x.type, type, 0);
    return filled === x.type ? x : { ...x, type: filled, doubts: [...x.doubts, 'checked-shape'] };
  });
}

/** The declared type, with the check's where it says nothing: `{ ok: boolean; data: unknown }` of which `data` was checked. */
function fill(types: TypeTable, declared: TypeId, check: TypeId, depth: number): TypeId {
  if (declared === check || depth > MAX_DEPTH) return declared;
  if (isOpen(types, declared) || isParsedText(types, declared, check)) return check;
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
