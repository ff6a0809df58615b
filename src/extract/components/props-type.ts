/** The type of a component's props, where it is said by values or by variables. */
import { ts, Kind, type TS } from '../load-typescript.js';

export interface PropMember {
  readonly name: TS.Identifier | TS.StringLiteral;
  readonly type?: TS.TypeNode;
}

/** Of `{ email: String, owner: { type: Object as Name<User> } }`. */
export function typeOfObject(object: TS.ObjectLiteralExpression): TS.TypeNode {
  const members: PropMember[] = [];
  for (const property of object.properties) {
    if (property.kind !== Kind.PropertyAssignment) continue;
    const { name, initializer } = property;
    if (name.kind !== Kind.Identifier && name.kind !== Kind.StringLiteral) continue;
    const type = typeOfValue(initializer);
    members.push({ name, ...(type === undefined ? {} : { type }) });
  }
  return typeOfVariables(members, object);
}

export function typeOfVariables(members: readonly PropMember[], at: TS.TextRange = { pos: 0, end: 0 }): TS.TypeNode {
  const { factory } = ts;
  const signatures = members.map(({ name, type }) =>
    ts.setTextRange(factory.createPropertySignature(undefined, name, undefined, type), { pos: name.pos, end: type?.end ?? name.end }),
  );
  return ts.setTextRange(factory.createTypeLiteralNode(signatures), at);
}

/** What stands for a type at run time. */
const CONSTRUCTORS: ReadonlyMap<string, TS.KeywordTypeSyntaxKind> = new Map([
  ['String', Kind.StringKeyword],
  ['Number', Kind.NumberKeyword],
  ['Boolean', Kind.BooleanKeyword],
]);

function typeOfValue(value: TS.Expression): TS.TypeNode | undefined {
  switch (value.kind) {
    case Kind.Identifier: {
      const keyword = CONSTRUCTORS.get((value as TS.Identifier).text);
      return keyword === undefined ? undefined : ts.setTextRange(ts.factory.createKeywordTypeNode(keyword), value);
    }
    case Kind.AsExpression: {
      const { type } = value as TS.AsExpression;
      const args = type.kind === Kind.TypeReference ? (type as TS.TypeReferenceNode).typeArguments : undefined;
      return args?.length === 1 ? args[0] : undefined;
    }
    case Kind.ObjectLiteralExpression:
      for (const property of (value as TS.ObjectLiteralExpression).properties) {
        if (property.kind === Kind.PropertyAssignment && (property.name as TS.Identifier).text === 'type')
          return typeOfValue(property.initializer);
      }
      return undefined;
    default:
      return undefined;
  }
}
