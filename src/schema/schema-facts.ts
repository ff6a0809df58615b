/** Facts of a file that declares tables and nothing else. */
import type { DirectiveComment, FactsProblem, FileFacts, FunctionFacts, Span } from '../model/facts.js';
import type { SchemaLanguage } from '../model/schema-language.js';
import type { TypeDecl } from '../model/type-expr.js';

/** What a reader of a schema language finds. */
export interface SchemaContent {
  readonly types: readonly TypeDecl[];
  readonly directives: readonly DirectiveComment[];
  readonly problems: readonly FactsProblem[];
}

export function schemaFacts(
  path: string,
  text: string,
  schema: SchemaLanguage,
  { types, directives, problems }: SchemaContent,
): FileFacts {
  const lineStarts = lineStartsOf(text);
  return {
    path,
    bytes: Buffer.byteLength(text),
    lines: lineStarts.length,
    lineStarts,
    imports: [],
    exports: [],
    bindings: [],
    types,
    functions: [emptyBody([0, text.length])],
    classes: [],
    cells: [],
    literals: [],
    directives,
    problems,
    schema,
  };
}

/** The comment when it speaks to Waybill. */
export function directiveOf(comment: string, at: Span): readonly DirectiveComment[] {
  const inner = comment.endsWith('*/') ? comment.slice(0, -2) : comment;
  const said = inner.replace(/^(?:\/[/*]+|-{2,}|#)\s*/, '').trimEnd();
  return said.startsWith('waybill-') ? [{ text: said, at }] : [];
}

/** Comments that speak to Waybill in a language whose comments begin with `#`. */
export function commentsOf(text: string): readonly DirectiveComment[] {
  return [...text.matchAll(/(?<=^|[ \t])#[ \t]*waybill-[^\n\r]*/gm)].flatMap(({ 0: comment, index }) =>
    directiveOf(comment, [index, index + comment.length]),
  );
}

function emptyBody(span: Span): FunctionFacts {
  return {
    name: '', symbol: '', kind: 'module', parent: -1, span, params: [], values: [], names: [], calls: [], returns: [], yields: [], throws: [],
    stores: [], cellWrites: [], guards: [], regions: [],
  };
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}
