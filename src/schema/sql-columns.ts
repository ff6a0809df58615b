/** Columns of a table: their names, types and whether they may be empty. */
import type { Primitive, TypeExpr, TypeMember } from '../model/type-expr.js';
import type { SqlToken } from './sql-tokens.js';

/** Words that begin what is no column in the list of a table. */
const CONSTRAINTS = new Set(['constraint', 'primary', 'foreign', 'unique', 'check', 'exclude', 'fulltext', 'spatial']);
/** These do, too, and are names of columns where a type follows. */
const MAYBE_CONSTRAINTS = new Set(['key', 'index', 'like', 'period']);

const PRIMITIVES: ReadonlyMap<string, Primitive> = new Map(
  (
    [
      ['string', 'char character varchar nchar nvarchar varchar2 text tinytext mediumtext longtext ntext citext clob string name uuid xml inet cidr macaddr'],
      [
        'number',
        'int integer int2 int4 int8 smallint bigint tinyint mediumint serial bigserial smallserial numeric decimal dec real float float4 float8 double number money bit year oid unsigned',
      ],
      ['boolean', 'bool boolean'],
      ['any', 'json jsonb hstore any'],
    ] as const
  ).flatMap(([primitive, names]) => names.split(' ').map((name) => [name, primitive] as const)),
);
const NAMED: ReadonlyMap<string, string> = new Map(
  (
    [
      ['Date', 'date time timetz timestamp timestamptz datetime datetime2 smalldatetime'],
      ['Uint8Array', 'bytea blob tinyblob mediumblob longblob binary varbinary'],
    ] as const
  ).flatMap(([type, names]) => names.split(' ').map((name) => [name, type] as const)),
);

/** The last part of a dotted name, and where it ends. */
export function nameAt(tokens: readonly SqlToken[], from: number): { name: SqlToken | undefined; after: number } {
  let at = from;
  while (tokens[at]?.kind === 'word' && tokens[at + 1]?.text === '.' && tokens[at + 2]?.kind === 'word') at += 2;
  const name = tokens[at];
  return name?.kind === 'word' ? { name, after: at + 1 } : { name: undefined, after: at };
}

/** Whether a part of a table's list is no column. */
export function isConstraint([first, second]: readonly SqlToken[]): boolean {
  if (first === undefined || first.quoted) return false;
  const word = first.text.toLowerCase();
  return CONSTRAINTS.has(word) || (MAYBE_CONSTRAINTS.has(word) && !isType(second));
}

function isType(token: SqlToken | undefined): boolean {
  if (token === undefined || token.quoted) return false;
  const word = token.text.toLowerCase();
  return PRIMITIVES.has(word) || NAMED.has(word);
}

/** `name type …`; nothing for what is no column. */
export function columnOf(tokens: readonly SqlToken[]): TypeMember | undefined {
  const [name, ...rest] = tokens;
  if (name?.kind !== 'word') return undefined;
  const words = rest.filter((token) => token.kind === 'word' && !token.quoted).map((token) => token.text.toLowerCase());
  const isFilled = words.some((word, at) => (word === 'not' && words[at + 1] === 'null') || (word === 'primary' && words[at + 1] === 'key'));
  return { key: name.text, type: typeOf(rest), ...(isFilled ? {} : { optional: true as const }), at: name.at };
}

function typeOf(tokens: readonly SqlToken[]): TypeExpr {
  const { name, after } = nameAt(tokens, 0);
  if (name === undefined) return { t: 'prim', name: 'any' };
  const word = name.text.toLowerCase();
  if (!name.quoted && (word === 'enum' || word === 'set') && tokens[after]?.text === '(')
    return { t: 'union', of: literalsOf(tokens.slice(after)).map(({ text }) => ({ t: 'lit', value: text })) };
  const primitive = PRIMITIVES.get(word);
  const one: TypeExpr = primitive ? { t: 'prim', name: primitive } : { t: 'name', name: NAMED.get(word) ?? name.text };
  return isArray(tokens.slice(after)) ? { t: 'array', element: one } : one;
}

/** `text[]`, `varchar(20) array`. */
function isArray(tokens: readonly SqlToken[]): boolean {
  const close = tokens[0]?.text === '(' ? tokens.findIndex(({ text }) => text === ')') + 1 : 0;
  const behind = tokens[close];
  return behind !== undefined && !behind.quoted && (behind.text === '[' || behind.text.toLowerCase() === 'array');
}

/** The texts of the first bracket. */
export function literalsOf(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const close = tokens.findIndex(({ kind, text }) => kind === 'mark' && text === ')');
  return tokens.slice(0, close < 0 ? undefined : close).filter(({ kind }) => kind === 'text');
}
