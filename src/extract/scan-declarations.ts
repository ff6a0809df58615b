/** How the first walk takes declarations: functions, classes, variables, loops, namespaces. */
import { Kind, ts, type TS } from './load-typescript.js';
import { boundNames, hasModifier, staticKey } from './names.js';
import type { Scan } from './scan.js';
import { Use, type Variable } from './scopes.js';

/** A function's parameters and body, in a scope of its own. */
export function visitFunction(scan: Scan, node: TS.FunctionLikeDeclaration): void {
  if (node.body === undefined) return;
  scan.visitAll((node as { modifiers?: readonly TS.Node[] }).modifiers?.filter((one) => one.kind === Kind.Decorator));
  const isArrow = node.kind === Kind.ArrowFunction;
  if (node.name !== undefined && node.name.kind === Kind.ComputedPropertyName) scan.visit(node.name);
  for (const param of node.parameters) scan.visitAll(param.modifiers?.filter((one) => one.kind === Kind.Decorator));
  scan.inFunction(node, isArrow, (scope) => {
    for (const param of node.parameters) {
      scan.bindingName(param.name, scope, false, 0);
      scan.visitNamed(param.name.kind === Kind.Identifier ? param.name.text : undefined, param.initializer);
    }
    if (node.kind === Kind.FunctionExpression && node.name !== undefined) scan.declare(scope, node.name.text, false);
    const body = node.body as TS.Node;
    if (body.kind === Kind.Block) scan.visitAll((body as TS.Block).statements);
    else scan.visit(body);
  });
}

/** A class: instance initialisers in the scope of its fields function. */
export function visitClass(scan: Scan, node: TS.ClassLikeDeclaration): void {
  scan.visitAll(node.modifiers?.filter((one) => one.kind === Kind.Decorator));
  if (node.kind === Kind.ClassDeclaration && node.name !== undefined) scan.declare(scan.scope, node.name.text, true);
  for (const clause of node.heritageClauses ?? []) {
    if (clause.token === Kind.ExtendsKeyword) for (const type of clause.types) scan.visit(type.expression);
  }
  scan.inScope(node, () => {
    if (node.kind === Kind.ClassExpression && node.name !== undefined) scan.declare(scan.scope, node.name.text, false);
    for (const member of node.members) visitMember(scan, node, member);
    const fields = scan.fieldScopes.get(node);
    if (fields !== undefined) scan.resolve(fields);
  });
}

function visitMember(scan: Scan, owner: TS.Node, member: TS.ClassElement): void {
  if (member.kind === Kind.PropertyDeclaration) {
    const property = member as TS.PropertyDeclaration;
    scan.visitAll(property.modifiers?.filter((one) => one.kind === Kind.Decorator));
    if (property.name.kind === Kind.ComputedPropertyName) scan.visit(property.name);
    if (property.initializer === undefined) return;
    const init = property.initializer;
    const name = staticKey(property.name);
    if (hasModifier(property, Kind.StaticKeyword)) scan.visitNamed(name, init);
    else scan.inFields(owner, () => scan.visitNamed(name, init));
  } else if (member.kind === Kind.ClassStaticBlockDeclaration) {
    scan.inFunction(member, false, () => scan.visitAll((member as TS.ClassStaticBlockDeclaration).body.statements));
  } else scan.visit(member);
}

/** Declares variables and walks their initialisers. */
export function visitVariableList(scan: Scan, list: TS.VariableDeclarationList, uses: number): void {
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  const scope = isVar ? scan.scope.owner : scan.scope;
  for (const declaration of list.declarations) {
    scan.bindingName(declaration.name, scope, declaration.initializer !== undefined, isVar ? uses | Use.Var : uses);
    const name = declaration.name;
    scan.visitNamed(name.kind === Kind.Identifier ? name.text : undefined, declaration.initializer);
    if (uses !== 0) for (const bound of boundNames(name)) (scope.variables.get(bound.text) as Variable).uses |= uses;
  }
}

export const EXPORTED = Use.Captured | Use.Exported;

/** How an exported declaration is used by being exported. */
export function exportUses(node: { readonly modifiers?: readonly TS.Node[] | undefined }): number {
  return hasModifier(node, Kind.ExportKeyword) ? EXPORTED : 0;
}

/** Whether a block needs a scope. */
export function declaresLexically(statements: readonly TS.Statement[]): boolean {
  for (const statement of statements) {
    switch (statement.kind) {
      case Kind.VariableStatement:
        if (((statement as TS.VariableStatement).declarationList.flags & ts.NodeFlags.BlockScoped) !== 0) return true;
        break;
      case Kind.FunctionDeclaration:
      case Kind.ClassDeclaration:
      case Kind.EnumDeclaration:
      case Kind.ModuleDeclaration:
        return true;
      default:
    }
  }
  return false;
}

/** The three `for` loops. */
export function visitFor(scan: Scan, node: TS.ForStatement | TS.ForInStatement | TS.ForOfStatement): void {
  const initializer = node.initializer;
  const isList = initializer !== undefined && initializer.kind === Kind.VariableDeclarationList;
  const walk = (): void => {
    if (node.kind !== Kind.ForStatement) {
      if (!isList) scan.target(initializer as TS.Node);
      else visitVariableList(scan, initializer as TS.VariableDeclarationList, 0);
      scan.visit(node.expression);
    } else ts.forEachChild(node, (child) => (child === node.statement ? undefined : scan.visit(child)));
    scan.visit(node.statement);
  };
  if (isList && (initializer.flags & ts.NodeFlags.BlockScoped) !== 0) scan.inScope(node, walk);
  else walk();
}

/** A namespace or ambient module: a block with a name. */
export function visitNamespace(scan: Scan, node: TS.ModuleDeclaration): void {
  const body = node.body;
  if (body === undefined || body.kind === Kind.Identifier) return;
  if (
    node.name.kind === Kind.Identifier &&
    (node.flags & ts.NodeFlags.GlobalAugmentation) === 0 &&
    !hasModifier(node, Kind.DeclareKeyword)
  ) {
    // Namespaces merge: a second one of the name is no reassignment.
    scan.declare(scan.scope, node.name.text, false, exportUses(node));
  }
  scan.inScope(node, () => {
    if (body.kind === Kind.ModuleBlock) scan.visitAll(body.statements);
    else scan.visit(body);
  });
}
