/** One source file → FileFacts: the only stage that sees syntax. */
import type { FileFacts, Span } from '../model/facts.js';
import type { ValueMatcher } from '../model/taxonomy.js';
import { finishFunction } from './compact.js';
import { constructorFunctions } from './constructor-functions.js';
import { isDeepForParser, tooDeep, typeNesting } from './depth.js';
import { DocumentCollector } from './documents.js';
import { resolveExports } from './exports.js';
import { emptyFunction, FileBuilder, type FunctionHeader } from './file-builder.js';
import { FunctionBuilder } from './function-builder.js';
import { HANDLERS } from './handlers.js';
import { LiteralCollector } from './literals.js';
import { withoutSecrets } from './mask.js';
import { Kind, ts, type TS } from './load-typescript.js';
import { parseFile, type Parsed } from './parse.js';
import { limitOf, TOO_DEEP, type Limit } from './problems.js';
import { Scan } from './scan.js';
import { VISITORS } from './scan-visitors.js';
import type { Variable } from './scopes.js';

export interface ExtractInput {
  /** Relative to the scanned root; its ending decides the language. */
  readonly path: string;
  readonly text: string;
  /** Finds personal data and secrets in literals; without it none are looked for. */
  readonly matchValue?: ValueMatcher;
  /** For tests: only literals, directives and lines. */
  readonly literalsOnly?: boolean;
}

/** More syntax errors than these say nothing new. */
const MAX_PROBLEMS = 5;

/**
 * Extracts the facts of one file. Pure, and never throws for what a file contains: syntax errors and nesting that is
 * too deep are `problems`, and the facts of the rest stand.
 */
export function extractFile(input: ExtractInput): FileFacts {
  try {
    return extractParsed(input, parseFile(input.path, input.text));
  } catch (error) {
    return unreadable(input, limitOf(error));
  }
}

function extractParsed(input: ExtractInput, { source, typed, isScript, problems, directives }: Parsed): FileFacts {
  const { path, text } = input;
  typeNesting.depth = 0;
  const literals = new LiteralCollector(text, input.matchValue);
  const collector = new DocumentCollector(text);
  const scan = new Scan(text, literals, collector, VISITORS);
  scan.run(source);
  if (scan.failures.length > 0 && isDeepForParser(source)) throw tooDeep();
  const file = new FileBuilder(
    source,
    text,
    isScript,
    !typed,
    scan.scopes,
    scan.fieldScopes,
    input.literalsOnly === true ? [] : scan.imports,
    HANDLERS,
  );
  syntaxProblems(file, source);
  for (const { message, at } of problems.slice(0, MAX_PROBLEMS)) file.problem(message, at);
  let bindings: FileFacts['bindings'] = [];
  if (input.literalsOnly === true) file.functions.push(emptyFunction(moduleHeader(source.end)));
  else {
    for (const { limit, node } of scan.failures) file.problem(limit.message, file.span(node), limit.cut);
    file.failed = new Set(scan.failures.map(({ node }) => node));
    bindings = extractFunctions(file, scan);
    constructorFunctions(file);
  }
  const pragmas = pragmasOf(source);
  return {
    path,
    bytes: Buffer.byteLength(text),
    ...linesOf(text),
    imports: file.imports,
    exports: file.exports,
    bindings,
    types: file.types,
    functions: withoutSecrets(file.functions, literals.masked),
    classes: file.classes,
    cells: file.cells,
    literals: literals.matches,
    directives: directives(),
    ...(pragmas.length === 0 ? {} : { pragmas }),
    ...(collector.documents.length === 0 || input.literalsOnly === true ? {} : { documents: collector.documents }),
    problems: file.problems,
  };
}

function moduleHeader(end: number): FunctionHeader {
  return { name: '', symbol: '', kind: 'module', parent: -1, span: [0, end] };
}

