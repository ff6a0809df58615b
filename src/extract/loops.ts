/** Loops, labels and jumps. */
import type { ValueId } from '../model/facts.js';
import { assignTo } from './assignments.js';
import { switchStatement } from './branching.js';
import { bindName } from './destructuring.js';
import type { FunctionBuilder } from './function-builder.js';
import { condition, type Condition } from './guards.js';
import { withGuards } from './guard-chain.js';
import { Kind, type TS } from './load-typescript.js';
import { bare } from './names.js';
import { variableList } from './statements.js';

type Labels = readonly string[];

export function forStatement(builder: FunctionBuilder, node: TS.ForStatement, labels: Labels = []): void {
  builder.inScope(node, () => {
    const { initializer } = node;
    if (initializer?.kind === Kind.VariableDeclarationList) variableList(builder, initializer as TS.VariableDeclarationList);
    else if (initializer !== undefined) builder.expression(initializer);
    conditionLoop(builder, labels, node.condition, node.statement, node.incrementor);
  });
}

export function whileStatement(builder: FunctionBuilder, node: TS.WhileStatement, labels: Labels = []): void {
  conditionLoop(builder, labels, node.expression, node.statement, undefined);
}

function conditionLoop(
  builder: FunctionBuilder,
  labels: Labels,
  test: TS.Expression | undefined,
  statement: TS.Statement,
  update: TS.Expression | undefined,
): void {
  const outer = builder.guard;
  let known: Condition | undefined;
  builder.environment.loop(labels, ({ exit, body }) => {
    if (test !== undefined) known = condition(builder, test);
    if (test !== undefined && !isAlwaysTrue(test)) exit();
    builder.guard = withGuards(outer, known?.whenTrue ?? []);
    body(() => builder.statement(statement));
    if (update !== undefined) builder.expression(update);
    builder.guard = outer;
  });
}

export function doStatement(builder: FunctionBuilder, node: TS.DoStatement, labels: Labels = []): void {
  builder.environment.loop(labels, ({ exit, body }) => {
    body(() => builder.statement(node.statement));
    condition(builder, node.expression);
    if (!isAlwaysTrue(node.expression)) exit();
  });
}

function isAlwaysTrue(test: TS.Expression): boolean {
  const node = bare(test);
  return node.kind === Kind.TrueKeyword || (node.kind === Kind.NumericLiteral && (node as TS.NumericLiteral).text !== '0');
}

/** `for (x of xs)`, `for (k in o)`. */
export function forEachStatement(builder: FunctionBuilder, node: TS.ForOfStatement | TS.ForInStatement, labels: Labels = []): void {
  const object = builder.expression(node.expression);
  builder.inScope(node, () => {
    builder.environment.loop(labels, ({ exit, body }) => {
      exit();
      body(() => {
        turnVariable(builder, node.initializer, builder.add({ op: node.kind === Kind.ForInStatement ? 'keys' : 'element', object }));
        builder.statement(node.statement);
      });
    });
  });
}

function turnVariable(builder: FunctionBuilder, initializer: TS.ForInitializer, value: ValueId): void {
  if (initializer.kind !== Kind.VariableDeclarationList) return assignTo(builder, initializer, value);
  const declaration = (initializer as TS.VariableDeclarationList).declarations[0];
  if (declaration !== undefined) bindName(builder, declaration.name, value);
}

export function labeledStatement(builder: FunctionBuilder, node: TS.LabeledStatement): void {
  const labels: string[] = [];
  let inner: TS.Statement = node;
  while (inner.kind === Kind.LabeledStatement) {
    labels.push((inner as TS.LabeledStatement).label.text);
    inner = (inner as TS.LabeledStatement).statement;
  }
  switch (inner.kind) {
    case Kind.ForStatement:
      return forStatement(builder, inner as TS.ForStatement, labels);
    case Kind.ForOfStatement:
    case Kind.ForInStatement:
      return forEachStatement(builder, inner as TS.ForOfStatement, labels);
    case Kind.WhileStatement:
      return whileStatement(builder, inner as TS.WhileStatement, labels);
    case Kind.DoStatement:
      return doStatement(builder, inner as TS.DoStatement, labels);
    case Kind.SwitchStatement:
      return switchStatement(builder, inner as TS.SwitchStatement, labels);
    default: {
      const { environment } = builder;
      environment.breakable(labels, false, (target) => {
        const end = environment.branch(() => builder.statement(inner));
        environment.join([end, ...target.breaks]);
      });
    }
  }
}
