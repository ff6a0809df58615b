/** Statements with several ways through: if, switch, try. */
import type { ValueId } from '../model/facts.js';
import { clearMember } from './assignments.js';
import { clearedIfThere } from './cleared-members.js';
import { bindName } from './destructuring.js';
import type { FunctionBuilder } from './function-builder.js';
import { condition, guardedBranch } from './guards.js';
import { withGuards } from './guard-chain.js';
import { Kind, type TS } from './load-typescript.js';
import type { Branch } from './ssa.js';
import { hoistFunction } from './statements.js';

export function ifStatement(builder: FunctionBuilder, node: TS.IfStatement): void {
  const { environment } = builder;
  const test = condition(builder, node.expression);
  const outer = builder.guard;
  const yes = guardedBranch(builder, test.whenTrue, () => builder.statement(node.thenStatement));
  const otherwise = node.elseStatement;
  const absent = clearedIfThere(node);
  const no: Branch =
    otherwise === undefined && absent.length === 0
      ? { definitions: undefined, alive: environment.alive }
      : guardedBranch(builder, test.whenFalse, () => {
          for (const member of absent) clearMember(builder, member);
          if (otherwise) builder.statement(otherwise);
        });
  environment.join([yes, no]);
  // After `if (c) return;` the condition is known to be false.
  if (!yes.alive && no.alive) builder.guard = withGuards(outer, test.whenFalse);
  else if (yes.alive && !no.alive) builder.guard = withGuards(outer, test.whenTrue);
}

export function switchStatement(builder: FunctionBuilder, node: TS.SwitchStatement, labels: readonly string[] = []): void {
  const { environment } = builder;
  const value = builder.expression(node.expression);
  builder.inScope(node.caseBlock, () => {
    for (const clause of node.caseBlock.clauses) {
      for (const statement of clause.statements)
        if (statement.kind === Kind.FunctionDeclaration) hoistFunction(builder, statement as TS.FunctionDeclaration);
    }
    environment.breakable(labels, true, (target) => {
      const entry: Branch = { definitions: undefined, alive: environment.alive };
      let before: Branch | undefined;
      let hasDefault = false;
      for (const clause of node.caseBlock.clauses) {
        hasDefault ||= clause.kind === Kind.DefaultClause;
        before = caseClause(builder, clause, value, before?.alive === true ? before : undefined, entry);
      }
      const ends = [...target.breaks];
      if (before !== undefined) ends.push(before);
      if (!hasDefault) ends.push(entry);
      environment.join(ends);
    });
  });
}

function caseClause(
  builder: FunctionBuilder,
  clause: TS.CaseOrDefaultClause,
  value: ValueId,
  fallthrough: Branch | undefined,
  entry: Branch,
): Branch {
  const compared = clause.kind === Kind.CaseClause ? builder.expression(clause.expression) : undefined;
  const constant = compared === undefined ? undefined : builder.constantOf(compared);
  const known = fallthrough === undefined && constant !== undefined ? [{ value, operator: '===' as const, constant }] : [];
  return guardedBranch(builder, known, () => {
    if (fallthrough !== undefined) builder.environment.join([entry, fallthrough]);
    const guard = builder.guard;
    for (const statement of clause.statements) builder.statement(statement);
    builder.guard = guard;
  });
}

export function tryStatement(builder: FunctionBuilder, node: TS.TryStatement): void {
  const { environment } = builder;
  const outer = builder.region;
  const { catchClause, finallyBlock } = node;
  if (catchClause !== undefined) builder.region = builder.regions.push(outer === undefined ? {} : { parent: outer }) - 1;
  const region = builder.region;
  const tried = environment.attempt(() => builder.statement(node.tryBlock));
  builder.region = outer;
  const ends = [tried.end];
  const interruptions = [tried.assigned];
  if (catchClause !== undefined) {
    const caught = environment.attempt(() => {
      environment.interrupted(tried.assigned);
      handler(builder, catchClause, region as number);
    });
    ends.push(caught.end);
    interruptions.push(caught.assigned);
  }
  if (finallyBlock === undefined) return environment.join(ends);
  let after: Branch | undefined;
  environment.branch(() => {
    environment.alive = true;
    for (const assigned of interruptions) environment.interrupted(assigned);
    after = environment.branch(() => builder.statement(finallyBlock));
  });
  environment.join(ends);
  environment.apply(after as unknown as Branch);
}

function handler(builder: FunctionBuilder, clause: TS.CatchClause, region: number): void {
  builder.environment.alive = true;
  builder.inScope(clause, () => {
    if (clause.variableDeclaration !== undefined) bindName(builder, clause.variableDeclaration.name, builder.add({ op: 'caught', region }));
    builder.statement(clause.block);
  });
}
