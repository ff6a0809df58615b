/** A file of SQL as facts: the tables and enums that its statements declare, visible everywhere. */
import type { DirectiveComment, FactsProblem, FileFacts } from '../model/facts.js';
import type { TypeDecl, TypeMember } from '../model/type-expr.js';
import { directiveOf, schemaFacts, type SchemaContent } from './schema-facts.js';
import { columnOf, isConstraint, literalsOf, nameAt } from './sql-columns.js';
import { sqlTokens, type SqlToken } from './sql-tokens.js';

/**
 * Reads schemas and migrations of PostgreSQL, MySQL and SQLite. Of a migration, what it adds and renames is read, and nothing is
 * taken away: a file may hold the way back beside the way there, and what a column held is in old backups still.
 *
 * The reader is the project's own: only names and types of columns are asked for, in a few statements that all dialects
 * write nearly alike; the parsers for it know one dialect each, and give nothing of a file with one statement they do not know.
 *
 * @param path Relative to the root.
 * @returns Facts with the types only; what can't be read is in `problems`.
 */
export function sqlFacts(path: string, text: string): FileFacts {
  const reader = new Reader();
  let statement: SqlToken[] = [];
  for (const token of sqlTokens(text)) {
    if (token.kind === 'comment') reader.comment(token);
    else if (token.text === ';' && token.kind === 'mark') {
      reader.statement(statement);
      statement = [];
    } else statement.push(token);
  }
  reader.statement(statement);
  return schemaFacts(path, text, 'sql', reader.content());
}

interface Table {
  readonly name: string;
  readonly at: readonly [number, number];
  readonly members: Map<string, TypeMember>;
}

class Reader {
  private readonly tables = new Map<string, Table>();
  private readonly enums: TypeDecl[] = [];
  private readonly directives: DirectiveComment[] = [];
  private readonly problems: FactsProblem[] = [];

  content(): SchemaContent {
    const tables = [...this.tables.values()].map(
      ({ name, at, members }): TypeDecl => ({ name, kind: 'table', at, function: 0, members: [...members.values()], global: true }),
    );
    return { types: [...this.enums, ...tables], directives: this.directives, problems: this.problems };
  }

  comment({ text, at }: SqlToken): void {
    this.directives.push(...directiveOf(text, at));
  }

  statement(tokens: readonly SqlToken[]): void {
    const [verb] = tokens;
    if (is(verb, 'create')) this.create(tokens);
    else if (is(verb, 'alter') && is(tokens[1], 'table')) this.alter(tokens);
  }

  private create(tokens: readonly SqlToken[]): void {
    const what = tokens.findIndex((token, index) => index > 0 && index < 4 && (is(token, 'table') || is(token, 'type')));
    if (what < 0) return;
    const { name, after } = nameAt(tokens, afterWords(tokens, what + 1, ['if', 'not', 'exists']));
    if (name === undefined) return;
    if (is(tokens[what], 'type')) {
      if (is(tokens[after], 'as') && is(tokens[after + 1], 'enum')) this.enumeration(name, tokens.slice(after + 2));
    } else if (tokens[after]?.text === '(') {
      const { parts, closed } = partsOf(tokens, after);
      if (!closed) this.problems.push({ message: `the table "${name.text}" has no closing bracket`, at: name.at });
      for (const part of parts) if (!isConstraint(part)) this.add(name, columnOf(part));
    }
  }

  private enumeration(name: SqlToken, tokens: readonly SqlToken[]): void {
    const members = literalsOf(tokens).map(({ text, at }): TypeMember => ({ key: text, at }));
    this.enums.push({ name: name.text, kind: 'enum', at: name.at, function: 0, members, global: true });
  }

  private alter(tokens: readonly SqlToken[]): void {
    const { name, after } = nameAt(tokens, afterWords(tokens, 2, ['if', 'exists', 'only']));
    if (name === undefined) return;
    for (const action of splitAtCommas(tokens.slice(after))) this.action(name, action);
  }

  private action(table: SqlToken, action: readonly SqlToken[]): void {
    const [verb] = action;
    const rest = action.slice(afterWords(action, 1, ['column', 'if', 'not', 'exists']));
    if (is(verb, 'add')) {
      if (rest[0]?.text === '(' && !rest[0].quoted) {
        for (const part of partsOf(rest, 0).parts) if (!isConstraint(part)) this.add(table, columnOf(part));
      } else if (!isConstraint(rest)) this.add(table, columnOf(rest));
    } else if (is(verb, 'change')) this.add(table, columnOf(rest.slice(1)));
    else if (is(verb, 'rename') && rest.length === 3 && is(rest[1], 'to')) {
      const known = this.tables.get(table.text)?.members.get(rest[0]!.text) ?? { optional: true as const };
      this.add(table, { ...known, key: rest[2]!.text, at: rest[2]!.at });
    }
  }

  /** The first declaration of a column stands. */
  private add(name: SqlToken, column: TypeMember | undefined): void {
    if (column === undefined) return;
    let table = this.tables.get(name.text);
    if (table === undefined) this.tables.set(name.text, (table = { name: name.text, at: name.at, members: new Map() }));
    if (!table.members.has(column.key)) table.members.set(column.key, column);
  }
}

function is(token: SqlToken | undefined, word: string): boolean {
  return token !== undefined && token.kind === 'word' && !token.quoted && token.text.toLowerCase() === word;
}

/** The index behind words that may stand there. */
function afterWords(tokens: readonly SqlToken[], from: number, words: readonly string[]): number {
  let at = from;
  while (words.some((word) => is(tokens[at], word))) at++;
  return at;
}

/** What stands between the commas of a bracket, and whether it is closed. */
function partsOf(tokens: readonly SqlToken[], open: number): { parts: (readonly SqlToken[])[]; closed: boolean } {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const { kind, text } = tokens[at]!;
    if (kind !== 'mark') continue;
    if (text === '(') depth++;
    if (text === ')' && --depth === 0) return { parts: splitAtCommas(tokens.slice(open + 1, at)), closed: true };
  }
  return { parts: splitAtCommas(tokens.slice(open + 1)), closed: false };
}

function splitAtCommas(tokens: readonly SqlToken[]): (readonly SqlToken[])[] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'mark' && token.text === '(') depth++;
    if (token.kind === 'mark' && token.text === ')') depth--;
    if (token.kind === 'mark' && token.text === ',' && depth === 0) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts.filter((part) => part.length > 0);
}
