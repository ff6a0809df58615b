/** The literals of a source file that are not where it imports from. */
import ts from 'typescript';

/** @returns `{ text, line, form }` with form `string`, `pattern` or `key` */
export function literalsOf(file, source) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found = [];
  const add = (node, text, form) => found.push({ text, form, line: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1 });
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isImportTypeNode(node)) return;
    if (ts.isStringLiteralLike(node) && !isLoaded(node)) add(node, node.text, 'string');
    else if (ts.isRegularExpressionLiteral(node)) add(node, node.text, 'pattern');
    else if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) add(node.name, node.name.text, 'key');
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** `import('x')`, `require('x')`, `createRequire(…)('x')`, `own.resolve('x')`: the layers' rules and package.json speak of these. */
function isLoaded({ parent }) {
  if (!ts.isCallExpression(parent)) return false;
  const { expression } = parent;
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  return /^(?:require|fromTsMorph|\w+\.resolve|createRequire\(.*\))$/.test(expression.getText());
}
