/** Renames locals as the TypeScript compiler binds them: what a scan finds must not hang on a name that was resolved. */
import ts from 'typescript';

/** Whether a local takes a neutral name. */
export type Renames = (declaration: LocalDeclaration) => boolean;

/** What a local is declared by. */
export type LocalDeclaration =
  | ts.VariableDeclaration
  | ts.BindingElement
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ImportClause
  | ts.ImportSpecifier
  | ts.NamespaceImport;

export interface Renamed {
  readonly files: Readonly<Record<string, string>>;
  /** Locals that took another name. */
  readonly count: number;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const ROOT = '/renaming/';
const CODE = /\.[cm]?[jt]sx?$/;

/**
 * Binds files once and gives a renamer. It gives locals neutral names, file by file: `v1`, `v2` … What others see keeps
 * its name: members, exports, parameters, types, classes; a shorthand `{ a }` becomes `{ a: v1 }`. Lines stay.
 * @param files sources by path; what is no code is given back as it is
 * @param paths aliases as in a tsconfig's `paths`, targets from the root
 */
export function localRenamer(
  files: Readonly<Record<string, string>>,
  paths: Readonly<Record<string, readonly string[]>>,
): (renames: Renames) => Renamed {
  const program = programOf(files, paths);
  const checker = program.getTypeChecker();
  return (renames) => {
    const out: Record<string, string> = { ...files };
    let count = 0;
    for (const [path, text] of Object.entries(files)) {
      const source = CODE.test(path) ? program.getSourceFile(ROOT + path) : undefined;
      if (!source) continue;
      const names = newNames(source, checker, renames);
      out[path] = applyEdits(text, editsOf(source, checker, names));
      count += names.size;
    }
    return { files: out, count };
  };
}

function programOf(files: Readonly<Record<string, string>>, paths: Readonly<Record<string, readonly string[]>>): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.Preserve,
    allowJs: true,
    strict: true,
    noEmit: true,
    types: [],
    paths: Object.fromEntries(Object.entries(paths).map(([alias, targets]) => [alias, targets.map((target) => ROOT + target)])),
  };
  const host = ts.createCompilerHost(options);
  const held = (path: string): string | undefined => (path.startsWith(ROOT) ? files[path.slice(ROOT.length)] : undefined);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => held(path) !== undefined || (!path.startsWith(ROOT) && fileExists(path));
  host.readFile = (path) => held(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...more) => {
    const text = held(path);
    return text === undefined ? getSourceFile(path, version, ...more) : ts.createSourceFile(path, text, version, true);
  };
  host.directoryExists = () => true;
  return ts.createProgram(
    Object.keys(files)
      .filter((path) => CODE.test(path))
      .map((path) => ROOT + path),
    options,
    host,
  );
}

function newNames(source: ts.SourceFile, checker: ts.TypeChecker, renames: Renames): ReadonlyMap<ts.Symbol, string> {
  const exported = exportedSymbols(source, checker);
  const used = new Set<string>();
  const locals = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) used.add(node.text);
    if (isLocalDeclaration(node) && node.name && ts.isIdentifier(node.name)) {
      const symbol = checker.getSymbolAtLocation(node.name);
      if (symbol && !exported.has(symbol) && symbol.declarations?.length === 1 && renames(node)) locals.add(symbol);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const names = new Map<ts.Symbol, string>();
  let next = 0;
  for (const symbol of locals) {
    let name: string;
    // What stands as a JSX element is told from an intrinsic one by its capital.
    do name = `${/^[A-Z]/.test(symbol.name) ? 'V' : 'v'}${++next}`;
    while (used.has(name));
    names.set(symbol, name);
  }
  return names;
}

function isLocalDeclaration(node: ts.Node): node is LocalDeclaration {
  return (
    (ts.isVariableDeclaration(node) && !isAmbient(node)) ||
    ts.isBindingElement(node) ||
    ts.isFunctionExpression(node) ||
    ts.isImportClause(node) ||
    ts.isImportSpecifier(node) ||
    ts.isNamespaceImport(node) ||
    (ts.isFunctionDeclaration(node) && node.body !== undefined)
  );
}

function isAmbient(node: ts.VariableDeclaration): boolean {
  return (ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Ambient | ts.ModifierFlags.Export)) !== 0;
}

function exportedSymbols(source: ts.SourceFile, checker: ts.TypeChecker): ReadonlySet<ts.Symbol> {
  const module = checker.getSymbolAtLocation(source);
  const out = new Set<ts.Symbol>();
  for (const symbol of module ? checker.getExportsOfModule(module) : []) {
    for (const declaration of symbol.declarations ?? []) {
      const name = (declaration as ts.NamedDeclaration).name;
      const local = name && checker.getSymbolAtLocation(name);
      if (local) out.add(local);
    }
  }
  return out;
}

function editsOf(source: ts.SourceFile, checker: ts.TypeChecker, names: ReadonlyMap<ts.Symbol, string>): readonly Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const name = names.get(symbolOf(node, checker)!);
      if (name !== undefined) edits.push({ start: node.getStart(source), end: node.end, text: `${shorthandOf(node)}${name}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits;
}

/** The variable that an identifier stands for, not the member that a shorthand makes of it, nor what a module calls it. */
function symbolOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === node) return checker.getShorthandAssignmentValueSymbol(parent);
  if ((ts.isBindingElement(parent) || ts.isImportSpecifier(parent)) && parent.propertyName === node) return undefined;
  return checker.getSymbolAtLocation(node);
}

/** What a shorthand says by one word: `a` in `{ a }` is the member's name too. */
function shorthandOf(node: ts.Identifier): string {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === node) return `${node.text}: `;
  if (ts.isImportSpecifier(parent) && parent.name === node && !parent.propertyName) return `${node.text} as `;
  if (!ts.isBindingElement(parent) || parent.name !== node || parent.propertyName || parent.dotDotDotToken) return '';
  return ts.isObjectBindingPattern(parent.parent) ? `${node.text}: ` : '';
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  let out = text;
  for (const { start, end, text: name } of [...edits].sort((a, b) => b.start - a.start)) out = out.slice(0, start) + name + out.slice(end);
  return out;
}
