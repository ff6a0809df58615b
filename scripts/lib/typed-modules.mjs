/** Modules as TypeScript's checker sees them: the declarations of packages that are installed in a folder. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const OPTIONS = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  esModuleInterop: true,
  jsx: ts.JsxEmit.Preserve,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
};

/** Declaration files are parsed once for all libraries that are looked at. */
const parsed = new Map();

/**
 * @param modules  names as code imports them
 * @param folder   where `node_modules` is
 * @returns the checker, the file that imports them, and for each module its symbol: undefined when it has no types
 */
export function typedModules(modules, folder) {
  const file = join(folder, 'check-rules.ts');
  const text = modules.map((name, index) => `import * as m${index} from ${JSON.stringify(name)};`).join('\n');
  const host = ts.createCompilerHost(OPTIONS, true);
  const read = host.getSourceFile.bind(host);
  host.getCurrentDirectory = () => folder;
  host.fileExists = (
    (exists) => (name) =>
      name === file || exists(name)
  )(host.fileExists.bind(host));
  host.getSourceFile = (name, language) => {
    if (name === file) return ts.createSourceFile(name, text, language, true);
    if (!parsed.has(name)) parsed.set(name, read(name, language));
    return parsed.get(name);
  };
  const options = existsSync(join(folder, 'node_modules/@types/node')) ? OPTIONS : { ...OPTIONS, types: [] };
  const program = ts.createProgram([file], options, host);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const symbols = new Map(
    source.statements.map((statement, index) => {
      const symbol = checker.getSymbolAtLocation(statement.moduleSpecifier);
      return [modules[index], isDeclared(symbol) ? symbol : undefined];
    }),
  );
  return { checker, source, symbols };
}

/** A module of plain JavaScript has a symbol only where its text was read as declarations. */
function isDeclared(symbol) {
  return symbol?.declarations?.some((declaration) => declaration.getSourceFile().isDeclarationFile) === true;
}
