/** Identifiers of code with what they belong to, as the name matcher is asked about them: a parser's view, without any analysis. */
import ts from 'typescript';

/**
 * @param path  decides how the text is read
 * @param found called with role (`member`, `parameter`, `variable`, `access`, `key`, `text`), name, owner (undefined: none) and line
 */
export function identifiersOf(path, text, found) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const tell = (role, name, owner, node) => {
    if (name) found({ role, name, owner, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 });
  };
  const visit = (node) => {
    if (ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isMethodSignature(node) || ts.isEnumMember(node)) {
      if (!ts.isMethodSignature(node)) tell('member', nameOf(node.name), declaredIn(node), node);
    } else if (ts.isParameter(node) || ts.isVariableDeclaration(node)) {
      if (ts.isIdentifier(node.name)) tell(ts.isParameter(node) ? 'parameter' : 'variable', node.name.text, undefined, node);
    } else if (ts.isBindingElement(node)) {
      const pattern = node.parent.parent;
      const from = ts.isBindingElement(pattern)
        ? nameOf(pattern.propertyName ?? pattern.name)
        : (lastName(pattern.initializer) ?? typeName(pattern.type));
      tell('access', nameOf(node.propertyName ?? node.name), from, node);
    } else if (ts.isPropertyAccessExpression(node)) {
      if (!(ts.isCallExpression(node.parent) && node.parent.expression === node))
        tell('access', node.name.text, lastName(node.expression), node.name);
    } else if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
      tell('text', node.argumentExpression.text, lastName(node.expression), node.argumentExpression);
    } else if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
      tell('key', nameOf(node.name), literalIn(node.parent), node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

function nameOf(node) {
  return node && (ts.isIdentifier(node) || ts.isStringLiteralLike(node) || ts.isPrivateIdentifier(node)) ? node.text : undefined;
}

/** The last name of an expression: `b` of `a.b`, of `a.b!`, of `a.b()` nothing. */
function lastName(node) {
  if (!node) return undefined;
  if (ts.isIdentifier(node)) return node.text;
  if (node.kind === ts.SyntaxKind.ThisKeyword) return undefined;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isNonNullExpression(node) || ts.isAsExpression(node) || ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node)) {
    return lastName(node.expression);
  }
  if (ts.isElementAccessExpression(node)) return lastName(node.expression);
  return undefined;
}

function typeName(node) {
  return node && ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) ? node.typeName.text : undefined;
}

/** The interface, class, alias or member that a member is declared in. */
function declaredIn(node) {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isInterfaceDeclaration(at) || ts.isClassLike(at) || ts.isTypeAliasDeclaration(at) || ts.isEnumDeclaration(at))
      return at.name?.text;
    if (ts.isPropertySignature(at) || ts.isPropertyDeclaration(at) || ts.isParameter(at) || ts.isVariableDeclaration(at))
      return nameOf(at.name);
  }
  return undefined;
}

/** What an object literal is the value of. */
function literalIn(node) {
  const at = node.parent;
  if (ts.isPropertyAssignment(at) || ts.isVariableDeclaration(at) || ts.isPropertyDeclaration(at)) return nameOf(at.name);
  if (ts.isBinaryExpression(at)) return lastName(at.left);
  return ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isArrayLiteralExpression(at) ? literalIn(at) : undefined;
}
