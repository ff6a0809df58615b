/** `if (row.pin) delete row.pin;`: where the member is not there, nothing has to be taken away. */
import { Kind, type TS } from './load-typescript.js';
import { bare, dottedName } from './names.js';

/**
 * Members that a condition asks for and the branch behind it deletes or replaces: without them the other way has none either.
 * @returns their expressions, in the branch that is taken
 */
export function clearedIfThere(node: TS.IfStatement): readonly TS.Node[] {
  const asked = askedFor(bare(node.expression));
  if (!asked) return [];
  const then = node.thenStatement;
  const statements: readonly TS.Node[] = then.kind === Kind.Block ? (then as TS.Block).statements : [then];
  return statements.flatMap((statement) => {
    if (statement.kind !== Kind.ExpressionStatement) return [];
    const member = cleared(bare((statement as TS.ExpressionStatement).expression));
    return member && dottedName(member) === asked ? [member] : [];
  });
}

function cleared(node: TS.Node): TS.Node | undefined {
  if (node.kind === Kind.DeleteExpression) return bare((node as TS.DeleteExpression).expression);
  if (node.kind !== Kind.BinaryExpression) return undefined;
  const { operatorToken, left } = node as TS.BinaryExpression;
  return operatorToken.kind === Kind.EqualsToken ? bare(left) : undefined;
}

/** The member whose presence is asked for: `o.k`, `o.k !== undefined`, `typeof o.k !== 'undefined'`, `'k' in o`. */
function askedFor(node: TS.Node): string | undefined {
  if (node.kind === Kind.PropertyAccessExpression) return dottedName(node);
  if (node.kind !== Kind.BinaryExpression) return undefined;
  const { operatorToken, left, right } = node as TS.BinaryExpression;
  if (operatorToken.kind === Kind.InKeyword) {
    const object = dottedName(bare(right));
    return left.kind === Kind.StringLiteral && object ? `${object}.${(left as TS.StringLiteral).text}` : undefined;
  }
  if (operatorToken.kind !== Kind.ExclamationEqualsToken && operatorToken.kind !== Kind.ExclamationEqualsEqualsToken) return undefined;
  const asked = bare(left);
  if (asked.kind === Kind.TypeOfExpression) {
    const isUndefined = right.kind === Kind.StringLiteral && (right as TS.StringLiteral).text === 'undefined';
    return isUndefined ? dottedName(bare((asked as TS.TypeOfExpression).expression)) : undefined;
  }
  return isNothing(right) && asked.kind === Kind.PropertyAccessExpression ? dottedName(asked) : undefined;
}

function isNothing(node: TS.Node): boolean {
  return node.kind === Kind.NullKeyword || (node.kind === Kind.Identifier && (node as TS.Identifier).text === 'undefined');
}
