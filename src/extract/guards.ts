/** Conditions: what they make known in the code behind them. */
import type { ValueId } from '../model/facts.js';
import type { GuardDraft } from './drafts.js';
import type { FunctionBuilder } from './function-builder.js';
import { withGuards } from './guard-chain.js';
import { Kind, ts, type TS } from './load-typescript.js';
import { bare, dottedName } from './names.js';
import type { Branch } from './ssa.js';

export interface Condition {
  readonly value: ValueId;
  /** Hold where the condition is true, and where it is false. */
  readonly whenTrue: readonly GuardDraft[];
  readonly whenFalse: readonly GuardDraft[];
}

const NONE: readonly GuardDraft[] = [];

/** Evaluates an expression as a condition. */
export function condition(builder: FunctionBuilder, start: TS.Node): Condition {
  const node = bare(start);
  if (node.kind === Kind.PrefixUnaryExpression && (node as TS.PrefixUnaryExpression).operator === Kind.ExclamationToken) {
    const inner = condition(builder, (node as TS.PrefixUnaryExpression).operand);
    return {
      value: builder.add({ op: 'test', operator: '!', operands: [inner.value] }),
      whenTrue: inner.whenFalse,
      whenFalse: inner.whenTrue,
    };
  }
  if (node.kind === Kind.BinaryExpression) {
    const operator = (node as TS.BinaryExpression).operatorToken.kind;
    if (operator === Kind.AmpersandAmpersandToken || operator === Kind.BarBarToken)
      return logical(builder, node as TS.BinaryExpression, operator);
    if (isComparison(operator)) return comparison(builder, node as TS.BinaryExpression, operator);
  }
  const value = builder.expression(node);
  if (!isAsked(node)) return { value, whenTrue: NONE, whenFalse: NONE };
  return { value, whenTrue: [{ value, operator: 'truthy' }], whenFalse: [{ value, operator: 'falsy' }] };
}

/** Whether a condition is a name, a chain of members, or what a call says. */
function isAsked(node: TS.Node): boolean {
  return (
    node.kind === Kind.Identifier ||
    node.kind === Kind.PropertyAccessExpression ||
    node.kind === Kind.ElementAccessExpression ||
    node.kind === Kind.CallExpression
  );
}

export function isComparison(operator: TS.SyntaxKind): boolean {
  switch (operator) {
    case Kind.EqualsEqualsToken:
    case Kind.EqualsEqualsEqualsToken:
    case Kind.ExclamationEqualsToken:
    case Kind.ExclamationEqualsEqualsToken:
    case Kind.LessThanToken:
    case Kind.LessThanEqualsToken:
    case Kind.GreaterThanToken:
    case Kind.GreaterThanEqualsToken:
    case Kind.InKeyword:
    case Kind.InstanceOfKeyword:
      return true;
    default:
      return false;
  }
}

/** `a && b && …` or `a || b || …`: each operand runs under what the ones before it make known. */
function logical(builder: FunctionBuilder, start: TS.BinaryExpression, operator: TS.SyntaxKind): Condition {
  const operands: TS.Node[] = [];
  let node: TS.Node = start;
  while (node.kind === Kind.BinaryExpression && (node as TS.BinaryExpression).operatorToken.kind === operator) {
    operands.push((node as TS.BinaryExpression).right);
    node = bare((node as TS.BinaryExpression).left);
  }
  const isAnd = operator === Kind.AmpersandAmpersandToken;
  const role = builder.takeRole();
  const outer = builder.guard;
  const first = condition(builder, node);
  const values = [first.value];
  const known = [...(isAnd ? first.whenTrue : first.whenFalse)];
  builder.guard = withGuards(builder.guard, known);
  for (let i = operands.length - 1; i >= 0; i--) {
    let last: Condition | undefined;
    const branch = builder.environment.branch(() => {
      builder.role = role;
      last = condition(builder, operands[i] as TS.Node);
      builder.role = undefined;
    });
    joinOptional(builder, branch);
    const part = last as unknown as Condition;
    values.push(part.value);
    const more = isAnd ? part.whenTrue : part.whenFalse;
    known.push(...more);
    builder.guard = withGuards(builder.guard, more);
  }
  builder.guard = outer;
  const value = isAnd ? (values[values.length - 1] as ValueId) : builder.phi(values);
  // Which side of an `||` is true nobody knows; that one is, is what a phi of the two says.
  return { value, whenTrue: isAnd ? known : [{ value, operator: 'truthy' }], whenFalse: isAnd ? NONE : known };
}

