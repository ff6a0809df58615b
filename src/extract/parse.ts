/** Text → syntax tree: of a file of code, or of the code in a component file. */
import type { DirectiveComment, Span } from '../model/facts.js';
import { assembleComponent, dialectOf } from './components/index.js';
import type { Dialect } from './components/parts.js';
import { directivesOf, directivesOfMarkup } from './directives.js';
import { ts, type TS } from './load-typescript.js';

export interface Parsed {
  readonly source: TS.SourceFile;
  /** Types are those of TypeScript, and none stand in comments. */
  readonly typed: boolean;
  /** Its names are visible in every file. */
  readonly isScript: boolean;
  /** Beside the tree's own. */
  readonly problems: readonly { readonly message: string; readonly at: Span }[];
  readonly directives: () => DirectiveComment[];
}

export function parseFile(path: string, text: string): Parsed {
  const dialect = dialectOf(path);
  return dialect === undefined ? parseCode(path, text) : parseComponent(path, text, dialect);
}

function parseCode(path: string, text: string): Parsed {
  const kind = scriptKind(path);
  const typed = kind === ts.ScriptKind.TS || kind === ts.ScriptKind.TSX;
  const options = {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: typed ? ts.JSDocParsingMode.ParseNone : ts.JSDocParsingMode.ParseAll,
  };
  const source = ts.createSourceFile(path, text, options, false, kind);
  const isScript = typed && (source as { externalModuleIndicator?: unknown }).externalModuleIndicator === undefined;
  return { source, typed, isScript, problems: [], directives: () => directivesOf(source, text) };
}

function scriptKind(path: string): TS.ScriptKind {
  if (/\.[cm]?ts$/.test(path)) return ts.ScriptKind.TS;
  return path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.JSX;
}

function parseComponent(path: string, text: string, dialect: Dialect): Parsed {
  const { source, typescript, scripts, problems } = assembleComponent(path, text, dialect);
  const inScript = ({ at }: DirectiveComment): boolean => scripts.some(([start, end]) => start <= at[0] && at[1] <= end);
  const directives = (): DirectiveComment[] =>
    [...directivesOf(source, text).filter(inScript), ...directivesOfMarkup(text).filter((one) => !inScript(one))].sort(
      (a, b) => a.at[0] - b.at[0],
    );
  return { source, typed: typescript, isScript: false, problems, directives };
}
