/** The instance's script as the first statements of the component's function. */
import { ts, Kind, type TS } from '../load-typescript.js';
import { bare, boundNames, hasModifier } from '../names.js';
import { PROPS } from './markup-code.js';
import { handlerName, type Dialect } from './parts.js';
import { typeOfObject, typeOfVariables, type PropMember } from './props-type.js';

/** The compiler's nodes, which are read-only for others: nobody else holds this tree. */
type Writable<N> = { -readonly [Key in keyof N]: N[Key] };

/** All names that statements declare. */
export function namesDeclared(statements: readonly TS.Statement[]): Set<string> {
  const names = new Set<string>();
  for (const statement of statements) for (const name of namesOf(statement)) names.add(name);
  return names;
}

function namesOf(statement: TS.Statement): string[] {
  switch (statement.kind) {
    case Kind.ImportDeclaration: {
      const clause = (statement as TS.ImportDeclaration).importClause;
      const bindings = clause?.namedBindings;
      const named = bindings?.kind === Kind.NamedImports ? bindings.elements.map(({ name }) => name.text) : [];
      const whole = bindings?.kind === Kind.NamespaceImport ? [bindings.name.text] : [];
      return [...(clause?.name === undefined ? [] : [clause.name.text]), ...named, ...whole];
    }
    case Kind.VariableStatement:
      return (statement as TS.VariableStatement).declarationList.declarations.flatMap(({ name }) =>
        boundNames(name).map((one) => one.text),
      );
    case Kind.FunctionDeclaration:
    case Kind.ClassDeclaration:
    case Kind.EnumDeclaration: {
      const { name } = statement as TS.FunctionDeclaration;
      return name === undefined ? [] : [name.text];
    }
    default:
      return [];
  }
}

export class InstanceScript {
  /** What is known of the type of all props. */
  propsType: TS.TypeNode | undefined;
  private readonly emitNames = new Set<string>(['$emit']);
  private readonly props: PropMember[] = [];
  private readonly declared: ReadonlySet<string>;
  private readonly imported: ReadonlySet<string>;

  constructor(
    private readonly dialect: Dialect,
    private readonly text: string,
    private readonly own: readonly TS.Statement[],
    module: readonly TS.Statement[],
  ) {
    this.imported = namesDeclared(module);
    this.declared = new Set([...this.imported, ...namesDeclared(own)]);
  }

  statements(): TS.Statement[] {
    const stores = this.stores();
    const out: TS.Statement[] = [...this.imported].filter((name) => stores.has(name)).map((name) => storeValue(name, { pos: 0, end: 0 }));
    for (const statement of this.own) {
      const made = this.statement(statement);
      out.push(made);
      for (const name of namesOf(made)) if (stores.has(name)) out.push(storeValue(name, made));
    }
    if (this.propsType === undefined && this.props.length > 0) this.propsType = typeOfVariables(this.props);
    return out;
  }

  /** Turns what tells the parent of an event into a call of the parent's handler. */
  tellParent(root: TS.Node): void {
    const visit = (node: TS.Node): void => {
      if (node.kind === Kind.CallExpression) this.tell(node as TS.CallExpression);
      ts.forEachChild(node, visit);
    };
    if (this.dialect.emitMacros.size > 0) visit(root);
  }

  private tell(call: Writable<TS.CallExpression>): void {
    const { expression } = call;
    const [event, ...rest] = call.arguments;
    if (expression.kind !== Kind.Identifier || !this.emitNames.has((expression as TS.Identifier).text)) return;
    if (event?.kind !== Kind.StringLiteral) return;
    const at = { pos: expression.pos, end: expression.end };
    call.expression = member(handlerName((event as TS.StringLiteral).text), at);
    const args = ts.factory.createNodeArray(rest);
    ts.setTextRange(args, call.arguments);
    call.arguments = args;
  }

  private statement(statement: TS.Statement): TS.Statement {
    if (statement.kind === Kind.VariableStatement) this.variables(statement as TS.VariableStatement);
    else if (statement.kind === Kind.ExpressionStatement) {
      const expression = statement as Writable<TS.ExpressionStatement>;
      expression.expression = this.propsOr(expression.expression);
    } else if (statement.kind === Kind.LabeledStatement && this.dialect.exportsAreProps)
      return this.reactive(statement as TS.LabeledStatement);
    else if (statement.kind === Kind.FunctionDeclaration || statement.kind === Kind.ClassDeclaration) dropExport(statement);
    return statement;
  }

