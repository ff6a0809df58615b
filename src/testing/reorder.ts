/** Moves code about where its order means nothing: import statements, names in them, declared functions. */
import ts from 'typescript';

export type Shuffle = <T>(items: readonly T[]) => T[];

/** The same order for the same seed. */
export function seededShuffle(seed: number): Shuffle {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return (items) => {
    const out = [...items];
    for (let i = out.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [out[i], out[j]] = [out[j]!, out[i]!];
    }
    return out;
  };
}

/** Import statements (and `const x = require(…)`) of a file in another order, and the names in their braces; lines after them stay. */
export function shuffleImports(path: string, text: string, shuffle: Shuffle): string {
  const source = parse(path, text);
  const imports = source.statements.filter((node) => isImport(node));
  return exchange(
    text,
    imports.map((node) => [node.getStart(source), node.end]),
    shuffle(imports.map((node) => withShuffledNames(node, source, shuffle))),
  );
}

/** Functions declared at the top of a file, exported or not, in another order, each with the comments above it. */
export function shuffleFunctions(path: string, text: string, shuffle: Shuffle): string {
  const source = parse(path, text);
  const functions = source.statements.filter((node) => ts.isFunctionDeclaration(node));
  const spans = functions.map((node) => [node.getFullStart(), node.end] as const);
  return exchange(text, spans, shuffle(spans.map(([start, end]) => text.slice(start, end))));
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

function isImport(node: ts.Statement): boolean {
  if (ts.isImportDeclaration(node)) return true;
  if (!ts.isVariableStatement(node)) return false;
  return node.declarationList.declarations.every(
    ({ initializer }) => initializer && ts.isCallExpression(initializer) && initializer.expression.getText() === 'require',
  );
}

function withShuffledNames(node: ts.Statement, source: ts.SourceFile, shuffle: Shuffle): string {
  const start = node.getStart(source);
  const text = node.getText(source);
  const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : undefined;
  if (!bindings || !ts.isNamedImports(bindings)) return text;
  const { elements } = bindings;
  return exchange(
    text,
    elements.map((element) => [element.getStart(source) - start, element.end - start]),
    shuffle(elements.map((element) => element.getText(source))),
  );
}

/** Puts texts into places, the first into the first. */
function exchange(text: string, spans: readonly (readonly [number, number])[], texts: readonly string[]): string {
  let out = text;
  for (let i = spans.length - 1; i >= 0; i--) out = out.slice(0, spans[i]![0]) + texts[i]! + out.slice(spans[i]![1]);
  return out;
}
