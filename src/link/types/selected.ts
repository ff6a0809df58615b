/** What a query asks for of a type, as an object type: https://spec.graphql.org/October2021/#sec-Selection-Sets */
import type { MemberInfo, TypeId } from '../../model/program.js';
import type { TypeSelection } from '../../model/type-expr.js';
import { STRING, UNKNOWN } from './nodes.js';
import { unionOf } from './operators.js';
import type { TypeResolver } from './resolver.js';
import type { Scope } from './scope.js';

/** The name of the type of an object, which any selection may ask for. */
const TYPE_NAME = '__typename';

/**
 * Of lists, in each element; of a union, from each type that has the field. A field of a type that is not known is there all the same.
 *
 * @param scope where the query is written
 */
export function selectedOf(types: TypeResolver, type: TypeId, what: TypeSelection, scope: Scope): TypeId {
  const node = types.node(type);
  if (node.k === 'array') return types.store.array(selectedOf(types, node.element, what, scope));
  const branches = node.k === 'union' ? node.of : [type];
  const members = new Map<string, MemberInfo>();
  for (const field of what.fields) {
    const found = branches.flatMap((branch) => types.listing(branch).byKey.get(field.name) ?? []);
    const declared = found[0];
    const own =
      field.name === TYPE_NAME
        ? STRING
        : declared
          ? unionOf(
              types,
              found.map((member) => member.type),
            )
          : UNKNOWN;
    const below = field.below ? selectedOf(types, own, field.below, scope) : own;
    const member = declared ?? { optional: false, owner: '', file: scope.file, at: field.at };
    const alias = field.key === field.name ? {} : { says: [...(declared?.says ?? []), `name:${field.name}`] };
    members.set(field.key, { ...member, key: field.key, type: below, ...alias });
  }
  for (const part of what.parts ?? [])
    for (const member of types.listing(types.resolve(part, scope)).members) if (!members.has(member.key)) members.set(member.key, member);
  return types.store.add({
    k: 'object',
    name: nameOfNode(types, type),
    source: { s: 'given', members: [...members.values()], closed: true },
  });
}

function nameOfNode(types: TypeResolver, type: TypeId): string {
  const node = types.node(type);
  return node.k === 'object' ? node.name : '';
}
