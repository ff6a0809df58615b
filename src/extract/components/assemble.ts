/**
 * A component file as one module: the default export is a function of what the component is handed. Its body is the instance's
 * script and then the markup, so that names, closures and values are what they are in any function. All nodes have their
 * places in the file.
 */
import type { Span } from '../../model/facts.js';
import { ts, Kind, type TS } from '../load-typescript.js';
import { hasModifier } from '../names.js';
import { InstanceScript, namesDeclared } from './instance.js';
import { memberNames, propsPattern } from './members.js';
import { markupCode } from './markup-code.js';
import type { Code, Content, ComponentParts, Dialect } from './parts.js';
import type { Written } from './written.js';

export interface AssembledComponent {
  readonly source: TS.SourceFile;
  readonly typescript: boolean;
  readonly scripts: readonly Span[];
  readonly problems: readonly { readonly message: string; readonly at: Span }[];
}

/** Takes the text of a component file. Syntax errors of its scripts are in `source`, those of its markup in `problems`. */
export function assembleComponent(path: string, text: string, dialect: Dialect): AssembledComponent {
  const parts = dialect.read(text);
  const kind = parts.typescript ? ts.ScriptKind.TSX : ts.ScriptKind.JSX;
  const source = parseScripts(path, text, parts);
  const problems = [...parts.problems];
  const instance = parts.scripts.find((script) => script.instance);
  const own: TS.Statement[] = [];
  const module: TS.Statement[] = [];
  for (const statement of source.statements) {
    const inside = instance !== undefined && statement.end > instance.at[0] && statement.end <= instance.at[1];
    (inside && !staysOutside(statement) ? own : module).push(statement);
  }
  const isDefault = instance !== undefined || !module.some(isDefaultExport);
  const head = isDefault ? 'export default function' : 'function template';
  const shown = parseMarkup(path, text, parts, head, kind, problems);
  if (shown === undefined) return { source, typescript: parts.typescript, scripts: parts.scripts.map(({ at }) => at), problems };
  const script = new InstanceScript(dialect, text, own, module);
  const statements = script.statements();
  const body = shown.body as TS.Block;
  const declared = namesDeclared([...statements, ...module]);
  const markup = [...body.statements];
  const members = dialect.implicitMembers ? memberNames(markup, declared) : [];
  setList(body, 'statements', [...statements, ...(members.length === 0 ? [] : [propsPattern(members)]), ...markup]);
  script.tellParent(body);
  const param = shown.parameters[0] as { type?: TS.TypeNode };
  const type = script.propsType;
  if (type !== undefined) param.type = type;
  setList(source, 'statements', [...module, shown]);
  return { source, typescript: parts.typescript, scripts: parts.scripts.map(({ at }) => at), problems };
}

/** Types have no values of the instance in them, and imports belong to the module. */
function staysOutside(statement: TS.Statement): boolean {
  switch (statement.kind) {
    case Kind.ImportDeclaration:
    case Kind.ImportEqualsDeclaration:
    case Kind.InterfaceDeclaration:
    case Kind.TypeAliasDeclaration:
    case Kind.ExportDeclaration:
      return true;
    default:
      return false;
  }
}

function isDefaultExport(statement: TS.Statement): boolean {
  if (statement.kind === Kind.ExportAssignment) return true;
  return hasModifier(statement as { modifiers?: readonly TS.Node[] }, Kind.DefaultKeyword);
}

/** All that is no script is blank, so that every offset is that of the file. */
function parseScripts(path: string, text: string, parts: ComponentParts): TS.SourceFile {
  let blanked = '';
  for (const { at } of [...parts.scripts].sort((a, b) => a.at[0] - b.at[0])) {
    blanked += `${' '.repeat(at[0] - blanked.length - 1)}\n${text.slice(...at)}`;
  }
  const options = {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: parts.typescript ? ts.JSDocParsingMode.ParseNone : ts.JSDocParsingMode.ParseAll,
  };
  const source = ts.createSourceFile(path, blanked, options, false, parts.typescript ? ts.ScriptKind.TS : ts.ScriptKind.JSX);
  for (const { at } of parts.scripts) {
    const first = source.statements.find(({ end }) => end > at[0]);
    if (first !== undefined) beginAt(first, at[0]);
  }
  return source;
}

/** What comes first in a script begins in it: the blanks before it are markup. */
function beginAt(node: TS.Node, start: number): void {
  if (node.pos >= start) return;
  ts.setTextRange(node, { pos: start, end: node.end });
  ts.forEachChild(node, (child) => beginAt(child, start));
}

/** The function that shows the component, its nodes placed in the file; nothing when it can't be read. */
function parseMarkup(
  path: string,
  text: string,
  parts: ComponentParts,
  head: string,
  kind: TS.ScriptKind,
  problems: { message: string; at: Span }[],
): TS.FunctionDeclaration | undefined {
  const whole = markupFunction(
    path,
    markupCode(text, parts, head, () => true),
    kind,
  );
  if (whole !== undefined) return whole;
  // One piece of code that does not parse costs itself alone.
  const verdicts = new Map<Code, boolean>();
  const usable = (code: Code): boolean => {
    let verdict = verdicts.get(code);
    if (verdict === undefined) {
      verdict = parsesAlone(code.text, kind);
      verdicts.set(code, verdict);
      if (!verdict) problems.push({ message: 'This code in the markup could not be parsed', at: code.at });
    }
    return verdict;
  };
  const rest = markupFunction(path, markupCode(text, parts, head, usable), kind);
  if (rest !== undefined) return rest;
  problems.push({ message: 'The code in the markup could not be read', at: firstPlace(parts.content) });
  return markupFunction(path, markupCode(text, { ...parts, content: [] }, head, usable), kind);
}

function firstPlace(content: readonly Content[]): Span {
  const first = content.find((one) => one.c === 'element');
  return first?.c === 'element' ? first.tag.at : [0, 0];
}

function markupFunction(path: string, written: Written, kind: TS.ScriptKind): TS.FunctionDeclaration | undefined {
  const source = ts.createSourceFile(path, written.toString(), { languageVersion: ts.ScriptTarget.Latest }, false, kind);
  const [only] = source.statements;
  if (hasErrors(source) || only?.kind !== Kind.FunctionDeclaration || source.statements.length !== 1) return undefined;
  written.place(only);
  return only as TS.FunctionDeclaration;
}

/** As an expression, as statements, or as a parameter. */
function parsesAlone(code: string, kind: TS.ScriptKind): boolean {
  return [`(${code})`, `() => {${code}}`, `(${code}) => 0`].some(
    (text) => !hasErrors(ts.createSourceFile('code.tsx', text, { languageVersion: ts.ScriptTarget.Latest }, false, kind)),
  );
}

function hasErrors(source: TS.SourceFile): boolean {
  return ((source as unknown as { parseDiagnostics?: readonly unknown[] }).parseDiagnostics ?? []).length > 0;
}

/** The compiler's lists are read-only for others; nobody else holds this tree. */
function setList(node: TS.Block | TS.SourceFile, key: 'statements', statements: readonly TS.Statement[]): void {
  const list = ts.factory.createNodeArray(statements);
  ts.setTextRange(list, { pos: node.pos, end: node.end });
  (node as unknown as Record<typeof key, TS.NodeArray<TS.Statement>>)[key] = list;
}