/** Works off the module's body and then every function met on the way. */
function extractFunctions(file: FileBuilder, scan: Scan): FileFacts['bindings'] {
  const { source } = file;
  let bindings: FileFacts['bindings'] = [];
  file.enqueue(scan.module, moduleHeader(source.end), (builder) => {
    builder.openReceivers();
    builder.block(source.statements);
    builder.completions.push(() => {
      bindings = moduleBindings(builder);
      file.exports.push(...resolveExports(builder));
    });
    keepModuleVariables(builder);
  });
  for (let next = 0; next < file.queue.length; next++) extractFunction(file, next);
  return bindings;
}

function extractFunction(file: FileBuilder, index: number): void {
  const pending = file.queue[index];
  if (pending === undefined) return;
  const { id, header, scope, run } = pending;
  const builder = new FunctionBuilder(file, id, header, scope);
  try {
    run(builder);
    file.functions[id] = finishFunction(builder);
  } catch (error) {
    const limit = limitOf(error);
    if (limit === TOO_DEEP && file.isDeepForParser) throw error;
    typeNesting.depth = 0;
    file.functions[id] = emptyFunction(header);
    forgetValues(file, builder);
    file.problem(limit.message, header.span, limit.cut);
  }
}

/** A function that failed has no values to refer to. */
function forgetValues(file: FileBuilder, builder: FunctionBuilder): void {
  for (const scope of file.scopes.values()) {
    if (scope.owner !== builder.functionScope) continue;
    for (const variable of scope.variables.values()) variable.value = undefined;
  }
  builder.functionScope.thisValue = undefined;
  builder.functionScope.superValue = undefined;
  builder.functionScope.argumentsValue = undefined;
}

/** Everything named at module level stays, used or not: other files and types ask for it by name. */
function keepModuleVariables(builder: FunctionBuilder): void {
  for (const variable of builder.functionScope.variables.values()) {
    if (variable.importIndex >= 0 || variable.isCell) continue;
    const value = variable.isMutable ? builder.environment.read(variable) : variable.value;
    if (value !== undefined) builder.keep(value, (final) => (variable.value = final));
  }
}

function moduleBindings(builder: FunctionBuilder): FileFacts['bindings'] {
  const bindings: [string, { value: number } | { cell: number }][] = [];
  for (const variable of builder.functionScope.variables.values()) {
    const binding = bindingOf(builder, variable);
    if (binding !== undefined) bindings.push([variable.name, binding]);
  }
  return bindings;
}

function bindingOf(builder: FunctionBuilder, variable: Variable): { value: number } | { cell: number } | undefined {
  if (variable.importIndex >= 0) return undefined;
  if (variable.isCell) return { cell: builder.file.cellOf(variable) };
  return variable.value === undefined ? undefined : { value: variable.value };
}

function syntaxProblems(file: FileBuilder, source: TS.SourceFile): void {
  const diagnostics = (source as unknown as { parseDiagnostics?: readonly TS.DiagnosticWithLocation[] }).parseDiagnostics ?? [];
  for (const { messageText, start, length } of diagnostics.slice(0, MAX_PROBLEMS)) {
    file.problem(ts.flattenDiagnosticMessageText(messageText, ' '), [start, start + length]);
  }
}

function linesOf(text: string): { lines: number; lineStarts: readonly number[] } {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { lines: lineStarts.length, lineStarts };
}

function pragmasOf(source: TS.SourceFile): string[] {
  const pragmas: string[] = [];
  for (const statement of source.statements) {
    if (statement.kind !== Kind.ExpressionStatement) break;
    const { expression } = statement as TS.ExpressionStatement;
    if (expression.kind !== Kind.StringLiteral) break;
    pragmas.push((expression as TS.StringLiteral).text);
  }
  return pragmas;
}

/** The facts of a file that could not be read at all. */
function unreadable({ path, text }: ExtractInput, limit: Limit): FileFacts {
  const at: Span = [0, 0];
  return {
    path,
    bytes: Buffer.byteLength(text),
    ...linesOf(text),
    imports: [],
    exports: [],
    bindings: [],
    types: [],
    functions: [emptyFunction(moduleHeader(text.length))],
    classes: [],
    cells: [],
    literals: [],
    directives: [],
    problems: [{ ...limit, at }],
  };
}
