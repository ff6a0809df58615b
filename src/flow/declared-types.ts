/** What a declared type tells of a value. */
import type { MemberInfo, TypeId, TypeTable } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import type { Alt, AV, Obj } from './abstract-value.js';
import { isNameless } from './naming.js';
import { expressionName } from './project.js';

/** Letters of a name that says nothing: `v`, `it`. */
const MAX_INITIAL = 2;

/** A declared type adds to what is not known; it never removes data. */
export function typed(types: TypeTable, av: AV, type: TypeId, alias?: string): AV {
  const shape = types.shape(type);
  if (shape === 'unknown' && !alias) return av;
  if (av.length === 0) return av;
  return av.map((x): Alt => {
    if (x.a === 'obj') return shape === 'object' ? typedEntries(types, x, type) : x;
    // `JSON.parse(text) as Order`: what a text is parsed into.
    const parsed = shape === 'object' || shape === 'array' || shape === 'map';
    if (x.a === 'str' && parsed && x.parts.length === 1) return { ...x, parts: [typed(types, x.parts[0]!, type)] };
    if (x.a !== 'ref') return x;
    // A declaration says more than a check of one of its members does.
    const { checked, ...rest } = x;
    if (checked && saysNothing(types, checked.before) && isWider(types, type, x.type))
      return typed(types, [{ ...rest, type: checked.before }], type, alias)[0]!;
    const isKnown = !saysNothing(types, x.type) && !(parsed && types.shape(x.type) === 'string');
    const known = isKnown || shape === 'unknown';
    if (known && !alias) return x;
    const named = alias && !x.member && expressionName(x) !== alias && !(x.alias && alias.length <= MAX_INITIAL) ? { alias } : {};
    return { ...x, type: known ? x.type : type, ...named };
  });
}

/** Whether a declared type has all members of another, and more. */
function isWider(types: TypeTable, type: TypeId, than: TypeId): boolean {
  if (types.shape(type) !== 'object' || types.shape(than) !== 'object') return false;
  const members = types.members(than);
  return types.members(type).length > members.length && members.every(({ key }) => types.member(type, key));
}

/** Whether a type is none, or that of rows of which only the table's name is known. */
function saysNothing(types: TypeTable, type: TypeId): boolean {
  const shape = types.shape(type);
  if (shape === 'array') return saysNothing(types, types.element(type));
  return shape === 'unknown' || (shape === 'object' && !types.closed(type) && types.members(type).length === 0);
}

/** A known object's members by the declared members: `{ success, data }` of which a rule only says what `data` holds. */
function typedEntries(types: TypeTable, x: Obj, type: TypeId): Obj {
  let entries: Map<string, AV> | undefined;
  for (const [key, av] of x.entries) {
    if (!av.some((y) => y.a === 'ref' && (y.type === UNKNOWN_TYPE || isNameless(y)))) continue;
    const member = types.member(type, key);
    if (member) (entries ??= new Map(x.entries)).set(key, declaredAs(typed(types, av, types.awaited(member.type)), member));
  }
  return entries ? { ...x, entries } : x;
}

/** A declared member names what an unresolved call put into it. */
function declaredAs(av: AV, member: MemberInfo): AV {
  return av.map((x) => (x.a === 'ref' && isNameless(x) ? { ...x, alias: member.key, owners: [member.owner] } : x));
}