/** Goes on from code that may or may not have run. */
export function joinOptional(builder: FunctionBuilder, branch: Branch): void {
  if (branch.definitions !== undefined) builder.environment.join([branch, { definitions: undefined, alive: builder.environment.alive }]);
}

function comparison(builder: FunctionBuilder, node: TS.BinaryExpression, operator: TS.SyntaxKind): Condition {
  builder.takeRole();
  const typed = typeofOperand(node.left);
  const left = builder.expression(typed ?? node.left);
  const right = builder.expression(node.right);
  const value = builder.add({ op: 'test', operator: ts.tokenToString(operator) ?? '', operands: [left, right] });
  if (typed === undefined && (isKeyTest(builder, left, right) || isKeyTest(builder, right, left))) builder.keep(value, () => undefined);
  const guards = comparisonGuards(builder, node, operator, left, right, typed !== undefined);
  return { value, whenTrue: guards[0], whenFalse: guards[1] };
}

/** `key === 'pin'` in a function of a key and a value: which keys it leaves out is seen by its tests alone. */
function isKeyTest(builder: FunctionBuilder, tested: ValueId, compared: ValueId): boolean {
  const made = builder.values[tested];
  return builder.params.length === 2 && made?.op === 'param' && made.index === 0 && typeof builder.constantOf(compared) === 'string';
}

/** `x` of `typeof x`. */
function typeofOperand(node: TS.Node): TS.Node | undefined {
  const inner = bare(node);
  return inner.kind === Kind.TypeOfExpression ? (inner as TS.TypeOfExpression).expression : undefined;
}

function comparisonGuards(
  builder: FunctionBuilder,
  node: TS.BinaryExpression,
  operator: TS.SyntaxKind,
  left: ValueId,
  right: ValueId,
  isTypeof: boolean,
): readonly [readonly GuardDraft[], readonly GuardDraft[]] {
  if (operator === Kind.InstanceOfKeyword) {
    const constant = dottedName(node.right);
    return [[{ value: left, operator: 'instanceof', constant }], [{ value: left, operator: '!instanceof', constant }]];
  }
  if (operator === Kind.InKeyword) {
    const key = builder.keyOf(left);
    const constant = key === undefined ? {} : { constant: key };
    return [[{ value: right, operator: 'in', ...constant }], [{ value: right, operator: '!in', ...constant }]];
  }
  const equal = operator === Kind.EqualsEqualsEqualsToken || operator === Kind.EqualsEqualsToken;
  const unequal = operator === Kind.ExclamationEqualsEqualsToken || operator === Kind.ExclamationEqualsToken;
  if (!equal && !unequal) return [NONE, NONE];
  const flipped = isConstant(builder, left) && !isConstant(builder, right);
  const [tested, compared] = flipped ? [right, left] : [left, right];
  if (!isConstant(builder, compared) || isConstant(builder, tested)) return [NONE, NONE];
  const constant = builder.constantOf(compared);
  const with_ = constant === undefined ? {} : { constant };
  if (isTypeof) {
    const is: readonly GuardDraft[] = [{ value: tested, operator: 'typeof', ...with_ }];
    const other: readonly GuardDraft[] = [{ value: tested, operator: '!typeof', ...with_ }];
    return equal ? [is, other] : [other, is];
  }
  const same: readonly GuardDraft[] = [{ value: tested, operator: '===', ...with_ }];
  const other: readonly GuardDraft[] = [{ value: tested, operator: '!==', ...with_ }];
  return equal ? [same, other] : [other, same];
}

function isConstant(builder: FunctionBuilder, value: ValueId): boolean {
  return builder.values[value]?.op === 'const';
}

/** Runs `body` where `guards` hold and gives how it ends. */
export function guardedBranch(builder: FunctionBuilder, guards: readonly GuardDraft[], body: () => void): Branch {
  const outer = builder.guard;
  builder.guard = withGuards(outer, guards);
  const branch = builder.environment.branch(body);
  builder.guard = outer;
  return branch;
}