  private variables(statement: TS.VariableStatement): void {
    const isProps =
      this.dialect.exportsAreProps &&
      hasModifier(statement, Kind.ExportKeyword) &&
      (statement.declarationList.flags & ts.NodeFlags.Const) === 0;
    dropExport(statement);
    for (const one of statement.declarationList.declarations) {
      const declaration = one as Writable<TS.VariableDeclaration>;
      const { name, initializer } = declaration;
      if (isProps && name.kind === Kind.Identifier) {
        this.props.push({ name, ...(declaration.type === undefined ? {} : { type: declaration.type }) });
        const given = member(name.text, { pos: name.pos, end: name.end });
        declaration.initializer = initializer === undefined ? given : orElse(given, initializer);
      } else if (initializer !== undefined) {
        if (name.kind === Kind.Identifier && this.isMacro(initializer, this.dialect.emitMacros)) this.emitNames.add(name.text);
        declaration.initializer = this.propsOr(initializer);
        if (declaration.initializer !== initializer) this.propsType ??= declaration.type;
      }
    }
  }

  private isMacro(expression: TS.Expression, names: ReadonlySet<string>): boolean {
    const call = bare(expression);
    return call.kind === Kind.CallExpression && isNamed((call as TS.CallExpression).expression, names);
  }

  /** The props themselves for a call that stands for them. */
  private propsOr(expression: TS.Expression): TS.Expression {
    const call = bare(expression) as TS.CallExpression;
    if (call.kind !== Kind.CallExpression) return expression;
    const [first] = call.arguments;
    if (first !== undefined && isNamed(call.expression, this.dialect.propsWrappers)) {
      const inner = this.propsOr(first);
      return inner === first ? expression : inner;
    }
    if (!isNamed(call.expression, this.dialect.propsMacros)) return expression;
    this.propsType =
      call.typeArguments?.[0] ??
      (first?.kind === Kind.ObjectLiteralExpression ? typeOfObject(first as TS.ObjectLiteralExpression) : undefined);
    return ts.setTextRange(ts.factory.createIdentifier(PROPS), { pos: call.pos, end: call.end });
  }

  /** `$: x = …` declares x unless something else does. */
  private reactive(statement: TS.LabeledStatement): TS.Statement {
    const inner = statement.statement;
    if (statement.label.text !== '$' || inner.kind !== Kind.ExpressionStatement) return statement;
    const { expression } = inner as TS.ExpressionStatement;
    const { left, operatorToken, right } = bare(expression) as TS.BinaryExpression;
    if (bare(expression).kind !== Kind.BinaryExpression || operatorToken.kind !== Kind.EqualsToken || left.kind !== Kind.Identifier)
      return statement;
    return this.declared.has((left as TS.Identifier).text) ? statement : letStatement(left as TS.Identifier, right, statement);
  }

  /** Names of stores whose value is read as `$name`. */
  private stores(): Set<string> {
    const names = new Set<string>();
    if (!this.dialect.exportsAreProps) return names;
    for (const [, name] of this.text.matchAll(/(?<![\w$.])\$([A-Za-z_]\w*)/g))
      if (this.declared.has(name as string)) names.add(name as string);
    return names;
  }
}

function isNamed(node: TS.Node, names: ReadonlySet<string>): boolean {
  return node.kind === Kind.Identifier && names.has((node as TS.Identifier).text);
}

/** `$props.name`. */
function member(name: string, at: TS.TextRange): TS.PropertyAccessExpression {
  const { factory } = ts;
  const object = ts.setTextRange(factory.createIdentifier(PROPS), at);
  return ts.setTextRange(factory.createPropertyAccessExpression(object, ts.setTextRange(factory.createIdentifier(name), at)), at);
}

function orElse(given: TS.Expression, otherwise: TS.Expression): TS.Expression {
  const operator = ts.setTextRange(ts.factory.createToken(Kind.QuestionQuestionToken), given);
  return ts.setTextRange(ts.factory.createBinaryExpression(given, operator, otherwise), { pos: given.pos, end: otherwise.end });
}

/** `let $name = name`: the value of a store. */
function storeValue(name: string, at: TS.TextRange): TS.Statement {
  const end = { pos: at.end, end: at.end };
  const { factory } = ts;
  return letStatement(
    ts.setTextRange(factory.createIdentifier(`$${name}`), end),
    ts.setTextRange(factory.createIdentifier(name), end),
    end,
  );
}

function letStatement(name: TS.Identifier, value: TS.Expression, at: TS.TextRange): TS.Statement {
  const { factory } = ts;
  const declaration = factory.createVariableDeclaration(name, undefined, undefined, value);
  ts.setTextRange(declaration, { pos: name.pos, end: value.end });
  const list = ts.setTextRange(factory.createVariableDeclarationList([declaration], ts.NodeFlags.Let), at);
  return ts.setTextRange(factory.createVariableStatement(undefined, list), at);
}

/** What the instance exports is seen by who holds the instance, not by who imports the file. */
function dropExport(statement: Writable<TS.Statement & { modifiers?: TS.NodeArray<TS.ModifierLike> | undefined }>): void {
  if (statement.modifiers === undefined) return;
  const rest = statement.modifiers.filter(({ kind }) => kind !== Kind.ExportKeyword && kind !== Kind.DefaultKeyword);
  statement.modifiers = rest.length === 0 ? undefined : ts.setTextRange(ts.factory.createNodeArray(rest), statement.modifiers);
}
