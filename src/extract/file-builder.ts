/** What is gathered for a whole file while its functions are walked. */
import type {
  CellFact,
  CellId,
  ClassId,
  ExportFact,
  FileFacts,
  FunctionFacts,
  FunctionId,
  FunctionKind,
  ImportFact,
  Span,
  ValueId,
} from '../model/facts.js';
import type { TypeDecl } from '../model/type-expr.js';
import type { ClassDraft, FunctionDraft } from './drafts.js';
import { isDeepForParser } from './depth.js';
import type { FunctionBuilder } from './function-builder.js';
import type { TS } from './load-typescript.js';
import { JoinBudget, MAX_FILE_JOINS } from './join-budget.js';
import { spanOf } from './positions.js';
import type { FunctionScope, Scope, Variable } from './scopes.js';

export type ExpressionHandler = (builder: FunctionBuilder, node: never) => ValueId;
export type StatementHandler = (builder: FunctionBuilder, node: never) => void;

/** By syntax kind: what makes a value of an expression, and what runs a statement. */
export interface Handlers {
  readonly expressions: readonly (ExpressionHandler | undefined)[];
  readonly statements: readonly (StatementHandler | undefined)[];
  readonly block: (builder: FunctionBuilder, statements: readonly TS.Statement[]) => void;
}

/** A function met and not walked yet: bodies come after the function around them, whose values they refer to. */
export interface PendingFunction {
  readonly id: FunctionId;
  readonly scope: FunctionScope;
  readonly header: FunctionHeader;
  readonly run: (builder: FunctionBuilder) => void;
}

export interface FunctionHeader {
  readonly name: string;
  readonly symbol: string;
  readonly kind: FunctionKind;
  readonly parent: FunctionId;
  readonly class?: ClassId;
  readonly span: Span;
  readonly async?: true;
  readonly generator?: true;
}

/** An export by a local name; resolved when the module's values are final. */
export interface LocalExport {
  readonly name: string;
  readonly local: string;
  readonly typeOnly: boolean;
}

export class FileBuilder {
  /** By id; a function's place is empty until its body has been walked. */
  readonly functions: FunctionFacts[] = [];
  private count = 0;
  readonly classes: ClassDraft[] = [];
  readonly cells: CellFact[] = [];
  readonly types: TypeDecl[] = [];
  readonly exports: ExportFact[] = [];
  readonly localExports: LocalExport[] = [];
  readonly problems: FileFacts['problems'][number][] = [];
  readonly queue: PendingFunction[] = [];
  /** Statements that the first walk gave up. */
  failed: ReadonlySet<TS.Node> = new Set();

  /** For all functions together. */
  readonly joins = new JoinBudget(MAX_FILE_JOINS);
  private deep: boolean | undefined;

  constructor(
    readonly source: TS.SourceFile,
    readonly text: string,
    readonly isScript: boolean,
    readonly hasJsDoc: boolean,
    readonly scopes: ReadonlyMap<TS.Node, Scope>,
    readonly fieldScopes: ReadonlyMap<TS.Node, FunctionScope>,
    readonly imports: ImportFact[],
    readonly handlers: Handlers,
  ) {}

  span(node: TS.Node): Span {
    return spanOf(this.text, node);
  }

  /** Gives a function its id and puts its body on the work list. */
  enqueue(scope: FunctionScope, header: FunctionHeader, run: (builder: FunctionBuilder) => void): FunctionId {
    const id = this.count++;
    scope.functionId = id;
    this.queue.push({ id, scope, header, run });
    return id;
  }

  cellOf(variable: Variable): CellId {
    if (variable.cell === undefined) {
      variable.cell = this.cells.length;
      this.cells.push({
        name: variable.name,
        function: variable.owner.functionId,
        ...(variable.type === undefined ? {} : { type: variable.type }),
      });
    }
    return variable.cell;
  }

  /** Sets the declared type of a cell met before its declaration. */
  typeCell(variable: Variable): void {
    if (variable.cell === undefined || variable.type === undefined) return;
    const cell = this.cells[variable.cell] as CellFact;
    this.cells[variable.cell] = { ...cell, type: variable.type };
  }

  /** See {@link isDeepForParser}; asked for each function that fails, found once. */
  get isDeepForParser(): boolean {
    return (this.deep ??= isDeepForParser(this.source));
  }

  problem(message: string, at: Span, cut?: string): void {
    this.problems.push({ message, at, ...(cut === undefined ? {} : { cut }) });
  }
}

/** Facts of a function from its head and what it holds. */
export function functionFacts(header: FunctionHeader, body: FunctionBody): FunctionDraft {
  const facts: FunctionDraft = {
    name: header.name,
    symbol: header.symbol,
    kind: header.kind,
    parent: header.parent,
    span: header.span,
    params: body.params,
    values: body.values,
    names: body.names,
    calls: body.calls,
    returns: body.returns,
    yields: body.yields,
    throws: body.throws,
    stores: body.stores,
    cellWrites: body.cellWrites,
    guards: body.guards,
    regions: body.regions,
  };
  if (header.class !== undefined) facts.class = header.class;
  if (header.async === true) facts.async = true;
  if (header.generator === true) facts.generator = true;
  return facts;
}

export type FunctionBody = Pick<
  FunctionFacts,
  'params' | 'values' | 'names' | 'calls' | 'returns' | 'yields' | 'throws' | 'stores' | 'cellWrites' | 'guards' | 'regions'
>;

const NOTHING: FunctionBody = {
  params: [],
  values: [],
  names: [],
  calls: [],
  returns: [],
  yields: [],
  throws: [],
  stores: [],
  cellWrites: [],
  guards: [],
  regions: [],
};

/** A function of which only the head is known. */
export function emptyFunction(header: FunctionHeader): FunctionFacts {
  return functionFacts(header, NOTHING);
}
