/** Operators: concatenation, arithmetic, comparison, choice. */
import type { ValueId } from '../model/facts.js';
import type { FunctionBuilder } from './function-builder.js';
import { condition, guardedBranch, isComparison, joinOptional } from './guards.js';
import { Kind, type TS } from './load-typescript.js';
import { MAX_STRING } from './value-table.js';

/** `x += y` in a long run of statements stays nested beyond this. */
const MAX_PARTS = 64;

/** Evaluates a binary expression that does not assign. */
export function binary(builder: FunctionBuilder, node: TS.BinaryExpression): ValueId {
  const operator = node.operatorToken.kind;
  if (operator === Kind.AmpersandAmpersandToken || operator === Kind.BarBarToken || isComparison(operator))
    return condition(builder, node).value;
  if (operator === Kind.QuestionQuestionToken) return coalesce(builder, node);
  if (operator === Kind.CommaToken) return sequence(builder, node);
  builder.takeRole();
  const operands = flatten(node, operator).map((operand) => builder.expression(operand));
  if (operator === Kind.PlusToken) return addition(builder, operands);
  return builder.add({ op: 'arith', operands, ...(operator === Kind.MinusToken ? { minus: true as const } : {}) });
}

/** The operands of `a ∘ b ∘ c`, by a loop: generated chains have thousands. */
function flatten(start: TS.BinaryExpression, operator: TS.SyntaxKind): TS.Node[] {
  const operands: TS.Node[] = [];
  let node: TS.Node = start;
  while (node.kind === Kind.BinaryExpression && (node as TS.BinaryExpression).operatorToken.kind === operator) {
    operands.push((node as TS.BinaryExpression).right);
    node = (node as TS.BinaryExpression).left;
  }
  operands.push(node);
  return operands.reverse();
}

/** `a + b + …`: arithmetic when all are clearly numbers, else a concatenation. */
export function addition(builder: FunctionBuilder, operands: readonly ValueId[]): ValueId {
  return operands.every((operand) => isNumeric(builder, operand))
    ? builder.add({ op: 'arith', operands: [...operands] })
    : concat(builder, operands);
}

function isNumeric(builder: FunctionBuilder, value: ValueId): boolean {
  const made = builder.values[value];
  if (made === undefined) return false;
  switch (made.op) {
    case 'const':
      return typeof made.value === 'number';
    case 'arith':
      return true;
    case 'load':
      return made.key === 'length';
    default:
      return false;
  }
}

/** Joins texts: nested concatenations are taken in, neighbouring constants become one. */
export function concat(builder: FunctionBuilder, operands: readonly ValueId[]): ValueId {
  const parts: ValueId[] = [];
  for (const operand of operands) {
    const made = builder.values[operand];
    if (made !== undefined && made.op === 'concat' && made.parts.length <= MAX_PARTS)
      for (const part of made.parts) addPart(builder, parts, part);
    else addPart(builder, parts, builder.ofKind(operand));
  }
  if (parts.length === 0) return builder.constant('');
  const [only] = parts;
  return parts.length === 1 && builder.values[only as ValueId]?.op === 'const' ? (only as ValueId) : builder.add({ op: 'concat', parts });
}

function addPart(builder: FunctionBuilder, parts: ValueId[], part: ValueId): void {
  const text = constantText(builder, part);
  if (text === '') return;
  const last = parts[parts.length - 1];
  const before = text === undefined || last === undefined ? undefined : constantText(builder, last);
  if (text !== undefined && before !== undefined && before.length < MAX_STRING) parts[parts.length - 1] = builder.constant(before + text);
  else parts.push(part);
}

function constantText(builder: FunctionBuilder, value: ValueId): string | undefined {
  const constant = builder.constantOf(value);
  return typeof constant === 'string' || typeof constant === 'number' || typeof constant === 'boolean' ? String(constant) : undefined;
}

function coalesce(builder: FunctionBuilder, node: TS.BinaryExpression): ValueId {
  const role = builder.takeRole();
  const operands = flatten(node, Kind.QuestionQuestionToken);
  const values = [builder.expression(operands[0] as TS.Node)];
  for (const operand of operands.slice(1)) {
    joinOptional(
      builder,
      builder.environment.branch(() => {
        builder.role = role;
        values.push(builder.expression(operand));
      }),
    );
  }
  return builder.phi(values);
}

function sequence(builder: FunctionBuilder, node: TS.BinaryExpression): ValueId {
  builder.takeRole();
  let value: ValueId = -1;
  for (const operand of flatten(node, Kind.CommaToken)) value = builder.expression(operand);
  return value;
}

/** `c ? a : b`. */
export function conditional(builder: FunctionBuilder, node: TS.ConditionalExpression): ValueId {
  const role = builder.takeRole();
  const test = condition(builder, node.condition);
  const values: ValueId[] = [];
  const side = (expression: TS.Expression) => (): void => {
    builder.role = role;
    values.push(builder.known(builder.expression(expression)));
  };
  const yes = guardedBranch(builder, test.whenTrue, side(node.whenTrue));
  const no = guardedBranch(builder, test.whenFalse, side(node.whenFalse));
  if (yes.definitions !== undefined || no.definitions !== undefined) builder.environment.join([yes, no]);
  return builder.phi(values);
}

/** A template literal. */
export function template(builder: FunctionBuilder, node: TS.TemplateExpression): ValueId {
  builder.takeRole();
  const parts: ValueId[] = [];
  if (node.head.text !== '') parts.push(builder.constant(node.head.text));
  for (const span of node.templateSpans) {
    parts.push(builder.expression(span.expression));
    if (span.literal.text !== '') parts.push(builder.constant(span.literal.text));
  }
  return concat(builder, parts);
}
